public import Experiments
internal import Results
public import Scenarios
internal import Statistics
public import Wording

/// A sweep as text for a terminal: for each target the settings where it is least and most likely.
public struct SweepText: Documented {
  let summary: SweepSummary
  let language: Language
  /// The units of levers, by name.
  private let units: [String: String]
  /// What is varied over numbers that may all be years.
  private let years: Set<String>

  /// Prepares the text of a sweep.
  ///
  /// - Parameters:
  ///   - summary: what it computed.
  ///   - scenario: knows the units of levers; a merged sweep has none, and only stretches of time have units.
  ///   - language: that of the text.
  public init(
    _ summary: SweepSummary, of scenario: Scenario? = nil, language: Language = .en
  ) {
    self.summary = summary
    self.language = language
    var units = summary.plan.units
    var years: Set<String> = []
    for (place, name) in summary.plan.variables.enumerated() {
      if units[name] == nil { units[name] = scenario?.saidUnit(ofLever: name) }
      let mayBeYears = Axis.areYears(summary.all.map { $0.values[place] })
      if units[name] == nil, mayBeYears { years.insert(name) }
    }
    (self.units, self.years) = (units, years)
  }

  /// A value of what is varied, without its unit: a date, a year, or a number with its thousands apart.
  func text(_ value: Double, of name: String) -> String {
    summary.plan.period(value, of: name)
      ?? (years.contains(name) ? PlainNumber.setting(value) : PlainNumber.text(value))
  }

  /// What is varied, with its unit.
  func title(of name: String) -> String { name + (units[name].map { " (\($0))" } ?? "") }

  /// The whole answer.
  public var document: Document {
    Document(
      title: heading, language: language,
      [Document.Section(table + failures), Document.Section(charts.map { .chart($0) })])
  }

  private var heading: String {
    let points = PlainNumber.whole(Double(summary.points))
    let paths = PlainNumber.whole(Double(summary.paths))
    let cases = summary.plan.cases.count
    return Phrase(
      "Sweep: \(points) \(summary.points == 1 ? "point" : "points"), "
        + "\(cases) \(cases == 1 ? "case" : "cases"), \(PlainNumber.count(summary.paths, "path")) each, seed \(summary.plan.seed)",
      "扫描：\(points) 个点，\(cases) 个情景，每点 \(paths) 条路径，随机种子 \(summary.plan.seed)")(language)
  }

  private var table: [Document.Item] {
    guard !summary.rows.isEmpty else { return [] }
    let hasCases = summary.plan.cases.count > 1
    var table = TextTable(
      [
        Phrase("target", "目标")(language), Phrase("probability", "概率")(language),
        Phrase("against the base, points", "与基准之差（百分点）")(language),
        Phrase("point", "点")(language), Phrase("setting", "取值")(language),
      ], [.left, .right, .right, .right, .left])
    for row in summary.rows {
      let name = hasCases ? "\(row.caseName) \(row.target)" : row.target
      table.add([name + Phrase(", least", "，最低")(language)] + cells(row.lowest))
      table.add([name + Phrase(", most", "，最高")(language)] + cells(row.highest))
    }
    return [.table(table)]
  }

  private func cells(_ found: SweepSummary.PointCounts) -> [String] {
    let (share, change) = (found.counts.attainment, found.counts.difference)
    let setting = zip(summary.plan.variables, found.values).map { name, value in
      "\(name) = " + text(value, of: name) + (units[name].map { " \($0)" } ?? "")
    }
    return [
      PlainNumber.probability(share),
      change.n == 0
        ? "–"
        : "\(PlainNumber.points(change.difference)) ± "
          + PlainNumber.percent(change.standardError, digits: 2).dropLast(2),
      "\(found.point)", setting.joined(separator: ", "),
    ]
  }

  private var failures: [Document.Item] {
    guard summary.mostFailed > 0 else { return [] }
    return [
      .sentence(
        Phrase(
          "Up to \(summary.mostFailed) paths of a point have a value that is not a finite number; they "
            + "count as misses (column failed).",
          "单个点最多有 \(summary.mostFailed) 条路径的数值不是有限数；它们按未达标计（failed 列）。")(language))
    ]
  }
}
