internal import Wording

/// A statistic that somebody adds: whose, of when and how much, as written.
public struct AddedStatistic: Hashable, Sendable {
  /// The scenario it belongs to, by file or by its name without ending; nil where that is the only one
  /// that has the indicator.
  public let scenario: String?
  /// The name of the indicator.
  public let indicator: String
  /// The date.
  public let date: String
  /// The value, as a scenario file would have it.
  public let value: String
  /// What messages call the place that it was written in: `--add`, or a file.
  public let source: String
  /// The line of that place, from 1.
  public let line: Int

  /// A statistic as written.
  public init(
    scenario: String? = nil, indicator: String, date: String, value: String, source: String,
    line: Int
  ) {
    self.scenario = scenario
    self.indicator = indicator
    self.date = date
    self.value = value
    self.source = source
    self.line = line
  }

  /// Why it is not added: with the place where it stands, as usage on a command line and as data in a file.
  func refusal(_ reason: Phrase) -> TrackingRefusal {
    let isTyped = source == "--add"
    return TrackingRefusal(
      Phrase(isTyped ? "--add" : "\(source):\(line)") + .colon + reason,
      exit: isTyped ? .usage : .badData)
  }

  /// The same of an indicator of another name.
  func of(_ indicator: String) -> AddedStatistic {
    AddedStatistic(
      scenario: scenario, indicator: indicator, date: date, value: value, source: source,
      line: line)
  }

  /// What it says on one line.
  var text: String { "\(indicator).\(date)=\(value)" }
}
