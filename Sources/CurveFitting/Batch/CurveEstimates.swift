public import GrowthCurves
internal import Lanes

/// Estimates of a logistic or Gompertz curve with their covariance, found from one start and without
/// a verdict: the quick way for very many series.
///
///     let estimates = CurveEstimates.all(.logistic, times: dates, values: levels)
///
/// The start is a straight line through the transformed shares of 1.05 times the greatest value
/// (as R's `SSlogis` begins, with weights for what the transformation does to errors), the end the minimum of the sum of squares that it leads to. Whether
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
    let shape: CurveShape
    switch family {
    case .logistic: shape = .logistic
    case .gompertz: shape = .gompertz
    default: preconditionFailure("\(family): estimates are for logistic and Gompertz curves")
    }
    let shifts = times.map { ((($0.first ?? 0) + ($0.last ?? 0)) / 2).rounded() }
    // Series of one length are searched side by side.
    var lengths: [[Int]] = []
    for (i, dates) in times.enumerated() {
      while lengths.count <= dates.count { lengths.append([]) }
      if dates.count > 2 { lengths[dates.count].append(i) }
    }
    var estimates = [CurveEstimates](
      repeating: CurveEstimates(.none, count: 0, shift: 0), count: times.count)
    for (length, series) in lengths.enumerated() where !series.isEmpty {
      let search = LaneSearch(
        shape, times: times, values: values, shifts: shifts, pointCount: length)
      var ends = [LaneSearch.End](repeating: .none, count: series.count)
      search.run(search.starts(series), stepLimit: 120, into: &ends)
      for (end, i) in zip(ends, series) {
        estimates[i] = CurveEstimates(end, count: length, shift: shifts[i])
      }
    }
    return estimates
  }

  private init(_ end: LaneSearch.End, count: Int, shift: Double) {
    ceiling = end.ceiling
    rate = end.rate
    midpoint = end.midpoint + shift
    residualSumOfSquares = end.squares
    isConverged = end.isConverged
    variance = end.information.inverse.scaled(by: end.squares / Double(count - 3))
  }
}
