import Designs
import Random
import Testing
import _TestSupport

@Suite struct SaltelliDesignTests {
  let key = StreamKey(seed: 21, name: "saltelli")

  func design(_ sampling: SaltelliDesign.Sampling, rows: Int = 96) throws -> SaltelliDesign {
    try SaltelliDesign(
      rows: rows, columns: FactorColumns([1, 2, 0, 1]), sampling: sampling, key: key)
  }

  @Test(arguments: [SaltelliDesign.Sampling.random, .scrambledSobol(replicates: 16)])
  func `a hybrid is A with the columns of its factor from B`(
    sampling: SaltelliDesign.Sampling
  ) throws {
    let design = try design(sampling)
    let (a, b) = (design.points(.a, rows: 0..<96), design.points(.b, rows: 0..<96))
    #expect(design.matrices.count == 6)
    #expect(Set(a.columns).isDisjoint(with: b.columns))
    for (factor, own) in [[0], [1, 2], [], [3]].enumerated() {
      let hybrid = design.points(.hybrid(factor: factor), rows: 0..<96)
      for column in 0..<4 {
        let source = own.contains(column) ? b : a
        #expect(hybrid.columns[column] == source.columns[column])
      }
      #expect(design.isFromB(factor, in: .hybrid(factor: factor)))
      #expect(design.isFromB(factor, in: .b) && !design.isFromB(factor, in: .a))
    }
  }

  @Test(arguments: [SaltelliDesign.Sampling.random, .scrambledSobol(replicates: 3)])
  func `rows are the same wherever a range begins`(sampling: SaltelliDesign.Sampling) throws {
    let design = try design(sampling)
    let all = design.points(.b, rows: 0..<96)
    for range in [0..<1, 1..<2, 5..<90, 95..<96, 7..<7] {
      let some = design.points(.b, rows: range)
      #expect(some.columns == all.columns.map { Array($0[range]) })
    }
  }

  @Test func `replicates take turns, each a scrambled sequence of its own`() throws {
    let design = try design(.scrambledSobol(replicates: 4), rows: 64)
    let columns = design.points(.a, rows: 0..<64).columns
    #expect(design.replicates == 4)
    for replicate in 0..<4 {
      let own = stride(from: replicate, to: 64, by: 4).map { columns[0][$0] }
      #expect(Set(own.map { Int($0 * 16) }).count == 16)
      let sequence = try SobolSequence(
        dimensions: 8, scrambledBy: StreamKey(seed: 21, name: "saltelli \(replicate)"))
      #expect(own == sequence.column(0, points: 0..<16))
    }
  }

  @Test func `more rows leave the earlier ones as they are`() throws {
    let few = try design(.scrambledSobol(replicates: 16), rows: 32).points(.b, rows: 0..<32)
    let many = try design(.scrambledSobol(replicates: 16), rows: 64).points(.b, rows: 0..<32)
    #expect(few == many)
  }

  @Test func `designs that cannot be are refused`() {
    #expect(throws: DesignError.unevenReplicates(rows: 100, replicates: 16)) {
      try design(.scrambledSobol(replicates: 16), rows: 100)
    }
    #expect(throws: DesignError.pointsOutOfRange(asked: 0, limit: SobolSequence.countLimit)) {
      try design(.random, rows: 0)
    }
    #expect(throws: DesignError.tooManyDimensions(asked: 514, limit: 512)) {
      try SaltelliDesign(rows: 16, columns: FactorColumns(factors: 257), key: key)
    }
  }
}
