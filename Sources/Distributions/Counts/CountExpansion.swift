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
struct CountExpansion {
  /// The largest max(s², e) for which the bound was checked.
  static let largestSkew = 0.2

  let value: Double
  let bound: Double

  /// Expands the quantile.
  ///
  /// - Parameters:
  ///   - w: the standard normal quantile.
  ///   - mean: μ.
  ///   - sd: √V.
  ///   - s: the skewness.
  ///   - e: 1 / V.
  init(normal w: Double, mean: Double, sd: Double, skewness s: Double, inverseVariance e: Double) {
    let w2 = w * w
    let s2 = s * s
    let first = (w2 - 1) * (1.0 / 6)
    let second = w * (e * (1 - w2) * (1.0 / 48) + s2 * (w2 - 7) * (1.0 / 144))
    let third =
      s2 * ((-w2 * (1.0 / 2160) - 7.0 / 6480) * w2 + 1.0 / 405)
      + e * ((w2 * (1.0 / 240) + 7.0 / 720) * w2 - 1.0 / 45)
    let fourth =
      w
      * (e * e * ((-w2 * (13.0 / 23040) - 1.0 / 1920) * w2 + 181.0 / 23040)
        + s2 * s2 * ((w2 * (1.0 / 69120) + 1.0 / 2430) * w2 - 433.0 / 622_080)
        + s2 * e * ((-w2 * (1.0 / 1280) - 59.0 / 17280) * w2 + 349.0 / 34560))
    value = mean + sd * (w + (s * (first + third) + (second + fourth))) + 0.5

    let m = max(s2, e)
    let w6 = w2 * w2 * w2
    let smooth = m.squareRoot() * (6e-4 + 1.2e-5 * w6)
    let lattice = e.squareRoot() * (0.05 + 0.004 * w6)
    // The last two terms are the rounding of the value and of w.
    bound = sd * (m * m * (smooth + lattice) + 1e-12) + 1e-14 * mean
  }
}
