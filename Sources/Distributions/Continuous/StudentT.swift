internal import SpecialFunctions

/// Student's t law with a location and a scale: location + scale · T.
public struct StudentT: UnivariateLaw {
  package static let name = "student_t"
  package static let isDiscrete = false

  /// ν, a pure number.
  public let degreesOfFreedom: Double
  /// The median, in the unit of the quantity.
  public let location: Double
  /// The scale, in the unit of the quantity; not the standard deviation.
  public let scale: Double

  /// Creates the law location + scale · T.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: ν, from 0.2 to 1e12.
  ///   - location: finite.
  ///   - scale: > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(
    degreesOfFreedom: Double, location: Double = 0, scale: Double = 1
  ) throws(DistributionError) {
    try requirePositive("df", degreesOfFreedom, in: 0.2...1e12, "from 0.2 to 1e12")
    try requireFinite("location", location)
    try requirePositive("scale", scale)
    self.degreesOfFreedom = degreesOfFreedom
    self.location = location
    self.scale = scale
  }

  /// Creates the law with the given mean and standard deviation: scale = sd √((ν − 2) / ν).
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: ν > 2.
  ///   - mean: finite.
  ///   - standardDeviation: > 0.
  /// - Throws: ``DistributionError/outOfRange(parameter:value:required:)``.
  public init(
    degreesOfFreedom: Double, mean: Double, standardDeviation: Double
  ) throws(DistributionError) {
    try require(
      degreesOfFreedom > 2 && degreesOfFreedom < .infinity, "df", degreesOfFreedom,
      "> 2 for a standard deviation to exist")
    try requireFinite("mean", mean)
    try requirePositive("sd", standardDeviation)
    let shrink = ((degreesOfFreedom - 2) / degreesOfFreedom).squareRoot()
    try self.init(
      degreesOfFreedom: degreesOfFreedom, location: mean, scale: standardDeviation * shrink)
  }

  /// Creates the law that has two given quantiles.
  ///
  /// - Parameters:
  ///   - degreesOfFreedom: ν > 0.
  ///   - first: a probability and a value.
  ///   - second: another one, in any order.
  /// - Throws: ``DistributionError`` if the values do not increase with the probabilities.
  public init(
    degreesOfFreedom: Double, _ first: Quantile, _ second: Quantile
  ) throws(DistributionError) {
    let standard = try StudentT(degreesOfFreedom: degreesOfFreedom)
    let line = try QuantilePair(first, second).line { standard.quantile($0) }
    try self.init(
      degreesOfFreedom: degreesOfFreedom, location: line.location, scale: line.scale)
  }

  /// All real numbers.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }
  /// The mean: the location for ν > 1, otherwise NaN.
  public var mean: Double { degreesOfFreedom > 1 ? location : .nan }

  /// The density at `x`.
  public func density(_ x: Double) -> Double {
    let t = (x - location) / scale
    let half = degreesOfFreedom / 2
    let logKernel = -(half + 0.5) * Elementary.log1p(t * t / degreesOfFreedom)
    let logConstant =
      -BetaFunction.logBeta(half, 0.5) - 0.5 * Elementary.log(degreesOfFreedom)
    return Elementary.exp(logKernel + logConstant) / scale
  }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { lowerTail((x - location) / scale) }
  /// P(X > x).
  public func survival(_ x: Double) -> Double { lowerTail((location - x) / scale) }

  /// The value below which X lies with probability `p`.
  public func quantile(_ p: Double) -> Double {
    location + scale * (p <= 0.5 ? -distance(tail: p) : distance(tail: 1 - p))
  }
  package func quantile(upper q: Double) -> Double {
    location + scale * (q <= 0.5 ? distance(tail: q) : -distance(tail: 1 - q))
  }

  package func scaled(by factor: Double) throws(DistributionError) -> StudentT {
    try StudentT(
      degreesOfFreedom: degreesOfFreedom, location: location * factor, scale: scale * factor)
  }

  /// P(T ≤ t): ν / (ν + T²) is a beta variable with parameters ν/2 and ½.
  private func lowerTail(_ t: Double) -> Double {
    guard !t.isNaN else { return t }
    guard t.isFinite else { return t < 0 ? 0 : 1 }
    let sum = degreesOfFreedom + t * t
    guard sum.isFinite else { return t < 0 ? 0 : 1 }
    let pair = BetaFunction.ratios(
      a: degreesOfFreedom / 2, b: 0.5, x: degreesOfFreedom / sum, complement: t * t / sum)
    return t < 0 ? pair.lower / 2 : 0.5 + pair.upper / 2
  }

  /// How far from the median the standard law has the tail probability `tail` ≤ ½.
  private func distance(tail: Double) -> Double {
    guard tail > 0, tail < 0.5 else { return tail == 0.5 ? 0 : (tail == 0 ? .infinity : .nan) }
    let logit = BetaFunction.inverseLogit(
      a: degreesOfFreedom / 2, b: 0.5, lower: 2 * tail, upper: 1 - 2 * tail)
    return (degreesOfFreedom * Elementary.exp(-logit)).squareRoot()
  }
}
