public import Formulas
public import Lanes

/// The Cornish–Fisher expansion of the quantile of a law of counts, with a bound of its error.
///
/// A law with variance V = μ + c μ² has cumulants that depend on the skewness s and e = 1/V only.
/// Between the integers the distribution function is continued by the Edgeworth series of the law
/// whose cumulants are those of the counts less those of a uniform variable on (−½, ½). The
/// quantile is the integer part of the expanded value wherever the value ± bound has one integer
/// part, which is nearly always; elsewhere the distribution function itself decides.
///
/// Source: Cornish and Fisher (1938); Kolassa and McCullagh, *Edgeworth series for lattice
/// distributions*, Annals of Statistics 18 (1990); the idea of deciding by a bound is that of
/// Giles, *Algorithm 955: approximation of the inverse Poisson cumulative distribution function*,
/// ACM TOMS 42 (2016). Derived and checked in `tools/references/count_quantiles.py`.
@frozen
public struct CountExpansion<V: Lanes> {
  /// The largest max(s², e) for which the bound was checked.
  @inlinable @inline(always) public static var largestSkew: Double { 0.2 }

  /// The expanded quantile.
  public let value: V
  /// What the quantile differs from it by at most.
  public let bound: V

  /// Expands the quantile.
  ///
  /// - Parameters:
  ///   - w: the standard normal quantile.
  ///   - mean: μ.
  ///   - sd: √V.
  ///   - s: the skewness.
  ///   - e: 1 / V.
  @inlinable @inline(always)
  public init(normal w: V, mean: V, sd: V, skewness s: V, inverseVariance e: V) {
    let w2 = w * w
    let s2 = s * s
    let first = (w2 - 1) * V(1.0 / 6)
    let secondE: V = e * (1 - w2) * V(1.0 / 48)
    let secondS: V = s2 * (w2 - 7) * V(1.0 / 144)
    let second = w * (secondE + secondS)
    let thirdS: V = (-w2 * V(1.0 / 2160) - V(7.0 / 6480)) * w2 + V(1.0 / 405)
    let thirdE: V = (w2 * V(1.0 / 240) + V(7.0 / 720)) * w2 - V(1.0 / 45)
    let third = s2 * thirdS + e * thirdE
    let fourthE: V = (-w2 * V(13.0 / 23040) - V(1.0 / 1920)) * w2 + V(181.0 / 23040)
    let fourthS: V = (w2 * V(1.0 / 69120) + V(1.0 / 2430)) * w2 - V(433.0 / 622_080)
    let fourthM: V = (-w2 * V(1.0 / 1280) - V(59.0 / 17280)) * w2 + V(349.0 / 34560)
    let fourth = w * (e * e * fourthE + s2 * s2 * fourthS + s2 * e * fourthM)
    value = mean + sd * (w + (s * (first + third) + (second + fourth))) + 0.5

    let m = V.choose(s2 < e, e, s2)
    let w6 = w2 * w2 * w2
    // √e = 1/√V without another root.
    let rootE = sd * e
    let size = s.magnitudes
    let smooth = V.choose(size < rootE, rootE, size) * (6e-4 + 1.2e-5 * w6)
    let lattice = rootE * (0.05 + 0.004 * w6)
    // The last two terms are the rounding of the value and of w.
    bound = sd * (m * m * (smooth + lattice) + 1e-12) + 1e-14 * mean
  }

  /// The quantile, where one integer is all that the bound allows; not a number elsewhere.
  ///
  /// - Parameter largest: the largest count of the law.
  /// - Returns: the counts.
  @inlinable @inline(always)
  public func count(upTo largest: V) -> V {
    let low = Formula.floor(value - bound)
    let high = Formula.floor(value + bound)
    return V.choose((low == high) & (0 <= low) & (high <= largest), low, V(Double.nan))
  }
}
