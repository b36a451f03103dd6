internal import Formulas
internal import FusedFunctions

/// The standard normal law: mean 0, variance 1.
public enum StandardNormal {
  /// Returns the density φ(x) = e^(−x²/2) / √(2π).
  ///
  /// Relative error at most 10⁻¹⁵, far tails included.
  public static func density(_ x: Double) -> Double {
    Elementary.isFused ? FusedFunctions.normalDensity(x) : Formula.normalDensity(x)
  }

  /// Returns the probability Φ(x) that a standard normal value is at most x.
  ///
  /// Relative error at most 10⁻¹⁵, far lower tail included; for the upper tail ask for Φ(−x).
  public static func cdf(_ x: Double) -> Double {
    Elementary.isFused ? FusedFunctions.normalDistribution(x) : Formula.normalDistribution(x)
  }

  /// Φ(x) as a uniform number that laws take: between 2⁻⁵³ and 1 − 2⁻⁵³, as streams of random numbers give them.
  package static func uniform(_ x: Double) -> Double {
    let least = 0x1p-53
    return min(max(cdf(x), least), 1 - least)
  }
}
