internal import Designs
internal import Quantities
public import Scenarios
public import Tables
public import Wording

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
  /// - Throws: ``UnknownVariable``, ``UnreadableRange`` or ``RangeError``.
  public init(_ text: String, of scenario: Scenario) throws {
    let read: RangeText
    do throws(UnreadableRange) {
      read = try RangeText(text, of: scenario)
    } catch {
      // A name that is none is what to mend first.
      if let end = text.firstIndex(of: "="), end != text.startIndex {
        _ = try scenario.variable(scenario.variableName(String(text[..<end])))
      }
      throw error
    }
    if let count = read.count, !(1...VariedRange.countLimit).contains(count) {
      throw UnreadableRange(text, count: count, allowed: 1...VariedRange.countLimit)
    }
    try self.init(
      EndReading.dated(try scenario.variable(read.name), read.dates, scenario),
      in: read.ends, count: read.count)
  }

  /// A variable between two values, those of its own range where none are given.
  ///
  /// - Throws: ``RangeError``.
  package init(
    _ variable: Variable, in ends: (low: Double, high: Double)?, count: Int? = nil
  ) throws(RangeError) {
    self.variable = variable
    self.count = count
    let own = variable.kind == .lever ? variable.range.map { ($0.lowerBound, $0.upperBound) } : nil
    guard let (low, high) = ends ?? own else { throw .noRange(name: variable.name) }
    (self.low, self.high) = (low, high)
    guard low < high || ends == nil else { throw .empty(variable, low: low, high: high) }
    if let range = variable.range, low < range.lowerBound || high > range.upperBound {
      throw .outside(variable, low: low, high: high, range: range)
    }
    // Laws and growth are computed to 1e150.
    guard max(abs(low), abs(high)) <= 1e150, ((high - low) / (variable.step ?? 1)).isFinite else {
      throw .tooWide(variable, low: low, high: high)
    }
  }

  /// The values that a lever with a step, or a date, may take between the ends; nil for others.
  public var steps: [Double]? {
    guard let spacing else { return nil }
    let lattice = Lattice(spacing: spacing.step, origin: spacing.origin)
    let (first, last) = lattice.indices(within: low...high)
    guard first <= last, last - first < Double(VariedRange.countLimit) else { return [] }
    return (0...Int(last - first)).map { lattice.value(first + Double($0)) }
  }

  /// The values of a grid: as many as asked for, all steps of a lever that has some, or five.
  var values: [Double] {
    if let steps, count == nil { return steps }
    return values(count ?? VariedRange.usualCount)
  }

  /// Some values of a grid, both ends included.
  ///
  /// - Parameter count: how many; a lever that has fewer steps has those.
  /// - Returns: the values, in ascending order.
  package func values(_ count: Int) -> [Double] {
    guard let steps else { return GridAxis(from: low, to: high, count: count).values }
    guard count < steps.count else { return steps }
    return GridAxis(from: 0, to: Double(steps.count - 1), count: count).values
      .map { steps[Int($0.rounded())] }
  }

  /// The distance of neighbours, and a value from which it is counted, where the variable has a step or
  /// is a date.
  var spacing: (step: Double, origin: Double)? {
    let ends = variable.ends(from: low)
    guard let step = variable.step ?? ends?.length else { return nil }
    let origin = variable.step == nil ? ends?.origin : nil
    return (step, origin ?? variable.range?.lowerBound ?? variable.defaultValue ?? 0)
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
  public var phrase: Phrase {
    switch self {
    case .noRange(let name):
      Phrase(
        "the scenario gives no range for '\(name)'; write \(name)=LOW:HIGH",
        "情景文件未给出 '\(name)' 的范围；请写 \(name)=LOW:HIGH")
    case .empty(let varied, let low, let high):
      Phrase(
        "the range of '\(varied.name)' goes from \(text(low, varied)) to \(text(high, varied)); "
          + (low == high ? "write two values that differ" : "write the lower value first"),
        "'\(varied.name)' 的范围为 \(text(low, varied)) 至 \(text(high, varied))；"
          + (low == high ? "请写两个不同的值" : "请先写较小的值"))
    case .outside(let varied, let low, let high, let range)
    where range.upperBound == .greatestFiniteMagnitude:
      Phrase(
        "'\(varied.name)' must be at least \(text(range.lowerBound, varied)), not "
          + "\(text(low, varied)) to \(text(high, varied)); take a higher lower end",
        "'\(varied.name)' 不得低于 \(text(range.lowerBound, varied))，而所给为 \(text(low, varied)) 至 \(text(high, varied))；请提高下端"
      )
    case .outside(let varied, let low, let high, let range):
      Phrase(
        "'\(varied.name)' may lie between \(text(range.lowerBound, varied)) and "
          + "\(text(range.upperBound, varied)), not \(text(low, varied)) to \(text(high, varied)); "
          + "keep to that, or widen the range that the scenario gives it",
        "'\(varied.name)' 可在 \(text(range.lowerBound, varied)) 与 \(text(range.upperBound, varied)) 之间，而所给为 \(text(low, varied)) 至 \(text(high, varied))；请遵守，或放宽文件中的范围"
      )
    case .tooWide(let varied, let low, let high):
      Phrase(
        "the range of '\(varied.name)' from \(text(low, varied)) to \(text(high, varied)) is wider "
          + "than numbers can tell; name a narrower one",
        "'\(varied.name)' 的范围 \(text(low, varied)) 至 \(text(high, varied)) 过宽；请缩小")
    case .noStep(let name, let step):
      Phrase(
        "no value of '\(name)' lies in that range, for it moves in steps of \(plain(step)); widen the range",
        "该范围内没有 '\(name)' 的取值，因其步长为 \(plain(step))；请放宽范围")
    case .twice(let name):
      Phrase("'\(name)' is varied twice; keep one of them", "'\(name)' 被改变两次；请只保留其一")
    }
  }

  /// A value in the form in which it is written: a number without a fraction that is none, a date.
  private func text(_ value: Double, _ varied: Variable) -> String { varied.text(of: value, plain) }

  private func plain(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
