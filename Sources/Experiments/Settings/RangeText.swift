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
    guard (2...3).contains(fields.count), let low = coordinate(fields[0], scenario),
      let high = coordinate(fields[1], scenario)
    else { return nil }
    ends = (low, high)
    isDate = fields.prefix(2).allSatisfy { RangeText.number($0) == nil }
    guard fields.count == 3 else { return }
    guard let count = Int(fields[2]) else { return nil }
    self.count = count
  }

  /// A number, or a date as its coordinate in years.
  private func coordinate(_ text: String, _ scenario: Scenario) -> Double? {
    let lever = scenario.levers.first { $0.name == name }
    if let number = RangeText.number(text) {
      // A lever of months has no value 2022.
      return number.isFinite && (lever?.dates ?? .year) == .year ? number : nil
    }
    guard let period = try? Period(text) else { return nil }
    guard let lever else { return period.coordinate(on: scenario.time.step) }
    return period.step == lever.dates ? period.coordinate : nil
  }

  /// A number as scenario files have it, underscores between digits included.
  private static func number(_ text: String) -> Double? {
    DecimalNumber.parse(text.replacing("_", with: ""))
  }
}
