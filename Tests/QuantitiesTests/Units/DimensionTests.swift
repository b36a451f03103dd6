import Quantities
import Testing

@Suite struct DimensionTests {
  @Test func `products and powers add exponents`() {
    let density = Dimension([.yuan: 1, .length: -2, .time: -1])
    #expect(density * Dimension([.length: 2]) == Dimension([.yuan: 1, .time: -1]))
    #expect(density / density == .none)
    #expect(Dimension([.length: 1]).power(2) == Dimension([.length: 2]))
    #expect(Dimension([.length: 0]) == .none)
  }

  @Test func `a dimension is named as people name it`() {
    #expect("\(Dimension([.length: 2]))" == "an area")
    #expect("\(Dimension([.yuan: 1, .time: -1]))" == "yuan per time")
    #expect("\(Dimension.none)" == "a number")
    #expect("\(Dimension([.yuan: 1, .length: -2, .time: -1]))" == "yuan per length^2 per time")
  }
}
