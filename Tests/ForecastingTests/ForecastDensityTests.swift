import Forecasting
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ForecastDensityTests {
  /// A central difference over 10⁻⁴ of the value errs by its square, over that of the narrowest part's
  /// deviation (some 2 %).
  private static let difference = Tolerance(relative: 1e-5)

  @Test(arguments: [(nil, [120.0, 405]), (1000, [120.0, 405]), (nil, [-3.0, 4, 2])])
  func `the density is the slope of the probability`(
    ceiling: Double?, values: [Double]
  ) throws {
    let times = values.indices.map { 5 * Double($0) }
    let forecast = try Forecaster(times: times, values: values, ceiling: ceiling)
    for years in [0.5, 1, 5] {
      for p in [0.02, 0.3, 0.5, 0.9] {
        let value = forecast.quantile(p, after: years)
        let step = abs(value) * 1e-4
        let slope =
          (forecast.probability(ofAtLeast: value - step, after: years)
            - forecast.probability(ofAtLeast: value + step, after: years)) / (2 * step)
        let density = Elementary.exp(forecast.logDensity(of: value, after: years))
        #expect(density.agrees(with: slope, within: Self.difference), "\(years) \(p)")
      }
    }
  }

  @Test func `there is no density outside the range`() throws {
    let forecast = try Forecaster(times: [0, 1], values: [10, 20], ceiling: 50)
    #expect(forecast.logDensity(of: 50, after: 1) == -.infinity)
    #expect(forecast.logDensity(of: -1, after: 1) == -.infinity)
  }
}
