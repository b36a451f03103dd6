import Columns
import Lanes
import SpecialFunctions
import Testing

extension EveryInstructionSet {
  @Suite struct PointwiseTests {
    static let functions: [(ColumnFunction, @Sendable (Double) -> Double)] = [
      (.exp, { Elementary.exp($0) }), (.expm1, { Elementary.expm1($0) }),
      (.log, { Elementary.log($0) }), (.log1p, { Elementary.log1p($0) }),
      (.logistic, { Elementary.logistic($0) }),
    ]

    @Test func `a function of a column has the bits of the function of its numbers`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(1)
        for (function, scalar) in Self.functions {
          for count in EveryInstructionSet.lengths {
            let column = arguments.column(count)
            let expected = column.map(scalar)
            var result = column
            var span = result.mutableSpan
            loops.replace(function, &span)
            #expect(
              haveSameBits(result, expected),
              "\(function) on \(set): \(difference(result, expected))")
          }
        }
      }
    }

    /// A vector takes the short way only if all of its numbers may, so every edge stands in every
    /// lane among ordinary numbers and among its like.
    @Test func `every edge has the same bits in every lane and in every company`() {
      EveryInstructionSet.each { set in
        for (function, scalar) in Self.functions {
          for column in Arguments.edgesInEveryLane {
            var result = column
            var span = result.mutableSpan
            loops.replace(function, &span)
            let expected = column.map(scalar)
            #expect(
              haveSameBits(result, expected),
              "\(function) on \(set): \(difference(result, expected))")
          }
        }
      }
    }

    /// Source of the values: mpmath 1.3.0, see `tools/references/elementary_functions.py`.
    @Test func `columns lie within the promised distance of the true values`() {
      let promises: [(ColumnFunction, Double, [Reference])] = [
        (.exp, 1, ElementaryReferences.exp), (.expm1, 1.1, ElementaryReferences.expm1),
        (.log, 1, ElementaryReferences.log), (.log1p, 1, ElementaryReferences.log1p),
        (.logistic, 2.1, ElementaryReferences.logistic),
      ]
      EveryInstructionSet.each { set in
        for (function, ulps, references) in promises {
          var values = references.map(\.x)
          var span = values.mutableSpan
          loops.replace(function, &span)
          for (value, reference) in zip(values, references) {
            let error = reference.error(of: value)
            #expect(error <= ulps, "\(function)(\(reference.x)) on \(set): \(error) ulp")
          }
        }
      }
    }
  }
}
