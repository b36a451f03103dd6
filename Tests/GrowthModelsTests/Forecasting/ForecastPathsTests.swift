import Distributions
import GrowthModels
import Random
import Testing
import _TestSupport

@Suite struct ForecastPathsTests {
  let paths = 100_000

  func normals(_ name: String, step: UInt32) -> [Double] {
    let key = StreamKey(seed: 2022, name: name)
    var column = [Double](repeating: 0, count: paths)
    var span = column.mutableSpan
    key.fill(&span, firstPath: 0, step: step)
    for i in column.indices { column[i] = StandardNormalForTests.quantile(column[i]) }
    return column
  }

  /// Simulated values of all paths at each whole year and, in `fraction` of each year, between.
  func simulate(
    _ forecast: Forecaster, years: Int, fraction: Double
  ) -> (whole: [[Double]], between: [[Double]]) {
    let scheme = ForecastPaths(forecast)
    var scales = [Double](repeating: 0, count: paths)
    var scaleSpan = scales.mutableSpan
    StreamKey(seed: 2022, name: "scale").fill(&scaleSpan, firstPath: 0, step: 0)
    scheme.fillShockScales(&scaleSpan)
    let last = normals("last", step: 0)
    var errors = [Double](repeating: 0, count: paths)
    var errorSpan = errors.mutableSpan
    scheme.fillDriftErrors(
      last: last.span, between: normals("between", step: 0).span,
      first: normals("first", step: 0).span, into: &errorSpan)

    var sum = [Double](repeating: 0, count: paths)
    var previous = last
    var whole: [[Double]] = []
    var between: [[Double]] = []
    var before = [Double](repeating: 0, count: paths)
    for year in 1...years {
      let shocks = normals("shock", step: UInt32(year))
      var sumSpan = sum.mutableSpan
      var previousSpan = previous.mutableSpan
      scheme.advance(&sumSpan, previous: &previousSpan, shocks: shocks.span)
      var z = [Double](repeating: 0, count: paths)
      var zSpan = z.mutableSpan
      scheme.fillPositions(
        centre: 0, year: Double(year), sum: sum.span, scales: scales.span,
        driftErrors: errors.span, into: &zSpan)

      var bridge = [Double](repeating: 0, count: paths)
      var bridgeSpan = bridge.mutableSpan
      ForecastPaths.advanceBridge(
        &bridgeSpan, from: 0, to: fraction, normals: normals("bridge", step: UInt32(year)).span)
      let width = scheme.bridgeVariance(inYear: year - 1).squareRoot()
      let middle = (0..<paths).map {
        (1 - fraction) * before[$0] + fraction * z[$0] + width * scales[$0] * bridge[$0]
      }
      whole.append(z)
      between.append(middle)
      before = z
    }
    return (whole, between)
  }

  /// Kolmogorov–Smirnov distance to the Student law; a correct scheme exceeds the bound in one of a
  /// million seeds (Massart 1990), and the seed is fixed.
  func expectLaw(_ z: [Double], scale: Double, degreesOfFreedom: Double) throws {
    let law = try StudentT(degreesOfFreedom: degreesOfFreedom)
    let sorted = z.sorted()
    let n = Double(z.count)
    var distance = 0.0
    for (i, value) in sorted.enumerated() {
      let p = law.cdf(value / scale)
      distance = max(distance, abs(p - Double(i) / n), abs(p - Double(i + 1) / n))
    }
    let bound = (logarithm(2e6) / (2 * n)).squareRoot()
    #expect(distance < bound, "distance \(distance), bound \(bound)")
  }

  @Test func `paths have the law of the forecast at whole years and between`() throws {
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405])
    let (whole, between) = simulate(forecast, years: 3, fraction: 0.25)
    for year in 1...3 {
      try expectLaw(
        whole[year - 1], scale: forecast.spread(after: Double(year)), degreesOfFreedom: 5)
      try expectLaw(
        between[year - 1], scale: forecast.spread(after: Double(year) - 0.75), degreesOfFreedom: 5)
    }
  }

  @Test func `a bridge ends where it began`() {
    var bridge = [0.3, -1.7]
    var span = bridge.mutableSpan
    ForecastPaths.advanceBridge(&span, from: 0.5, to: 1, normals: [2.0, -3.0].span)
    #expect(bridge == [0, 0])
  }

  @Test func `the shock scale is that of its chi-square quantile`() throws {
    let forecast = try Forecaster(times: [2015, 2020], values: [120, 405])
    let scheme = ForecastPaths(forecast)
    // The median of χ² with 5 degrees of freedom is 4.351460191 (SciPy).
    let expected = (forecast.variance * 5 / 4.351460191095526 / 1.16).squareRoot()
    #expect(scheme.shockScale(0.5).agrees(with: expected, within: .ulps(64)))
    #expect(scheme.shockScale(0.01) > scheme.shockScale(0.99))
  }

  @Test func `columns of values follow the scalar scale bit for bit`() throws {
    for (values, ceiling) in [
      ([120.0, 405], nil), ([120, 405], 600.0), ([-3, 405], nil), ([0, 405], 500),
    ] {
      let scale = try Forecaster(times: [2015, 2020], values: values, ceiling: ceiling).scale
      let z = [-9, -2, -0.3, 0, 0.1, 0.7, 4]
      var column = z
      var span = column.mutableSpan
      scale.fillValues(&span)
      #expect(column == z.map(scale.value(at:)))
      #expect(scale.value(at: 0).agrees(with: 405, within: .ulps(8)))
    }
  }
}
