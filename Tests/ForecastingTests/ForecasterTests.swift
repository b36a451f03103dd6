import Forecasting
import GrowthCurves
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ForecasterTests {
  /// Quantiles are solved to 10⁻¹³ on both sides and printed with twelve digits; sums of some eighty
  /// parts are what differs.
  private static let reference = Tolerance(relative: 2e-10)

  @Test func `quantiles and probabilities agree with the NumPy implementation`() throws {
    for item in ForecastVectors.cases {
      let kind = try #require(ForecastKind(rawValue: item.kind))
      let forecast = try Forecaster(
        times: item.times, values: item.values, kind: kind, ceiling: item.ceiling,
        items: item.items, leastWeight: 0)
      for row in item.rows {
        for (p, expected) in zip([0.05, 0.5, 0.95], row[1...3]) {
          let found = forecast.quantile(p, after: row[0])
          #expect(
            found.agrees(with: expected, within: Self.reference), "\(item.kind) \(row[0]) \(p)")
        }
        let chance = forecast.probability(
          ofAtLeast: 1.25 * (item.values.last ?? 0), after: row[0])
        #expect(chance.agrees(with: row[4], within: Self.reference), "\(item.kind) \(row[0])")
      }
    }
  }

  private static let history: (times: [Double], values: [Double]) = (
    [2010, 2012, 2013, 2015, 2018, 2019], [40, 55, 60, 90, 130, 150]
  )

  @Test func `what is cumulative does not fall`() throws {
    // atecon/covid_19_forecast#4: a lower limit of 81.8 was told after 100 had been reached.
    let (times, values) = ([2018.0, 2019, 2020, 2021, 2022], [2.0, 9, 34, 76, 100])
    let forecast = try SeasonalForecaster(times: times, values: values, kind: .cumulative)
    let rollout = try SeasonalForecaster(times: times, values: values, kind: .rollout)
    for years in [0.5, 1.0, 3] {
      #expect(forecast.interval(0.95, after: years).lowerBound == 100)
      #expect(forecast.probability(ofAtLeast: 100, after: years) == 1)
      // Above the last value the law is that of a rollout.
      let (bounded, free) = (
        forecast.interval(0.6, after: years), rollout.interval(0.6, after: years)
      )
      #expect(bounded.lowerBound == max(100, free.lowerBound))
      #expect(bounded.upperBound == free.upperBound)
      // E max(X, 100) = 100 + the integral of what lies above.
      let step = 0.25
      let above = stride(from: 100 + step / 2, to: 20_000, by: step).reduce(0) {
        $0 + step * forecast.probability(ofAtLeast: $1, after: years)
      }
      let mean = try #require(forecast.mean(after: years))
      #expect(mean.agrees(with: 100 + above, within: Tolerance(relative: 2e-3)))
    }
    #expect(throws: GrowthModelError.self) {
      try Forecaster(times: [2020, 2021], values: [5, 4], kind: .cumulative)
    }
  }

  @Test(arguments: ForecastKind.allCases.filter { $0 != .cumulative })
  func `quantiles increase and probabilities invert them`(kind: ForecastKind) throws {
    let forecast = try Forecaster(
      times: Self.history.times, values: Self.history.values, kind: kind)
    for years in [0.25, 1, 2.5, 10] {
      var last = 0.0
      for p in stride(from: 0.01, to: 1, by: 0.07) {
        let value = forecast.quantile(p, after: years)
        #expect(value > last)
        last = value
        let below = 1 - forecast.probability(ofAtLeast: value, after: years)
        #expect(below.agrees(with: p, within: Tolerance(relative: 1e-10)), "\(years) \(p)")
      }
    }
  }

  @Test func `units and dates do not matter`() throws {
    let (times, values) = Self.history
    let plain = try Forecaster(times: times, values: values)
    let scaled = try Forecaster(
      times: times.map { $0 - 2000 }, values: values.map { $0 * 1024 })
    for years in [1, 5.0] {
      for p in [0.05, 0.5, 0.95] {
        #expect(
          scaled.quantile(p, after: years)
            .agrees(
              with: plain.quantile(p, after: years) * 1024, within: Tolerance(relative: 1e-11)))
      }
      let mean = try #require(plain.mean(after: years))
      #expect(
        try #require(scaled.mean(after: years))
          .agrees(with: mean * 1024, within: Tolerance(relative: 1e-11)))
    }
  }

  @Test func `the mean is the integral of the quantiles`() throws {
    for ceiling in [nil, 400.0] {
      let forecast = try Forecaster(
        times: Self.history.times, values: Self.history.values, ceiling: ceiling)
      let law = forecast.law(after: 3)
      let count = 2000
      let sum = (0..<count).reduce(0) { sum, i in
        sum + law.quantile((Double(i) + 0.5) / Double(count))
      }
      // The midpoint rule misses what lies beyond 0.025 % in the upper tail.
      #expect(
        try #require(forecast.mean(after: 3))
          .agrees(with: sum / Double(count), within: Tolerance(relative: 2e-3)))
    }
  }

  @Test func `a mean above the 95 % range is none`() throws {
    // Its mean of 2051 was 6e18 beside a median of 143.
    let forecast = try SeasonalForecaster(
      times: [2018, 2019, 2020, 2021], values: [100, 101, 99, 102])
    for years in 1...30 {
      guard let mean = forecast.mean(after: Double(years)) else { continue }
      #expect(forecast.interval(0.95, after: Double(years)).contains(mean), "\(years)")
    }
    #expect(forecast.mean(after: 16) != nil)
    #expect(forecast.mean(after: 17) == nil && forecast.mean(after: 1000) == nil)
  }

  @Test func `quantiles keep their order and digits over many magnitudes`() {
    // Half of it lies about e⁻³⁰⁰, half about e⁵⁰: a quarter is the median of the lower half.
    let scale = ForecastScale.logarithm(last: 1)
    let law = ForecastMixture(
      parts: [-300, 50].map { mean in
        ForecastMixture.Part(weight: 0.5, scale: scale, mean: mean, deviation: 1)
      })
    #expect(
      law.quantile(0.25).agrees(with: Elementary.exp(-300), within: Tolerance(relative: 1e-10)))
    #expect(law.quantile(0.1) < law.quantile(0.25) && law.quantile(0.25) < law.quantile(0.75))
  }

  @Test func `observations of no calendar are refused, hourly ones are not`() throws {
    // The clock of two observations 1e-12 years apart ran for hours.
    for step in [1e-6, 1e-9, 1e-12] {
      #expect(throws: GrowthModelError.tooClose) {
        try SeasonalForecaster(times: [0, step], values: [100, 101])
      }
    }
    // Ten thousand a year are not too close.
    let close = (0..<5).map { 2000 + Double($0) / 10_000 }
    #expect(try SeasonalForecaster(times: close, values: [1, 2, 3, 4, 5]).median(after: 1) > 0)
    let hourly = try SeasonalForecaster(times: [2000, 2000 + 1.0 / 8766], values: [100, 101])
    #expect(hourly.median(after: 1) > 0)
  }

  @Test func `a known ceiling is never passed, and a very high one does not matter`() throws {
    let (times, values) = Self.history
    let capped = try Forecaster(times: times, values: values, ceiling: 200)
    #expect(capped.quantile(0.999, after: 30) <= 200)
    #expect(capped.probability(ofAtLeast: 200.001, after: 30) == 0)
    #expect(capped.probability(ofAtLeast: 190, after: 10) > 0)
    let free = try Forecaster(times: times, values: values)
    let high = try Forecaster(times: times, values: values, ceiling: 1e12)
    for p in [0.1, 0.5, 0.9] {
      #expect(
        high.quantile(p, after: 5)
          .agrees(with: free.quantile(p, after: 5), within: Tolerance(relative: 1e-6)))
    }
    #expect(throws: GrowthModelError.aboveCeiling(index: 5, value: 150, ceiling: 150)) {
      try Forecaster(times: times, values: values, ceiling: 150)
    }
  }

  @Test func `a smooth series goes on, a restless one is drawn towards a small growth`() throws {
    let times = (0..<12).map(Double.init)
    let smooth = try Forecaster(
      times: times, values: times.map { 100 * Elementary.exp(0.1 * $0) })
    let onward = 100 * Elementary.exp(0.1 * 14)
    #expect(abs(smooth.median(after: 3) / onward - 1) < 0.03)
    let restless = try Forecaster(
      times: times,
      values: times.map { 100 * Elementary.exp(0.1 * $0 + 0.3 * Elementary.sin(2.4 * $0)) })
    let width = { (forecast: Forecaster) in
      let interval = forecast.interval(0.8, after: 3)
      return (interval.upperBound - interval.lowerBound) / forecast.median(after: 3)
    }
    #expect(width(restless) > 5 * width(smooth))
  }

  @Test func `the spread widens with the horizon and starts at none`() throws {
    let forecast = try Forecaster(times: Self.history.times, values: Self.history.values)
    var last = 0.0
    for years in [1.0 / 12, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10] {
      let interval = forecast.interval(0.8, after: years)
      let width = interval.upperBound - interval.lowerBound
      #expect(width > last, "\(years)")
      last = width
    }
    let now = forecast.interval(0.95, after: 0)
    #expect(now.lowerBound == 150 && now.upperBound == 150)
  }

  @Test func `one observation, zeros and negative values have a forecast`() throws {
    let one = try Forecaster(times: [2020], values: [50])
    #expect(one.interval(0.5, after: 5).contains(55))
    let fromZero = try Forecaster(times: [0, 1, 2, 3], values: [0, 0, 4, 9], kind: .rollout)
    #expect(fromZero.median(after: 2) > 9)
    #expect(fromZero.quantile(0.001, after: 5) >= 0)
    let signed = try Forecaster(times: [0, 1, 2, 3], values: [-4, 2, -1, 3])
    #expect(signed.quantile(0.1, after: 3) < 0)
    #expect(signed.range.lowerBound == -.infinity)
    let gone = try Forecaster(times: [0, 1, 2], values: [9, 4, 0])
    #expect(gone.quantile(0.01, after: 2) == 0)
    #expect(gone.quantile(0.99, after: 2).isFinite)
    let nothing = try Forecaster(times: [0, 1, 2], values: [0, 0, 0])
    #expect(nothing.median(after: 1).isFinite)
    let constant = try Forecaster(times: [0, 1, 2, 3], values: [7, 7, 7, 7])
    #expect(abs(constant.median(after: 1) - 7) < 0.2)
  }

  @Test func `numbers without room for arithmetic are refused`() {
    #expect(throws: GrowthModelError.self) { try Forecaster(times: [0, 1e18], values: [1, 2]) }
    #expect(throws: GrowthModelError.self) { try Forecaster(times: [0, 1], values: [1, 1e300]) }
    #expect(throws: GrowthModelError.self) { try Forecaster(times: [0, 1], values: [1e-300, 1]) }
  }

  @Test func `a history is as long as its dates lie apart, wherever they lie`() throws {
    #expect(throws: GrowthModelError.self) {
      try Forecaster(times: [-6000, 6000], values: [1, 2])
    }
    _ = try Forecaster(times: [8000, 9000], values: [1, 2])
  }

  @Test func `unusable series are refused with the reason`() {
    #expect(throws: GrowthModelError.tooFewObservations(count: 0, needed: 1)) {
      try Forecaster(times: [], values: [])
    }
    #expect(throws: GrowthModelError.timesNotIncreasing(index: 1, time: 2020)) {
      try Forecaster(times: [2020, 2020], values: [1, 2])
    }
    #expect(throws: GrowthModelError.notFinite(index: 1)) {
      try Forecaster(times: [2020, 2021], values: [1, .infinity])
    }
  }

  @Test(arguments: [1e101, 1e308, .infinity, .nan, 0, -5])
  func `a ceiling without room for arithmetic is refused`(ceiling: Double) {
    #expect(throws: GrowthModelError.self) {
      try Forecaster(times: [2015, 2020], values: [120, 405], ceiling: ceiling)
    }
  }

  @Test func `the greatest ceiling leaves a forecast of numbers`() throws {
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405], ceiling: 1e100)
    for years in [0.0, 1, 50] {
      let interval = forecast.interval(0.95, after: years)
      #expect(interval.lowerBound.isFinite && interval.upperBound.isFinite)
    }
  }
}
