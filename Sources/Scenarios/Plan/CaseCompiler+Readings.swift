internal import Distributions
internal import Expressions
internal import Plans
internal import Wording

// What is read of rollouts: their stages, and what their items are worth.
extension CaseCompiler {
  mutating func reading(_ reading: RolloutReading) -> ReadingPlan? {
    guard let place = scope.indicators[reading.rollout]?.index,
      case .rollout(let rollout) = scenario.indicators[place].kind,
      case .rollout(let plan) = processes[place]
    else { return nil }
    let indicator = scenario.indicators[place]
    var value: ItemValuePlan?
    if let name = reading.value {
      guard let text = rollout.values[name] else { return nil }
      value = itemValue(text, "indicators.\(indicator.name).value.\(name)")
      if value == nil { return nil }
    }
    let stage = reading.stage.flatMap { name in plan.stages.firstIndex { $0.name == name } }
    guard let amount = amount(reading, rollout, indicator, stage, value) else { return nil }
    return ReadingPlan(
      rollout: place, amount: amount, underWay: plan.stages.map { steadyItems($0.underWay) })
  }

  private mutating func amount(
    _ reading: RolloutReading, _ rollout: Rollout, _ indicator: Indicator, _ stage: Int?,
    _ value: ItemValuePlan?
  ) -> ReadingPlan.Amount? {
    switch reading.amount {
    case .finished: return stage.map { .finished(stage: $0) }
    case .inProgress: return stage.map { .inProgress(stage: $0) }
    case .refused: return stage.map { .refused(stage: $0) }
    case .value: return value.map { .value($0, stage: stage) }
    case .spent:
      guard let stage, let value else { return nil }
      return .spent(value, stage: stage)
    case .spending:
      guard let stage, let value else { return nil }
      return .spending(value, stage: stage)
    case .atWork(_, let name):
      guard let value, let yield = rollout.yields.first(where: { $0.name == name }) else {
        return nil
      }
      let path = "indicators.\(indicator.name).yields"
      func duration(_ text: ExpressionText?, _ word: String) -> NodeID? {
        guard let text else { return graph.constant(0) }
        return node(text, "\(path).\(word)")
      }
      guard let after = duration(yield.after, "after"), let ramp = duration(yield.ramp, "ramp")
      else { return nil }
      return .atWork(value, after: after, ramp: ramp)
    }
  }

  /// What is in a stage at the beginning, where that does not change in time.
  private func steadyItems(_ underWay: StagePlan.UnderWay?) -> NodeID? {
    switch underWay {
    case .items(let node), .begun(let node):
      graph.rate(of: node).changesInTime ? nil : node
    case nil: nil
    }
  }

  // MARK: Values

  /// A law is each item's own value; anything else is the same for all items of a path.
  private mutating func itemValue(_ text: ExpressionText, _ path: String) -> ItemValuePlan? {
    guard let node = node(text, path) else { return nil }
    func refuse(_ problem: Phrase, _ advice: Phrase) -> ItemValuePlan? {
      issues.report(text.place, text.path, problem, advice)
      return nil
    }
    guard let (draw, factor) = ownLaw(node, path) else {
      guard !graph.draws(of: [node]).contains(where: { isOwn($0.draw, path) }) else {
        return refuse(
          Phrase(
            "a law inside a larger expression is no value of items",
            "嵌在更大表达式中的分布不能作为各项目的价值"),
          Phrase(
            "write the law alone, or name an uncertainty that is common to all items of a path",
            "请只写分布，或写一个不确定量（每条路径上各项目共用）"))
      }
      return .common(node)
    }
    guard case .fixed(let law) = draw.law else {
      return refuse(
        Phrase(
          "the law of each item's own value has parameters that differ by path",
          "各项目价值分布的参数随路径而变"),
        Phrase("give its parameters as numbers or levers", "请将参数写成数字或手段"))
    }
    guard let moments = ItemMoments(law) else {
      return refuse(
        Phrase(
          "the value of an item needs a law from 0 up, with a mean and a standard deviation",
          "项目价值的分布须不小于 0，且有均值和标准差"),
        Phrase(
          "name one such as lognormal(mean: 1.3, sd: 0.8), or cut it with `truncated`",
          "请用如 lognormal(mean: 1.3, sd: 0.8) 的分布，或用 `truncated` 截断"))
    }
    return .own(OwnValuePlan(law: law, factor: factor, moments: moments, stream: path))
  }
}
