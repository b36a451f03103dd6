package import CurveFitting
internal import GrowthCurves
internal import SpecialFunctions
internal import Statistics
internal import Workers

/// W2 for one curve: the series, ready to be fitted.
package struct FittingBenchmark: Sendable {
  /// The curves of W2.
  package enum Curve: String, Sendable, CaseIterable {
    case logistic, gompertz

    var family: CurveFamily { self == .logistic ? .logistic : .gompertz }
  }

  /// What the sums over the series must be, from `scipy.optimize.curve_fit` (SciPy 1.17).
  struct Reference: Sendable {
    let dataSum: Double
    let sumOfLogSquares: Double
    let sumOfRates: Double
    let medianCeilingError: Double

    static func of(_ curve: Curve) -> Reference {
      switch curve {
      case .logistic:
        Reference(
          dataSum: 10_368_470.175814502, sumOfLogSquares: 39748.9249, sumOfRates: 3785.092,
          medianCeilingError: 0.0234)
      case .gompertz:
        Reference(
          dataSum: 8_576_794.465720238, sumOfLogSquares: 39721.2427, sumOfRates: 3780.197,
          medianCeilingError: 0.0244)
      }
    }
  }

  /// Around which curve.
  package let curve: Curve
  private let series: FittingSeries

  /// Makes the series.
  ///
  /// - Parameters:
  ///   - curve: the curve of the series and of the fits.
  ///   - count: how many series; the check wants all 10,000.
  package init(_ curve: Curve, count: Int = 10_000) {
    self.curve = curve
    series = FittingSeries(curve, count: count)
  }

  /// The units of work of a run: fits.
  package var units: Int { series.values.count }

  /// The name in tables.
  package var name: String { "W2 \(curve.rawValue)" }

  /// Fits every series.
  ///
  /// - Returns: estimates and their covariance for each series.
  package func run(workers: Int) -> [CurveEstimates] {
    let (times, values) = (series.times, series.values)
    guard workers > 1 else { return CurveEstimates.all(curve.family, times: times, values: values) }
    // Four pieces a worker: enough to even out, and each still has many series of every length.
    let pieces = min(4 * workers, values.count)
    let ranges = (0..<pieces).map { piece in
      (values.count * piece / pieces)..<(values.count * (piece + 1) / pieces)
    }
    let parts = Parallel.map(ranges, workers: workers) { range in
      CurveEstimates.all(
        curve.family, times: Array(times[range]), values: Array(values[range]))
    }
    var estimates: [CurveEstimates] = []
    estimates.reserveCapacity(values.count)
    for part in parts { estimates += part }
    return estimates
  }

  /// What of a run of all series is not as it must be.
  ///
  /// - Returns: nothing if all agrees.
  package func deviations(_ estimates: [CurveEstimates]) -> [Deviation] {
    let reference = Reference.of(curve)
    var squares = ExactSum()
    var rates = ExactSum()
    for fit in estimates {
      squares.add(Elementary.log(fit.residualSumOfSquares))
      rates.add(fit.rate)
    }
    let errors = estimates.map { $0.covariance(0, 0).squareRoot() / $0.ceiling }
    let median = errors.allSatisfy(\.isFinite) ? SortedQuantile.median(of: errors) : .nan
    let missing = estimates.count { !$0.isConverged }
    return [
      // The last digits of other programs' exponentials and cosines may differ.
      Deviation(name, "data_sum", series.sum, reference: reference.dataSum, tolerance: 1e-5),
      Deviation(name, "not_converged", Double(missing), reference: 0, tolerance: 0),
      Deviation(
        name, "sum_ln_ssr", squares.value, reference: reference.sumOfLogSquares, tolerance: 0.01),
      Deviation(name, "sum_rate", rates.value, reference: reference.sumOfRates, tolerance: 0.01),
      // Printed with four digits.
      Deviation(
        name, "median_relative_sd_ceiling", median, reference: reference.medianCeilingError,
        tolerance: 1e-4),
    ].compactMap(\.self)
  }
}
