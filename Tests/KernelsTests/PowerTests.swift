import Kernels
import SpecialFunctions
import Testing

extension EveryInstructionSet {
  @Suite struct PowerTests {
    @Test func `powers of a column have the bits of single powers`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(3)
        for count in EveryInstructionSet.lengths + EveryInstructionSet.lengths {
          // Every third column has nothing but ordinary powers.
          let bases = arguments.column(count).map { count % 3 == 0 ? abs($0) : $0 }
          let exponents = arguments.column(count)
          let exponent = arguments.number()

          var result = bases
          var span = result.mutableSpan
          Vectors.raise(&span, to: exponents.span)
          var expected = zip(bases, exponents).map { Elementary.pow($0, $1) }
          #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")

          result = bases
          span = result.mutableSpan
          Vectors.raise(&span, to: exponent)
          expected = bases.map { Elementary.pow($0, exponent) }
          #expect(
            haveSameBits(result, expected),
            "to the \(exponent) on \(set): \(difference(result, expected))")
        }
      }
    }

    @Test func `every edge has its powers by every edge`() {
      let pairs = Arguments.edges.flatMap { x in Arguments.edges.map { (x, $0) } }
      let exponents = pairs.map(\.1)
      let expected = pairs.map { Elementary.pow($0.0, $0.1) }
      EveryInstructionSet.each { set in
        var result = pairs.map(\.0)
        var span = result.mutableSpan
        Vectors.raise(&span, to: exponents.span)
        #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
      }
    }

    /// Source of the values: mpmath 1.3.0, see `tools/references/elementary_functions.py`.
    @Test func `powers lie within one ulp of the true values`() {
      let references = ElementaryReferences.pow
      let exponents = references.map(\.y)
      EveryInstructionSet.each { set in
        var values = references.map(\.x)
        var span = values.mutableSpan
        Vectors.raise(&span, to: exponents.span)
        for (value, reference) in zip(values, references) {
          let error = reference.error(of: value)
          #expect(error <= 1, "\(reference.x) to the \(reference.y) on \(set): \(error) ulp")
        }
      }
    }
  }
}
