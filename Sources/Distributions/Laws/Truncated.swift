/// A law given that its value lies between two bounds.
///
/// The probability outside is spread over the inside; nothing is piled up on the bounds. For
/// continuous and discrete laws, a bound that is a possible value of a discrete law included.
public struct Truncated: UnivariateLaw {
  package static let name = "truncated"
  package static let isDiscrete = false

  /// The law before the bounds.
  public let law: Law
  /// The lower bound; −∞ for none.
  public let min: Double
  /// The upper bound; +∞ for none.
  public let max: Double
  /// P(X < min) and P(X ≥ min) of the law before the bounds.
  private let below: (lower: Double, upper: Double)
  /// P(X ≤ max) and P(X > max).
  private let upTo: (lower: Double, upper: Double)

  /// Creates the law between two bounds.
  ///
  /// - Parameters:
  ///   - law: the law before the bounds.
  ///   - min: the lower bound.
  ///   - max: the upper bound, above `min`, or equal to it for a discrete law.
  /// - Throws: ``DistributionError``, also when the law has no probability between them.
  public init(
    _ law: Law, min: Double = -.infinity, max: Double = .infinity
  ) throws(DistributionError) {
    guard min < max || (law.isDiscrete && min == max) else {
      if min.isNaN { throw .outOfRange(parameter: "min", value: min, required: "a number") }
      if max.isNaN { throw .outOfRange(parameter: "max", value: max, required: "a number") }
      throw .notIncreasing(lower: "min", lowerValue: min, upper: "max", upperValue: max)
    }
    self.law = law
    self.min = min
    self.max = max
    let mass = law.isDiscrete && min.isFinite ? law.density(min) : 0
    below = (law.cdf(min) - mass, law.survival(min) + mass)
    upTo = (law.cdf(max), law.survival(max))
    guard inside > 0 else { throw .nothingLeft(law: law.name, min: min, max: max) }
  }

  /// The bounds, narrowed to the support of the law before them.
  public var support: ClosedRange<Double> {
    let whole = law.support
    return Swift.max(min, whole.lowerBound)...Swift.min(max, whole.upperBound)
  }
  /// The mean, by the midpoint rule over the quantile function with the ends refined:
  /// p = t² (3 − 2t), which takes the weight off the ends where the quantile function is steep.
  public var mean: Double {
    let steps = 20_000
    let middle = quantile(0.5)
    var sum = 0.0
    for i in 0..<steps {
      let t = (Double(i) + 0.5) / Double(steps)
      let weight = 6 * t * (1 - t) / Double(steps)
      sum += weight * (quantile(t * t * (3 - 2 * t)) - middle)
    }
    return middle + sum
  }

  /// The density or mass at `x`.
  public func density(_ x: Double) -> Double {
    x < min || x > max ? 0 : law.density(x) / inside
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    if x < min { return 0 }
    if x >= max { return 1 }
    let part =
      isUpper ? below.upper - law.survival(x) : law.cdf(x) - below.lower
    return clampedToUnit(part / inside)
  }

  /// P(X > x).
  public func survival(_ x: Double) -> Double {
    if x < min { return 1 }
    if x >= max { return 0 }
    let part = isUpper ? law.survival(x) - upTo.upper : upTo.lower - law.cdf(x)
    return clampedToUnit(part / inside)
  }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else {
      return p == 0 ? support.lowerBound : (p == 1 ? support.upperBound : .nan)
    }
    let value =
      isUpper
      ? law.quantile(upper: below.upper - p * inside) : law.quantile(below.lower + p * inside)
    return value < min ? min : (value > max ? max : value)
  }

  package func scaled(by factor: Double) throws(DistributionError) -> Truncated {
    try Truncated(law.scaled(by: factor), min: min * factor, max: max * factor)
  }

  package func fillQuantiles(_ u: inout MutableSpan<Double>) {
    if isUpper {
      for i in u.indices { u[i] = quantile(u[i]) }
      return
    }
    for i in u.indices { u[i] = below.lower + u[i] * inside }
    law.fillQuantiles(&u)
    for i in u.indices { u[i] = u[i] < min ? min : (u[i] > max ? max : u[i]) }
  }

  /// Whether the whole interval lies in the upper half, where survival keeps more digits.
  private var isUpper: Bool { below.lower > 0.5 }

  /// The probability between the bounds.
  private var inside: Double {
    isUpper ? below.upper - upTo.upper : upTo.lower - below.lower
  }

  /// Two laws are equal when they are made of the same parts.
  public static func == (a: Truncated, b: Truncated) -> Bool {
    a.law == b.law && a.min == b.min && a.max == b.max
  }

  /// Feeds the parts of the law to the hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(law)
    hasher.combine(min)
    hasher.combine(max)
  }
}
