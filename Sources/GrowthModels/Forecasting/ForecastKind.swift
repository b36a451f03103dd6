/// What sort of quantity a forecast is about.
///
/// Quantities of different kinds behaved differently in the past: enterprises hardly trend, the
/// spread of a technology keeps its momentum. The kind picks the prior weights of the trend models
/// (``TrendModel``), which the series itself then updates.
public enum ForecastKind: String, Hashable, Sendable, CaseIterable {
  /// Not said: weights that foresaw economic series, enterprises and technologies together.
  case any
  /// A level at a date, such as an output capacity or a capital stock.
  case stock
  /// A sum over a period, such as a year's output.
  case flow
  /// A number of enterprises or the like, with entries and exits: a stock, with the weights of one.
  case count
  /// Something that spreads or is built up towards saturation.
  case rollout
  /// Patents in force and what else an office registers: small numbers that grow by leaps and are
  /// corrected.
  case patents

  /// How often shocks are larger than the past of the series suggests, and by what factor, for the
  /// models of ``TrendModelTable``.
  ///
  /// A series that was calm so far may be disturbed. The shares were chosen so that the outermost
  /// intervals held what they promise on the series that the weights were chosen on.
  package var wildness: [(share: Double, factor: Double)] {
    switch self {
    case .stock, .count, .flow, .patents: [(0.88, 1), (0.12, 2)]
    case .any: [(0.85, 1), (0.12, 2), (0.03, 4)]
    case .rollout: [(0.80, 1), (0.14, 2), (0.06, 4)]
    }
  }

  /// The largest σ a member may have on a scale; a wilder one would make means that no reader
  /// believes, since the mean of an exponential grows with the variance.
  static func largestVolatility(on link: TrendModel.Link) -> Double {
    link == .relative ? 0.3 : 0.8
  }
}
