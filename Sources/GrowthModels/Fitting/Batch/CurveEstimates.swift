internal import Kernels
internal import SpecialFunctions

/// Estimates of a logistic or Gompertz curve with their covariance, found from one start and without
/// a verdict: the quick way for very many series.
///
///     let estimates = CurveEstimates.all(.logistic, times: dates, values: levels)
///
/// The start is a straight line through the transformed shares of 1.05 times the greatest value
/// (as R's `SSlogis` begins), the end the minimum of the sum of squares that it leads to. Whether
/// there is a lower one, and whether the data show the ceiling at all, is for
/// ``CurveFit/fits(_:times:values:options:)`` to find out.
public struct CurveEstimates: Hashable, Sendable {
  /// K, in the unit of the series.
  public let ceiling: Double
  /// r, per year.
  public let rate: Double
  /// m, a date.
  public let midpoint: Double
  /// The sum of squared residuals.
  public let residualSumOfSquares: Double
  /// Whether the search ended at a minimum.
  public let isConverged: Bool
  /// s² (JᵀJ)⁻¹ of ceiling, rate and midpoint.
  private let variance: SymmetricThree

  /// The covariance s² (JᵀJ)⁻¹ of two of the estimates.
  ///
  /// - Parameters:
  ///   - one: 0 for the ceiling, 1 for the rate, 2 for the midpoint.
  ///   - other: the same.
  /// - Returns: the covariance; not finite with three observations or fewer.
  /// - Precondition: the numbers are in 0...2.
  public func covariance(_ one: Int, _ other: Int) -> Double {
    switch (min(one, other), max(one, other)) {
    case (0, 0): return variance.kk
    case (0, 1): return variance.kr
    case (0, 2): return variance.km
    case (1, 1): return variance.rr
    case (1, 2): return variance.rm
    case (2, 2): return variance.mm
    default: preconditionFailure("estimates \(one) and \(other) of 3")
    }
  }

  /// The square roots of the variances of ceiling, rate and midpoint.
  public var standardErrors: [Double] {
    [variance.kk.squareRoot(), variance.rr.squareRoot(), variance.mm.squareRoot()]
  }

  /// Fits a curve to many series by least squares.
  ///
  /// - Parameters:
  ///   - family: logistic or Gompertz.
  ///   - times: for each series its dates, in any order.
  ///   - values: for each series what was observed, all finite.
  /// - Returns: one set of estimates for each series; not a number, and not converged, for a series
  ///   without two different dates.
  /// - Precondition: the family is one of the two, and lists of dates and values correspond.
  public static func all(
    _ family: CurveFamily, times: [[Double]], values: [[Double]]
  ) -> [CurveEstimates] {
    precondition(
      times.count == values.count, "\(times.count) lists of dates, \(values.count) of values")
    switch family {
    case .logistic: return found(Logistic.self, times, values)
    case .gompertz: return found(Gompertz.self, times, values)
    default: preconditionFailure("\(family): estimates are for logistic and Gompertz curves")
    }
  }

  private static func found<Curve: LaneStart>(
    _ curve: Curve.Type, _ dates: [[Double]], _ values: [[Double]]
  ) -> [CurveEstimates] {
    let shifts = dates.map { ((($0.first ?? 0) + ($0.last ?? 0)) / 2).rounded() }
    var times = dates
    for i in times.indices where shifts[i] != 0 {
      for j in times[i].indices { times[i][j] -= shifts[i] }
    }
    var ends = [LaneSearch<Curve>.End](repeating: .none, count: dates.count)
    var lengths: [[Int]] = []
    for (i, series) in dates.enumerated() {
      while lengths.count <= series.count { lengths.append([]) }
      if series.count > 2 { lengths[series.count].append(i) }
    }
    for (length, series) in lengths.enumerated() where !series.isEmpty {
      let jobs = Curve.starts(series, times, values, pointCount: length)
      guard !jobs.isEmpty else { continue }
      let search = LaneSearch<Curve>(
        times: times, values: values, pointCount: length, stepLimit: 120)
      search.run(jobs, into: &ends)
    }
    return ends.indices.map { CurveEstimates(ends[$0], count: dates[$0].count, shift: shifts[$0]) }
  }

  private init<Curve: LaneCurve>(_ end: LaneSearch<Curve>.End, count: Int, shift: Double) {
    ceiling = end.ceiling
    rate = end.rate
    midpoint = end.midpoint + shift
    residualSumOfSquares = end.squares
    isConverged = end.isConverged
    variance = end.information.inverse.scaled(by: end.squares / Double(count - 3))
  }
}

/// A curve that is a straight line after a transformation of its share of the ceiling.
protocol LaneStart: LaneCurve {
  /// Replaces shares between 0 and 1 by what is a straight line in time.
  static func straighten(_ shares: inout MutableSpan<Double>)
}

extension Logistic: LaneStart {
  static func straighten(_ shares: inout MutableSpan<Double>) {
    for i in shares.indices { shares[i] /= 1 - shares[i] }
    Elementary.log(&shares)
  }
}

extension Gompertz: LaneStart {
  static func straighten(_ shares: inout MutableSpan<Double>) {
    Elementary.log(&shares)
    for i in shares.indices { shares[i] = -shares[i] }
    Elementary.log(&shares)
    for i in shares.indices { shares[i] = -shares[i] }
  }
}

extension LaneStart {
  /// The starts of series of one length.
  static func starts(
    _ series: [Int], _ times: [[Double]], _ values: [[Double]], pointCount: Int
  ) -> [LaneSearch<Self>.Job] {
    var lines = [Double](repeating: 0, count: pointCount)
    return series.compactMap { i in
      let (dates, observed) = (times[i], values[i])
      precondition(
        observed.count == pointCount, "\(observed.count) values at \(pointCount) dates")
      var highest = -Double.infinity
      for y in observed { highest = y > highest ? y : highest }
      let ceiling = 1.05 * highest
      for j in 0..<pointCount {
        let share = observed[j] / ceiling
        lines[j] = share < 0.02 ? 0.02 : share > 0.98 ? 0.98 : share
      }
      var span = lines.mutableSpan
      straighten(&span)
      let n = Double(pointCount)
      var (sumT, sumZ) = (0.0, 0.0)
      for j in 0..<pointCount {
        sumT += dates[j]
        sumZ += lines[j]
      }
      let (middle, mean) = (sumT / n, sumZ / n)
      var (tt, tz) = (0.0, 0.0)
      for j in 0..<pointCount {
        let t = dates[j] - middle
        tt += t * t
        tz += t * (lines[j] - mean)
      }
      guard tt > 0, ceiling > 0 else { return nil }
      // A line that hardly rises says nothing: then one that rises by a thousandth over the dates.
      let rate = max(tz / tt, 1e-3 / (tt / n).squareRoot())
      return LaneSearch<Self>.Job(
        place: i, series: i, ceiling: ceiling, rate: rate, midpoint: middle - mean / rate)
    }
  }
}
