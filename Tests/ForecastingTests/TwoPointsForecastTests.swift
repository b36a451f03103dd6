import Forecasting
import SpecialFunctions
import Testing

/// What two points and an announced level say: growth is believed, and more growth never less.
@Suite struct TwoPointsForecastTests {
  private static let ratios = (0...40).map { Elementary.exp(2.302585 * (Double($0) / 20 - 1)) }
  private static let gaps = [1.0, 2, 3, 5, 7, 10]

  private func forecast(
    _ kind: ForecastKind, gap: Double, ratio: Double, items: Double? = nil
  ) throws -> Forecaster {
    try Forecaster(
      times: [2020 - gap, 2020], values: [1000 / ratio, 1000], kind: kind, items: items)
  }

  @Test(arguments: ForecastKind.allCases.filter { $0 != .cumulative })
  func `a level is not less likely for more past growth`(kind: ForecastKind) throws {
    // Flows were learnt from economic series, where a boom is followed by less.
    let fall = kind == .flow ? 0.03 : 0.02
    for gap in Self.gaps {
      let forecasts = try Self.ratios.map { try forecast(kind, gap: gap, ratio: $0) }
      for years in [1.0, 3, 5] {
        for level in [1.05, 1.25, 1.5, 2] {
          var most = 0.0
          for (ratio, forecast) in zip(Self.ratios, forecasts) {
            // Ten times in a single year is a launch, of which nobody knows whether it lasts.
            if gap == 1 && ratio > 6 { continue }
            let chance = forecast.probability(ofAtLeast: 1000 * level, after: years)
            #expect(chance > most - fall, "\(kind) \(gap) \(years) \(level) \(ratio)")
            most = max(most, chance)
          }
        }
      }
    }
  }

  @Test(arguments: [ForecastKind.any, .stock, .count, .rollout])
  func `what grew for years does not lose a fifth in one`(kind: ForecastKind) throws {
    for gap in Self.gaps.dropFirst() {
      for ratio in Self.ratios where ratio > 1.1 {
        let forecast = try forecast(kind, gap: gap, ratio: ratio)
        #expect(forecast.quantile(0.05, after: 1) > 0.795 * 1000, "\(kind) \(gap) \(ratio)")
      }
    }
  }

  /// Of comparable series of programmes that had grown 3.4 times in five years 29 to 48 % doubled in
  /// the next five (decision 0026).
  @Test(arguments: [ForecastKind.any, .stock, .count, .rollout])
  func `the district of the README has the chance of comparable series`(
    kind: ForecastKind
  ) throws {
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405], kind: kind)
    #expect((0.29...0.48).contains(forecast.probability(ofAtLeast: 800, after: 5)))
    let fallen = try Forecaster(times: [2015, 2020], values: [3000, 405], kind: kind)
    let flat = try Forecaster(times: [2015, 2020], values: [405, 405], kind: kind)
    let chances = [fallen, flat, forecast].map { $0.probability(ofAtLeast: 800, after: 5) }
    #expect(chances[0] <= chances[1] + 0.005 && chances[1] < chances[2])
  }

  @Test func `a count is a stock`() throws {
    let (count, stock) = (
      try forecast(.count, gap: 5, ratio: 3), try forecast(.stock, gap: 5, ratio: 3)
    )
    #expect(count.median(after: 5) == stock.median(after: 5))
  }

  @Test func `millions grow more slowly than hundreds`() throws {
    let few = try forecast(.rollout, gap: 5, ratio: 3.4, items: 1)
    let many = try forecast(.rollout, gap: 5, ratio: 3.4, items: 1e5)
    #expect(many.median(after: 5) < few.median(after: 5))
  }
}
