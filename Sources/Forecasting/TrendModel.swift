/// A local trend with one source of error, in years, on one of the scales.
///
///     z_t = ℓ_{t−1} + b_{t−1} + e_t,   e_t ~ N(0, σ²)
///     ℓ_t = ℓ_{t−1} + b_{t−1} + α e_t
///     b_t = μ + φ (b_{t−1} − μ) + β e_t,   b_1 ~ N(μ₁, τ²)
///
/// α says how much of a shock stays in the level, β how much of it stays in growth; growth returns
/// to μ at the rate φ. β = 0 is a steady trend, φ < 1 a damped one, α < 1 smooths the level. Where
/// growth began far above what it returns to (μ₁ > μ), as after a launch, the trend bends.
///
/// Source: Hyndman, Koehler, Ord and Snyder 2008, *Forecasting with Exponential Smoothing*, the
/// damped-trend model (A, A_d, N) in their ch. 3, here with growth that returns to μ instead of 0.
package struct TrendModel: Hashable, Sendable {
  /// Which scale it works on.
  package enum Link: Hashable, Sendable {
    /// The logarithm, or the logit below a known ceiling.
    case relative
    /// The square root, or the arcsine below a known ceiling.
    case root
  }

  /// The scale.
  package let link: Link
  /// μ, the growth to which growth returns, per year.
  package let steadyGrowth: Double
  /// α.
  package let levelResponse: Double
  /// β, per year.
  package let growthResponse: Double
  /// φ, per year.
  package let persistence: Double
  /// σ, per √year.
  package let volatility: Double
  /// μ₁, the mean of growth at the first observation, per year.
  package let initialGrowth: Double
  /// τ, its standard deviation, per year.
  package let growthSpread: Double

  /// The same model with years of which so many pass in one: what grows by so much a year grows by less in
  /// one of them.
  func onClock(_ clock: Double) -> TrendModel {
    guard clock != 1 else { return self }
    return TrendModel(
      link: link, steadyGrowth: steadyGrowth / clock, levelResponse: levelResponse,
      growthResponse: growthResponse, persistence: persistence, volatility: volatility,
      initialGrowth: initialGrowth / clock, growthSpread: growthSpread / clock)
  }
}
