public import Experiments
internal import GrowthModels
internal import Results
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Tables

/// A run as text for a terminal: what a planner wants to know, at a glance.
public struct RunText {
  private let run: Run
  private let language: Language
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
      heading, warningLines, targetTable, caseTable, GroupText(run, language).lines, breakEvenLines,
      familyLines, paceLines, failureLines, noteLines,
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
        Phrase("probability", "概率")(language), Phrase("95 % range", "95 % 区间")(language),
        Phrase("half have it", "半数达成")(language), Phrase("rests on", "依据")(language),
      ], [.left, .left, .right, .right, .left, .left])
    for row in rows where row.caseName == reference {
      table.add([
        row.target, row.remarks.label.map { "\($0) (\(row.statement))" } ?? row.statement,
        PlainNumber.probability(row.attainment), range(row.attainment),
        row.medianFirstPeriod ?? "–", restsOn(row),
      ])
    }
    let title = Phrase("Targets (case \(reference))", "目标（情景 \(reference)）")
    return [title(language)] + table.lines()
  }

  private func range(_ share: Proportion) -> String {
    let interval = share.wilson95
    return PlainNumber.percent(interval.lowerBound) + " – "
      + PlainNumber.percent(interval.upperBound)
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

  private var breakEvenLines: [String] {
    run.findings.breakEven.map { finding in
      let level = PlainNumber.whole(finding.level)
      let parts = finding.ceilings.map { family, answer in
        let name = family.rawValue
        switch answer {
        case .needs(let curve):
          let ceiling = PlainNumber.text(curve.level / curve.share)
          return Phrase("\(ceiling) if \(name)", "\(name) 为 \(ceiling)")(language)
        case .alreadyReached:
          return Phrase("already reached if \(name)", "\(name) 已达到")(language)
        case .outOfReach(let greatest):
          return Phrase(
            "no ceiling is high enough if \(name) (at most \(PlainNumber.text(greatest)))",
            "\(name) 无论上限多高均不可达（最多 \(PlainNumber.text(greatest))）")(language)
        }
      }
      return Phrase(
        "\(finding.target): \(level) needs a ceiling of at least " + parts.joined(separator: ", "),
        "\(finding.target)：达到 \(level) 所需上限至少：" + parts.joined(separator: "，"))(language)
    }
  }

  private var familyLines: [String] {
    run.findings.families.map { finding in
      let shares = finding.attainments.map(\.attainment.estimate)
      let parts = finding.attainments.map {
        "\($0.model) \(PlainNumber.percent($0.attainment.estimate, digits: 0))"
      }
      let low = PlainNumber.percent(shares.min() ?? 0, digits: 0)
      let high = PlainNumber.percent(shares.max() ?? 0, digits: 0)
      return Phrase(
        "\(finding.target): \(low) to \(high) over the growth models: "
          + parts.joined(separator: ", "),
        "\(finding.target)：各增长模型之间 \(low) 至 \(high)：" + parts.joined(separator: "，"))(language)
    }
  }

  private var paceLines: [String] {
    run.findings.pace.map { finding in
      let parts = finding.levels.prefix(12).map { "\($0.period) \(PlainNumber.text($0.level))" }
      let share = PlainNumber.percent(finding.probability, digits: 0)
      return Phrase(
        "\(finding.target): for a probability of \(share), have reached "
          + parts.joined(separator: ", "),
        "\(finding.target)：要使概率保持 \(share)，各期末应达到 " + parts.joined(separator: "，"))(language)
    }
  }

  private var failureLines: [String] {
    zip(run.compiled.plan.cases, run.summary.cases).compactMap { plan, summary in
      let failures = summary.failures
      guard failures.count > 0 else { return nil }
      let numbers = failures.examples.map(String.init).joined(separator: ", ")
      return Phrase(
        "\(plan.name): \(failures.count) of \(run.summary.paths) paths have a value that is not a "
          + "finite number (paths \(numbers)); they count as misses",
        "\(plan.name)：\(run.summary.paths) 条路径中有 \(failures.count) 条出现非有限数值（路径 "
          + "\(numbers)），按未达成计")(language)
    }
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
