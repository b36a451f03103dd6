public import Quantities
public import Results

/// Something that changed since the last entry and may move targets.
public struct TrackedChange: Hashable, Sendable {
  /// The kinds of changes.
  public enum Kind: Hashable, Sendable {
    /// Values of periods of which nothing was known, or other values than were known.
    case statistics([Value])
    /// Levers, laws, targets and all else that the file says.
    case plan
    /// All of it, where not every mixture of its parts is a scenario.
    case everything
  }

  /// A value that came.
  public struct Value: Hashable, Sendable {
    /// The indicator.
    public let indicator: String
    /// The period.
    public let period: Period
    /// The value, as a file would have it.
    public let text: String
    /// What was known of the period before.
    public let revisedFrom: String?
  }

  /// What it is.
  public let kind: Kind

  /// Its name in files.
  public var name: String {
    switch kind {
    case .plan: "plan"
    case .everything: "everything"
    case .statistics(let values):
      values.count == 1
        ? "\(values[0].indicator) \(values[0].period)"
        : "\(values[0].indicator) \(values[0].period)..\(values[values.count - 1].period)"
    }
  }

  /// Whether it only puts right what was known.
  public var isRevision: Bool {
    guard case .statistics(let values) = kind else { return false }
    return values.allSatisfy { $0.revisedFrom != nil }
  }
}

/// A value that came, beside what had been expected.
public struct Arrival: Hashable, Sendable {
  /// The value.
  public let value: TrackedChange.Value
  /// The unit of the indicator.
  public let unit: String
  /// What had been expected; nil of a period that lies before the last one known.
  public let expected: TrackLog.Expected?
}

/// The share of a change in what became of a target.
public struct TrackedShare: Hashable, Sendable {
  /// The change.
  public let change: TrackedChange
  /// The Shapley value, in units of probability.
  public let value: Double
  /// Its standard error.
  public let error: Double
}

/// What the log knows of an indicator and its file does not say, for the `history` there.
public struct UnwrittenHistory: Sendable {
  /// The indicator.
  public let indicator: String
  /// The values, as a file would have them.
  public let values: [(period: Period, text: String)]
  /// Whether `initial` goes, which is the first of them.
  public let replacesInitial: Bool
}
