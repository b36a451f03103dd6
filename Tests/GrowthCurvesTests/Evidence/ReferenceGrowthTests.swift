import Distributions
import GrowthCurves
import Testing
import _TestSupport

@Suite struct ReferenceGrowthTests {
  @Test func `the laws are those of the table`() throws {
    let lines = try ReferencePriorTests.lines(enterprises: true)
    #expect(Set(lines.map(\.name)) == Set(ReferenceGrowth.all.map(\.name)))
    for line in lines {
      let prior = try #require(ReferenceGrowth.named(line.name))
      #expect(prior.count == line.count)
      if line.quantity == "growth" {
        #expect(
          prior.growth == .normal(try Normal(mean: line.median, standardDeviation: line.logSD)))
      } else {
        #expect(
          prior.volatility == .lognormal(try LogNormal(median: line.median, logSD: line.logSD)))
      }
    }
  }

  @Test func `stocks of enterprises move little, births and deaths much`() throws {
    let stock = try #require(ReferenceGrowth.named("enterprise_stock"))
    let births = try #require(ReferenceGrowth.named("enterprise_births"))
    #expect(abs(stock.growth.mean) < 0.02)
    #expect((0.005...0.05).contains(stock.volatility.median))
    #expect(births.volatility.median > 3 * stock.volatility.median)
    #expect(ReferenceGrowth.named("information_technology") == nil)
  }
}
