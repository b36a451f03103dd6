internal import Expressions
internal import Quantities
internal import Wording

/// Rollouts that begin to build long before the last observation of other indicators, because the
/// simulated time begins with the first one.
struct EarlyRollouts {
  private let scenario: Scenario
  private let syntax: SyntaxCache

  init(_ scenario: Scenario, _ syntax: SyntaxCache) {
    self.scenario = scenario
    self.syntax = syntax
  }

  func report(to issues: IssueCollector) {
    let time = scenario.time
    let observed = scenario.indicators.compactMap { $0.history.last?.period }
    guard let last = observed.max(by: { $0.step.end(of: $0) < $1.step.end(of: $1) }),
      let after = try? last.last(on: time.step)
    else { return }
    let years = last.step.end(of: last) - time.step.begin(of: time.start)
    guard years > 1 else { return }
    for indicator in scenario.indicators {
      guard case .rollout = indicator.kind, indicator.history.isEmpty,
        indicator.initialDate == nil, !isDated(indicator.plan)
      else { continue }
      let next = after.advanced(by: 1)
      issues.report(
        indicator.place, "indicators.\(indicator.name)",
        Phrase(
          "begins to build in \(time.start), with the simulated time, and the last observation of the file "
            + "is of \(last)",
          "自 \(time.start)（模拟起点）起开始建设，而文件的最后观测值为 \(last)"),
        Phrase(
          "write `from: \(next)` if it begins after that, or its own beginning",
          "若在其后才开始，请写 `from: \(next)`，或写其自身的起点"))
    }
  }

  /// Whether a plan itself says when it begins.
  private func isDated(_ plan: ExpressionText) -> Bool {
    guard let tree = try? syntax.tree(of: plan) else { return true }
    return isDated(tree.root)
  }

  private func isDated(_ root: SyntaxNode) -> Bool {
    var isDated = false
    root.visit { node in
      switch node.kind {
      // `10 / year` is so many in a year.
      case .arithmetic(.divide, let amount, let time) where time.kind == .name("year"):
        isDated = isDated || self.isDated(amount)
        return false
      case .date, .comparison: isDated = true
      case .name(let name): isDated = isDated || ["t", "year"].contains(name)
      case .call(let name, _, _):
        isDated = isDated || ["step", "ramp", "pulse", "if"].contains(name)
      default: break
      }
      return !isDated
    }
    return isDated
  }
}
