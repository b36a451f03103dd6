import GrowthModels
import Testing
import _TestSupport

@Suite struct ForecasterTests {
  func luohu(priorGrowth: Double = 0.02) throws -> Forecaster {
    var options = ForecasterOptions()
    options.priorGrowth = priorGrowth
    return try Forecaster(times: [2015, 2020], values: [120, 405], options: options)
  }

  /// Worked by hand from the formulas.
  @Test func `two observations of enterprises five years ahead`() throws {
    let forecast = try luohu()
    #expect(forecast.drift.agrees(with: 0.1101486547, within: .printed(decimals: 10)))
    #expect(forecast.variance.agrees(with: 0.01320113916, within: .printed(digits: 10)))
    #expect(forecast.degreesOfFreedom == 5)
    #expect(forecast.centreKind == .drift)
    #expect(forecast.centre(after: 5).agrees(with: 0.5507432734, within: .printed(decimals: 10)))
    #expect(forecast.spread(after: 5).agrees(with: 0.4424262978, within: .printed(decimals: 10)))
    #expect(forecast.median(after: 5).agrees(with: 658.762, within: .printed(decimals: 3)))
    #expect(forecast.quantile(0.1, after: 5).agrees(with: 364.656, within: .printed(decimals: 3)))
    #expect(forecast.quantile(0.9, after: 5).agrees(with: 1039.208, within: .printed(decimals: 3)))
    #expect(
      forecast.probability(ofAtLeast: 800, after: 5)
        .agrees(with: 0.2910261645, within: .printed(decimals: 10)))
    #expect(forecast.quantile(0.5, after: 5) == forecast.median(after: 5))
  }

  @Test func `two observations with a prior growth of zero`() throws {
    let forecast = try luohu(priorGrowth: 0)
    #expect(forecast.drift.agrees(with: 0.10125977, within: .printed(decimals: 8)))
    #expect(forecast.variance.agrees(with: 0.01456227, within: .printed(decimals: 8)))
    #expect(forecast.spread(after: 5).agrees(with: 0.46467542, within: .printed(decimals: 8)))
    #expect(forecast.median(after: 5).agrees(with: 636.005, within: .printed(decimals: 3)))
    #expect(
      forecast.probability(ofAtLeast: 800, after: 5)
        .agrees(with: 0.27053863, within: .printed(decimals: 8)))
  }

  @Test func `six observations by drift alone`() throws {
    var options = ForecasterOptions()
    options.priorGrowth = 0
    options.leastCountForThreeLines = 7
    let forecast = try Forecaster(
      times: [2015, 2016, 2017, 2018, 2019, 2020], values: [120, 160, 213, 270, 335, 405],
      options: options)
    #expect(forecast.drift.agrees(with: 0.10198307, within: .printed(decimals: 8)))
    #expect(forecast.variance.agrees(with: 0.00806197, within: .printed(decimals: 8)))
    #expect(forecast.centre(after: 5).agrees(with: 0.50991534, within: .printed(decimals: 8)))
    #expect(forecast.spread(after: 5).agrees(with: 0.34574495, within: .printed(decimals: 8)))
    #expect(forecast.degreesOfFreedom == 9)
    #expect(forecast.median(after: 5).agrees(with: 637.842, within: .printed(decimals: 3)))
    #expect(
      forecast.probability(ofAtLeast: 800, after: 5)
        .agrees(with: 0.20330275, within: .printed(decimals: 8)))
  }

  /// A*/(1 + θ²) of Farmer and Lafond for m = τ = 5, θ = 0.4.
  @Test func `the growth of the variance is that of Farmer and Lafond`() throws {
    let forecast = try luohu()
    let spread = forecast.spread(after: 5)
    let factor = spread * spread / forecast.variance
    #expect(factor.agrees(with: 14.8275862069, within: .printed(decimals: 10)))
  }

  @Test(arguments: forecastVectors)
  func `a second implementation agrees`(vector: ForecastVector) throws {
    let series = try #require(forecastSeries[vector.series])
    var options = ForecasterOptions()
    options.priorGrowth = vector.priorGrowth
    let forecast = try Forecaster(
      times: series.times, values: series.values, ceiling: vector.ceiling, options: options)
    let (h, last) = (vector.years, series.values[series.values.count - 1])
    let ours = [
      forecast.centre(after: h), forecast.spread(after: h), forecast.degreesOfFreedom,
      forecast.quantile(0.1, after: h), forecast.quantile(0.5, after: h),
      forecast.quantile(0.9, after: h), forecast.probability(ofAtLeast: 1.3 * last, after: h),
    ]
    // Printed to 12 digits; the two programs round in different places.
    #expect(agree(ours, vector.expected.dropLast(), within: Tolerance(relative: 1e-10)))
    // The reference's mean is a quadrature.
    #expect(
      forecast.mean(after: h).agrees(with: vector.expected[7], within: Tolerance(relative: 1e-6)))
  }

  @Test func `six equally spaced observations use three lines, five or uneven ones do not`() throws
  {
    let years = [2015.0, 2016, 2017, 2018, 2019, 2020]
    let values = [1.0, 2, 3, 5, 6, 8]
    #expect(try Forecaster(times: years, values: values).centreKind == .medianOfThree)
    #expect(
      try Forecaster(times: Array(years.dropLast()), values: Array(values.dropLast())).centreKind
        == .drift)
    let uneven = [2012.0, 2016, 2017, 2018, 2019, 2020]
    #expect(try Forecaster(times: uneven, values: values).centreKind == .drift)
  }

  @Test(arguments: forecastSeries.keys.sorted())
  func `the probability is the inverse of the quantile`(name: String) throws {
    let series = try #require(forecastSeries[name])
    let forecast = try Forecaster(times: series.times, values: series.values)
    for p in [0.2, 0.5, 0.9, 0.99] {
      for h in [0.25, 1, 2.5, 6] {
        let value = forecast.quantile(p, after: h)
        guard value > forecast.scale.range.lowerBound else { continue }
        let above = forecast.probability(ofAtLeast: value, after: h)
        #expect(above.agrees(with: 1 - p, within: Tolerance(absolute: 1e-9)), "\(name) \(p) \(h)")
      }
    }
  }

  @Test(arguments: forecastSeries.keys.sorted())
  func `spreads grow with the horizon and intervals are nested`(name: String) throws {
    let series = try #require(forecastSeries[name])
    let forecast = try Forecaster(times: series.times, values: series.values)
    var before = 0.0
    for quarter in 1...60 {
      let h = Double(quarter) / 4
      let spread = forecast.spread(after: h)
      #expect(spread > before)
      before = spread
      let (inner, outer) = (forecast.interval(0.5, after: h), forecast.interval(0.95, after: h))
      #expect(outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound)
      #expect(inner.contains(forecast.median(after: h)))
    }
  }

  @Test func `the unit and the origin of time change nothing`() throws {
    let series = try #require(forecastSeries["wobble"])
    let one = try Forecaster(times: series.times, values: series.values)
    let other = try Forecaster(
      times: series.times.map { $0 - 2000 }, values: series.values.map { $0 * 1e9 })
    for h in [0.5, 1, 5] {
      let p = one.probability(ofAtLeast: 150, after: h)
      let q = other.probability(ofAtLeast: 150e9, after: h)
      #expect(p.agrees(with: q, within: .conditioned(by: 1e4)))
    }
  }

  @Test func `a distant ceiling is no ceiling`() throws {
    let series = try #require(forecastSeries["wobble"])
    let free = try Forecaster(times: series.times, values: series.values)
    let capped = try Forecaster(times: series.times, values: series.values, ceiling: 1e12)
    // The scales differ by terms of the order y/K = 1e-10.
    #expect(
      capped.quantile(0.9, after: 5)
        .agrees(with: free.quantile(0.9, after: 5), within: Tolerance(relative: 1e-8)))
  }

  @Test func `nothing passes the ceiling or falls below zero`() throws {
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405], ceiling: 600)
    #expect(forecast.probability(ofAtLeast: 600.1, after: 5) == 0)
    #expect(forecast.probability(ofAtLeast: 0, after: 5) == 1)
    #expect(forecast.quantile(0.9999, after: 20) <= 600)
    #expect(forecast.quantile(0.0001, after: 20) >= 0)
    #expect((0...600).contains(forecast.mean(after: 10)))
    let zeros = try Forecaster(times: [2018, 2019, 2020], values: [0, 0, 4])
    #expect(zeros.quantile(0.01, after: 5) == 0)
  }

  @Test func `now is known`() throws {
    let forecast = try luohu()
    #expect(forecast.spread(after: 0) == 0)
    #expect(forecast.median(after: 0) == 405)
    #expect(forecast.quantile(0.9, after: 0) == 405)
    #expect(forecast.mean(after: 0) == 405)
    #expect(forecast.probability(ofAtLeast: 405, after: 0) == 1)
    #expect(forecast.probability(ofAtLeast: 406, after: 0) == 0)
  }

  @Test func `bad series are refused`() {
    #expect(throws: GrowthModelError.tooFewObservations(count: 0, needed: 1)) {
      try Forecaster(times: [], values: [])
    }
    #expect(throws: GrowthModelError.timesNotIncreasing(index: 1, time: 2015)) {
      try Forecaster(times: [2016, 2015], values: [1, 2])
    }
    #expect(throws: GrowthModelError.notFinite(index: 1)) {
      try Forecaster(times: [2015, 2016], values: [1, .nan])
    }
    #expect(throws: GrowthModelError.aboveCeiling(index: 0, value: 7, ceiling: 6)) {
      try Forecaster(times: [2015, 2016], values: [7, 5], ceiling: 6)
    }
    #expect(throws: GrowthModelError.countMismatch(what: "times", count: 1, expected: 2)) {
      try Forecaster(times: [2015], values: [1, 2])
    }
    var options = ForecasterOptions()
    options.priorVolatility = 0
    #expect(
      throws: GrowthModelError.outOfRange(parameter: "prior volatility", value: 0, required: "> 0")
    ) { try Forecaster(times: [2015], values: [1], options: options) }
  }
}
