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
  /// The length of a period in years where the ends are dates, which lie on the scenario's grid.
  private let period: Double?

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
    guard let read = RangeText(text, of: scenario) else { throw RangeError.unreadable(text: text) }
    variable = try scenario.variable(read.name)
    if let count = read.count, !(1...VariedRange.countLimit).contains(count) {
      throw RangeError.unreadable(text: text)
    }
    count = read.count
    period = read.isDate ? 1 / Double(scenario.time.step.perYear) : nil
    guard let ends = read.ends else {
      guard let range = variable.range, variable.kind == .lever else {
        throw RangeError.noRange(name: read.name)
      }
      (low, high) = (range.lowerBound, range.upperBound)
      return
    }
    (low, high) = ends
    guard low < high else { throw RangeError.empty(name: read.name, low: low, high: high) }
    if let range = variable.range, low < range.lowerBound || high > range.upperBound {
      throw RangeError.outside(name: read.name, low: low, high: high, range: range)
    }
  }

  /// The values that a lever with a step, or a date, may take between the ends; nil for others.
  public var steps: [Double]? {
    guard let step = variable.step ?? period else { return nil }
    let origin = period == nil ? variable.range?.lowerBound ?? variable.defaultValue ?? 0 : low
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
