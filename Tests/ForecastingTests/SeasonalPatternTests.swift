import Forecasting
import Random
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct SeasonalPatternTests {
  private static let factors = [1.2, 0.9, 1.1, 0.8]

  /// Quarterly values that grow by 2 % a quarter, times the factors, times noise.
  private func quarters(_ count: Int, noise: Double = 0, seed: UInt64 = 1) -> (
    times: [Double], values: [Double]
  ) {
    let stream = StreamKey(seed: seed, name: "noise")
    let times = (0..<count).map { 2015 + Double($0) / 4 }
    let values = (0..<count).map { i in
      let z = StandardNormal.quantile(stream.uniform(path: UInt64(i), step: 0))
      return Elementary.exp(0.02 * Double(i) + noise * z) * Self.factors[i % 4]
    }
    return (times, values)
  }

  @Test func `factors without noise come back exactly`() throws {
    let series = quarters(24)
    let pattern = try #require(SeasonalPattern(times: series.times, values: series.values))
    #expect(pattern.seasons == 4)
    #expect(pattern.isMultiplicative)
    // The geometric mean of the factors belongs to the trend.
    let product = Self.factors.reduce(1, *)
    let mean = product.squareRoot().squareRoot()
    for (k, factor) in Self.factors.enumerated() {
      let effect = pattern.effect(at: 2015 + Double(k) / 4)
      #expect(effect.agrees(with: factor / mean, within: Tolerance(relative: 1e-12)))
      #expect(effect == pattern.effect(at: 2031 + Double(k) / 4))
    }
    let adjusted = pattern.adjusted(series.values[7], at: series.times[7])
    #expect(
      pattern.seasonal(adjusted, at: series.times[7])
        .agrees(with: series.values[7], within: .fewUlps))
  }

  @Test func `missing quarters are bridged`() throws {
    let series = quarters(40)
    let kept = series.times.indices.filter { ![5, 6, 17].contains($0) }
    let pattern = try #require(
      SeasonalPattern(times: kept.map { series.times[$0] }, values: kept.map { series.values[$0] }))
    // A bridge across a peak bends the average of that year by a part of the season.
    for (k, factor) in Self.factors.enumerated() {
      #expect(abs(pattern.effect(at: 2015 + Double(k) / 4) / factor - 1) < 0.05)
    }
  }

  @Test func `values that are not positive have offsets`() throws {
    let times: [Double] = (0..<36).map { 2018 + Double($0) / 12 }
    let values = (0..<36).map { (i: Int) -> Double in
      let season: Double = i % 12 == 0 ? 60 : 0
      return Double(i) + season - 20
    }
    let pattern = try #require(SeasonalPattern(times: times, values: values))
    #expect(!pattern.isMultiplicative)
    #expect(pattern.seasons == 12)
    #expect(pattern.effect(at: 2019).agrees(with: 55, within: Tolerance(relative: 1e-9)))
    #expect(pattern.effect(at: 2019.5).agrees(with: -5, within: Tolerance(relative: 1e-9)))
  }

  @Test func `yearly, irregular and short series have none`() {
    let yearly = (0..<30).map { Double(2000 + $0) }
    #expect(SeasonalPattern(times: yearly, values: yearly) == nil)
    let short = quarters(9)
    #expect(SeasonalPattern(times: short.times, values: short.values) == nil)
    let shifted = quarters(24).times.enumerated().map { $1 + ($0 % 3 == 0 ? 0.08 : 0) }
    #expect(SeasonalPattern(times: shifted, values: quarters(24).values) == nil)
    #expect(SeasonalPattern(times: [], values: []) == nil)
    #expect(
      SeasonalPattern(times: quarters(24).times, values: [Double](repeating: 3, count: 24)) == nil)
  }

  @Test func `noise is rarely taken for a season, and is then shrunk`() {
    // Were the chance 4 % a series, 40 of 400 or more would come once in 10⁷.
    var alarms = 0
    for seed in 0..<400 {
      let stream = StreamKey(seed: UInt64(seed), name: "noise")
      let times = (0..<32).map { 2015 + Double($0) / 4 }
      let values = (0..<32).map { i in
        100
          * Elementary.exp(0.1 * StandardNormal.quantile(stream.uniform(path: UInt64(i), step: 0)))
      }
      if let pattern = SeasonalPattern(times: times, values: values) {
        alarms += 1
        #expect(pattern.kept < 1)
      }
    }
    #expect((1..<40).contains(alarms), "\(alarms) of 400")
  }

  @Test func `a forecast puts the season of its date back`() throws {
    let series = quarters(24, noise: 0.01)
    let forecast = try SeasonalForecaster(times: series.times, values: series.values)
    let plain = try Forecaster(times: series.times, values: series.values)
    // 2021 is the first quarter that follows; its truth is e^0.48 · 1.2.
    for ahead in 0..<4 {
      let years = Double(ahead + 1) / 4
      let truth = Elementary.exp(0.02 * Double(24 + ahead)) * Self.factors[ahead]
      #expect(abs(forecast.median(after: years) / truth - 1) < 0.05)
      let interval = forecast.interval(0.9, after: years)
      #expect(interval.contains(truth))
      let width = plain.interval(0.9, after: years)
      let plainWidth = width.upperBound - width.lowerBound
      #expect(interval.upperBound - interval.lowerBound < plainWidth)
      #expect(
        forecast.probability(ofAtLeast: interval.lowerBound, after: years)
          .agrees(with: 0.95, within: Tolerance(relative: 1e-9)))
    }
  }

  @Test func `under a known ceiling the season stays in`() throws {
    let series = quarters(24)
    let forecast = try SeasonalForecaster(
      times: series.times, values: series.values, ceiling: 10)
    #expect(forecast.pattern == nil)
  }

  /// Decision 0040: a growth that ended is heard of sooner by months than by years.
  @Test func `months that stand still are not forecast to grow as years would`() throws {
    let stream = StreamKey(seed: 4, name: "plateau")
    let times = (0..<60).map { 2020 + Double($0) / 12 }
    let values = (0..<60).map { month in
      let z = StandardNormal.quantile(stream.uniform(path: UInt64(month), step: 0))
      return 1000 / (1 + Elementary.exp(-(Double(month) - 24) / 6)) * (1 + 0.01 * z)
    }
    let last = values[59]
    let byMonths = try SeasonalForecaster(times: times, values: values).median(after: 1)
    let byYears = try Forecaster(times: times, values: values).median(after: 1)
    #expect(byYears / last > 1.1)
    #expect(byMonths / last - 1 < 0.75 * (byYears / last - 1))
  }

  @Test func `years have the clock of years`() throws {
    let (times, values) = ((0..<9).map { 2015 + Double($0) }, [3.1, 4, 6, 8, 9, 12, 15, 16, 19])
    let one = try SeasonalForecaster(times: times, values: values)
    let other = try Forecaster(times: times, values: values)
    #expect(one.interval(0.8, after: 3) == other.interval(0.8, after: 3))
  }
}
