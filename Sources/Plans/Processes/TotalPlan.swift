/// How the total of a long period, such as a year, is made of the periods of a finer grid.
///
/// The growth model moves the total of the long period that is centred on its time. A period of the
/// grid then has its part of that total; the parts of an observed period sum to what was observed,
/// those of a later one to a total with the law that the long grid gives it, jointly with the totals
/// before and after it, to first order in growth and noise (docs/time.md).
public struct TotalPlan: Hashable, Sendable {
  /// The periods of the grid that make the long one, at least 2.
  public let count: Int
  /// Whether the periods add up to the total; if not, each is a rate, of which it is the mean.
  public let isSum: Bool
  /// The part of the last observed total that its last period has, times ``count`` for a rate.
  public let shareOfLast: Double
  /// Whether the total at the origin is no observation, so that its periods have equal parts of it on
  /// each path.
  public let fillsFirst: Bool

  /// Creates the plan of a total.
  public init(count: Int, isSum: Bool, shareOfLast: Double, fillsFirst: Bool = false) {
    precondition(count >= 2, "a total of \(count) periods")
    self.count = count
    self.isSum = isSum
    self.shareOfLast = shareOfLast
    self.fillsFirst = fillsFirst
  }

  /// How many periods the model runs ahead of the grid.
  package var ahead: Int { count / 2 }

  /// The part of the total that a period has.
  package var share: Double { isSum ? 1 / Double(count) : 1 }

  /// The distance in periods over which the bend of the curve is measured.
  package var stride: Int { max(1, count / 4) }

  /// What the mean variance of the periods of a long one exceeds that of its total by, in periods.
  ///
  /// It is that of a random walk of n steps about its mean, (n² − 1)/(6 n).
  package var excessVariance: Double {
    let n = Double(count)
    return (n * n - 1) / (6 * n)
  }

  /// What the steps of the noise within a long period add to its periods, so that their mean is the
  /// noise at the end of the long period: a walk over steps x has there the sum of the first n − a and
  /// in the mean Σ (n − j + 1)/n x_j, where it runs a periods ahead.
  package var weightsOfShift: [Double] {
    (1...count).map { j in
      (j <= count - ahead ? 1 : 0) - Double(count - j + 1) / Double(count)
    }
  }
}
