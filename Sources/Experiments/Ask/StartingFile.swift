internal import Quantities
internal import Scenarios
internal import Tables
public import Wording

/// A scenario file to begin with: one indicator, what is known of it, one target, and in comments how to
/// go on.
public struct StartingFile: Hashable, Sendable {
  /// What grows, in words or as a name.
  public var indicator: String
  /// Its unit; nil where it has none, or its points have one.
  public var unit: String?
  /// One of ``Question/kinds``.
  public var kind = "output"
  /// What was observed, one at least: `120@2015`.
  public var points: [String]
  /// What is promised, a number.
  public var target: String
  /// When, a date.
  public var deadline: String
  /// Where the numbers come from.
  public var source: String?

  /// A file about an indicator.
  public init(indicator: String, points: [String], target: String, deadline: String) {
    self.indicator = indicator
    self.points = points
    self.target = target
    self.deadline = deadline
  }

  /// Refuses a point that cannot be read.
  ///
  /// - Parameter point: as in `120@2015`.
  /// - Throws: ``Question/Unreadable``.
  public static func check(point: String) throws(Question.Unreadable) {
    _ = try Question.point(point.halfWidth)
  }

  /// The name of the indicator: its words with `_` between them.
  public var name: String {
    var name = ""
    for scalar in indicator.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    while name.last == "_" { name.removeLast() }
    let needsLead = name.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? false
    // A word of expressions is no name, but the start of one.
    let isTaken = ScenarioNames.reserved.contains(name)
    return name.isEmpty ? "quantity" : needsLead ? "n_" + name : isTaken ? name + "_level" : name
  }

  /// The text of the file.
  ///
  /// - Parameters:
  ///   - file: the name of the file, for the commands in its comments.
  ///   - language: the language of the comments.
  /// - Returns: a file that is in order if unit and dates are.
  /// - Throws: ``Question/Unreadable`` where points, target or deadline cannot be read.
  public func text(file: String, language: Language) throws(Question.Unreadable) -> String {
    for point in points + ["\(target)@\(deadline)"] { try StartingFile.check(point: point) }
    let question = try Question(
      (points + ["\(target)@\(deadline)"]).joined(separator: " "), unit: unit)
    try question.check(kind: kind)
    func say(_ english: String, _ chinese: String) -> String { Phrase(english, chinese)(language) }
    func quoted(_ text: String) -> String { JSONValue.text(text).text }
    func value(_ text: String) -> String { question.unit == nil ? text : quoted(text) }

    let written = unit.flatMap { $0.isEmpty ? nil : $0 } ?? question.unit
    let isRate = written.flatMap { try? UnitParser().declaredUnit($0) }?.dimension[.time] ?? 0 < 0
    let isNamed = kind != "count" && kind != "output"
    let isOutput = kind == "output"
    let dates = (question.observations.map(\.date) + [deadline]).compactMap { try? Period($0) }
    let step = dates.map(\.step).max { $0.perYear < $1.perYear } ?? .year
    let history = question.observations.map { "\($0.date): \(value($0.value))" }
      .joined(separator: ", ")
    let (stated, reaches) = (question.target.stated, question.target.bound == nil ? "达到 " : " ")
    let title = say(
      "\(indicator): \(stated) in \(deadline)",
      "\(indicator)：\(DateWords.phrase(deadline).chinese)\(reaches)\(stated)")

    // A line of the file, and what is said of it.
    func line(_ text: String, _ english: String, _ chinese: String) -> String {
      text.padding(46) + "# " + say(english, chinese)
    }
    let measure =
      isOutput && !isRate
      ? [
        line(
          "    measure: stock", "a level; flow: a sum over a period, such as sales of a year",
          "存量；若为一段时间内的流量（如年销售额），写 flow")
      ] : []
    let lines =
      [
        "# \(title)", "#",
        "# " + say("Check it: ", "检查：") + "waymark validate \(ShellWord.file(file))",
        "# " + say("Run it:   ", "运行：") + "waymark run \(ShellWord.file(file))",
        "# "
          + say(
            "For editors: waymark schema > scenario.schema.json completes and explains every key.",
            "编辑器补全：waymark schema > scenario.schema.json 说明每个键。"),
        "waymark: 1", "scenario: \(quoted(title))",
      ] + (source.flatMap { $0.isEmpty ? nil : $0 }.map { ["source: \(quoted($0))"] } ?? [])
      + [
        line(
          "time: {start: \(question.observations[0].date), end: \(deadline), step: \(step)}",
          "year, quarter or month", "year 年、quarter 季或 month 月"),
        "", "indicators:", "  \(name):",
        line(
          "    kind: \(isNamed ? "count" : kind)",
          "count: whole things that come and go; output: a continuous quantity",
          "count：有进有出的个体数；output：连续的量"),
      ] + measure + (written.map { ["    unit: \(quoted($0))"] } ?? [])
      + [
        "    label: \(quoted(indicator))",
        line(
          "    history: {\(history)}", "what was observed; every point more makes it surer",
          "观测值；点越多越可靠"),
        line(
          "    growth: \(isNamed ? "{model: auto, like: \(kind)}" : "auto")",
          "or {model: logistic, ceiling: 2000}, where a ceiling is known",
          "若上限已知，可写 {model: logistic, ceiling: 2000}"),
        "", "targets:",
        line(
          "  \(name)_\(deadline.map { $0 == "-" ? "_" : $0 }.reduce("") { $0 + String($1) }):",
          "more targets may follow, each with a name of its own", "可再加目标，名称各异"),
        "    of: \(name)",
      ]
      + question.condition.map { key, value in
        key == "at_least"
          ? line(
            "    at_least: \(value)", "or at_most, more_than, less_than",
            "或 at_most、more_than、less_than")
          : "    \(key): \(value)"
      }
      + [
        line(
          "    in: \(deadline)", "or by: \(deadline), if it counts as met once it was reached",
          "若期间达到即算，写 by: \(deadline)"),
        "",
        "# "
          + say(
            "What can be chosen, and what-ifs (waymark solve, sweep and sensitivity vary them):",
            "可选择的措施与假设情景（供 waymark solve、sweep、sensitivity 使用）："),
        "# levers:", "#   programme: {default: 0, range: [0, 1]}",
        "#   "
          + say(
            "and in growth: {model: auto, boost: programme * 0.03}",
            "并在 growth 写 {model: auto, boost: programme * 0.03}"),
        "# cases:", "#   baseline: {}", "#   push: {programme: 1}", "",
        line(
          "simulation: {paths: 100_000, seed: 1}",
          "the same seed gives the same answer, to the bit",
          "种子相同，结果逐位相同"),
      ]
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text with blanks up to a width, two at least; Chinese characters are two cells wide.
  fileprivate func padding(_ width: Int) -> String {
    let cells = unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
    return self + String(repeating: " ", count: max(2, width - cells))
  }
}
