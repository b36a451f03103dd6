/// A crossing of zero between two arguments, enclosed more narrowly with each value of the function.
///
/// The caller evaluates: it asks for ``next``, and hands back what the function is there, or
/// anywhere else inside, with ``take(_:at:isOwn:)``. So many roots can be sought at once, each round of
/// arguments in one costly run, and what is learned for one root serves the others.
///
/// The argument is that of the ITP method: regula falsi, moved a little towards the middle, and
/// kept so near to it that no more evaluations are ever needed than by halving, plus one.
///
/// Source: Oliveira and Takahashi, *An enhancement of the bisection method average performance
/// preserving minmax optimality*, ACM Transactions on Mathematical Software 47 (2020), with
/// κ₁ = 0.2 / (b₀ − a₀), κ₂ = 2, n₀ = 1.
public struct EnclosedRoot: Hashable, Sendable {
  /// The lower end.
  public private(set) var lower: Double
  /// The upper end.
  public private(set) var upper: Double
  /// The function at the lower end.
  public private(set) var valueAtLower: Double
  /// The function at the upper end; its sign differs from that at the lower end.
  public private(set) var valueAtUpper: Double

  private let firstWidth: Double
  private var steps = 0

  /// Begins with an interval at whose ends the function differs in sign.
  ///
  /// - Precondition: `lower` is less than `upper`, and the signs differ.
  public init(lower: Double, valueAtLower: Double, upper: Double, valueAtUpper: Double) {
    precondition(lower < upper, "an enclosure from \(lower) to \(upper)")
    precondition(
      (valueAtLower > 0) != (valueAtUpper > 0), "values \(valueAtLower) and \(valueAtUpper)")
    self.lower = lower
    self.upper = upper
    self.valueAtLower = valueAtLower
    self.valueAtUpper = valueAtUpper
    firstWidth = upper - lower
  }

  /// The width of the enclosure.
  public var width: Double { upper - lower }

  /// Where a straight line between the ends crosses zero; the middle where a value is infinite.
  public var interpolated: Double {
    let middle = lower + width / 2
    guard valueAtLower.isFinite, valueAtUpper.isFinite else { return middle }
    let share = valueAtLower / (valueAtLower - valueAtUpper)
    return min(max(lower + share * width, lower), upper)
  }

  /// The argument to evaluate next.
  ///
  /// - Parameter tolerance: the width of the enclosure that is aimed at, above 0.
  /// - Returns: an argument inside the enclosure.
  /// - Precondition: `tolerance` is above 0.
  public func next(tolerance: Double) -> Double {
    precondition(tolerance > 0, "a tolerance of \(tolerance)")
    let middle = lower + width / 2
    let offset = middle - interpolated
    // Truncation: from regula falsi a little towards the middle, and never by so little that
    // rounding loses it.
    let nudge = max(0.2 * width * width / firstWidth, tolerance / 2)
    let moved = nudge <= abs(offset) ? interpolated + (offset < 0 ? -nudge : nudge) : middle
    // Projection: so near to the middle that halving would not have been quicker in the end.
    let radius = max(0, slack(tolerance) - width / 2)
    return abs(moved - middle) <= radius ? moved : middle - (offset < 0 ? -radius : radius)
  }

  /// Narrows the enclosure by the value of the function at an argument inside it.
  ///
  /// - Parameters:
  ///   - value: the function at the argument; zero counts as negative.
  ///   - argument: the argument; outside the enclosure it changes nothing.
  ///   - isOwn: whether it is what ``next(tolerance:)`` asked for, which counts as a step.
  /// - Precondition: `value` is a number.
  public mutating func take(_ value: Double, at argument: Double, isOwn: Bool = true) {
    precondition(!value.isNaN, "not a number at \(argument)")
    if isOwn { steps += 1 }
    guard lower < argument, argument < upper else { return }
    if (value > 0) == (valueAtUpper > 0) {
      (upper, valueAtUpper) = (argument, value)
    } else {
      (lower, valueAtLower) = (argument, value)
    }
  }

  /// ε 2^(n − j), the half-width that halving would have reached by now with one step in reserve.
  private func slack(_ tolerance: Double) -> Double {
    // The least ε 2^n that is not below the first half-width, and one doubling for n₀ = 1.
    var slack = tolerance / 2
    while slack < firstWidth / 2 { slack *= 2 }
    slack *= 2
    for _ in 0..<min(steps, 1100) { slack /= 2 }
    return slack
  }
}
