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

  /// What messages begin with.
  var origin: Phrase { Phrase(source == "--add" ? "--add" : "\(source):\(line)") + .colon }

  /// What it says on one line.
  var text: String { "\(indicator).\(date)=\(value)" }
}
