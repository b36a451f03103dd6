import Designs
import Random
import Sensitivity
import Testing
import _TestSupport

@Suite struct SobolIndicesTests {
  let key = StreamKey(seed: 1, name: "bootstrap")

  /// Twelve rows of tools/references/sensitivity_indices.py, whose values are SciPy's.
  static let a = [3.1, -1.2, 4.5, 0.7, 1.8, -3.3, 2.6, 5.2, -0.8, 1.4, 3.9, -2.1]
  static let b = [0.5, 2.8, -1.7, 4.1, -2.6, 1.3, 3.4, -0.9, 4.7, 2.2, -3.8, 1.6]
  static let hybrids = [
    [2.4, 0.3, 2.1, 2.0, -0.6, -1.1, 3.1, 3.0, 1.7, 1.9, 0.8, -0.2],
    [1.5, 0.9, 1.2, 2.8, 0.4, -2.0, 2.9, 2.7, 0.6, 1.1, 2.0, -1.3],
  ]

  func indices(_ outcomes: SobolOutcomes) throws -> SobolIndices {
    guard case .indices(let indices) = SobolIndices.estimate(outcomes, key: key) else {
      throw Missing()
    }
    return indices
  }

  struct Missing: Error {}

  // MARK: Reference values

  /// Sums of a dozen terms whose parts are up to forty times the sum.
  let rounding = Tolerance.conditioned(by: 100)

  @Test func `indices and their errors over replicates are SciPy's`() throws {
    let found = try indices(
      SobolOutcomes(a: Self.a, b: Self.b, hybrids: Self.hybrids, replicates: 4))
    let all = found.first + found.total
    #expect(
      agree(
        all.map(\.value),
        [0.6638139686884058, 0.5606062153412514, 0.27941461820484276, 0.2362769227626916],
        within: rounding))
    #expect(
      agree(
        all.map { $0.standardError ?? .nan },
        [0.1541894959421863, 0.09532888480027457, 0.022039587869499156, 0.019134244976047425],
        within: rounding))
    let half = all.map {
      (($0.interval?.upperBound ?? .nan) - ($0.interval?.lowerBound ?? .nan)) / 2
    }
    #expect(
      agree(
        half, [0.49069979167476807, 0.30337905721945, 0.07013980498526322, 0.06089370722841547],
        within: rounding))
    #expect(found.mean.agrees(with: 1.1416666666666666, within: rounding))
    #expect(found.variance.agrees(with: 6.799930555555555, within: rounding))
    #expect(found.rows == 12 && found.droppedRows == 0)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a row with an outcome that is not finite is left out and counted`(bad: Double) throws {
    for matrix in 0..<4 {
      var columns = [Self.a, Self.b] + Self.hybrids
      columns[matrix][5] = bad
      let found = try indices(
        SobolOutcomes(a: columns[0], b: columns[1], hybrids: Array(columns[2...]), replicates: 4))
      #expect(
        agree(
          (found.first + found.total).map(\.value),
          [0.7618568004487736, 0.650390126982508, 0.2858126370544138, 0.2585356213983375],
          within: rounding))
      #expect(found.rows == 11 && found.droppedRows == 1)
    }
  }

  // MARK: Identities

  @Test func `indices do not depend on where zero is nor on the unit`() throws {
    let plain = try indices(SobolOutcomes(a: Self.a, b: Self.b, hybrids: Self.hybrids))
    let moved = { (x: [Double]) in x.map { 1024 * $0 + 65536 } }
    let other = try indices(
      SobolOutcomes(a: moved(Self.a), b: moved(Self.b), hybrids: Self.hybrids.map(moved)))
    for (one, two) in zip(plain.first + plain.total, other.first + other.total) {
      // A shift of 65536 costs 4 of 16 digits; errors are of the same size as indices.
      #expect(one.value.agrees(with: two.value, within: Tolerance(absolute: 1e-10)))
      let errors = (one.standardError ?? .nan, two.standardError ?? .nan)
      #expect(errors.0.agrees(with: errors.1, within: Tolerance(absolute: 1e-10)))
    }
  }

  @Test func `the same key gives the same intervals, another key others`() throws {
    let outcomes = SobolOutcomes(a: Self.a, b: Self.b, hybrids: Self.hybrids)
    #expect(
      SobolIndices.estimate(outcomes, key: key) == SobolIndices.estimate(outcomes, key: key))
    let other = SobolIndices.estimate(outcomes, key: StreamKey(seed: 2, name: "bootstrap"))
    #expect(other != SobolIndices.estimate(outcomes, key: key))
  }

  // MARK: Edges

  @Test func `a constant output is said to be constant`() {
    let same = [Double](repeating: 0.1, count: 48)
    let finding = SobolIndices.estimate(
      SobolOutcomes(a: same, b: same, hybrids: [same], replicates: 16), key: key)
    #expect(finding == .constant(0.1, rows: 48, droppedRows: 0))
  }

  @Test func `no finite row gives no indices`() {
    let finding = SobolIndices.estimate(
      SobolOutcomes(a: [.nan, 1], b: [1, 1], hybrids: [[1, .infinity]]), key: key)
    #expect(finding == .noRows(droppedRows: 2))
    #expect(
      SobolIndices.estimate(SobolOutcomes(a: [], b: [], hybrids: []), key: key)
        == .noRows(droppedRows: 0))
  }

  @Test func `one row, or one replicate that varies, shows no interval`() throws {
    let single = try indices(SobolOutcomes(a: [1], b: [3], hybrids: [[2]]))
    #expect(single.first[0].interval == nil && single.first[0].value.isFinite)
    let lone = try indices(
      SobolOutcomes(a: [1, 5, 5], b: [3, 5, 5], hybrids: [[2, 5, 5]], replicates: 3))
    #expect(lone.total[0].interval == nil && lone.total[0].value.isFinite)
  }

  @Test func `a model without factors has a variance and no indices`() throws {
    let found = try indices(SobolOutcomes(a: [1, 2], b: [2, 1], hybrids: []))
    #expect(found.first.isEmpty && found.variance == 0.25)
  }

  // MARK: Closed forms

  /// The errors of one index at N = 2¹⁴ have standard deviation at most 0.0022 (measured over 200
  /// seeds); 0.01 is what is promised of it.
  @Test(arguments: TestFunction.all)
  func `indices at 16,384 rows are within 0.01 of the closed form`(function: TestFunction) throws {
    let found = try function.indices(
      rows: 1 << 14, sampling: .scrambledSobol(replicates: 16), seed: 1)
    for (index, truth) in zip(found.first + found.total, function.first + function.total) {
      #expect(abs(index.value - truth) < 0.01)
    }
    #expect(abs(found.variance / function.variance - 1) < 0.01)
  }

  /// f = g(x₁, x₂) + x₃ with the group {1, 2} as one factor: its indices are those of an additive
  /// function, S = ST.
  @Test func `a group of columns has the index of its joint effect`() throws {
    let columns = FactorColumns([2, 1])
    let design = try SaltelliDesign(
      rows: 1 << 12, columns: columns, key: StreamKey(seed: 3, name: "group"))
    let outcomes = design.matrices.map { matrix in
      let x = design.points(matrix, rows: 0..<design.rows).columns
      return (0..<design.rows).map { row -> Double in
        let product: Double = (x[0][row] - 0.5) * (x[1][row] - 0.5)
        return 12 * product + x[2][row]
      }
    }
    let found = try indices(SobolOutcomes(of: design, outcomes: outcomes))
    // Variances 144/144 and 1/12. Five standard errors of sixteen replicates: a correct estimate
    // fails one seed in 6,000 an index, and the seed is fixed.
    for (index, truth) in zip(
      found.first + found.total, [12 / 13.0, 1 / 13.0, 12 / 13.0, 1 / 13.0])
    {
      #expect(abs(index.value - truth) < 5 * (index.standardError ?? 0))
      #expect((index.standardError ?? 1) < 0.02)
    }
  }

  /// What no coordinate stands for, here the noise of a row in A or in B, is a factor too.
  @Test func `a factor without columns has the share of the noise`() throws {
    let design = try SaltelliDesign(
      rows: 1 << 12, columns: FactorColumns([1, 0]), key: StreamKey(seed: 4, name: "noise"))
    let noise = StreamKey(seed: 4, name: "process")
    let outcomes = design.matrices.map { matrix in
      let x = design.points(matrix, rows: 0..<design.rows).columns[0]
      let step: UInt32 = design.isFromB(1, in: matrix) ? 1 : 0
      return x.indices.map { x[$0] + 2 * noise.uniform(path: UInt64($0), step: step) }
    }
    let found = try indices(SobolOutcomes(of: design, outcomes: outcomes))
    for (index, truth) in [(found.total[0], 0.2), (found.total[1], 0.8)] {
      // Measured error of random rows; five standard errors.
      #expect(abs(index.value - truth) < 5 * (index.standardError ?? 0))
      #expect((index.standardError ?? 1) < 0.03)
    }
  }

  /// How often the 95 % interval of each index holds its closed form.
  func held(
    _ function: TestFunction, rows: Int, _ sampling: SaltelliDesign.Sampling, replications: Int
  ) throws -> [Int] {
    let truths = function.first + function.total
    var held = [Int](repeating: 0, count: truths.count)
    for seed in 0..<replications {
      let found = try function.indices(rows: rows, sampling: sampling, seed: UInt64(seed))
      for (i, index) in (found.first + found.total).enumerated()
      where index.interval?.contains(truths[i]) == true {
        held[i] += 1
      }
    }
    return held
  }

  /// The 95 % interval of each index holds the closed form in at least 176 of 200 replications.
  ///
  /// Were its probability 0.95, fewer would come once in 38,000; the gate of six indices fails one
  /// set of seeds in 6,400. The seeds are fixed.
  @Test func `intervals over replicates hold the truth as often as they claim`() throws {
    let held = try held(
      .ishigami, rows: 1024, .scrambledSobol(replicates: 16), replications: 200)
    #expect(held.allSatisfy { $0 >= 176 }, "\(held)")
  }

  /// The same over 1,000 replications; fewer than 920 come once in 49,000 for a probability of 0.95.
  ///
  /// Of the g-function's indices those of the last factors are about 10⁻⁴.
  @Test(
    .enabled(if: Slow.isAsked),
    arguments: TestFunction.all, [SaltelliDesign.Sampling.random, .scrambledSobol(replicates: 16)])
  func `intervals hold the truth in 1,000 replications`(
    function: TestFunction, sampling: SaltelliDesign.Sampling
  ) throws {
    let held = try held(function, rows: 1024, sampling, replications: 1000)
    #expect(held.allSatisfy { $0 >= 920 }, "\(sampling): \(held)")
  }
}
