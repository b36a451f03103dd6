internal import Distributions
internal import Expressions
internal import Plans
internal import Wording

/// Rates of growth that are mostly a percentage without its sign, or a share in the place of a factor.
enum LargeRates {
  /// What is added or born in a year is seldom as much again.
  private static let doubling = 1.0
  /// The rate of a curve below a ceiling may be large for long, for what is left is little.
  private static let ofCurves = 5.0

  static func report(_ compiled: CompiledScenario, to issues: IssueCollector) {
    var seen: Set<ExpressionText> = []
    for item in compiled.placed.joined() {
      guard let most = most(of: item.path, compiled.scenario),
        !item.text.text.halfWidth.contains("%"),
        let value = middle(of: item.node, compiled), value >= most, seen.insert(item.text).inserted
      else { continue }
      // What a product leaves is dropped; a number that large is whole, and no number may hold its product.
      let isExact = value < 0x1p53
      let share = plain(isExact ? (value * 1000).rounded() / 1000 : value)
      let percent = isExact ? (value * 10_000).rounded() / 100 : value * 100
      let times = OddObservations.quantity(percent)
      issues.report(
        item.text.place, item.text.path,
        Phrase(
          "\(item.text.text.quoted) is \(share) a year"
            + (percent.isFinite ? ", as much as \(times) %" : ""),
          "\(item.text.text.quoted) 是每年 \(share)" + (percent.isFinite ? "，即 \(times) %" : "")),
        Phrase(
          "write percentages with their sign or as shares: 8 % is 0.08",
          "百分数请带百分号，或写成小数：8 % 即 0.08"))
    }
    for target in compiled.scenario.targets {
      guard case .indicator(_, .growthFactorOfAtLeast(let factor, _)) = target.statement,
        let value = factor.constant, value < 1
      else { continue }
      let percent = plain((value * 10_000).rounded() / 100)
      issues.report(
        factor.place, factor.path,
        Phrase(
          "\(factor.text.quoted) is a factor below 1, a fall to \(percent) % of the value before",
          "\(factor.text.quoted) 是小于 1 的倍数，即降至此前数值的 \(percent) %"),
        Phrase(
          "write \(plain(1 + value)) for growth by \(percent) %, or `\(percent) % a year`",
          "若指增长 \(percent) %，请写 \(plain(1 + value))，或 `\(percent) % a year`"))
    }
  }

  /// From where on the parameter at a path is questioned; nil where it is not.
  private static func most(of path: String, _ scenario: Scenario) -> Double? {
    let words = scenario.names.words(of: path, section: true)
    guard let parameter = Parameter.at(words) else { return nil }
    switch parameter.key {
    case "births", "growth.boost", "growth.cagr": return doubling
    case "growth.rate":
      let model = scenario.indicator(words[1])?.growth?.model
      if model == .curve(.linear) { return nil }
      return model == .curve(.exponential) ? doubling : ofCurves
    default: return nil
    }
  }

  /// A number, or the middle of what a path draws once.
  private static func middle(of node: NodeID, _ compiled: CompiledScenario) -> Double? {
    let graph = compiled.plan.graph
    if let constant = graph.constant(node) { return constant }
    if let law = graph.law(of: node) { return law.quantile(0.5) }
    return nil
  }
}
