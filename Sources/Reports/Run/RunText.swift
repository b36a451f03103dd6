public import Experiments
internal import Plans
internal import Results
internal import Scenarios
internal import Simulation
internal import Tables
public import Wording

/// A run as a document: the answers, why, what would change them, how it may go, what it rests on,
/// and how to repeat it.
public struct RunText: Documented, Sendable {
  let run: Run
  let language: Language
  let names: Names
  let rows: [TargetRow]
  /// The whole answer: the probabilities first, then what they rest on.
  ///
  /// It is made once, for printing and for every file.
  public private(set) var document: Document
  private let isKept: Bool
  private let part: Part

  /// What of a run a document holds.
  package enum Part: Sendable {
    /// All.
    case whole
    /// What follows from the paths of the reference case: answers, pictures, what binds.
    case reference
    /// What other cases and other growth models say, and what can hardly be meant.
    case comparison
    /// What does not move with the levers of the reference case: other cases, what it rests on, how to
    /// repeat it.
    case unmoved
  }

  /// Prepares the document of a run, or of one that is kept: files are then named as they are in its
  /// folder, not as the user named them.
  public init(_ run: Run, language: Language = .en, isKept: Bool = false) {
    self.init(run, language: language, isKept: isKept, .whole)
  }

  /// Prepares a part of the document of a run.
  package init(_ run: Run, language: Language, isKept: Bool = false, _ part: Part) {
    self.run = run
    self.language = language
    self.isKept = isKept
    self.part = part
    names = Names(run.compiled.scenario)
    rows = TargetRow.rows(run.compiled, run.summary)
    document = Document(title: "", language: language, [])
    switch part {
    case .whole: document = whole
    case .reference: document = reference
    case .comparison: document = comparison
    case .unmoved: document = unmoved
    }
  }

  private var whole: Document {
    let charts = RunCharts(run, rows, language, ofCase: answeredCase)
    let pictures = charts.all
    return Document(
      title: title, language: language,
      [
        Document.Section(charts.probabilities.map { [.chart($0)] } ?? []),
        Document.Section(AnswerText(run, rows, language, ofCase: answeredCase).items),
        PromiseText(run, rows, language).section,
        warnings,
        Document.Section(say("What would change it", "什么会改变结果"), changes),
        Document.Section(
          say("How it may go", "可能的走势"),
          (pictures.charts + RolloutText(run, language).charts).map { .chart($0) }
            + notDrawn(pictures.leftOut)),
      ] + foundation)
  }

  /// What it rests on, and how to repeat it.
  private var foundation: [Document.Section] {
    [
      Document.Section(say("What it rests on", "依据"), basis),
      RemarksText(run.compiled.scenario, language).section,
      Document.Section(say("How to repeat it", "如何重现"), repetition),
    ]
  }

  private var reference: Document {
    let charts = RunCharts(run, rows, language, ofCase: answeredCase)
    let rollouts = RolloutText(run, language)
    return Document(
      title: title, language: language,
      [
        Document.Section(charts.probabilities.map { [.chart($0)] } ?? []),
        Document.Section(AnswerText(run, rows, language, ofCase: answeredCase).items),
        PromiseText(run, rows, language).section,
        Document.Section(
          say("How it may go", "可能的走势"), (charts.all.charts + rollouts.charts).map { .chart($0) }),
        Document.Section(
          say("What it takes", "需要什么"),
          rollouts.items + GroupText(run, language).items + breakEvenLines.map { .sentence($0) }
            + paceItems),
      ])
  }

  private var comparison: Document {
    Document(
      title: title, language: language,
      [
        sideBySide, warnings, byModel,
      ])
  }

  private var byModel: Document.Section {
    Document.Section(
      say("By growth model", "按增长模型"),
      (familyLines + kindLines + failureLines).map { .sentence($0) })
  }

  private var unmoved: Document {
    Document(title: title, language: language, [sideBySide, byModel, warnings] + foundation)
  }

  private var sideBySide: Document.Section {
    Document.Section(say("Cases side by side", "各情景对比"), caseItems)
  }

  /// The probability of each target of the reference case: what it is called, how it is said, the share.
  package var shares: [(name: String, text: String, share: Double)] {
    let reference = run.compiled.plan.cases[0].name
    return rows.filter { $0.caseName == reference }.map {
      (
        names.target($0.target), PlainNumber.headline($0.attainment, withError: false),
        $0.attainment.estimate
      )
    }
  }

  /// Between what the growth models lie, by what a target of the reference case is called.
  package var spans: [String: String] {
    let reference = run.compiled.plan.cases[0].name
    let answers = AnswerText(run, rows, language)
    return Dictionary(
      rows.filter { $0.caseName == reference }.compactMap { row in
        answers.span(row).map { (names.target(row.target), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The greatest simulation error of a probability of the reference case; nil where there is none.
  package var error: Double? {
    let reference = run.compiled.plan.cases[0].name
    return rows.filter { $0.caseName == reference }.map(\.attainment.standardError).max()
  }

  /// What the case of the answers is called; nil where nobody could take it for another: there is only one, or
  /// the document stands on a page that says which.
  private var answeredCase: String? {
    part == .reference ? nil : names.answeredCase(of: run.compiled.plan)
  }

  func say(_ english: String, _ chinese: String) -> String { Phrase(english, chinese)(language) }

  /// Says which indicators have no picture.
  private func notDrawn(_ indices: [Int]) -> [Document.Item] {
    guard !indices.isEmpty else { return [] }
    let shown = indices.prefix(8).map { names.indicator(run.compiled.plan.indicators[$0].name) }
    let more = indices.count - shown.count
    return [
      .sentence(
        say("Not drawn, and in bands.csv: ", "未绘图，数据见 bands.csv：")
          + shown.joined(separator: say(", ", "、"))
          + (more > 0 ? say(" and \(more) more.", " 等，另有 \(more) 个。") : say(".", "。")))
    ]
  }

  // MARK: What can hardly be meant

  private var warnings: Document.Section {
    Document.Section(
      say("Can this be meant?", "请核对"),
      facts: run.findings.warnings.map { issue in
        "\(named(issue.place.file)):\(issue.place.line):\(issue.place.column): "
          + issue.statement(language)
      })
  }

  /// The title; a file without one is called by its name.
  private var title: String { run.compiled.scenario.title }

  /// A file of the scenario as the reader finds it.
  private func named(_ file: String) -> String {
    isKept
      ? "\(RunManifest.scenarioFolder)/\(run.compiled.scenario.name(of: file))" : file
  }

  // MARK: What would change it

  private var changes: [Document.Item] {
    caseItems + GroupText(run, language).items + RolloutText(run, language).items
      + breakEvenLines.map { .sentence($0) } + paceItems
  }

  /// The other cases, where they differ, and in one line where they do not.
  private var caseItems: [Document.Item] {
    let cases = run.compiled.plan.cases
    guard cases.count > 1, !rows.isEmpty else { return [] }
    let reference = cases[0].name
    var table = TextTable(
      [
        say("case", "情景"), say("target", "目标"), say("probability", "概率"),
        say(
          "against \(names.caseName(reference)), points",
          "与 \(names.caseName(reference)) 之差（百分点）"),
      ], [.left, .left, .right, .right])
    var same: [(caseName: String, target: String)] = []
    for row in rows where row.caseName != reference {
      let change = row.difference
      if change.onlyFirst + change.onlySecond == 0 {
        same.append((row.caseName, row.target))
      } else {
        table.add([
          names.caseName(row.caseName), names.target(row.target),
          PlainNumber.probability(row.attainment),
          PlainNumber.points(change.difference, error: change.standardError),
        ])
      }
    }
    var items: [Document.Item] = [
      .sentence(say("Cases on the same random numbers:", "各情景（同一组随机数）："))
    ]
    if table.rows.count > 1 { items.append(.table(table)) }
    return items + unchanged(same, of: cases.count - 1)
  }

  /// What does not change, in few words: targets that no case moves, then the rest by case.
  private func unchanged(
    _ same: [(caseName: String, target: String)], of count: Int
  ) -> [Document.Item] {
    func list(_ items: [String]) -> String {
      items.map(names.target).joined(separator: say(", ", "、"))
    }
    let targets = rows.map(\.target).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let never = targets.filter { target in same.count { $0.target == target } == count }
    var lines =
      never.isEmpty ? [] : [say("No case changes ", "各情景均不改变 ") + list(never) + say(".", "。")]
    for name in run.compiled.plan.cases.map(\.name) {
      let own = same.filter { $0.caseName == name && !never.contains($0.target) }.map(\.target)
      guard !own.isEmpty else { continue }
      lines.append(
        say("\(names.caseName(name)) does not change ", "\(names.caseName(name)) 不改变 ")
          + list(own) + say(".", "。"))
    }
    return lines.map { .detail($0) }
  }

  // MARK: What it rests on

  private var basis: [Document.Item] {
    (growthLines + familyLines + kindLines + failureLines).map { .sentence($0) }
      + (run.compiled.notes.isEmpty
        ? []
        : [.sentence(say("Taken because the file does not say:", "文件未说明而采用："))]
          + run.compiled.notes.map { .detail($0(language)) })
  }

  /// How each indicator grows, and how far its data decide.
  private var growthLines: [String] {
    run.compiled.growth.map { note in
      let weight =
        note.weight < 1
        ? say(" (weight ", "（权重 ") + PlainNumber.text(note.weight)
          + say(")", "）") : ""
      return names.indicator(note.indicator) + say(": ", "：")
        + ModelWords.phrase(note.model)(language) + weight
        + say(", ", "，")
        + note.restsOn(language)
        + say(" (evidence \(note.grade))", "（证据等级 \(note.grade)）")
    }
  }

  // MARK: How to repeat it

  private var repetition: [Document.Item] {
    let plan = run.compiled.plan
    let paths = PlainNumber.count(run.summary.paths, "path")
    let cases = plan.cases.count
    let file = named(run.compiled.scenario.file)
    let typed = file == FileReading.standardInput ? FileReading.standardInputMark : file
    var sentences = [
      say(
        "\(paths), \(cases) \(cases == 1 ? "case" : "cases"), seed \(plan.seed)",
        "\(PlainNumber.whole(Double(run.summary.paths))) 条路径，\(cases) 个情景，随机种子 \(plan.seed)")
        + errorClause
    ]
    // Where nothing is simulated there are no paths to speak of.
    if plan.indicators.isEmpty { sentences = [] }
    sentences.append(
      say("Scenario", "情景文件") + " \(file), SHA-256 \(digest)…")
    return sentences.map { .sentence($0) }
      + [
        .command(
          "waymark run \(ShellWord.file(typed)) --seed \(plan.seed)"
            + " --paths \(run.summary.paths)")
      ]
  }

  private var digest: String {
    RunFolder.shortDigest(SHA256.hexadecimal(run.compiled.scenario.sourceBytes))
  }

  /// How far the probabilities may be from those of endless paths.
  private var errorClause: String {
    guard let most = rows.map(\.attainment.standardError).max() else { return say(".", "。") }
    let error = PlainNumber.percent(most, digits: 2)
    let table = isKept && part == .whole ? say(" (each in targets.csv)", "（各值见 targets.csv）") : ""
    return say(
      "; simulation error of the probabilities at most ± \(error)\(table).",
      "；概率的模拟误差至多 ± \(error)\(table)。")
  }
}
