public import Distributions

/// What is believed of a growth curve before the data.
///
/// A law is a density in the natural unit of its parameter; the parameters the curve is computed
/// with follow from it with the Jacobian. Laws of different parameters are independent.
///
/// - `rate` is the classical one: r of logistic, Gompertz, Richards and exponential curves, and the
///   slope of a line in units a year. It replaces the prior of growth.
/// - `midpoint` is the date at which half of the ceiling is reached; it replaces the prior of growth too.
///   Curves with a midpoint rise.
/// - With both rate and midpoint the prior of the share of the ceiling is dropped as well, and with
///   a ceiling besides, the level is what the three imply: the density of the observed level.
/// - `level` is the value at the last observation, and is taken only where that is not exact;
///   standard is a flat prior on its logarithm.
public struct GrowthPriors: Hashable, Sendable {
  /// What is believed of one parameter.
  public enum Prior: Hashable, Sendable {
    /// The default, named at the parameter.
    case standard
    /// The number.
    case known(Double)
    /// A law with a density.
    case law(Law)
  }

  /// g at the last observation, per year; standard is ``DefaultPriors/growth`` (of a fall below a
  /// ceiling that of g/(1 − ζ), decision 0060), cut at zero for
  /// families that cannot fall.
  public var growth = Prior.standard
  /// K, in the unit of the series; standard is beta(1, 1.5) for ζ = L/K (``DefaultPriors/share``).
  public var ceiling = Prior.standard
  /// The classical rate; standard is none.
  public var rate = Prior.standard
  /// The classical midpoint, a date in years; standard is none.
  public var midpoint = Prior.standard
  /// L, in the unit of the series.
  public var level = Prior.standard
  /// σ, the standard deviation of a year's log growth; standard is σ² ~ scaled inverse χ²(4, 0.10²).
  public var volatility = Prior.standard
  /// ν, q/p, k or h; standard is the family's ``CurveFamily/defaultShape``.
  public var shape = Prior.standard

  /// The defaults of all parameters.
  public init() {}
}

extension GrowthPriors.Prior {
  var law: Law? {
    if case .law(let law) = self { law } else { nil }
  }

  var number: Double? {
    if case .known(let number) = self { number } else { nil }
  }

  var isGiven: Bool { self != .standard }

  /// log density at x where there is a law, otherwise 0.
  func logDensity(_ x: Double) -> Double {
    guard case .law(let law) = self else { return 0 }
    return logarithmOfDensity(law, x)
  }
}
