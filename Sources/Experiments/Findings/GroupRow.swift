public import Plans
internal import Simulation
internal import Statistics
internal import Tables

/// One row of `plan.csv`: what holds for several targets together.
struct GroupRow: Sendable {
  let caseName: String
  /// The name of the joint target, or `all targets`.
  let plan: String
  let statistic: String
  /// The target, or the pair of targets, that the statistic is about; else empty.
  let target: String
  let value: Double
  /// Not a number where it is not known.
  let standardError: Double

  /// The columns of the file.
  static let table: RowTable<GroupRow> = [
    .text("case") { $0.caseName },
    .text("plan") { $0.plan },
    .text("statistic") { $0.statistic },
    .text("target") { $0.target },
    .number("value") { $0.value },
    .number("standard_error") { $0.standardError },
  ]

  /// All rows of a run, by case and group.
  static func rows(_ plan: SimulationPlan, _ summary: RunSummary) -> [GroupRow] {
    var rows: [GroupRow] = []
    for (index, caseSummary) in summary.cases.enumerated() {
      for group in caseSummary.groups where group.group.members.count > 1 {
        var table = GroupStatistics(
          caseName: plan.cases[index].name, plan: plan.name(of: group.group),
          targets: group.group.members.map { plan.targets[$0].name })
        table.add(group, isReference: index == 0)
        rows += table.rows
      }
    }
    return rows
  }
}

extension SimulationPlan {
  /// What a group of targets is called: by its joint target, or `all targets`, which no target can
  /// be named.
  public func name(of group: TargetGroup) -> String {
    group.target.map { targets[$0].name } ?? "all targets"
  }
}

extension JointRule {
  /// What the statistics of its probability are called.
  fileprivate var statistics: (met: String, independent: String, excess: String, rise: String) {
    switch self {
    case .all: ("all_met", "product_of_singles", "excess_over_product", "only_missed")
    case .atLeast: ("enough_met", "if_independent", "excess_over_independent", "rise_if_certain")
    case .no: ("none_met", "if_independent", "excess_over_independent", "only_met")
    }
  }
}

/// The statistics of one group in one case.
private struct GroupStatistics {
  let caseName: String
  let plan: String
  let targets: [String]
  private(set) var rows: [GroupRow] = []

  init(caseName: String, plan: String, targets: [String]) {
    self.caseName = caseName
    self.plan = plan
    self.targets = targets
  }

  mutating func add(_ group: GroupSummary, isReference: Bool) {
    let words = group.group.rule.statistics
    put(words.met, group.attained)
    if !isReference {
      let difference = group.difference
      put("\(words.met)_difference", value: difference.difference, error: difference.standardError)
    }
    put(words.independent, group.product)
    put(words.excess, group.excess)
    put("mean_number_met", group.meanNumberMet)
    for number in 0...targets.count { put("exactly_\(number)_met", group.exactly(number)) }
    for number in 1...targets.count { put("at_least_\(number)_met", group.atLeast(number)) }
    for (member, target) in targets.enumerated() {
      put("met", of: target, group.single(member))
      put(words.rise, of: target, group.rise(ifCertain: member))
      if let fall = group.fall(ifImpossible: member) {
        put("fall_if_impossible", of: target, fall)
      }
    }
    if let first = group.byRise.first {
      for member in group.bottlenecks {
        let behind = group.difference(ofRise: first, to: member)
        put(
          "bottleneck", of: targets[member], value: behind.difference, error: behind.standardError)
      }
    }
    guard group.hasPairs else { return }
    for first in targets.indices {
      for second in (first + 1)..<max(first + 1, targets.count) {
        let pair = targets[first] + " & " + targets[second]
        if let both = group.both(first, second) { put("both_met", of: pair, both) }
        if let phi = group.phi(first, second) { put("phi", of: pair, phi) }
      }
    }
  }

  private mutating func put(_ statistic: String, of target: String = "", _ share: Proportion) {
    put(statistic, of: target, value: share.estimate, error: share.standardError)
  }

  private mutating func put(_ statistic: String, of target: String = "", _ estimate: Estimate) {
    put(statistic, of: target, value: estimate.value, error: estimate.standardError)
  }

  private mutating func put(
    _ statistic: String, of target: String = "", value: Double, error: Double
  ) {
    rows.append(
      GroupRow(
        caseName: caseName, plan: plan, statistic: statistic, target: target, value: value,
        standardError: error))
  }
}
