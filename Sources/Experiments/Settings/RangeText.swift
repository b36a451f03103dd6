internal import Quantities
internal import Scenarios
public import Tables

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
    name = parts[0]
    let reading = EndReading(name, of: scenario)
    guard !name.isEmpty else {
      throw UnreadableRange(
        text: text, problem: "names nothing", advice: "write NAME=LOW:HIGH, as in attraction=0:1")
    }
    guard parts.count == 2 else {
      // `crews:20:80` and `crews 20:80` name no lever, but begin with one.
      let words = name.split(maxSplits: 1, omittingEmptySubsequences: true) { ":, ".contains($0) }
      guard words.count == 2, (try? scenario.variable(name)) == nil,
        (try? scenario.variable(String(words[0]))) != nil
      else { return }
      let known = EndReading(String(words[0]), of: scenario)
      throw UnreadableRange(
        text: text, problem: "has no `=` behind the name",
        advice: "write \(known.example(String(words[1])))")
    }
    let fields = parts[1].split(separator: ":", omittingEmptySubsequences: false).map {
      $0.filter { $0 != " " }.isEmpty ? "" : String($0)
    }
    guard (2...3).contains(fields.count) else {
      throw UnreadableRange(
        text: text,
        problem: fields.count == 1 && reading.value(fields[0]) != nil
          ? "has one value and no range" : "has not two ends with `:` between them",
        advice: "write \(reading.example(parts[1]))")
    }
    var ends: [Double] = []
    for field in fields.prefix(2) {
      guard let end = reading.value(field) else {
        throw UnreadableRange(
          text: text, problem: "has an end '\(field)' that is no \(reading.word)",
          advice: "write \(reading.example(parts[1]))")
      }
      ends.append(end)
    }
    self.ends = (ends[0], ends[1])
    let steps = fields.prefix(2).compactMap(EndReading.step)
    if steps.count == 2 { dates = steps.max { $0.perYear < $1.perYear } }
    guard fields.count == 3 else { return }
    guard let count = Int(fields[2]) else {
      throw UnreadableRange(
        text: text, problem: "has '\(fields[2])' for the number of values",
        advice: "write a whole number, as in \(name)=\(fields[0]):\(fields[1]):5")
    }
    self.count = count
  }
}

/// What was typed for a range and cannot be read.
public struct UnreadableRange: Refusal, Hashable, Sendable {
  let text: String
  let problem: String
  let advice: String

  /// A number of values that nothing can have.
  init(text: String, problem: String, advice: String) {
    self.text = text
    self.problem = problem
    self.advice = advice
  }

  /// A number of values outside some bounds.
  init(_ text: String, count: Int, allowed: ClosedRange<Int>) {
    self.init(
      text: text, problem: "asks for \(count) values",
      advice: "take from \(allowed.lowerBound) to \(allowed.upperBound)")
  }

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var description: String { "--vary \(text) \(problem); \(advice)" }
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
  var word: String {
    dates.map { $0 == .year ? "year" : "\($0) like the default of '\(name)'" }
      ?? variable?.unitOfDuration.map { "number of \($0)" } ?? "number"
  }

  /// A number, a quantity, or a date as its coordinate in years.
  func value(_ text: String) -> Double? {
    let lever = scenario.levers.first { $0.name == name }
    if let number = DecimalNumber.parse(text.replacing("_", with: "")) {
      // A lever of months has no value 2022.
      return number.isFinite && (dates ?? .year) == .year ? number : nil
    }
    guard let period = try? Period(text) else {
      return dates == nil ? variable?.number(text) : nil
    }
    if variable?.kind == .parameter { return variable?.dates == nil ? nil : period.coordinate }
    guard lever != nil else { return period.coordinate(on: scenario.time.step) }
    return period.step == dates ? period.coordinate : nil
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
    return text.contains(" ") ? "\"\(text)\"" : text
  }

  /// What to type: with the values that were typed where they can be read, else with those that the
  /// name may have.
  func example(_ typed: String) -> String {
    for separator in [":", "..", "…", "~", "–", "—", " to ", "至", "到", ",", ";", "-"] {
      let halves = typed.split(separator: separator).map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      guard halves.count >= 2, let low = value(halves[0]), let high = value(halves[1]) else {
        continue
      }
      return argument(low <= high ? halves : [halves[1], halves[0]])
    }
    if let range = variable?.range, range.upperBound < .greatestFiniteMagnitude,
      let variable, variable.kind == .lever
    {
      func text(_ value: Double) -> String { variable.text(of: value, DecimalNumber.text) }
      return argument([text(range.lowerBound), text(range.upperBound)])
    }
    return switch dates {
    case .month: "\(name)=2022-06:2023-05"
    case .quarter: "\(name)=2022-Q2:2023-Q1"
    case .year, nil: "\(name)=LOW:HIGH with two \(word)s"
    }
  }
}
