internal import Expressions
package import Quantities
internal import Wording

/// Dates in expressions that lie where nothing is simulated.
struct DatesOutside {
  private let scenario: Scenario
  private let syntax: SyntaxCache

  init(_ scenario: Scenario, _ syntax: SyntaxCache) {
    self.scenario = scenario
    self.syntax = syntax
  }

  func report(to issues: IssueCollector) {
    for text in scenario.expressions {
      guard let tree = try? syntax.tree(of: text) else { continue }
      tree.root.visit { node in
        report(node, text, to: issues)
        return true
      }
      if text.path.hasSuffix(".opens"), let date = tree.root.date, side(of: date) == .after {
        report(
          tree.root, date, .after, Phrase("it opens on no path", "任何路径都不会开放"), text, to: issues)
      }
    }
  }

  private enum Side { case before, after }

  private func report(_ node: SyntaxNode, _ text: ExpressionText, to issues: IssueCollector) {
    switch node.kind {
    case .call(let name, _, let arguments) where ["step", "ramp", "pulse"].contains(name):
      let labelled = arguments.first { $0.label == "from" }
      let from = labelled ?? arguments.first { $0.label == nil && $0.key == nil }
      guard let from, let date = from.value.date, let side = side(of: date) else { return }
      if side == .after {
        report(from.value, date, side, Phrase("it is always 0", "其值恒为 0"), text, to: issues)
      } else if name == "step" {
        report(from.value, date, side, Phrase("it is always 1", "其值恒为 1"), text, to: issues)
      } else if let length = length(of: arguments, from),
        date.step.begin(of: date) + length
          <= beginning
      {
        let value = name == "ramp" ? 1 : 0
        report(
          from.value, date, side, Phrase("it is always \(value)", "其值恒为 \(value)"), text, to: issues
        )
      }
    case .comparison(_, let a, let b):
      let dated = a.isYear ? b : b.isYear ? a : nil
      guard let dated, let date = dated.date, let side = side(of: date) else { return }
      report(dated, date, side, Phrase("it is always the same", "其值恒定不变"), text, to: issues)
    default: return
    }
  }

  /// The length of a ramp or a pulse, where it is written as a number of years.
  private func length(of arguments: [SyntaxArgument], _ from: SyntaxArgument) -> Double? {
    let others = arguments.filter { $0 != from }
    guard others.count == 1, case .number(let years)? = others.first?.value.kind else { return nil }
    return years
  }

  private func report(
    _ node: SyntaxNode, _ date: Period, _ side: Side, _ consequence: Phrase,
    _ text: ExpressionText, to issues: IssueCollector
  ) {
    let time = scenario.time
    issues.report(
      text.place(ofCharacter: node.range.lowerBound), text.path,
      side == .after
        ? Phrase(
          "\(date) is after the end of the simulated time, \(time.end): \(consequence.english)",
          "\(date) 在模拟期终点 \(time.end) 之后：\(consequence.chinese)")
        : Phrase(
          "\(date) is before the start of the simulated time, \(time.start): \(consequence.english)",
          "\(date) 在模拟期起点 \(time.start) 之前：\(consequence.chinese)"),
      side == .after
        ? Phrase(
          "take an earlier date, or set `time.end` to a later one",
          "请改用更早的日期，或推迟 `time.end`") : nil)
  }

  // MARK: Time

  private var beginning: Double { scenario.time.step.begin(of: scenario.time.start) }

  /// On which side of the simulated time a date lies; nil inside.
  private func side(of date: Period) -> Side? {
    let tolerance = 1e-6
    if date.step.begin(of: date) > scenario.time.step.end(of: scenario.time.end) - tolerance {
      return .after
    }
    return date.step.end(of: date) < beginning + tolerance ? .before : nil
  }
}

extension TimeStep {
  /// The year and its part in which a period begins.
  func begin(of period: Period) -> Double {
    Double(period.year) + Double(period.index) / Double(perYear)
  }

  /// The year and its part in which a period ends.
  package func end(of period: Period) -> Double { begin(of: period) + years }
}

extension SyntaxNode {
  /// The date that is written here; nil for anything else.
  fileprivate var date: Period? {
    switch kind {
    case .date(let period): period
    case .number(let value):
      (1000...9999).contains(value) && value == value.rounded() ? Period(year: Int(value)) : nil
    default: nil
    }
  }

  fileprivate var isYear: Bool {
    if case .name("year") = kind { true } else { false }
  }
}
