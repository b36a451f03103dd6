internal import SpecialFunctions

/// A law of counts 0, 1, 2, … as the inversion of its distribution function needs it.
///
/// The three conformers have a variance V = μ + c μ², so that one expansion serves them all.
protocol CountLaw {
  var mean: Double { get }
  var variance: Double { get }
  /// V′(μ) / √V, the third standardised cumulant.
  var skewness: Double { get }
  /// The largest count; infinite for laws without one.
  var largest: Double { get }

  /// P(X ≤ k) and P(X > k).
  func tails(_ k: Double) -> GammaFunction.Ratios
  /// P(X = k).
  func mass(_ k: Double) -> Double
  /// P(X = k + 1) / P(X = k).
  func growth(after k: Double) -> Double
  /// A starting value of the quantile where the law is too skew for the expansion.
  func roughQuantile(_ u: Double, upper: Double) -> Double
}

/// Poisson's law of the given mean.
struct PoissonCounts: CountLaw {
  let mean: Double

  var variance: Double { mean }
  var skewness: Double { 1 / mean.squareRoot() }
  var largest: Double { .infinity }

  func tails(_ k: Double) -> GammaFunction.Ratios {
    // P(X ≤ k) = Q(k + 1, mean).
    let ratios = GammaFunction.ratios(a: k + 1, x: mean)
    return GammaFunction.Ratios(lower: ratios.upper, upper: ratios.lower)
  }
  func mass(_ k: Double) -> Double { GammaFunction.poissonMass(k, mean: mean) }
  func growth(after k: Double) -> Double { mean / (k + 1) }
  func roughQuantile(_ u: Double, upper: Double) -> Double { mean }
}

/// The binomial law: successes in n trials.
struct BinomialCounts: CountLaw {
  let trials: Double
  let success: Double
  let failure: Double

  var mean: Double { trials * success }
  var variance: Double { trials * success * failure }
  var skewness: Double { (failure - success) / variance.squareRoot() }
  var largest: Double { trials }

  func tails(_ k: Double) -> GammaFunction.Ratios {
    guard k < trials else { return GammaFunction.Ratios(lower: 1, upper: 0) }
    return BetaFunction.ratios(a: trials - k, b: k + 1, x: failure, complement: success)
  }
  func mass(_ k: Double) -> Double {
    BetaFunction.binomialMass(k, trials - k, x: success, y: failure)
  }
  func growth(after k: Double) -> Double { (trials - k) / (k + 1) * (success / failure) }
  func roughQuantile(_ u: Double, upper: Double) -> Double { mean }
}

/// The negative binomial law: failures before `size` successes, for any real size.
struct NegativeBinomialCounts: CountLaw {
  let size: Double
  let success: Double
  let failure: Double

  var mean: Double { size * (failure / success) }
  var variance: Double { mean / success }
  var skewness: Double { (1 + failure) / (size * failure).squareRoot() }
  var largest: Double { .infinity }

  func tails(_ k: Double) -> GammaFunction.Ratios {
    BetaFunction.ratios(a: size, b: k + 1, x: success, complement: failure)
  }
  func mass(_ k: Double) -> Double {
    // C(k + r − 1, k) pʳ qᵏ = C(k + r, k) pʳ qᵏ · r / (k + r).
    BetaFunction.binomialMass(size, k, x: success, y: failure) * (size / (size + k))
  }
  func growth(after k: Double) -> Double { (k + size) / (k + 1) * failure }
  func roughQuantile(_ u: Double, upper: Double) -> Double {
    let standard =
      u < 0.5
      ? GammaFunction.inverseRegularizedLower(a: size, p: u)
      : GammaFunction.inverseRegularizedUpper(a: size, q: upper)
    return standard * (failure / success)
  }
}
