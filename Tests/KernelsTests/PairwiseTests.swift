import Kernels
import Lanes
import Testing

extension EveryInstructionSet {
  @Suite struct PairwiseTests {
    static let operations: [(ColumnOperation, @Sendable (Double, Double) -> Double)] = [
      (.add, { $0 + $1 }), (.subtract, { $0 - $1 }), (.multiply, { $0 * $1 }),
      (.divide, { $0 / $1 }),
      (.smaller, { $0.isNaN || $1.isNaN ? .nan : ($1 < $0 ? $1 : $0) }),
      (.larger, { $0.isNaN || $1.isNaN ? .nan : ($0 < $1 ? $1 : $0) }),
      (.less, { $0 < $1 ? 1 : 0 }), (.lessOrEqual, { $0 <= $1 ? 1 : 0 }),
      (.equal, { $0 == $1 ? 1 : 0 }), (.notEqual, { $0 != $1 ? 1 : 0 }),
    ]

    @Test func `columns and numbers combine with the bits of single numbers`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(2)
        for (operation, scalar) in Self.operations {
          for count in EveryInstructionSet.lengths {
            let a = arguments.column(count)
            // Equal numbers are rare by chance.
            let b = a.map { arguments.index(below: 3) == 0 ? $0 : arguments.number() }
            let number = arguments.number()
            var result = [Double](repeating: 7, count: count)

            var span = result.mutableSpan
            Vectors.combine(operation, a.span, b.span, into: &span)
            var expected = zip(a, b).map { scalar($0, $1) }
            #expect(
              haveSameBits(result, expected),
              "\(operation) on \(set): \(difference(result, expected))")

            span = result.mutableSpan
            Vectors.combine(operation, a.span, number, into: &span)
            expected = a.map { scalar($0, number) }
            #expect(haveSameBits(result, expected), "\(operation) with a number on \(set)")

            span = result.mutableSpan
            Vectors.combine(operation, number, a.span, into: &span)
            expected = a.map { scalar(number, $0) }
            #expect(haveSameBits(result, expected), "\(operation) of a number on \(set)")
          }
        }
      }
    }
  }
}
