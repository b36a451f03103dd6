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

    @Test func `a number and a column combine with the bits of single numbers`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(2)
        for (operation, scalar) in Self.operations {
          for count in EveryInstructionSet.lengths {
            let a = arguments.column(count)
            // Equal numbers are rare by chance.
            let number = count > 0 && arguments.index(below: 3) == 0 ? a[0] : arguments.number()
            var result = [Double](repeating: 7, count: count)
            var span = result.mutableSpan
            Vectors.combine(operation, number, a.span, into: &span)
            let expected = a.map { scalar(number, $0) }
            #expect(
              haveSameBits(result, expected),
              "\(operation) on \(set): \(difference(result, expected))")
          }
        }
      }
    }
  }
}
