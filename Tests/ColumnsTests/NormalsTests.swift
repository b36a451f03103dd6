import Columns
import SpecialFunctions
import Testing

extension EveryInstructionSet {
  @Suite struct NormalsTests {
    static let edges: [Double] = [
      0, -0.0, 1, 0.5, 0x1p-53, 1 - 0x1p-53, 1e-300, 0x1p-1074, 1e-11, 1 - 1e-11, 0.075, 0.925,
      Double(0.075).nextDown, Double(0.075).nextUp, Double(0.925).nextDown, Double(0.925).nextUp,
      1.3887943864964021e-11, 1.388794386496403e-11, 1 - 1.3887943864964021e-11, -0.1, 1.1, .nan,
      .infinity, -.infinity,
    ]

    private func uniform(_ arguments: inout Arguments, _ share: Double, _ count: Int) -> Double {
      let u = arguments.uniform()
      let isTail = arguments.uniform() < share
      if count % 4 == 1, arguments.index(below: 9) == 0 {
        return Self.edges[arguments.index(below: Self.edges.count)]
      }
      if !isTail { return 0.1 + 0.8 * u }
      return u < 0.5 ? u * 0.15 : 1 - (1 - u) * 0.15
    }

    @Test func `normal numbers of a column have the bits of single quantiles`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(4)
        for count in EveryInstructionSet.lengths + [512, 777] {
          // From no tails at all to nothing but tails, with edges in every fourth column.
          for share in [0, 0.1, 0.5, 1.0] {
            let column = (0..<count).map { _ in uniform(&arguments, share, count) }
            var result = column
            var span = result.mutableSpan
            loops.replaceByNormals(&span)
            let expected = column.map { StandardNormal.quantile($0) }
            #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
          }
        }
      }
    }

    @Test func `every edge has its quantile in every lane`() {
      let column = Self.edges.flatMap { edge in
        (0..<8).flatMap { lane in
          (0..<8).map { (other: Int) -> Double in
            other == lane ? edge : 0.3 + Double(other) / 20
          }
        }
      }
      let expected = column.map { StandardNormal.quantile($0) }
      EveryInstructionSet.each { set in
        var result = column
        var span = result.mutableSpan
        loops.replaceByNormals(&span)
        #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
      }
    }

    /// Source of the values: mpmath 1.3.0, see `tools/references/elementary_functions.py`.
    @Test func `quantiles lie within six ulp of the true ones`() {
      let references = ElementaryReferences.quantile
      EveryInstructionSet.each { set in
        var values = references.map(\.x)
        var span = values.mutableSpan
        loops.replaceByNormals(&span)
        for (value, reference) in zip(values, references) {
          let error = reference.error(of: value)
          #expect(error <= 6, "quantile of \(reference.x) on \(set): \(error) ulp")
        }
      }
    }
  }
}
