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

  /// Reads `NAME=LOW:HIGH`, `NAME=LOW:HIGH:COUNT`, or the `NAME` of a lever that has a range.
  ///
  /// - Parameters:
  ///   - text: as somebody typed it.
  ///   - scenario: where the name is looked up.
  /// - Throws: ``UnknownVariable`` or ``RangeError``.
  public init(_ text: String, of scenario: Scenario) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    variable = try scenario.variable(name)
    guard parts.count == 2 else {
      guard let range = variable.range, variable.kind == .lever else {
        throw RangeError.noRange(name: name)
      }
      (low, high, count) = (range.lowerBound, range.upperBound, nil)
      return
    }
    let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(numbers.count), let low = VariedRange.number(numbers[0]),
      let high = VariedRange.number(numbers[1])
    else { throw RangeError.unreadable(text: text) }
    guard low < high else { throw RangeError.empty(name: name, low: low, high: high) }
    if let range = variable.range, low < range.lowerBound || high > range.upperBound {
      throw RangeError.outside(name: name, low: low, high: high, range: range)
    }
    self.low = low
    self.high = high
    guard numbers.count == 3 else {
      count = nil
      return
    }
    guard let count = Int(numbers[2]), (1...VariedRange.countLimit).contains(count) else {
      throw RangeError.unreadable(text: text)
    }
    self.count = count
  }

  /// The values that a lever with a step may take between the ends; nil for other variables.
  public var steps: [Double]? {
    guard let step = variable.step else { return nil }
    let origin = variable.range?.lowerBound ?? variable.defaultValue ?? 0
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

  private static func number(_ text: Substring) -> Double? {
    let plain = text.replacing("_", with: "")
    guard let value = Double(plain), value.isFinite else { return nil }
    return value
  }
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
  case outside(name: String, low: Double, high: Double, range: ClosedRange<Double>)
  /// No step of the lever lies between the ends.
  case noStep(name: String, step: Double)
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
    case .outside(let name, let low, let high, let range)
    where range.upperBound == .greatestFiniteMagnitude:
      "'\(name)' must be at least \(plain(range.lowerBound)), not \(plain(low)) to \(plain(high)); "
        + "take a higher lower end"
    case .outside(let name, let low, let high, let range):
      "'\(name)' may lie between \(plain(range.lowerBound)) and "
        + "\(plain(range.upperBound)), not \(plain(low)) to \(plain(high)); keep to that, or widen the range that the scenario gives it"
    case .noStep(let name, let step):
      "no value of '\(name)' lies in that range, for it moves in steps of \(plain(step)); widen the range"
    case .twice(let name):
      "'\(name)' is varied twice; keep one of them"
    }
  }

  /// A number without a fraction that is none.
  private func plain(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
