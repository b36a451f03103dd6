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
  private let names: Names
  /// What the case is called; nil where nobody could take it for another.
  private let caseName: String?

  init(_ run: Run, _ rows: [TargetRow], _ language: Language, ofCase caseName: String? = nil) {
    self.run = run
    self.caseName = caseName
    names = Names(run.compiled.scenario)
    let reference = run.compiled.plan.cases[0].name
    self.rows = rows.filter { $0.caseName == reference }
    self.language = language
  }

  /// An answer and its reasons for each target of the reference case.
  var items: [Document.Item] {
    let owners = rows.map { $0.target.prefix { $0 != "@" } }
    return rows.indices.flatMap { place in
      // Several deadlines of one target have one source, and one time at which it is reached.
      items(
        rows[place], isFirst: place == 0 || owners[place - 1] != owners[place],
        isLast: place == rows.count - 1 || owners[place + 1] != owners[place])
    }
  }

  private func items(_ row: TargetRow, isFirst: Bool, isLast: Bool) -> [Document.Item] {
    let name = names.target(row.target)
    guard row.failed < run.summary.paths else {
      return [
        .answer(Document.Answer(name: name, text: noNumber, share: nil)),
        .detail(question(row, isFirst: isFirst)),
      ]
    }
    let answer = Document.Answer(
      name: name, text: headline(row), share: row.attainment.estimate)
    let reasons = [
      outlook(row), growth(row), reference(row), isLast ? moment(row) : nil,
    ].compactMap(\.self)
    let details = [question(row, isFirst: isFirst), reasons.joined(separator: say(" ", ""))]
    return [.answer(answer)] + details.filter { !$0.isEmpty }.map { .detail($0) }
  }

  private var noNumber: String {
    say(
      "Not to be told: what it looks at is not a finite number on any path.",
      "无法回答：其所考察的数值在任何路径上都不是有限数。")
  }

  /// How likely in words and in percent, with the range over growth models.
  private func headline(_ row: TargetRow) -> String {
    let words = PlainNumber.inWords(row.attainment, language)
    let ofCase = caseName.map { name in
      say("Case \(name): ", "情景 \(name)：") + words.prefix(1).lowercased() + words.dropFirst()
    }
    return (ofCase ?? words) + models(row) + say(".", "。")
  }

  private func models(_ row: TargetRow) -> String {
    span(row).map { say(", ", "，") + $0 } ?? ""
  }

  /// Between what the growth models lie; nil where no others were tried.
  func span(_ row: TargetRow) -> String? {
    let finding = run.findings.family(of: row.target)
    guard let shares = finding?.attainments.map(\.attainment),
      let low = shares.min(by: { $0.estimate < $1.estimate }),
      let high = shares.max(by: { $0.estimate < $1.estimate })
    else { return nil }
    let (least, most) = (
      PlainNumber.headline(low, withError: false), PlainNumber.headline(high, withError: false)
    )
    return least == most
      ? say("the same by every growth model", "各增长模型相同")
      : say("between \(least) and \(most) by growth model", "各增长模型在 \(least) 与 \(most) 之间")
  }

  /// What was asked, with what the file says of it.
  private func question(_ row: TargetRow, isFirst: Bool) -> String {
    guard isFirst else { return row.statement(language) }
    let label =
      row.remarks.label.flatMap { $0 == names.target(row.target) ? nil : say("\($0): ", "\($0)：") }
      ?? ""
    let source = row.remarks.source.map { say("; source: \($0)", "；来源：\($0)") } ?? ""
    let quotation = row.remarks.quotation.map { say("; ", "；") + $0(language) } ?? ""
    return label + row.statement(language) + quotation + source
  }

  private func outlook(_ row: TargetRow) -> String? {
    guard let outlook = row.outlook else { return nil }
    let (middle, low, high) = (
      PlainNumber.text(outlook.median, language), PlainNumber.text(outlook.p10, language),
      PlainNumber.text(outlook.p90, language)
    )
    let when = DateWords.phrase(row.lastPeriod)(language)
    if let mean = meanBesideMedian(row).map({ PlainNumber.text($0, language) }) {
      return say(
        "In \(when) the median is \(middle)\(unit(row)), the mean \(mean) (80 %: \(low) to \(high)).",
        "\(when)中位数为 \(middle)\(unit(row))，均值为 \(mean)（80 % 区间：\(low) 至 \(high)）。")
    }
    return say(
      "Expected \(middle)\(unit(row)) in \(when) (80 %: \(low) to \(high)).",
      "预计 \(when)为 \(middle)\(unit(row))（80 % 区间：\(low) 至 \(high)）。")
  }

  /// The mean of what a target looks at, where the median alone would mislead.
  private func meanBesideMedian(_ row: TargetRow) -> Double? {
    let plan = run.compiled.plan
    return plan.indicators.firstIndex { $0.name == row.indicator }.flatMap { index in
      run.summary.cases[0].bands[index][row.lastIndex]?.meanBesideMedian(of: plan.indicators[index])
    }
  }

  /// The unit of what a target looks at, behind a blank.
  private func unit(_ row: TargetRow) -> String {
    let indicator = run.compiled.plan.indicators.first { $0.name == row.indicator }
    return indicator?.saidUnit.map { " " + $0 } ?? ""
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
    guard period != row.deadline, isToldBy(period, row) else { return nil }
    let when = DateWords.phrase(period)(language)
    return say("Half of the paths have it by \(when).", "到 \(when)半数路径达成。")
  }

  /// Whether it helps to know when half of the paths first had it: not where many lost it again before the
  /// deadline.
  private func isToldBy(_ period: String, _ row: TargetRow) -> Bool {
    let grid = run.compiled.plan.grid
    guard let first = (0..<grid.count).first(where: { "\(grid.period($0))" == period }) else {
      return true
    }
    return first > row.lastIndex || row.attainment.estimate >= 0.5
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }
}
