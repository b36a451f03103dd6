public import Quantities
internal import Results
internal import Scenarios

/// How good past probabilities were, now that deadlines have passed.
///
/// A probability of the log counts until the outcome is known: what was logged with the deadline's own
/// value is no forecast.
public struct Resolution: Sendable {
  /// A probability of the past, and what came of it.
  public struct Forecast: Hashable, Sendable {
    /// The file of the scenario.
    public let file: String
    /// The target.
    public let target: String
    /// The day of the probability.
    public let recorded: CalendarDay
    /// The years from that day to the end of the deadline, at least 0.
    public let lead: Double
    /// The probability.
    public let probability: Double
    /// Whether the target was met.
    public let isMet: Bool

    /// The squared distance of the probability from the outcome.
    public var score: Double { (probability - (isMet ? 1 : 0)) * (probability - (isMet ? 1 : 0)) }
  }

  /// Forecasts that are looked at together.
  public struct Group: Hashable, Sendable {
    /// The ends of the range that they lie in: of probabilities, or of years.
    public let low, high: Double
    /// How many forecasts.
    public let count: Int
    /// The mean of their probabilities.
    public let probability: Double
    /// The share of them that came true.
    public let share: Double
    /// The mean of their scores.
    public let score: Double
  }

  /// All forecasts whose outcome is known, by file, target and day.
  public let forecasts: [Forecast]
  /// The targets whose outcome is known.
  public let targets: Int
  /// The targets that are still open.
  public let open: Int

  /// Fewer targets than this tell nothing of the quality of forecasts.
  public static let fewTargets = 10

  /// Scores what was followed.
  public init(_ trackings: [Tracking]) {
    forecasts = trackings.flatMap(Resolution.forecasts)
    let all = trackings.flatMap(\.targets)
    targets = all.count { $0.outcome != nil }
    open = all.count - targets
  }

  private static func forecasts(of tracking: Tracking) -> [Forecast] {
    tracking.targets.flatMap { target -> [Forecast] in
      guard let isMet = target.outcome else { return [] }
      let end = CalendarDay(endOf: target.deadline)
      func forecast(_ day: CalendarDay, _ probability: Double) -> Forecast {
        Forecast(
          file: tracking.file, target: target.name, recorded: day,
          lead: max(0, end.coordinate - day.coordinate), probability: probability, isMet: isMet)
      }
      var found: [Forecast] = []
      var isSettled = false
      for entry in tracking.wholeLog.entries {
        guard let change = entry.targets.first(where: { $0.target == target.name }) else {
          continue
        }
        if found.isEmpty { found.append(forecast(entry.recorded, change.before)) }
        isSettled = isSettled || tracking.settles(target, entry, change)
        if !isSettled { found.append(forecast(entry.recorded, change.after)) }
      }
      return found
    }
  }

  /// The Brier score: the mean of the squared distances; nil without forecasts.
  public var brier: Double? { Resolution.mean(forecasts.map(\.score)) }

  /// The score of somebody who had said the share that came true each time.
  public var brierOfShare: Double? {
    Resolution.mean(forecasts.map { $0.isMet ? 1 : 0 }).map { $0 * (1 - $0) }
  }

  /// By ranges of probability, a fifth each: said and come true.
  public var calibration: [Group] {
    groups([0, 0.2, 0.4, 0.6, 0.8, 1]) { $0.probability }
  }

  /// By years before the deadline.
  public var byLead: [Group] {
    groups([0, 0.5, 1, 2, 3, 5, 10, .infinity]) { $0.lead }
  }

  /// Murphy's parts of the score over ``calibration``.
  ///
  /// How far what was said is from what came true (less is better), how far groups differ from each other
  /// (more is better), and what the outcomes leave to anybody: score = reliability − resolution +
  /// uncertainty, but for what lies within a group.
  ///
  /// Source: Murphy, *A new vector partition of the probability score* (1973).
  public var parts: (reliability: Double, resolution: Double, uncertainty: Double)? {
    guard let uncertainty = brierOfShare,
      let share = Resolution.mean(forecasts.map { $0.isMet ? 1 : 0 })
    else { return nil }
    let n = Double(forecasts.count)
    func sum(_ term: (Group) -> Double) -> Double {
      calibration.reduce(0) { $0 + Double($1.count) * term($1) * term($1) } / n
    }
    return (sum { $0.probability - $0.share }, sum { $0.share - share }, uncertainty)
  }

  private func groups(_ ends: [Double], _ place: (Forecast) -> Double) -> [Group] {
    zip(ends, ends.dropFirst()).compactMap { low, high in
      let isLast = high == ends[ends.count - 1]
      let own = forecasts.filter { forecast in
        let value = place(forecast)
        return value >= low && (value < high || isLast)
      }
      guard let probability = Resolution.mean(own.map(\.probability)),
        let share = Resolution.mean(own.map { $0.isMet ? 1 : 0 }),
        let score = Resolution.mean(own.map(\.score))
      else { return nil }
      return Group(
        low: low, high: high, count: own.count, probability: probability, share: share, score: score
      )
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

extension Tracking {
  /// Whether an entry told the outcome of a target: the value of its deadline, or one with which it was met.
  fileprivate func settles(
    _ target: TrackedTarget, _ entry: TrackLog.Entry, _ change: TrackLog.TargetChange
  ) -> Bool {
    guard change.after == 0 || change.after == 1 else { return false }
    let end = CalendarDay(endOf: target.deadline)
    if entry.recorded >= end { return true }
    let name = target.name.split(separator: "@").first.map(String.init) ?? target.name
    guard let own = scenario.targets.first(where: { $0.name == name }) else { return false }
    guard case .indicator(let indicator, _) = own.statement else {
      // What joins several is known with those of them that are.
      return target.outcome != nil
        && targets.contains { member in
          guard member.outcome != nil, member.name != target.name,
            let other = entry.targets.first(where: { $0.target == member.name }),
            scenario.targets.contains(where: { $0.name == member.name && !$0.isJoint })
          else { return false }
          return settles(member, entry, other)
        }
    }
    let isBy = if case .in = own.deadline { false } else { true }
    return entry.statistics.contains { statistic in
      statistic.indicator == indicator
        && (CalendarDay(endOf: statistic.period) >= end || (isBy && change.after == 1))
    }
  }
}

extension Target {
  fileprivate var isJoint: Bool { if case .indicator = statement { false } else { true } }
}
