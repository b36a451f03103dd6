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
  /// What has been done in all so far, which cannot fall: no forecast lies below the last value, and
  /// the rest has the weights of rollouts.
  case cumulative

  /// How often shocks are larger than the past of the series suggests, and by what factor, for the
  /// models of ``TrendModelTable``.
  ///
  /// A series that was calm so far may be disturbed. The shares were chosen so that the outermost
  /// intervals held what they promise on the series that the weights were chosen on.
  package var wildness: [(share: Double, factor: Double)] {
    switch self {
    case .stock, .count, .flow, .patents: [(0.88, 1), (0.12, 2)]
    case .any: [(0.85, 1), (0.12, 2), (0.03, 4)]
    case .rollout, .cumulative: [(0.80, 1), (0.14, 2), (0.06, 4)]
    }
  }

  /// Names that planners know, and the kinds whose weights they take.
  public static let plainNames: [(name: String, kind: ForecastKind)] = [
    ("firms", .count), ("certified_firms", .count), ("stations", .rollout),
    ("subscribers", .rollout), ("users", .rollout), ("capacity", .stock), ("output", .flow),
  ]

  /// The kind of a name: one of the kinds, or of ``plainNames``.
  ///
  /// - Parameter name: such as `stock` or `subscribers`; there is none (nil) of other names.
  public init?(name: String) {
    guard
      let kind = ForecastKind(rawValue: name)
        ?? ForecastKind.plainNames.first(where: { $0.name == name })?.kind
    else { return nil }
    self = kind
  }

  /// Every name, the kinds first.
  public static var names: [String] { allCases.map(\.rawValue) + plainNames.map(\.name) }

  /// The kinds with weights of their own: what a forecast of another kind may be set beside.
  public static let distinct: [ForecastKind] = [.stock, .flow, .rollout, .patents]

  /// The one of ``distinct`` kinds that has the same weights, if one has.
  public var twin: ForecastKind? {
    switch self {
    case .any: nil
    case .stock, .count: .stock
    case .flow: .flow
    case .rollout, .cumulative: .rollout
    case .patents: .patents
    }
  }

  /// The largest σ a member may have on a scale; a wilder one would make means that no reader
  /// believes, since the mean of an exponential grows with the variance.
  static func largestVolatility(on link: TrendModel.Link) -> Double {
    link == .relative ? 0.3 : 0.8
  }
}
