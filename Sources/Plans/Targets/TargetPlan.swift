public import Expressions

/// A target as the engine checks it: a condition on an indicator and the periods that count.
public struct TargetPlan: Hashable, Sendable {
  /// The name of the target in the scenario.
  public let name: String
  /// What must hold.
  public let statement: TargetStatement
  /// When it must hold; never empty, in order of time.
  public let deadlines: [TargetDeadline]
  /// Whether it is left out of what holds for all targets together.
  public let isInformative: Bool
  /// It is looked at when so many periods of the grid are over, as many as make a calendar period of
  /// the file in which it stands.
  public let stride: Int
  /// The first period that counts, where some that count were observed after the plan was written; nil
  /// where only simulated ones do.
  package var begins: Int?

  /// Creates a target.
  ///
  /// - Precondition: there is a deadline, and `stride` > 0.
  public init(
    name: String, statement: TargetStatement, deadlines: [TargetDeadline],
    isInformative: Bool = false, stride: Int = 1
  ) {
    precondition(!deadlines.isEmpty, "target \(name) without a deadline")
    precondition(stride > 0, "target \(name) looked at every \(stride) periods")
    self.stride = stride
    self.name = name
    self.statement = statement
    self.deadlines = deadlines
    self.isInformative = isInformative
  }

  /// The same target with another statement.
  package func stating(_ statement: TargetStatement) -> TargetPlan {
    var other = TargetPlan(
      name: name, statement: statement, deadlines: deadlines, isInformative: isInformative,
      stride: stride)
    other.begins = begins
    return other
  }
}

/// What must hold for a target to be met.
public enum TargetStatement: Hashable, Sendable {
  /// A condition on one indicator, by its index in the plan.
  case indicator(Int, TargetMeasure, TargetCondition)
  /// As many of other targets as the rule asks for, by their indices in the plan.
  case joint(JointRule, [Int])
}

/// The number that a target looks at.
public enum TargetMeasure: Hashable, Sendable {
  /// The value of a period, of a calendar year, or of another stretch of periods.
  case value(PeriodRule)
  /// The value less that of an earlier period, or stretch of as many, by the index of its last one.
  case increase(since: Int, PeriodRule)
  /// The value divided by that of an earlier period or stretch.
  case growthFactor(since: Int, PeriodRule)
  /// The relative growth per year since an earlier period or stretch.
  case annualGrowth(since: Int, PeriodRule)

  /// How periods make the values that are looked at.
  package var rule: PeriodRule {
    switch self {
    case .value(let rule), .increase(_, let rule), .growthFactor(_, let rule),
      .annualGrowth(_, let rule):
      rule
    }
  }

  /// The index of the (last) period since which something is measured.
  package var since: Int? {
    switch self {
    case .value: nil
    case .increase(let since, _), .growthFactor(let since, _), .annualGrowth(let since, _): since
    }
  }

  /// The periods whose values make the measured number of a period.
  package func periods(upTo step: Int) -> [Int] {
    let own = rule.periods(upTo: step)
    return (since.map { rule.periods(upTo: $0) } ?? []) + own
  }
}

/// How the periods of the grid make the value of a longer period, such as a calendar year.
public enum PeriodRule: Hashable, Sendable {
  /// The last one counts: stocks, and dates on the grid.
  case last
  /// The mean of so many periods: flows given per year.
  case mean(of: Int)
  /// The sum of so many periods: other flows.
  case sum(of: Int)

  /// The number of periods that make one value.
  package var count: Int {
    switch self {
    case .last: 1
    case .mean(let count), .sum(let count): count
    }
  }

  /// The periods that make the value of a stretch, by the index of its last one, as far as the grid
  /// reaches back.
  package func periods(upTo step: Int) -> [Int] {
    Array(max(0, step + 1 - count)..<max(0, step + 1))
  }
}

/// A comparison of the measured number with thresholds.
public enum TargetCondition: Hashable, Sendable {
  case atLeast(TargetThreshold)
  case moreThan(TargetThreshold)
  case atMost(TargetThreshold)
  case lessThan(TargetThreshold)
  case between(TargetThreshold, TargetThreshold)

  /// The threshold that decides: the lower one of two.
  package var threshold: TargetThreshold {
    switch self {
    case .atLeast(let value), .moreThan(let value), .atMost(let value), .lessThan(let value): value
    case .between(let low, _): low
    }
  }

  /// Whether a larger value is always nearer to the target.
  package var isRise: Bool {
    switch self {
    case .atLeast, .moreThan: true
    case .atMost, .lessThan, .between: false
    }
  }
}

/// A number to compare with: the same on every path, or a node for each case.
public enum TargetThreshold: Hashable, Sendable {
  case constant(Double)
  /// One node for each case of the plan, in the order of the cases.
  case nodes([NodeID])

  /// The number, if it is the same on every path.
  package var constant: Double? {
    if case .constant(let value) = self { value } else { nil }
  }
}

/// When a target must hold.
public struct TargetDeadline: Hashable, Sendable {
  /// Whether the condition is looked at once or in every simulated period so far.
  public enum Rule: Hashable, Sendable {
    /// In the period itself.
    case inPeriod
    /// In any simulated period up to it.
    case byPeriod
  }

  /// Whether earlier periods count.
  public let rule: Rule
  /// The index of the (last) period.
  public let index: Int
  /// The row's name where a target has several deadlines: `target@2026`.
  public let label: String

  /// Creates a deadline.
  public init(_ rule: Rule, index: Int, label: String) {
    self.rule = rule
    self.index = index
    self.label = label
  }
}

extension TargetStatement {
  /// The nodes of thresholds that vary, of a case: none, or one for each bound.
  package func nodes(inCase index: Int) -> [NodeID] {
    guard case .indicator(_, _, let condition) = self else { return [] }
    let bounds: [TargetThreshold] =
      switch condition {
      case .atLeast(let value), .moreThan(let value), .atMost(let value), .lessThan(let value):
        [value]
      case .between(let low, let high): [low, high]
      }
    let nodes = bounds.compactMap { bound in
      if case .nodes(let nodes) = bound { nodes[index] } else { nil }
    }
    return nodes
  }
}
