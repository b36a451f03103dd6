internal import SpecialFunctions

/// A trend model run through a series: what it says of level and growth at the end, and how well it
/// foresaw the observations.
///
/// The Kalman filter of level and growth, which begins with the first observation as the level. Years
/// without an observation are steps of their own, so that what nobody saw in them stays in doubt.
struct TrendFilter {
  /// A normal law of level ℓ and growth b (per year).
  struct State {
    var level: Double
    var growth: Double
    var levelVariance: Double
    var covariance: Double
    var growthVariance: Double
  }

  /// The law of ℓ and b at the last observation.
  private(set) var state: State
  /// The logarithm of the density of the observations after the first, but for a constant.
  private(set) var logDensity = 0.0

  /// Runs a model through a series.
  ///
  /// A gap is passed in equal steps of at most a year; a shorter one has shocks of σ √time.
  ///
  /// A series that fell is judged as if it had grown by `shear` a year more: how much it fell says
  /// little of how much it could grow, and a wild past must not make growth likelier than a flat one.
  /// Growth itself is learnt from what happened, and a level above the last value is not, where
  /// the fall put it there.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - times: in years, increasing.
  ///   - z: the observations on the model's scale.
  ///   - shear: ≥ 0, in z per year.
  ///   - levelVariance: the doubt about the level that the first observation leaves.
  init(
    _ model: TrendModel, times: [Double], z: [Double], shear: Double, levelVariance: Double = 0
  ) {
    let last = times[times.count - 1]
    func sheared(_ i: Int) -> Double { z[i] + shear * (times[i] - last) }
    state = State(
      level: z[0], growth: model.initialGrowth, levelVariance: levelVariance, covariance: 0,
      growthVariance: model.growthSpread * model.growthSpread)
    var (level, growth) = (sheared(0), model.initialGrowth)
    for i in 1..<max(1, z.count) {
      let gap = times[i] - times[i - 1]
      let steps = max(1, (gap - 1e-9).rounded(.up))
      let step = Step(model, years: gap / steps)
      for _ in 1..<max(1, Int(steps)) {
        (level, growth) = step.mean(level, growth)
        (state.level, state.growth) = step.mean(state.level, state.growth)
        step.spread(&state)
      }
      let (error, shearedError) = (
        z[i] - step.observed(state.level, state.growth), sheared(i) - step.observed(level, growth)
      )
      let gain = step.observe(&state)
      (level, growth) = step.mean(level, growth)
      (state.level, state.growth) = step.mean(state.level, state.growth)
      level += gain.level * shearedError
      growth += gain.growth * shearedError
      state.level += gain.level * error
      state.growth += gain.growth * error
      logDensity -=
        (Elementary.log(gain.variance) + shearedError * shearedError / gain.variance) / 2
    }
    state.level = min(state.level, level)
  }

  /// A step of a model.
  private struct Step {
    let years: Double
    let steadyGrowth: Double
    /// φ over the step.
    let kept: Double
    let levelResponse: Double
    let growthResponse: Double
    /// σ² of the step.
    let shock: Double

    init(_ model: TrendModel, years: Double) {
      self.years = years
      steadyGrowth = model.steadyGrowth
      kept = years == 1 ? model.persistence : Elementary.pow(model.persistence, years)
      levelResponse = model.levelResponse
      growthResponse = model.growthResponse
      shock = model.volatility * model.volatility * years
    }

    func observed(_ level: Double, _ growth: Double) -> Double { level + growth * years }

    func mean(_ level: Double, _ growth: Double) -> (Double, Double) {
      (level + growth * years, steadyGrowth + (growth - steadyGrowth) * kept)
    }

    /// Moves the variances over a step without an observation.
    func spread(_ state: inout State) {
      let line =
        state.levelVariance + 2 * years * state.covariance
        + years * years * state.growthVariance
      let withGrowth = kept * (state.covariance + years * state.growthVariance)
      state.levelVariance = line + levelResponse * levelResponse * shock
      state.covariance = withGrowth + levelResponse * growthResponse * shock
      state.growthVariance =
        kept * kept * state.growthVariance + growthResponse * growthResponse * shock
    }

    /// Moves the variances over a step with an observation.
    ///
    /// - Returns: the variance of the observation, and what an error in it moves level and growth by.
    func observe(_ state: inout State) -> (variance: Double, level: Double, growth: Double) {
      let line =
        state.levelVariance + 2 * years * state.covariance
        + years * years * state.growthVariance
      let variance = line + shock
      let withLevel = line + levelResponse * shock
      let withGrowth =
        kept * (state.covariance + years * state.growthVariance) + growthResponse * shock
      spread(&state)
      state.levelVariance = max(0, state.levelVariance - withLevel * withLevel / variance)
      state.covariance -= withLevel * withGrowth / variance
      state.growthVariance = max(0, state.growthVariance - withGrowth * withGrowth / variance)
      return (variance, withLevel / variance, withGrowth / variance)
    }
  }
}
