internal import Tables

/// A question without a file: observations and a target, as in "120@2015 405@2020 800@2025".
public struct Question: Hashable, Sendable {
  /// A value at a date.
  public struct Point: Hashable, Sendable {
    /// The value as written.
    public let value: String
    /// The date as written.
    public let date: String
  }

  /// What was observed, in order of time.
  public let observations: [Point]
  /// What is promised.
  public let target: Point

  /// Reads a question: the last point is the target.
  ///
  /// - Parameter text: points `value@date` between blanks, two at least.
  /// - Throws: ``Unreadable``.
  public init(_ text: String) throws(Unreadable) {
    let words = text.split(separator: " ").map(String.init)
    var points: [Point] = []
    for word in words {
      let parts = word.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw Unreadable(text: word, problem: "is not of the form value@date")
      }
      let digits = parts[0].filter { $0 != "_" && $0 != "," }
      guard let value = DecimalNumber.parse(digits), value.isFinite else {
        throw Unreadable(text: word, problem: "does not begin with a number")
      }
      guard value > 0 else { throw Unreadable(text: word, problem: "is not a positive number") }
      points.append(Point(value: digits, date: parts[1]))
    }
    guard points.count >= 2, let last = points.last else {
      throw Unreadable(
        text: text, problem: "has fewer than two points: observations and, last, the target")
    }
    guard zip(points, points.dropFirst()).allSatisfy({ $0.date < $1.date }) else {
      throw Unreadable(text: text, problem: "has dates that do not increase")
    }
    observations = Array(points.dropLast())
    target = last
  }

  /// The scenario file that answers the question.
  ///
  /// - Parameters:
  ///   - kind: `count` or `output`.
  ///   - ceiling: the ceiling as a file writes it; with one the curve is logistic.
  ///   - paths: the number of paths.
  ///   - seed: the seed.
  /// - Returns: the text of the file.
  public func scenario(kind: String, ceiling: String?, paths: Int, seed: UInt64) -> String {
    let first = observations[0].date
    let isYearly = first.utf8.count == 4
    let history = observations.map { "\($0.date): \($0.value)" }.joined(separator: ", ")
    let model =
      ceiling.map { "{model: logistic, ceiling: \"\($0)\"}" } ?? "auto"
    let step = isYearly ? "year" : first.contains("Q") ? "quarter" : "month"
    return """
      # Written by: waymark ask "\(observations.map { "\($0.value)@\($0.date)" }.joined(separator: " ")) \
      \(target.value)@\(target.date)"
      waymark: 1
      scenario: "\(target.value) in \(target.date) after \(history)"
      time: {start: \(first), end: \(target.date), step: \(step)}
      indicators:
        quantity:
          kind: \(kind)\(kind == "output" ? "\n    measure: stock" : "")
          history: {\(history)}
          growth: \(model)
      targets:
        target: {of: quantity, at_least: \(target.value), in: \(target.date)}
      simulation: {paths: \(paths), seed: \(seed)}

      """
  }

  /// A question that cannot be read.
  public struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    let text: String
    let problem: String

    /// The sentence for people.
    public var description: String {
      "'\(text)' \(problem); write for example \"120@2015 405@2020 800@2025\""
    }
  }
}
