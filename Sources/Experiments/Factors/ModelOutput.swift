internal import Plans
internal import Quantities
public import Scenarios
internal import Simulation
public import Tables
public import Wording

/// The number that an analysis explains.
public enum ModelOutput: Hashable, Sendable {
  /// Whether a target is met.
  case target(AttainmentRow)
  /// The value of an indicator in a period, by their indices, with its name for people.
  case indicator(index: Int, step: Int, name: String)

  /// The value of an indicator in a period as somebody asked for it.
  ///
  /// - Parameters:
  ///   - name: the name of the indicator.
  ///   - period: the period as it is written, such as 2025 or 2022-06; the last one if nil.
  ///   - compiled: what is run.
  /// - Returns: the output.
  /// - Throws: ``UnknownOutput``.
  public static func indicator(
    _ name: String, period: String?, in compiled: CompiledScenario
  ) throws(UnknownOutput) -> ModelOutput {
    let plan = compiled.plan
    guard let index = plan.indicators.firstIndex(where: { $0.name == name }) else {
      let known = plan.indicators.map(\.name)
      throw .indicator(name, nearest: NearestName.of(name, among: known), known: known)
    }
    let steps = max(0, plan.indicators[index].origin + 1)..<max(0, plan.grid.count)
    let names = steps.map { "\(plan.grid.period($0))" }
    guard let first = names.first, let last = names.last else { throw .notSimulated(name) }
    guard let period else {
      return .indicator(index: index, step: plan.grid.count - 1, name: "\(name)@\(last)")
    }
    // A year of a finer grid is the year's last period.
    guard let place = names.lastIndex(where: { $0 == period || $0.hasPrefix(period + "-") }) else {
      throw .period(period, indicator: name, first: first, last: last)
    }
    return .indicator(
      index: index, step: steps.lowerBound + place, name: "\(name)@\(names[place])")
  }

  /// What to call it.
  public var name: String {
    switch self {
    case .target(let row): row.name
    case .indicator(_, _, let name): name
    }
  }

  /// The indicators and targets that it needs.
  func needs(_ plan: SimulationPlan) -> (indicators: Set<Int>, targets: Set<Int>) {
    switch self {
    case .indicator(let index, _, _): return ([index], [])
    case .target(let row):
      let targets = plan.withMembers([row.target])
      return (Set(targets.compactMap { plan.targets[$0].indicator }), targets)
    }
  }

  /// The number that a path keeps: 1 where a target is met, else 0; or the value.
  var pathOutput: PathOutput {
    switch self {
    case .target(let row): .isMet(target: row.target, deadline: row.deadline)
    case .indicator(let index, let step, _): .value(indicator: index, step: step)
    }
  }
}

/// A number that a scenario does not have.
public enum UnknownOutput: Refusal, Hashable, Sendable {
  /// There is no such indicator.
  case indicator(String, nearest: String?, known: [String])
  /// The indicator has no value in the period, or it is not simulated.
  case period(String, indicator: String, first: String, last: String)
  /// The indicator has no simulated period at all.
  case notSimulated(String)
  /// Neither a target nor an indicator was named, and there are several.
  case unnamed(targets: [String])

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .indicator(let name, let nearest, let known):
      Phrase("there is no indicator '\(name)'; ", "没有指标 '\(name)'；")
        + (nearest.map(Phrase.meant)
          ?? Phrase(
            "the indicators are \(known.joined(separator: ", "))",
            "现有指标为 \(known.joined(separator: "、"))"))
    case .period(let period, let indicator, let first, let last):
      Phrase(
        "'\(indicator)' is not simulated in '\(period)'; take a period from \(first) to \(last)",
        "'\(indicator)' 在 '\(period)' 没有模拟；请取 \(first) 至 \(last) 的时期")
    case .notSimulated(let name):
      Phrase(
        "'\(name)' is not simulated in any period; let `time.end` be later than its last observation",
        "'\(name)' 在任何时期都没有模拟；请将 `time.end` 推迟到其最后观测值之后")
    case .unnamed(let targets):
      targets.isEmpty
        ? Phrase(
          "the scenario has no targets; add --indicator NAME",
          "情景文件没有目标；请加上 --indicator NAME")
        : Phrase(
          "say what is to be explained: --target \(targets.joined(separator: " or --target "))",
          "请说明要解释什么：--target \(targets.joined(separator: " 或 --target "))")
    }
  }
}
