import Designs
import Testing

@Suite struct FactorColumnsTests {
  @Test func `factors take columns in order`() {
    let columns = FactorColumns([2, 0, 1])
    #expect(columns.ranges == [0..<2, 2..<2, 2..<3])
    #expect(columns.factors == 3 && columns.columns == 3)
    #expect(FactorColumns(factors: 2) == FactorColumns([1, 1]))
    #expect(FactorColumns([]).columns == 0)
  }
}
