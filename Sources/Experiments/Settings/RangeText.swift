internal import Quantities
internal import Scenarios
public import Tables
public import Wording

/// What somebody typed to say what is varied: `NAME`, `NAME=LOW:HIGH` or `NAME=LOW:HIGH:COUNT`, with
/// numbers, quantities or dates for ends.
struct RangeText {
  let name: String
  /// The ends, nil where none are given; a date is its coordinate in years.
  private(set) var ends: (low: Double, high: Double)?
  /// The number of values, where somebody said it.
  private(set) var count: Int?
  /// The length of the ends where both are dates, of the shorter one.
  private(set) var dates: TimeStep?

  /// Reads a text.
  ///
  /// - Throws: ``UnreadableRange`` with what to type instead.
  init(_ text: String, of scenario: Scenario) throws(UnreadableRange) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    name = scenario.variableName(parts[0])
    let reading = EndReading(name, of: scenario)
    guard !name.isEmpty else {
      throw UnreadableRange(
        text: text, problem: Phrase("names nothing", "没有名称"),
        advice: Phrase(
          "write NAME=LOW:HIGH, as in attraction=0:1",
          "请写 NAME=LOW:HIGH，如 attraction=0:1"))
    }
    guard parts.count == 2 else {
      // `crews:20:80` and `crews 20:80` name no lever, but begin with one.
      let words = name.split(maxSplits: 1, omittingEmptySubsequences: true) { ":, ".contains($0) }
      guard words.count == 2, (try? scenario.variable(name)) == nil,
        (try? scenario.variable(String(words[0]))) != nil
      else { return }
      let known = EndReading(String(words[0]), of: scenario)
      throw UnreadableRange(
        text: text, problem: Phrase("has no `=` behind the name", "名称后没有 `=`"),
        advice: Phrase(
          "write \(known.example(String(words[1])).english)",
          "请写 \(known.example(String(words[1])).chinese)"))
    }
    let fields = parts[1].split(separator: ":", omittingEmptySubsequences: false).map {
      $0.filter { $0 != " " }.isEmpty ? "" : String($0)
    }
    guard (2...3).contains(fields.count) else {
      throw UnreadableRange(
        text: text,
        problem: fields.count == 1 && reading.value(fields[0]) != nil
          ? Phrase("has one value and no range", "只有一个值，没有范围")
          : Phrase("has not two ends with `:` between them", "没有以 `:` 分隔的两端"),
        advice: Phrase(
          "write \(reading.example(parts[1]).english)", "请写 \(reading.example(parts[1]).chinese)"))
    }
    var ends: [Double] = []
    for field in fields.prefix(2) {
      guard let end = reading.value(field) else {
        throw UnreadableRange(
          text: text,
          problem: Phrase(
            "has an end '\(field)' that is no \(reading.word.english)",
            "的一端 '\(field)' 不是\(reading.word.chinese)")
            + (reading.problem(of: field).map { .colon + $0 } ?? Phrase("")),
          advice: Phrase(
            "write \(reading.example(parts[1]).english)", "请写 \(reading.example(parts[1]).chinese)")
        )
      }
      ends.append(end)
    }
    self.ends = (ends[0], ends[1])
    let steps = fields.prefix(2).compactMap(EndReading.step)
    if steps.count == 2 { dates = steps.max { $0.perYear < $1.perYear } }
    guard fields.count == 3 else { return }
    guard let count = Int(fields[2]) else {
      throw UnreadableRange(
        text: text,
        problem: Phrase("has '\(fields[2])' for the number of values", "的取值个数写作 '\(fields[2])'"),
        advice: Phrase(
          "write a whole number, as in \(name)=\(fields[0]):\(fields[1]):5",
          "请写整数，如 \(name)=\(fields[0]):\(fields[1]):5"))
    }
    self.count = count
  }
}

/// What was typed for a range and cannot be read.
public struct UnreadableRange: Refusal, Hashable, Sendable {
  let text: String
  let problem: Phrase
  let advice: Phrase

  /// A number of values that nothing can have.
  init(text: String, problem: Phrase, advice: Phrase) {
    self.text = text
    self.problem = problem
    self.advice = advice
  }

  /// A number of values outside some bounds.
  init(_ text: String, count: Int, allowed: ClosedRange<Int>) {
    self.init(
      text: text, problem: Phrase("asks for \(count) values", "要求 \(count) 个取值"),
      advice: Phrase(
        "take from \(allowed.lowerBound) to \(allowed.upperBound)",
        "请取 \(allowed.lowerBound) 至 \(allowed.upperBound)"))
  }

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    Phrase(
      "--vary \(text) \(problem.english); \(advice.english)",
      "--vary \(text)：\(problem.chinese)；\(advice.chinese)")
  }
}

/// How the ends of a range of one name are read.
struct EndReading {
  let name: String
  let scenario: Scenario
  private let variable: Variable?
  /// The length of the dates that the values of a lever are.
  private let dates: TimeStep?

  init(_ name: String, of scenario: Scenario) {
    self.name = name
    self.scenario = scenario
    variable = try? scenario.variable(name)
    dates = scenario.levers.first { $0.name == name }?.dates
  }

  /// What an end is.
  var word: Phrase {
    dates.map { step in
      step == .year
        ? step.word
        : Phrase(
          "\(step) like the default of '\(name)'", "与 '\(name)' 的默认值一样的\(step.word.chinese)")
    }
      ?? variable?.unitOfDuration.map { Phrase("number of \($0)", "以 \($0) 计的数字") }
      ?? Phrase("number", "数字")
  }

  /// A number, a quantity, or a date as its coordinate in years.
  func value(_ text: String) -> Double? {
    let lever = scenario.levers.first { $0.name == name }
    if let number = DecimalNumber.parse(text.replacing("_", with: "")) {
      guard scenario.unclearShare(text, of: name) == nil else { return nil }
      // A lever of months has no value 2022.
      return number.isFinite && (dates ?? .year) == .year ? number : nil
    }
    guard let period = try? Period(text) else {
      guard dates == nil, let variable else { return nil }
      let read = scenario.shareOrRate(text, of: variable)
      return read == nil ? variable.number(text) : read?.number
    }
    if variable?.kind == .parameter { return variable?.dates == nil ? nil : period.coordinate }
    guard lever != nil else { return period.coordinate(on: scenario.time.step) }
    return period.step == dates ? period.coordinate : nil
  }

  /// Why a text is no number here, where there is something to say.
  func problem(of text: String) -> Phrase? {
    scenario.unclearShare(text, of: name)
      ?? variable.flatMap { scenario.shareOrRate(text, of: $0)?.problem }
  }

  /// The length of an end that is a date and no number.
  static func step(_ text: String) -> TimeStep? {
    guard DecimalNumber.parse(text.replacing("_", with: "")) == nil else { return nil }
    return (try? Period(text))?.step
  }

  /// The variable with values that are dates of some length, where it has none of its own.
  static func dated(_ variable: Variable, _ dates: TimeStep?, _ scenario: Scenario) -> Variable {
    guard let dates else { return variable }
    // A parameter is written into the file as its date, everything else is a number on the grid.
    if variable.kind == .parameter { return variable.asDate(on: dates) }
    return variable.dates == nil ? variable.asDate(on: scenario.time.step) : variable
  }

  /// A range as it is typed, in quotes where it has a blank.
  private func argument(_ ends: [String]) -> String {
    let text = "\(name)=\(ends[0]):\(ends[1])"
    return text.contains(" ") ? ShellWord.quoted(text) : text
  }

  /// What to type: with the values that were typed where they can be read, else with those that the
  /// name may have.
  func example(_ typed: String) -> Phrase {
    for separator in [":", "..", "…", "~", "–", "—", " to ", "至", "到", ",", ";", "-"] {
      let halves = typed.split(separator: separator).map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard halves.count >= 2, let low = value(halves[0]), let high = value(halves[1]) else {
        continue
      }
      return Phrase(argument(low <= high ? halves : [halves[1], halves[0]]))
    }
    if let range = variable?.range, range.upperBound < .greatestFiniteMagnitude,
      let variable, variable.kind == .lever
    {
      func text(_ value: Double) -> String { variable.text(of: value, DecimalNumber.text) }
      return Phrase(argument([text(range.lowerBound), text(range.upperBound)]))
    }
    return switch dates {
    case .month: Phrase("\(name)=2022-06:2023-05")
    case .quarter: Phrase("\(name)=2022-Q2:2023-Q1")
    case .year, nil:
      Phrase(
        "\(name)=LOW:HIGH with two \(word.english)s", "\(name)=LOW:HIGH，两端均为\(word.chinese)")
    }
  }
}
