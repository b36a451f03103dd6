internal import Quantities
internal import Scenarios
internal import Tables

/// What somebody typed to say what is varied: `NAME`, `NAME=LOW:HIGH` or `NAME=LOW:HIGH:COUNT`, with
/// numbers or dates for ends.
struct RangeText {
  let name: String
  /// The ends, nil where none are given; a date is its coordinate in years.
  private(set) var ends: (low: Double, high: Double)?
  /// The number of values, where somebody said it.
  private(set) var count: Int?
  /// Whether both ends are dates.
  private(set) var isDate = false

  /// Reads a text; nil where it is none.
  init?(_ text: String, of scenario: Scenario) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard !parts[0].isEmpty else { return nil }
    name = String(parts[0])
    guard parts.count == 2 else { return }
    let fields = parts[1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(fields.count), let low = RangeText.coordinate(fields[0], scenario),
      let high = RangeText.coordinate(fields[1], scenario)
    else { return nil }
    ends = (low, high)
    isDate = fields.prefix(2).allSatisfy { RangeText.number($0) == nil }
    guard fields.count == 3 else { return }
    guard let count = Int(fields[2]) else { return nil }
    self.count = count
  }

  /// A number, or a date as its coordinate in years.
  private static func coordinate(_ text: String, _ scenario: Scenario) -> Double? {
    if let number = number(text) { return number.isFinite ? number : nil }
    guard let period = try? Period(text) else { return nil }
    return period.coordinate(on: scenario.time.step)
  }

  /// A number as scenario files have it, underscores between digits included.
  private static func number(_ text: String) -> Double? {
    DecimalNumber.parse(text.replacing("_", with: ""))
  }
}
