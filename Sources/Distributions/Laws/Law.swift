/// A probability law of one real variable, from the closed set that a scenario file can name.
///
/// Made by name through ``make(_:arguments:)``, or in code from a struct whose initialisers check
/// their parameters: `Law.normal(try Normal(mean: 0, standardDeviation: 1))`.
public enum Law: Hashable, Sendable {
  case normal(Normal)
  case lognormal(LogNormal)
  case uniform(Uniform)
  case triangular(Triangular)
  case pert(Pert)
  case beta(Beta)
  case gamma(Gamma)
  case exponential(Exponential)
  case studentT(StudentT)
  case weibull(Weibull)
  case poisson(Poisson)
  case binomial(Binomial)
  case negativeBinomial(NegativeBinomial)
  case bernoulli(Bernoulli)
  case discrete(Discrete)
  case empirical(Empirical)
  indirect case truncated(Truncated)

  /// The one `switch` that a new law has to join.
  private var answer: any UnivariateLaw {
    switch self {
    case .normal(let law): law
    case .lognormal(let law): law
    case .uniform(let law): law
    case .triangular(let law): law
    case .pert(let law): law
    case .beta(let law): law
    case .gamma(let law): law
    case .exponential(let law): law
    case .studentT(let law): law
    case .weibull(let law): law
    case .poisson(let law): law
    case .binomial(let law): law
    case .negativeBinomial(let law): law
    case .bernoulli(let law): law
    case .discrete(let law): law
    case .empirical(let law): law
    case .truncated(let law): law
    }
  }

  /// The law given that its value lies between two bounds; discrete if `law` is.
  ///
  /// - Returns: the truncated law.
  /// - Throws: ``DistributionError``, also when nothing is left between the bounds.
  public static func truncated(
    _ law: Law, min: Double = -.infinity, max: Double = .infinity
  ) throws(DistributionError) -> Law {
    .truncated(try Truncated(law, min: min, max: max))
  }

  /// The law whose central interval of the given level runs from `lower` to `upper`: lognormal
  /// when `lower` > 0, otherwise normal.
  ///
  /// - Parameters:
  ///   - level: such as 0.9 for "90% from a to b", which puts 5 % below a and 5 % above b.
  ///   - lower: the lower end.
  ///   - upper: the upper end.
  /// - Returns: the law.
  /// - Throws: ``DistributionError``.
  public static func interval(
    level: Double, from lower: Double, to upper: Double
  ) throws(DistributionError) -> Law {
    try require(level > 0 && level < 1, "level", level, "between 0 % and 100 %")
    guard lower < upper else {
      throw .notIncreasing(lower: "from", lowerValue: lower, upper: "to", upperValue: upper)
    }
    let tail = (1 - level) / 2
    let low = try Quantile(tail, lower)
    let high = try Quantile(1 - tail, upper)
    return lower > 0 ? .lognormal(try LogNormal(low, high)) : .normal(try Normal(low, high))
  }

  /// The name under which a scenario file writes the law.
  public var name: String { type(of: answer).name }

  /// Whether all values come from a countable set.
  public var isDiscrete: Bool {
    if case .truncated(let truncated) = self { return truncated.law.isDiscrete }
    return type(of: answer).isDiscrete
  }

  /// The smallest closed interval that carries all probability.
  public var support: ClosedRange<Double> { answer.support }
  /// The mean; NaN where it does not exist.
  public var mean: Double { answer.mean }
  /// The value that X is at most with probability ½.
  public var median: Double { quantile(0.5) }

  /// The density, or the mass of a discrete law, at `x`.
  public func density(_ x: Double) -> Double { answer.density(x) }
  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double { answer.cdf(x) }
  /// P(X > x), with full relative accuracy in the upper tail.
  public func survival(_ x: Double) -> Double { answer.survival(x) }

  /// The smallest x with P(X ≤ x) ≥ p; the ends of the support at 0 and 1.
  ///
  /// - Parameter p: from 0 to 1.
  /// - Returns: the value; NaN outside the domain.
  public func quantile(_ p: Double) -> Double { answer.quantile(p) }

  /// The quantile at 1 − q, exact for q close to 0.
  package func quantile(upper q: Double) -> Double { answer.quantile(upper: q) }

  /// Turns uniform numbers in (0, 1) into draws, each by the quantile function, in place.
  ///
  /// The values do not depend on how the numbers are cut into blocks.
  package func fillQuantiles(_ u: inout MutableSpan<Double>) { answer.fillQuantiles(&u) }

  /// The law of c X, as when a law written in months is turned into years.
  ///
  /// - Parameter factor: c > 0, finite.
  /// - Returns: the law of the multiplied variable.
  /// - Throws: ``DistributionError/notScalable(law:)`` for laws of counts, and
  ///   ``DistributionError/outOfRange(parameter:value:required:)`` for a bad factor.
  public func scaled(by factor: Double) throws(DistributionError) -> Law {
    try requirePositive("factor", factor)
    if factor == 1 { return self }
    return switch self {
    case .normal(let law): .normal(try law.scaled(by: factor))
    case .lognormal(let law): .lognormal(try law.scaled(by: factor))
    case .uniform(let law): .uniform(try law.scaled(by: factor))
    case .triangular(let law): .triangular(try law.scaled(by: factor))
    case .pert(let law): .pert(try law.scaled(by: factor))
    case .beta(let law): .beta(try law.scaled(by: factor))
    case .gamma(let law): .gamma(try law.scaled(by: factor))
    case .exponential(let law): .exponential(try law.scaled(by: factor))
    case .studentT(let law): .studentT(try law.scaled(by: factor))
    case .weibull(let law): .weibull(try law.scaled(by: factor))
    case .poisson(let law): .poisson(try law.scaled(by: factor))
    case .binomial(let law): .binomial(try law.scaled(by: factor))
    case .negativeBinomial(let law): .negativeBinomial(try law.scaled(by: factor))
    case .bernoulli(let law): .bernoulli(try law.scaled(by: factor))
    case .discrete(let law): .discrete(try law.scaled(by: factor))
    case .empirical(let law): .empirical(try law.scaled(by: factor))
    case .truncated(let law): .truncated(try law.scaled(by: factor))
    }
  }
}
