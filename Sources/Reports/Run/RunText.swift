public import Experiments
internal import GrowthCurves
internal import Results
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Tables

/// A run as text for a terminal: what a planner wants to know, at a glance.
public struct RunText {
  let run: Run
  let language: Language
  private let rows: [TargetRow]

  /// Prepares the text of a run.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - language: the language of headings and sentences.
  public init(_ run: Run, language: Language = .en) {
    self.run = run
    self.language = language
    rows = TargetRow.rows(run.compiled, run.summary)
  }

  /// The whole text, with a line end after each line.
  public var text: String {
    let blocks = [
      heading, warningLines, AnswerText(run, rows, language).lines, targetTable, caseTable,
      GroupText(run, language).lines, breakEvenLines,
      familyLines, kindLines, paceLines, failureLines, noteLines, errorLines,
      RemarksText(run.compiled.scenario, language).lines,
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  // MARK: Heading

  private var heading: [String] {
    let plan = run.compiled.plan
    let paths = PlainNumber.whole(Double(run.summary.paths))
    let cases = plan.cases.count
    var lines = [run.compiled.scenario.title]
    let phrase = Phrase(
      "\(paths) paths, \(cases) \(cases == 1 ? "case" : "cases"), seed \(plan.seed)",
      "\(paths) 条路径，\(cases) 个情景，随机种子 \(plan.seed)")
    lines.append(phrase(language))
    return lines
  }

  // MARK: Targets of the reference case

  private var targetTable: [String] {
    guard !rows.isEmpty else { return [] }
    let reference = run.compiled.plan.cases[0].name
    var table = TextTable(
      [
        Phrase("target", "目标")(language), Phrase("what", "内容")(language),
        Phrase("probability", "概率")(language),
        Phrase("half have it", "半数达成")(language), Phrase("rests on", "依据")(language),
      ], [.left, .left, .right, .left, .left])
    for row in rows where row.caseName == reference {
      table.add([
        row.target, row.remarks.label.map { "\($0) (\(row.statement))" } ?? row.statement,
        PlainNumber.headline(row.attainment), row.medianFirstPeriod ?? "–",
        restsOn(row),
      ])
    }
    let title = Phrase("Targets (case \(reference))", "目标（情景 \(reference)）")
    return [title(language)] + table.lines()
  }

  private func restsOn(_ row: TargetRow) -> String {
    if let note = run.compiled.growth.first(where: { $0.indicator == row.indicator }) {
      return (note.weight < 1 ? "average" : note.model) + ": \(note.restsOn)"
    }
    return row.indicator.isEmpty
      ? "" : Phrase("the file's assumptions", "文件中的假设")(language)
  }

  // MARK: Cases

  private var caseTable: [String] {
    let cases = run.compiled.plan.cases
    guard cases.count > 1, !rows.isEmpty else { return [] }
    let reference = cases[0].name
    var table = TextTable(
      [
        Phrase("case", "情景")(language), Phrase("target", "目标")(language),
        Phrase("probability", "概率")(language),
        Phrase("against \(reference), points", "与 \(reference) 之差（百分点）")(language),
      ], [.left, .left, .right, .right])
    for row in rows where row.caseName != reference {
      let change = row.difference
      table.add([
        row.caseName, row.target, PlainNumber.probability(row.attainment),
        change.onlyFirst + change.onlySecond == 0
          ? Phrase("no change", "无变化")(language)
          : PlainNumber.points(change.difference, error: change.standardError),
      ])
    }
    let title = Phrase(
      "Cases on the same random numbers", "各情景（同一组随机数）")
    return [title(language)] + table.lines()
  }

  // MARK: Findings

  /// How far the probabilities may be from those of endless paths.
  private var errorLines: [String] {
    guard let most = rows.map(\.attainment.standardError).max() else { return [] }
    let error = PlainNumber.percent(most, digits: 2)
    return [
      Phrase(
        "Simulation error of the probabilities: at most ± \(error); for each in targets.csv.",
        "概率的模拟误差：至多 ± \(error)；各值见 targets.csv。")(language)
    ]
  }

  private var warningLines: [String] {
    guard !run.findings.warnings.isEmpty else { return [] }
    return [Phrase("Can this be meant?", "请核对：")(language)]
      + run.findings.warnings.map { "  " + $0.headline }
  }

  private var noteLines: [String] {
    guard !run.compiled.notes.isEmpty else { return [] }
    return [Phrase("Taken because the file does not say:", "文件未说明而采用：")(language)]
      + run.compiled.notes.map { "  " + $0 }
  }
}
