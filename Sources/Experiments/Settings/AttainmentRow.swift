public import Plans
internal import Quantities
internal import Scenarios
public import Tables
public import Wording

/// A target at one of its deadlines: what an experiment has a probability of.
public struct AttainmentRow: Hashable, Sendable {
  /// The name of the target; with several deadlines `target@2026`.
  public let name: String
  /// The index of the target in the plan.
  public let target: Int
  /// The index of the deadline.
  public let deadline: Int

  /// All rows of a plan, by target and deadline.
  ///
  /// - Returns: a row for each target and deadline.
  public static func all(_ plan: SimulationPlan) -> [AttainmentRow] {
    plan.targets.enumerated().flatMap { number, target in
      target.deadlines.indices.map { deadline in
        AttainmentRow(
          name: target.deadlines.count > 1
            ? "\(target.name)@\(target.deadlines[deadline].label)" : target.name,
          target: number, deadline: deadline)
      }
    }
  }

  /// The row of a name: a target, of which the last deadline counts, or `target@2026`.
  ///
  /// - Throws: ``UnknownTarget``.
  public static func named(
    _ name: String, in plan: SimulationPlan
  ) throws(UnknownTarget) -> AttainmentRow {
    let rows = all(plan)
    if let row = rows.first(where: { $0.name == name }) { return row }
    if let row = rows.last(where: { plan.targets[$0.target].name == name }) { return row }
    // A target of one deadline may be named with it.
    if let row = rows.first(where: { row in
      let target = plan.targets[row.target]
      return "\(target.name)@\(target.deadlines[row.deadline].label)" == name
    }) {
      return row
    }
    let names = plan.targets.map(\.name) + rows.map(\.name)
    throw UnknownTarget(
      name: name, nearest: NearestName.of(name, among: names), known: plan.targets.map(\.name))
  }
}

extension AttainmentRow {
  /// The row of a name or a label.
  ///
  /// - Throws: ``UnknownTarget``.
  static func named(
    _ name: String, in plan: SimulationPlan, of scenario: Scenario
  ) throws(UnknownTarget) -> AttainmentRow {
    try named(scenario.targetName(name), in: plan)
  }
}

/// A name that is no target of a scenario.
public struct UnknownTarget: Refusal, Hashable, Sendable {
  /// The name.
  public let name: String
  /// The name that was probably meant.
  public let nearest: String?
  /// The targets of the scenario.
  public let known: [String]

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    Phrase("there is no target '\(name)'; ", "没有目标 '\(name)'；")
      + (nearest.map(Phrase.meant)
        ?? (known.isEmpty
          ? Phrase("the scenario has none: add `targets:`", "情景文件没有目标：请添加 `targets:`")
          : Phrase(
            "the targets are \(known.joined(separator: ", "))",
            "现有目标为 \(known.joined(separator: "、"))")))
  }
}
