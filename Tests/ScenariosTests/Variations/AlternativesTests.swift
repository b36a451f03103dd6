import Scenarios
import Testing

@Suite struct AlternativesTests {
  @Test func `the volatility of one indicator is scaled, and of no other`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2022}
        indicators:
          a: {kind: output, initial: 1, growth: {model: exponential, rate: 0.1, volatility: 0.1}}
          b: {kind: output, initial: 1, growth: {model: exponential, rate: 0.1, volatility: 0.2}}
          c: {kind: output, initial: 1, growth: {model: exponential, rate: 0.1}}
        """, name: "a.yaml")
    let varied = try #require(scenario.scalingVolatility(of: "b", by: 2))
    let texts = varied.indicators.map { $0.growth?.parameters["volatility"]?.text }
    #expect(texts == ["0.1", "(0.2) * 2.0", nil])
    #expect(scenario.scalingVolatility(of: "c", by: 2) == nil)
    #expect(scenario.scalingVolatility(of: "d", by: 2) == nil)
  }
}
