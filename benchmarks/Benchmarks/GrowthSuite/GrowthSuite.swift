import Benchmark
import CurveFitting
import Forecasting
import GrowthCurves
import Support

/// Series of 8 to 30 points around a curve.
private struct Series: Sendable {
  var times: [[Double]] = []
  var values: [[Double]] = []

  init(_ family: CurveFamily, count: Int) {
    let scatter = uniforms(count * 30, stream: family.rawValue)
    for series in 0..<count {
      let points = 8 + series % 23
      let curve = GrowthCurve(family, [100, 6 / Double(points), Double(points) / 2])
      let dates = (0..<points).map(Double.init)
      times.append(dates)
      values.append(
        dates.map { curve.value(at: $0) + 4 * (scatter[series * 30 + Int($0)] - 0.5) })
    }
  }
}

/// Fits and forecasts.
let benchmarks: @Sendable () -> Void = {
  for family in [CurveFamily.logistic, .gompertz] {
    measure("fits one by one: \(family.rawValue) (100)") {
      Series(family, count: 100)
    } run: { series in
      for i in series.times.indices {
        blackHole(try CurveFit(family, times: series.times[i], values: series.values[i]))
      }
    }
    measure("fits side by side: \(family.rawValue) (1,000)") {
      Series(family, count: 1_000)
    } run: { series in
      blackHole(CurveFit.fits(family, times: series.times, values: series.values))
    }
  }
  measure("fits one by one: richards (10)") {
    Series(.logistic, count: 10)
  } run: { series in
    for i in series.times.indices {
      blackHole(try CurveFit(.richards, times: series.times[i], values: series.values[i]))
    }
  }
  measure("forecaster of a series, a quantile (10)") {
    Series(.logistic, count: 10)
  } run: { series in
    for i in series.times.indices {
      let forecaster = try Forecaster(times: series.times[i], values: series.values[i])
      blackHole(forecaster.quantile(0.9, after: 5))
    }
  }
}
