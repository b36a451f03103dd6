internal import Experiments
internal import Results
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Wording

/// The answer to each target: how likely, of what, what is expected, and why.
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

  /// An answer and its reasons for each target of the reference case.
  var items: [Document.Item] {
    var last: String?
    return rows.flatMap { row in
      // Several deadlines of one target have one source.
      let name = String(row.target.prefix { $0 != "@" })
      defer { last = name }
      return items(row, isFirst: name != last)
    }
  }

  private func items(_ row: TargetRow, isFirst: Bool) -> [Document.Item] {
    let answer = Document.Answer(
      name: row.target, text: headline(row), share: row.attainment.estimate)
    let reasons = [outlook(row), growth(row), reference(row), moment(row)].compactMap(\.self)
    let details = [question(row, isFirst: isFirst), reasons.joined(separator: say(" ", ""))]
    return [.answer(answer)] + details.filter { !$0.isEmpty }.map { .detail($0) }
  }

  /// How likely in words and in percent, with the range over growth models.
  private func headline(_ row: TargetRow) -> String {
    PlainNumber.inWords(row.attainment, language) + models(row) + say(".", "。")
  }

  private func models(_ row: TargetRow) -> String {
    let finding = run.findings.families.first { $0.target == row.target }
    guard let shares = finding?.attainments.map(\.attainment),
      let low = shares.min(by: { $0.estimate < $1.estimate }),
      let high = shares.max(by: { $0.estimate < $1.estimate })
    else { return "" }
    let (least, most) = (
      PlainNumber.headline(low, withError: false), PlainNumber.headline(high, withError: false)
    )
    return least == most
      ? say(", the same by every growth model", "，各增长模型相同")
      : say(", between \(least) and \(most) by growth model", "，各增长模型在 \(least) 与 \(most) 之间")
  }

  /// What was asked, with what the file says of it.
  private func question(_ row: TargetRow, isFirst: Bool) -> String {
    guard isFirst else { return row.statement(language) }
    let label = row.remarks.label.map { "\($0): " } ?? ""
    let source = row.remarks.source.map { say("; source: \($0)", "；来源：\($0)") } ?? ""
    return label + row.statement(language) + source
  }

  private func outlook(_ row: TargetRow) -> String? {
    guard let outlook = row.outlook else { return nil }
    let (middle, low, high) = (
      PlainNumber.text(outlook.median, language), PlainNumber.text(outlook.p10, language),
      PlainNumber.text(outlook.p90, language)
    )
    let when = DateWords.phrase(row.lastPeriod)(language)
    return say(
      "Expected \(middle) in \(when) (80 %: \(low) to \(high)).",
      "预计 \(when)为 \(middle)（80 % 区间：\(low) 至 \(high)）。")
  }

  private func growth(_ row: TargetRow) -> String? {
    guard let threshold = row.threshold, let required = row.requiredGrowth else { return nil }
    let level = PlainNumber.whole(threshold, language)
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

  /// What series with such a past went on to do.
  private func reference(_ row: TargetRow) -> String? {
    guard let share = row.referenceClass, let required = row.requiredGrowth else { return nil }
    let (went, pace) = (PlainNumber.percent(share, digits: 0), PlainNumber.percent(required))
    return say(
      "Of past series that had grown so fast, \(went) went on at \(pace) or more.",
      "历史上增长同样快的序列中，\(went) 其后仍达到每年 \(pace) 以上。")
  }

  /// When it is reached, where not at the deadline.
  private func moment(_ row: TargetRow) -> String? {
    guard let period = row.medianFirstPeriod else {
      let never = row.neverReached
      guard never > 0.005, never < 0.995 else { return nil }
      let share = PlainNumber.percent(never, digits: 0)
      return say(
        "\(share) of the paths do not have it in the simulated time.",
        "\(share) 的路径在模拟期内未达成。")
    }
    guard period != row.deadline else { return nil }
    let when = DateWords.phrase(period)(language)
    return say("Half of the paths have it by \(when).", "到 \(when)半数路径达成。")
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }
}
