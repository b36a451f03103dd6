internal import Experiments
internal import Plans
internal import Simulation

extension BandSummary {
  /// The mean, where the median alone would mislead: of what is nothing or all on each path; nil elsewhere,
  /// and where there is no mean.
  ///
  /// What comes with a chance of one half has a median of nothing or of all, and whoever reads that as what
  /// is expected is wrong by half of it. Such a median is also the tenth or the ninetieth percentile; that of
  /// a skewed law, which is read with its range beside it, lies between them.
  func meanBesideMedian(of place: IndicatorPlan) -> Double? {
    guard place.hasMean, !place.isDate else { return nil }
    let levels = quantiles([0.1, 0.5, 0.9], isInteger: place.isInteger)
    let (low, median, high, mean) = (levels[0], levels[1], levels[2], moments.mean)
    guard mean.isFinite, levels.allSatisfy(\.isFinite) else { return nil }
    let size = max(abs(mean), abs(median))
    // Bins of a histogram tell values apart to less than a hundredth.
    let isAtEnd = min(median - low, high - median) <= 0.01 * abs(median)
    return isAtEnd && abs(mean - median) > max(0.05 * size, (high - low) / 7) ? mean : nil
  }
}
