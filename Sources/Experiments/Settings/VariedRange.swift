public import Quantities
public import Scenarios

/// A variable and the values between which an experiment varies it.
public struct VariedRange: Hashable, Sendable {
  /// What is varied.
  public let variable: Variable
  /// The lowest value.
  public let low: Double
  /// The highest value.
  public let high: Double
  /// The number of values of a grid, where somebody said it.
  public let count: Int?

  /// The number of values of a grid where nobody says it.
  public static let usualCount = 5
  /// The most values of one axis of a grid.
  public static let countLimit = 1_000_000

  /// Reads `NAME=LOW:HIGH`, `NAME=LOW:HIGH:COUNT`, or the `NAME` of a lever that has a range; the
  /// ends may be dates.
  ///
  /// - Parameters:
  ///   - text: as somebody typed it.
  ///   - scenario: where the name is looked up.
  /// - Throws: ``UnknownVariable`` or ``RangeError``.
  public init(_ text: String, of scenario: Scenario) throws {
    guard let read = RangeText(text, of: scenario) else {
      let name = String(text.prefix { $0 != "=" })
      if let dates = scenario.levers.first(where: { $0.name == name })?.dates, dates != .year {
        throw RangeError.otherDates(name: name, dates: dates)
      }
      throw RangeError.unreadable(text: text)
    }
    let known = try scenario.variable(read.name)
    variable = read.isDate && known.dates == nil ? known.asDate(on: scenario.time.step) : known
    if let count = read.count, !(1...VariedRange.countLimit).contains(count) {
      throw RangeError.unreadable(text: text)
    }
    count = read.count
    guard let ends = read.ends else {
      guard let range = variable.range, variable.kind == .lever else {
        throw RangeError.noRange(name: read.name)
      }
      (low, high) = (range.lowerBound, range.upperBound)
      guard (high - low).isFinite else {
        throw RangeError.tooWide(name: read.name, low: low, high: high)
      }
      return
    }
    (low, high) = ends
    guard low < high else { throw RangeError.empty(name: read.name, low: low, high: high) }
    if let range = variable.range, low < range.lowerBound || high > range.upperBound {
      throw RangeError.outside(
        name: read.name, low: low, high: high, range: range, dates: variable.dates)
    }
    guard (high - low).isFinite else {
      throw RangeError.tooWide(name: read.name, low: low, high: high)
    }
  }

  /// The values that a lever with a step, or a date, may take between the ends; nil for others.
  public var steps: [Double]? {
    let ends = variable.ends(from: low)
    guard let step = variable.step ?? ends?.length else { return nil }
    let origin = ends?.origin ?? variable.range?.lowerBound ?? variable.defaultValue ?? 0
    let first = ((low - origin) / step - VariedRange.slack).rounded(.up)
    let last = ((high - origin) / step + VariedRange.slack).rounded(.down)
    guard first <= last, last - first < Double(VariedRange.countLimit) else { return [] }
    return (0...Int(last - first)).map { origin + (first + Double($0)) * step }
  }

  /// The value at a share of the range; of a lever with a step the admissible one of that share.
  ///
  /// - Parameter share: from 0 to 1.
  /// - Returns: low + share (high − low), or the step of that rank.
  public func value(at share: Double) -> Double {
    if let steps, !steps.isEmpty {
      return steps[min(Int(share * Double(steps.count)), steps.count - 1)]
    }
    return low + share * (high - low)
  }

  /// A step that is missed by rounding only counts as met.
  private static let slack = 1e-9
}

/// A range that cannot be varied over.
public enum RangeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are no two numbers, or no count of values.
  case unreadable(text: String)
  /// Neither the command nor the scenario says between which values.
  case noRange(name: String)
  /// The ends are the wrong way round.
  case empty(name: String, low: Double, high: Double)
  /// The scenario says that the lever does not reach so far.
  case outside(
    name: String, low: Double, high: Double, range: ClosedRange<Double>, dates: TimeStep?)
  /// The ends are further apart than the greatest number.
  case tooWide(name: String, low: Double, high: Double)
  /// No step of the lever lies between the ends.
  case noStep(name: String, step: Double)
  /// A lever of months or quarters has no other values.
  case otherDates(name: String, dates: TimeStep)
  /// A name is varied twice.
  case twice(name: String)

  /// The sentence for people.
  public var description: String {
    switch self {
    case .unreadable(let text):
      "'\(text)' is no range; write NAME=LOW:HIGH, or NAME=LOW:HIGH:COUNT for a grid, as in "
        + "attraction=0:1:5"
    case .noRange(let name):
      "the scenario gives no range for '\(name)'; write \(name)=LOW:HIGH"
    case .empty(let name, let low, let high):
      "the range of '\(name)' goes from \(plain(low)) to \(plain(high)); write the lower value first"
    case .outside(let name, let low, let high, let range, _)
    where range.upperBound == .greatestFiniteMagnitude:
      "'\(name)' must be at least \(plain(range.lowerBound)), not \(plain(low)) to \(plain(high)); "
        + "take a higher lower end"
    case .outside(let name, let low, let high, let range, let dates):
      "'\(name)' may lie between \(plain(range.lowerBound, dates)) and "
        + "\(plain(range.upperBound, dates)), not \(plain(low, dates)) to \(plain(high, dates)); "
        + "keep to that, or widen the range that the scenario gives it"
    case .tooWide(let name, let low, let high):
      "the range of '\(name)' from \(plain(low)) to \(plain(high)) is wider than numbers can tell; "
        + "name a narrower one"
    case .noStep(let name, let step):
      "no value of '\(name)' lies in that range, for it moves in steps of \(plain(step)); widen the range"
    case .otherDates(let name, let dates):
      "the values of '\(name)' are \(dates)s, like its default; write "
        + (dates == .month ? "\(name)=2022-06:2023-05" : "\(name)=2022-Q2:2023-Q1")
    case .twice(let name):
      "'\(name)' is varied twice; keep one of them"
    }
  }

  /// A number without a fraction that is none, or a date.
  private func plain(_ value: Double, _ dates: TimeStep? = nil) -> String {
    if let dates, let period = Period(at: value, on: dates) { return "\(period)" }
    return Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
