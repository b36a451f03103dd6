internal import SpecialFunctions

/// What yearly economic series did after five years of growth: the outside view of a target.
///
/// The table counts 22 072 pairs of adjoining five-year windows of the yearly series of the M1, M3
/// and tourism competitions. Growth regresses strongly to the mean: the correlation between past and
/// next log growth is 0.16.
///
/// Source: computed from the M1 (Makridakis et al. 1982), M3 (Makridakis and Hibon 2000, IJF 16:451)
/// and tourism (Athanasopoulos et al. 2011, IJF 27:822) data; the regression to the mean is that of
/// Pritchett and Summers 2014, NBER 20573.
public struct ReferenceClass: Hashable, Sendable {
  /// Past compound annual growth of the members of the class, as fractions.
  public let pastGrowth: Range<Double>
  /// How many pairs of windows the class holds.
  public let count: Int
  /// Growth rates with the share of the class that grew at least so fast next, fastest last.
  private let exceedances: [Point]

  private struct Point: Hashable {
    let growth: Double
    let share: Double
  }

  /// The only horizon, in years, for which the table speaks.
  public static let horizon = 5.0

  /// The class of a past growth; `nil` when the horizon is not five years, of which alone the table
  /// speaks.
  ///
  /// - Parameters:
  ///   - pastGrowth: compound annual growth over the last years, as a fraction.
  ///   - horizon: years from the last observation to the deadline.
  public init?(pastGrowth: Double, horizon: Double) {
    guard abs(horizon - Self.horizon) < 0.05,
      let row = Self.table.first(where: { $0.pastGrowth.contains(pastGrowth) })
    else { return nil }
    self = row
  }

  /// The share of the class whose growth over the next five years was at least the required one.
  ///
  /// Between the tabulated points the logit of the share is linear in the rate; beyond them it goes
  /// on along the last piece.
  ///
  /// - Parameter growth: required compound annual growth, as a fraction.
  /// - Returns: a share in (0, 1).
  public func share(growingAtLeast growth: Double) -> Double {
    let last = exceedances.count - 2
    let above = exceedances.firstIndex { $0.growth > growth } ?? exceedances.count
    let i = min(max(above - 1, 0), last)
    let (a, b) = (exceedances[i], exceedances[i + 1])
    let position = (growth - a.growth) / (b.growth - a.growth)
    return Elementary.logistic(logit(a.share) + position * (logit(b.share) - logit(a.share)))
  }

  /// All classes, slowest past growth first.
  public static let table: [ReferenceClass] = [
    row(-1..<0, 4578, [-0.062, -0.024, 0.011, 0.060, 0.131], [0.151, 0.084, 0.047]),
    row(0..<0.05, 7051, [-0.023, 0.003, 0.024, 0.054, 0.096], [0.092, 0.037, 0.016]),
    row(0.05..<0.10, 4688, [-0.027, 0.013, 0.047, 0.085, 0.126], [0.177, 0.072, 0.027]),
    row(0.10..<0.15, 2658, [-0.032, 0.018, 0.064, 0.115, 0.170], [0.320, 0.141, 0.057]),
    row(0.15..<0.20, 1355, [-0.050, 0.009, 0.068, 0.131, 0.205], [0.358, 0.203, 0.106]),
    row(0.20..<0.30, 1087, [-0.050, 0.014, 0.092, 0.165, 0.258], [0.460, 0.306, 0.182]),
    row(0.30..<0.50, 519, [-0.094, -0.002, 0.111, 0.212, 0.340], [0.526, 0.407, 0.270]),
    row(
      0.50..<Double.infinity, 136, [-0.115, -0.044, 0.070, 0.196, 0.332], [0.463, 0.375, 0.250]),
  ]

  /// One line of the table: the quantiles 10, 25, 50, 75, 90 % of the next growth, and the shares
  /// that grew by at least 10, 14.6 and 20 % a year.
  private static func row(
    _ past: Range<Double>, _ count: Int, _ quantiles: [Double], _ shares: [Double]
  ) -> ReferenceClass {
    let points =
      zip(quantiles, [0.90, 0.75, 0.50, 0.25, 0.10]).map { Point(growth: $0, share: $1) }
      + zip([0.10, 0.146, 0.20], shares).map { Point(growth: $0, share: $1) }
    return ReferenceClass(
      pastGrowth: past, count: count, exceedances: points.sorted { $0.growth < $1.growth })
  }

  private init(pastGrowth: Range<Double>, count: Int, exceedances: [Point]) {
    self.pastGrowth = pastGrowth
    self.count = count
    self.exceedances = exceedances
  }

  private func logit(_ share: Double) -> Double { Elementary.log(share / (1 - share)) }
}
