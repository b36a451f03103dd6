internal import Experiments
internal import Forecasting
public import SeriesStudies
internal import Tables
public import Wording

/// Forecasts as a document: a table and a picture for each series.
public struct ForecastText: Documented {
  private let batch: ForecastBatch
  private let language: Language

  /// Prepares the document of some forecasts.
  public init(_ batch: ForecastBatch, language: Language = .en) {
    self.batch = batch
    self.language = language
  }

  /// A table and a picture for each series.
  public var document: Document {
    let known = batch.outcomes.filter { !$0.rows.isEmpty }
    let kind = batch.request.kind.rawValue
    // A title over nothing would promise what is not there.
    guard !known.isEmpty else { return Document(title: "", language: language, []) }
    return Document(
      title: kind == "any"
        ? say("Forecast", "预测") + unit
        : say(
          "Forecast\(unit), as \(kind)", "预测\(unit)（类别：\(ModelWords.phrase(kind)(language))）"),
      language: language,
      known.enumerated().map { number, outcome in
        Document.Section(
          outcome.group.isEmpty ? nil : outcome.group,
          [.table(table(outcome))] + details(outcome).map { .detail($0) }
            + (number < SeriesChart.most ? [.chart(chart(outcome))] : []))
      })
  }

  /// In which unit the numbers are, where the table tells it.
  private var unit: String {
    batch.unit.map { say(" in \($0)", "（单位：\($0)）") } ?? ""
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  private func table(_ outcome: ForecastBatch.Outcome) -> TextTable {
    let columns = Array(batch.columns.dropFirst())
    // Both ends of an interval share a column, so that a line of a terminal has room for three.
    let shown = columns.indices.filter { !columns[$0].hasPrefix("high") }
    var table = TextTable(shown.map { heading(columns[$0]) }, shown.map { _ in .right })
    for row in outcome.rows {
      table.add(
        shown.map { place in
          let text = cell(columns[place], row[place])
          guard columns[place].hasPrefix("low") else { return text }
          return text + " – " + cell(columns[place + 1], row[place + 1])
        })
    }
    return table
  }

  /// The name of a column.
  private func heading(_ column: String) -> String {
    let names = [
      "time": "时间", "mean": "均值", "median": "中位数",
    ]
    if let name = names[column] { return say(column, name) }
    if column.hasPrefix("p_ge_") {
      let level = Double(column.dropFirst(5)).map { PlainNumber.text($0, language) }
      return "≥ " + (level ?? String(column.dropFirst(5)))
    }
    let level = column.drop { $0.isLetter }
    return say("\(level) % range", "\(level) % 区间")
  }

  /// What was observed, the median ahead and its intervals.
  private func chart(_ outcome: ForecastBatch.Outcome) -> Chart {
    let columns = Array(batch.columns.dropFirst())
    let seen = outcome.observations.map { Plot.Point($0.time, $0.value) }
    let opening = seen.last.map { [$0] } ?? []
    let levels = batch.request.levels.sorted(by: >).prefix(3)
    var marks = levels.enumerated().compactMap { shade, level -> Plot.Mark? in
      let name = DecimalNumber.text(level)
      guard let low = columns.firstIndex(of: "low\(name)"),
        let high = columns.firstIndex(of: "high\(name)")
      else { return nil }
      let extents =
        opening.map { Plot.Extent($0.x, $0.y, $0.y) }
        + outcome.rows.map { Plot.Extent($0[0], $0[low], $0[high]) }
      return .band(extents, shade: shade, label: "\(name) %")
    }
    if let widest = levels.first.map(DecimalNumber.text),
      let high = columns.firstIndex(of: "high\(widest)")
    {
      let edge = outcome.rows.map { Plot.Point($0[0], $0[high]) }
      marks.append(.top(of: edge, band: "\(widest) %", language))
    }
    let median = opening + outcome.rows.map { Plot.Point($0[0], $0[2]) }
    marks.append(.line(median, number: 0, label: say("median", "中位数")))
    marks.append(.observations(seen, label: say("observed", "观测值")))
    marks += batch.request.thresholds.map { .level($0, label: PlainNumber.text($0, language)) }
    let last = outcome.rows[outcome.rows.count - 1]
    let upper = max(2.5 * last[2], (seen.map(\.y) + batch.request.thresholds).max() ?? 0)
    let values =
      seen.map(\.y) + batch.request.thresholds
      + outcome.rows.flatMap { row in row[3..<(3 + 2 * batch.request.levels.count)] }
      .map { min($0, upper) }
    let (when, expected) = (cell("time", last[0]), PlainNumber.text(last[2], language))
    let name = outcome.group.isEmpty ? say("Forecast", "预测") : outcome.group
    return Chart(
      name: "forecast" + (outcome.group.isEmpty ? "" : "-\(outcome.group)"),
      title: say("\(name): \(expected) in \(when)", "\(name)：\(when) 为 \(expected)"),
      description: say(
        "Observations, the median and its intervals; in \(when) the median is \(expected).",
        "观测值、中位数及其区间；\(when) 的中位数为 \(expected)。"),
      .plot(
        Plot(
          x: SeriesChart.years(seen.map(\.x) + outcome.rows.map { $0[0] }),
          y: Axis(title: nil, covering: values) { PlainNumber.text($0, language) }, marks: marks)))
  }

  /// What is said beside the table.
  private func details(_ outcome: ForecastBatch.Outcome) -> [String] {
    passages(outcome) + missingMeans(outcome) + remarks(on: outcome)
  }

  /// By when the levels that were asked about are passed: the first dates at which it is as likely as not, and
  /// early and late ones.
  private func passages(_ outcome: ForecastBatch.Outcome) -> [String] {
    let columns = batch.columns.dropFirst().enumerated().filter { $0.element.hasPrefix("p_ge_") }
    return zip(batch.request.thresholds, columns).map { threshold, column in
      func date(_ share: Double) -> String? {
        outcome.rows.first { $0[column.offset] >= share }.map { cell("time", $0[0]) }
      }
      func said(_ share: Double) -> String {
        date(share).map { say("in \($0)", "\($0)") } ?? say("not in these dates", "不在上列日期内")
      }
      let level =
        PlainNumber.text(threshold, language) + (batch.unit.map { " \($0)" } ?? "")
      return say(
        "\(level) is reached with a probability of 10 % \(said(0.1)), of 50 % \(said(0.5)), of 90 % "
          + "\(said(0.9)).",
        "达到 \(level) 的概率首次不低于 10 %：\(said(0.1))；50 %：\(said(0.5))；90 %：\(said(0.9))。")
    }
  }

  /// Why some rows have no mean.
  private func missingMeans(_ outcome: ForecastBatch.Outcome) -> [String] {
    guard outcome.rows.contains(where: { $0[1].isNaN }) else { return [] }
    return [
      say(
        "Where no mean is given, it lies above the 95 % range, and tells nothing of what is expected",
        "未列均值之处，均值高于 95 % 区间，不能说明预期")
    ]
  }

  /// What the other kinds would say, and that whole numbers may count things.
  private func remarks(on outcome: ForecastBatch.Outcome) -> [String] {
    guard !outcome.others.isEmpty, let last = outcome.rows.last else { return [] }
    let parts = outcome.others.map { other in
      ([PlainNumber.text(other.median, language)]
        + other.probabilities.map { PlainNumber.percent($0) })
        .joined(separator: ", ") + say(" as ", "（按")
        + ModelWords.phrase(other.kind.rawValue)(language)
        + say("", "）")
    }
    let what =
      [say("median", "中位数")]
      + batch.request.thresholds.map {
        say(
          "P(at least \(PlainNumber.text($0, language)))",
          "P(不少于 \(PlainNumber.text($0, language)))")
      }
    let when = cell("time", last[0])
    var lines = [
      say("In \(when) the other kinds would say (", "按其他类别，\(when) 为（")
        + what.joined(separator: ", ") + say("): ", "）：")
        + parts.joined(separator: say("; ", "；"))
    ]
    if outcome.mayCount, batch.request.kind == .any {
      lines.append(
        say(
          "The numbers are whole: if they count things, say which, as in --kind firms, stations, "
            + "subscribers or patents",
          "数值均为整数：若为计数，请用 --kind firms、stations、subscribers 或 patents 指明"))
    }
    return lines
  }

  private func cell(_ column: String, _ value: Double) -> String {
    if column.hasPrefix("p_ge_") { return PlainNumber.percent(value) }
    guard column == "time" else { return PlainNumber.text(value, language) }
    return batch.date(value) ?? SignificantDigits.text(value, digits: 8)
  }
}
