internal import Quantities
public import Scenarios
public import Tables

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
  /// - Throws: ``UnknownVariable``, ``UnreadableRange`` or ``RangeError``.
  public init(_ text: String, of scenario: Scenario) throws {
    let read: RangeText
    do throws(UnreadableRange) {
      read = try RangeText(text, of: scenario)
    } catch {
      // A name that is none is what to mend first.
      if let name = text.split(separator: "=").first, text.contains("=") {
        _ = try scenario.variable(String(name))
      }
      throw error
    }
    let known = try scenario.variable(read.name)
    variable = EndReading.dated(known, read.dates, scenario)
    if let count = read.count, !(1...VariedRange.countLimit).contains(count) {
      throw UnreadableRange(text, count: count, allowed: 1...VariedRange.countLimit)
    }
    count = read.count
    guard let ends = read.ends else {
      guard let range = variable.range, variable.kind == .lever else {
        throw RangeError.noRange(name: read.name)
      }
      (low, high) = (range.lowerBound, range.upperBound)
      guard (high - low).isFinite else {
        throw RangeError.tooWide(variable, low: low, high: high)
      }
      return
    }
    (low, high) = ends
    guard low < high else { throw RangeError.empty(variable, low: low, high: high) }
    if let range = variable.range, low < range.lowerBound || high > range.upperBound {
      throw RangeError.outside(variable, low: low, high: high, range: range)
    }
    guard (high - low).isFinite else {
      throw RangeError.tooWide(variable, low: low, high: high)
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
public enum RangeError: Refusal, Hashable, Sendable {
  /// Neither the command nor the scenario says between which values.
  case noRange(name: String)
  /// The ends are the wrong way round.
  case empty(Variable, low: Double, high: Double)
  /// The scenario says that the lever does not reach so far.
  case outside(Variable, low: Double, high: Double, range: ClosedRange<Double>)
  /// The ends are further apart than the greatest number.
  case tooWide(Variable, low: Double, high: Double)
  /// No step of the lever lies between the ends.
  case noStep(name: String, step: Double)
  /// A name is varied twice.
  case twice(name: String)

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var description: String {
    switch self {
    case .noRange(let name):
      "the scenario gives no range for '\(name)'; write \(name)=LOW:HIGH"
    case .empty(let varied, let low, let high):
      "the range of '\(varied.name)' goes from \(text(low, varied)) to \(text(high, varied)); "
        + (low == high ? "write two values that differ" : "write the lower value first")
    case .outside(let varied, let low, let high, let range)
    where range.upperBound == .greatestFiniteMagnitude:
      "'\(varied.name)' must be at least \(text(range.lowerBound, varied)), not "
        + "\(text(low, varied)) to \(text(high, varied)); take a higher lower end"
    case .outside(let varied, let low, let high, let range):
      "'\(varied.name)' may lie between \(text(range.lowerBound, varied)) and "
        + "\(text(range.upperBound, varied)), not \(text(low, varied)) to \(text(high, varied)); "
        + "keep to that, or widen the range that the scenario gives it"
    case .tooWide(let varied, let low, let high):
      "the range of '\(varied.name)' from \(text(low, varied)) to \(text(high, varied)) is wider "
        + "than numbers can tell; name a narrower one"
    case .noStep(let name, let step):
      "no value of '\(name)' lies in that range, for it moves in steps of \(plain(step)); widen the range"
    case .twice(let name):
      "'\(name)' is varied twice; keep one of them"
    }
  }

  /// A value in the form in which it is written: a number without a fraction that is none, a date.
  private func text(_ value: Double, _ varied: Variable) -> String { varied.text(of: value, plain) }

  private func plain(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
