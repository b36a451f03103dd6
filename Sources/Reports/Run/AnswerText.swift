internal import Experiments
internal import Results
internal import Scenarios
internal import Simulation
internal import Statistics

/// The answer to each target in sentences: how likely, what is expected, and why.
struct AnswerText {
  private let run: Run
  private let rows: [TargetRow]
  private let language: Language

  init(_ run: Run, _ rows: [TargetRow], _ language: Language) {
    self.run = run
    let reference = run.compiled.plan.cases[0].name
    self.rows = rows.filter { $0.caseName == reference }
    self.language = language
  }

  /// Two or three lines for each target of the reference case.
  var items: [Document.Item] { rows.flatMap(items) }

  private func items(_ row: TargetRow) -> [Document.Item] {
    let facts = [outlook(row), growth(row)].compactMap(\.self)
    let headline = Document.Item.sentence("\(row.target): \(headline(row))")
    return facts.isEmpty ? [headline] : [headline, .detail(facts.joined(separator: say(" ", "")))]
  }

  /// "23 % (23–96 % by growth model)".
  private func headline(_ row: TargetRow) -> String {
    let share = PlainNumber.headline(row.attainment)
    let finding = run.findings.families.first { $0.target == row.target }
    guard let shares = finding?.attainments.map(\.attainment),
      let low = shares.min(by: { $0.estimate < $1.estimate }),
      let high = shares.max(by: { $0.estimate < $1.estimate })
    else { return share }
    let (least, most) = (
      PlainNumber.headline(low, withError: false), PlainNumber.headline(high, withError: false)
    )
    guard least != most else {
      return share + say(" (the same by every growth model)", "（各增长模型相同）")
    }
    return share + say(" (\(least) to \(most) by growth model)", "（各增长模型之间 \(least) 至 \(most)）")
  }

  private func outlook(_ row: TargetRow) -> String? {
    guard let outlook = row.outlook else { return nil }
    let (middle, low, high) = (
      PlainNumber.text(outlook.median), PlainNumber.text(outlook.p10), PlainNumber.text(outlook.p90)
    )
    let when = row.deadline
    return say(
      "Expected \(middle) in \(when) (80 %: \(low) to \(high)).",
      "预计 \(when) 为 \(middle)（80 % 区间：\(low) 至 \(high)）。")
  }

  private func growth(_ row: TargetRow) -> String? {
    guard let threshold = row.threshold, let required = row.requiredGrowth else { return nil }
    let level = PlainNumber.whole(threshold)
    let needed = PlainNumber.percent(required)
    let needs = say("\(level) needs \(needed) a year", "\(level) 需每年增长 \(needed)")
    guard let achieved = row.achievedGrowth,
      let index = run.compiled.scenario.indicators.firstIndex(where: { $0.name == row.indicator })
    else { return needs + say(".", "。") }
    let history = run.compiled.scenario.indicators[index].history.map(\.period).sorted()
    guard let first = history.first, let last = history.last else { return needs + say(".", "。") }
    let had = PlainNumber.percent(achieved)
    return needs + say("; \(first)–\(last) had \(had).", "；\(first)–\(last) 为每年 \(had)。")
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }
}
