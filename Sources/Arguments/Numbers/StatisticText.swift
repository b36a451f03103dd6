public import Experiments
internal import Wording

/// A statistic as an option has it: `firms.2023=612`, `firms.2023="> 600"`, `plan:firms.2023-Q3=0.6 thousand`.
public enum StatisticText {
  /// Reads a statistic.
  ///
  /// - Parameter text: the indicator, a dot, the date, `=` and the value, as a history has them; before
  ///   them perhaps the scenario and a colon.
  /// - Returns: the statistic; its date and value are read with the scenario.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String) throws(OptionNumberError) -> AddedStatistic {
    guard let equals = text.firstIndex(of: "=") else { throw refusal }
    var place = text[..<equals]
    let value = text[text.index(after: equals)...].trimmed.withoutQuotes
    var scenario: String?
    if let colon = place.lastIndex(of: ":") {
      scenario = place[..<colon].trimmed
      place = place[place.index(after: colon)...]
    }
    guard let dot = place.lastIndex(of: "."), !value.isEmpty else { throw refusal }
    let (indicator, date) = (place[..<dot].trimmed, place[place.index(after: dot)...].trimmed)
    guard !indicator.isEmpty, !date.isEmpty, scenario?.isEmpty != true else { throw refusal }
    return AddedStatistic(
      scenario: scenario, indicator: indicator, date: date, value: value, source: "--add", line: 1)
  }

  private static let refusal = OptionNumberError(
    phrase: Phrase(
      "write indicator, date and value, as in firms.2023=612, firms.2023-Q3=\"> 600\" or plan:firms.2023=612",
      "请写指标、日期和数值，如 firms.2023=612、firms.2023-Q3=\"> 600\" 或 plan:firms.2023=612"))
}

extension String {
  /// What stands between the quotation marks that a file would have, and a shell leaves in place.
  fileprivate var withoutQuotes: String {
    count > 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
