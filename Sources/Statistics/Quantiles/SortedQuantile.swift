/// Quantiles of numbers that are held in full.
public enum SortedQuantile {
  /// Returns the quantile of order q of sorted numbers: the value at rank q (N − 1), counted from
  /// 0, interpolated linearly.
  ///
  /// - Parameters:
  ///   - q: from 0 to 1.
  ///   - sorted: the numbers, smallest first.
  /// - Returns: the quantile, NaN for no numbers.
  /// - Precondition: q is from 0 to 1.
  ///
  /// Source: Hyndman and Fan, *Sample quantiles in statistical packages* (1996), definition 7.
  public static func quantile(_ q: Double, of sorted: [Double]) -> Double {
    precondition(q >= 0 && q <= 1, "quantile of order \(q)")
    guard !sorted.isEmpty else { return .nan }
    let rank = q * Double(sorted.count - 1)
    let lower = Int(rank)
    let fraction = rank - Double(lower)
    let value = sorted[lower]
    guard fraction > 0 else { return value }
    return point(fraction, from: value, to: sorted[lower + 1])
  }

  /// The point between two numbers, of which one may be so far below 0 and the other one so far above that no
  /// number holds what lies between.
  static func point(_ fraction: Double, from low: Double, to high: Double) -> Double {
    let width = high - low
    return width.isFinite ? low + fraction * width : (1 - fraction) * low + fraction * high
  }

  /// Returns the median of numbers in any order, NaN for no numbers.
  public static func median(of values: [Double]) -> Double {
    quantile(0.5, of: values.sorted())
  }
}
