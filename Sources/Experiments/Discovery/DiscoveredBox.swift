internal import Quantities
public import Sensitivity
public import Wording

/// What a scenario discovery found: a box of conditions, how much it is worth, and the way to it.
public struct DiscoveredBox: Sendable {
  /// One number that differs from path to path.
  public struct Factor: Hashable, Sendable {
    /// The name of an uncertainty or a lever, or the path of a law.
    public let name: String
    /// The unit of a lever.
    public let unit: String?
    /// Its smallest and its largest value on the paths.
    public let range: ClosedRange<Double>
    /// Whether it was varied by request.
    public let isVaried: Bool
    /// The length of the dates that its values are; nil for numbers.
    let dates: TimeStep?

    /// The period of a limit, which may lie between the ends of two.
    ///
    /// - Parameters:
    ///   - value: a coordinate in years.
    ///   - isUpper: whether what is allowed ends there; it then ends with the period before.
    /// - Returns: such as 2021-06; nil where it is no date of months or quarters.
    public func period(_ value: Double, isUpper: Bool = false) -> String? {
      guard let dates, dates != .year else { return nil }
      let ends = value * Double(dates.perYear)
      let end = isUpper ? (ends + 1e-6).rounded(.down) : (ends - 1e-6).rounded(.up)
      return Period(at: end / Double(dates.perYear), on: dates).map { "\($0)" }
    }
  }

  /// One condition of the box.
  public struct Condition: Hashable, Sendable {
    /// The number that it is about.
    public let factor: Factor
    /// What the number must keep to.
    public let limit: BoxRestriction.Limit
    /// The quasi-p-value of the restriction.
    public let quasiP: Double
    /// The share of random halves in which the search restricted the same side.
    public let recurrence: Double

    /// Whether chance alone would hardly make the restriction.
    public var isSignificant: Bool { quasiP <= DiscoveredBox.significance }
  }

  /// The largest quasi-p-value that counts.
  public static let significance = 0.05
  /// The ``informedness`` below which a box explains little.
  public static let slight = 0.1

  /// The target; with several deadlines `target@2026`.
  public let target: String
  /// The case.
  public let caseName: String
  /// The seed.
  public let seed: UInt64
  /// Whether the paths sought are those that meet the target, instead of those that fail it.
  public let seeksSuccess: Bool
  /// Whether somebody asked for this box, instead of leaving it to the usual rule.
  public let isAskedFor: Bool
  /// What differs from path to path.
  public let factors: [Factor]
  /// All boxes of the search.
  public let trajectory: PeelingTrajectory
  /// The number of the chosen box.
  public let chosen: Int
  /// What random halves say of the box.
  public let stability: BoxStability
  /// The least share of paths that a box may have.
  public let leastMass: Double
  /// The paths that were simulated.
  public let paths: Int
  /// Whether there is chance beside the factors.
  public let hasNoise: Bool
  /// Variables that were varied but on which the target does not depend.
  public let idle: [String]
  /// What else the reader has to know, as sentences.
  public let notes: [Phrase]

  /// The chosen box.
  public var box: ScenarioBox { trajectory.boxes[chosen] }
  /// The share of all paths that are sought.
  public var baseRate: Double { Double(box.sampleHits) / Double(box.sampleRows) }

  /// Whether paths that the search did not see bear the box out: in 39 of 40 halves they are denser
  /// in it than everywhere, and one of its restrictions at least is significant.
  public var isConfirmed: Bool {
    stability.density.range95.lowerBound > baseRate && conditions.contains(where: \.isSignificant)
  }

  /// Whether the box is an answer: it is confirmed, or it was asked for.
  public var isAnswer: Bool { isConfirmed || isAskedFor }

  /// The share of the sought paths in the box less the share of the others in it, from 0 for a box
  /// that says nothing to 1 for one that tells both kinds apart: (coverage − mass) / (1 − base rate).
  ///
  /// Source: Youden, *Index for rating diagnostic tests* (1950).
  public var informedness: Double { (box.coverage - box.mass) / (1 - baseRate) }

  /// Whether the box, though confirmed, says little of where the sought paths are.
  public var isSlight: Bool { informedness < DiscoveredBox.slight }

  /// What holds in the box.
  public var conditions: [Condition] {
    box.restrictions.map { restriction in
      let side: BoxStability.Side =
        switch restriction.limit {
        case .atLeast: .lower
        case .atMost: .upper
        case .among: .levels
        }
      let recurrence = stability.recurrences.first {
        $0.factor == restriction.factor && $0.side == side
      }
      return Condition(
        factor: factors[restriction.factor], limit: restriction.limit, quasiP: restriction.quasiP,
        recurrence: recurrence?.share ?? 0)
    }
  }
}
