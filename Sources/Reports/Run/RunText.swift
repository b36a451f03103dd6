public import Experiments
internal import GrowthCurves
internal import Results
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Tables

/// A run as text for a terminal: what a planner wants to know, at a glance.
public struct RunText: Documented {
  let run: Run
  let language: Language
  private let rows: [TargetRow]

  /// Prepares the text of a run.
  public init(_ run: Run, language: Language = .en) {
    self.run = run
    self.language = language
    rows = TargetRow.rows(run.compiled, run.summary)
  }

  /// The whole answer: the probabilities first, then what they rest on.
  public var document: Document {
    Document([
      Document.Section(sentences: heading), warnings,
      Document.Section(AnswerText(run, rows, language).items), targetTable, caseTable,
      Document.Section(GroupText(run, language).items),
      Document.Section(sentences: breakEvenLines), Document.Section(sentences: familyLines),
      Document.Section(sentences: kindLines), Document.Section(sentences: paceLines),
      Document.Section(sentences: failureLines), notes, Document.Section(sentences: errorLines),
      RemarksText(run.compiled.scenario, language).section,
    ])
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

  private var targetTable: Document.Section {
    guard !rows.isEmpty else { return Document.Section([]) }
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
    return Document.Section(title(language), [.table(table)])
  }

  private func restsOn(_ row: TargetRow) -> String {
    if let note = run.compiled.growth.first(where: { $0.indicator == row.indicator }) {
      return (note.weight < 1 ? "average" : note.model) + ": \(note.restsOn)"
    }
    return row.indicator.isEmpty
      ? "" : Phrase("the file's assumptions", "文件中的假设")(language)
  }

  // MARK: Cases

  private var caseTable: Document.Section {
    let cases = run.compiled.plan.cases
    guard cases.count > 1, !rows.isEmpty else { return Document.Section([]) }
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
    return Document.Section(title(language), [.table(table)])
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

  private var warnings: Document.Section {
    Document.Section(
      Phrase("Can this be meant?", "请核对：")(language),
      facts: run.findings.warnings.map(\.headline))
  }

  private var notes: Document.Section {
    Document.Section(
      Phrase("Taken because the file does not say:", "文件未说明而采用：")(language),
      facts: run.compiled.notes)
  }
}
