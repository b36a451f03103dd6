internal import SpecialFunctions

/// A trend model run through a series: what it says of level and growth at the end, and how well it
/// foresaw each observation.
///
/// Everything is linear in b₁, the unknown growth at the first observation, and shocks are in units
/// of σ; so one pass serves all σ and τ, and b₁ is integrated out in closed form.
struct TrendFilter {
  /// A number u + w b₁.
  struct Line {
    var constant: Double
    var slope: Double
  }

  /// ℓ at the last observation.
  private(set) var level: Line
  /// b at the last observation, per year.
  private(set) var growth = Line(constant: 0, slope: 1)
  private let steadyGrowth: Double
  private let observations: Int
  // Sums over one-step errors u + w b₁ with variance v σ².
  private var (uu, uw, ww, logVariances) = (0.0, 0.0, 0.0, 0.0)

  /// Runs a model through a series.
  ///
  /// A gap of more than a year is passed in equal steps of at most one; shorter gaps scale shocks
  /// by the square root of time.
  ///
  /// - Parameters:
  ///   - model: the model, whose σ and τ are not used.
  ///   - times: in years, increasing.
  ///   - z: the observations on the model's scale.
  init(_ model: TrendModel, times: [Double], z: [Double]) {
    let (α, β, φ, μ) = (
      model.levelResponse, model.growthResponse, model.persistence, model.steadyGrowth
    )
    level = Line(constant: z[0], slope: 0)
    steadyGrowth = μ
    observations = z.count
    for i in 1..<max(1, z.count) {
      let gap = times[i] - times[i - 1]
      let steps = max(1, (gap - 1e-9).rounded(.up))
      let δ = gap / steps
      let kept = δ == 1 ? φ : Elementary.pow(φ, δ)
      // Without shocks.
      for _ in 0..<Int(steps) {
        level.constant += growth.constant * δ
        level.slope += growth.slope * δ
        growth.constant = μ + (growth.constant - μ) * kept
        growth.slope *= kept
      }
      // A shock with r steps to go moves the observation by `seen`, the level by `stays`, growth
      // by β keptʳ.
      var (variance, withLevel, withGrowth) = (0.0, 0.0, 0.0)
      var (carried, power) = (0.0, 1.0)
      for r in 0..<Int(steps) {
        let stays = α + carried
        let seen = r == 0 ? 1 : stays
        variance += seen * seen * δ
        withLevel += seen * stays * δ
        withGrowth += seen * β * power * δ
        carried += β * power * δ
        power *= kept
      }
      let error = Line(constant: z[i] - level.constant, slope: -level.slope)
      uu += error.constant * error.constant / variance
      uw += error.constant * error.slope / variance
      ww += error.slope * error.slope / variance
      logVariances += Elementary.log(variance)
      let (toLevel, toGrowth) = (withLevel / variance, withGrowth / variance)
      level.constant += toLevel * error.constant
      level.slope += toLevel * error.slope
      growth.constant += toGrowth * error.constant
      growth.slope += toGrowth * error.slope
    }
  }

  /// The logarithm of the density of the series, but for a constant, and the law of b₁.
  ///
  /// - Parameters:
  ///   - volatility: σ.
  ///   - spread: τ.
  /// - Returns: the log density, and mean and variance of b₁ given the series.
  func evidence(
    volatility: Double, spread: Double
  ) -> (logDensity: Double, mean: Double, variance: Double) {
    let shock = volatility * volatility
    let prior = spread * spread
    let precision = 1 / prior + ww / shock
    let weighted = steadyGrowth / prior - uw / shock
    let errors = Double(observations - 1)
    let logDensity =
      -(logVariances + errors * Elementary.log(shock) + uu / shock
      + steadyGrowth * steadyGrowth / prior - weighted * weighted / precision
      + Elementary.log(precision * prior)) / 2
    return (logDensity, weighted / precision, 1 / precision)
  }
}
