import Columns
import Lanes
import SpecialFunctions
import Testing

extension EveryInstructionSet {
  @Suite struct PowerTests {
    /// Powers by a program; what is missing to whole vectors is filled with ones.
    private func powers(_ bases: [Double], _ exponents: [Double]) -> [Double] {
      let rows = (bases.count + 7) / 8 * 8
      let store = ColumnStore(count: 3 * rows)
      for (start, column) in [(0, bases), (rows, exponents)] {
        store.write(from: start, count: rows) { span in
          for row in 0..<rows { span[row] = row < column.count ? column[row] : 1 }
        }
      }
      let instruction = ColumnInstruction(
        .power, .column(at: 2 * rows), .column(at: 0), .column(at: rows))
      store.run(ColumnProgram([instruction], rows: rows))
      return store.read(from: 2 * rows, count: rows) { span in bases.indices.map { span[$0] } }
    }

    @Test func `every edge has its powers by every edge`() {
      let pairs = Arguments.edges.flatMap { x in Arguments.edges.map { (x, $0) } }
      let expected = pairs.map { Elementary.pow($0.0, $0.1) }
      EveryInstructionSet.each { set in
        let result = powers(pairs.map(\.0), pairs.map(\.1))
        #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
      }
    }

    /// Source of the values: mpmath 1.3.0, see `tools/references/elementary_functions.py`.
    @Test func `powers lie within one ulp of the true values`() {
      let references = ElementaryReferences.pow
      EveryInstructionSet.each { set in
        let values = powers(references.map(\.x), references.map(\.y))
        for (value, reference) in zip(values, references) {
          let error = reference.error(of: value)
          #expect(error <= 1, "\(reference.x) to the \(reference.y) on \(set): \(error) ulp")
        }
      }
    }
  }
}
