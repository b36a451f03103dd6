internal import Forecasting
internal import Quantities
internal import Scenarios
internal import Tables
public import Wording

/// A question without a file: observations and a target, as in "120@2015 405@2020 800@2025", perhaps
/// with units: "82 km@2019 110 km@2020 250 km@2025".
public struct Question: Hashable, Sendable {
  /// A value at a date.
  public struct Point: Hashable, Sendable {
    /// The value as a file writes it, with its unit.
    public let value: String
    /// The number in it.
    let number: String
    /// What stands before the date.
    let written: String
    /// The date as written.
    public let date: String
  }

  /// What was observed, in order of time.
  public let observations: [Point]
  /// What is promised.
  public let target: Point
  /// The unit that the points are written in, of the first that has one; nil where none has.
  let unit: String?

  /// Reads a question: the last point is the target.
  ///
  /// - Parameter text: points `value@date` between blanks, two at least.
  /// - Throws: ``Unreadable``.
  public init(_ text: String) throws(Unreadable) {
    var points: [Point] = []
    var units: [String] = []
    var unclear: String?
    // A blank may stand between a number and its unit: a point ends behind its date.
    var waiting: [Substring] = []
    for word in text.split(separator: " ") {
      waiting.append(word)
      guard word.contains("@") else { continue }
      let (point, unit) = try Question.point(waiting.joined(separator: " "))
      points.append(point)
      if !unit.isEmpty { units.append(unit) }
      if unit.isEmpty, point.value != point.written { unclear = waiting.joined(separator: " ") }
      waiting = []
    }
    if let unclear, let unit = units.first {
      throw Unreadable(
        text: unclear,
        problem: Phrase(
          "leaves open what it counts, and others are in \(unit)", "没有写明单位，而其他数值以 \(unit) 计"))
    }
    guard waiting.isEmpty else {
      throw Unreadable(
        text: waiting.joined(separator: " "),
        problem: Phrase("is not of the form value@date", "不是 value@date 的形式"))
    }
    unit = units.first
    guard points.count >= 2, let last = points.last else {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "has fewer than two points: observations and, last, the target",
          "少于两个点：观测值，最后为目标"))
    }
    guard zip(points, points.dropFirst()).allSatisfy({ $0.date < $1.date }) else {
      throw Unreadable(text: text, problem: Phrase("has dates that do not increase", "的日期没有递增"))
    }
    observations = Array(points.dropLast())
    target = last
  }

  /// Reads one point, and its unit without a magnitude that stands alone.
  static func point(_ text: String) throws(Unreadable) -> (point: Point, unit: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Unreadable(
        text: text, problem: Phrase("is not of the form value@date", "不是 value@date 的形式"))
    }
    let written = parts[0].filter { $0 != "_" && $0 != "," }.split(separator: " ")
      .joined(separator: " ")
    guard let constant = ConstantText(written), constant.value.isFinite else {
      throw Unreadable(
        text: text, problem: Phrase("has not one number before the @", "在 @ 之前不是一个数字"))
    }
    guard constant.value > 0 else {
      throw Unreadable(text: text, problem: Phrase("is not a positive number", "不是正数"))
    }
    guard !constant.unit.isEmpty else {
      return (Point(value: written, number: written, written: written, date: parts[1]), "")
    }
    do {
      let unit = try UnitParser().declaredUnit(constant.unit)
      let number = DecimalNumber.text(constant.value)
      guard unit.dimension.isNone, unit.labels.isEmpty else {
        return (
          Point(value: written, number: number, written: written, date: parts[1]), constant.unit
        )
      }
      // `1.2 万` and `16 %` are numbers.
      let value = DecimalNumber.text(unit.scale.convert(constant.value, to: .one))
      return (Point(value: value, number: value, written: written, date: parts[1]), "")
    } catch {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "has a unit that cannot be read (\(error))", "的单位无法识别（\(error.phrase.chinese)）"))
    }
  }

  /// What a question may be about: the kinds of indicator, and whole things by their names.
  public static let kinds =
    ["count", "output", ForecastKind.patents.rawValue]
    + ForecastKind.plainNames.filter { $0.kind == .count || $0.kind == .rollout }.map(\.name)

  /// Whether all points are whole numbers without a unit.
  public var areWhole: Bool {
    unit == nil
      && (observations + [target]).allSatisfy {
        DecimalNumber.parse($0.number).map { $0 == $0.rounded() } ?? false
      }
  }

  /// The scenario file that answers the question.
  ///
  /// - Parameters:
  ///   - kind: one of ``kinds``.
  ///   - ceiling: the ceiling as a file writes it; with one the curve is logistic.
  ///   - paths: the number of paths.
  ///   - seed: the seed.
  ///   - language: the language of its title and names.
  /// - Returns: the text of the file.
  public func scenario(
    kind: String, ceiling: String?, paths: Int, seed: UInt64, language: Language = .en
  ) -> String {
    let first = observations[0].date
    let isYearly = first.utf8.count == 4
    func quoted(_ value: String) -> String { self.unit == nil ? value : "\"\(value)\"" }
    let history = observations.map { "\($0.date): \($0.value)" }.joined(separator: ", ")
    let past = observations.map { "\(DateWords.phrase($0.date).chinese) \($0.value)" }
    let title = Phrase(
      "\(target.value) in \(target.date) after \(history)",
      "由 \(past.joined(separator: "、"))，到 \(DateWords.phrase(target.date).chinese)达到 \(target.value)"
    )(
      language)
    // Names key random numbers, so they are the same in every language; labels are for people.
    let (quantity, goal) =
      language == .en ? ("", "") : ("\n    label: 数量", "label: 目标, ")
    let values = observations.map { "\($0.date): \(quoted($0.value))" }.joined(separator: ", ")
    // A unit per time says that it is a flow.
    let isRate = self.unit.flatMap { try? UnitParser().declaredUnit($0) }?.dimension[.time] ?? 0 < 0
    let measure = kind == "output" && !isRate ? "\n    measure: stock" : ""
    let unit = self.unit.map { "\n    unit: \"\($0)\"" } ?? ""
    let isNamed = kind != "count" && kind != "output"
    let model =
      ceiling.map { "{model: logistic, ceiling: \"\($0)\"}" }
      ?? (isNamed ? "{model: auto, like: \(kind)}" : "auto")
    let step = isYearly ? "year" : first.contains("Q") ? "quarter" : "month"
    return """
      # Written by: waymark ask "\(observations.map { "\($0.value)@\($0.date)" }.joined(separator: " ")) \
      \(target.value)@\(target.date)"
      waymark: 1
      scenario: "\(title)"
      time: {start: \(first), end: \(target.date), step: \(step)}
      indicators:
        quantity:
          kind: \(isNamed ? "count" : kind)\(quantity)\(measure)\(unit)
          history: {\(values)}
          growth: \(model)
      targets:
        target: {\(goal)of: quantity, at_least: \(quoted(target.value)), in: \(target.date)}
      simulation: {paths: \(paths), seed: \(seed)}

      """
  }

  /// A question that cannot be read.
  public struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    let text: String
    let problem: Phrase

    /// The sentence in English.
    public var description: String { phrase.english }

    /// The sentence for people.
    public var phrase: Phrase {
      Phrase(
        "'\(text)' \(problem.english); write for example \"120@2015 405@2020 800@2025\", or "
          + "\"82 km@2019 110 km@2020 250 km@2025\"",
        "'\(text)' \(problem.chinese)；请写如 \"120@2015 405@2020 800@2025\"，或 \"82 km@2019 110 km@2020 250 km@2025\""
      )
    }
  }
}
