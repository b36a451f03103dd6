public import Optimization

/// What a fit takes the observations for and how it searches.
public struct CurveFitOptions: Hashable, Sendable {
  /// What one observation of a named curve is.
  public enum Observation: String, CaseIterable, Hashable, Sendable {
    /// The level of the curve at its date.
    case level
    /// The increase of the curve over the period that ends at its date; the first period is as long
    /// as the middle one of the others.
    ///
    /// For the Bass curve this is adoptions per period in the form of Srinivasan and Mason 1986,
    /// Marketing Science 5:169.
    case increment
  }

  /// How observations scatter about the curve.
  public var errors = ErrorModel.additive
  /// What an observation of a named curve is.
  public var observation = Observation.level
  /// The date from which a curve counts that needs one; `nil` chooses it from the dates, by
  /// ``CurveFit/defaultOrigin(_:times:)``.
  public var origin: Double?
  /// Whether to look for lower minima than the one that the start leads to.
  public var searchesWidely = true
  /// Whether 95 % intervals follow the sum of squares (profile likelihood) instead of its curvature.
  public var profilesIntervals = false
  /// Takes autocorrelation out of the residuals.
  var whitening: Whitening?
  /// How each search is run.
  public var search = LevenbergMarquardtOptions()

  /// The defaults.
  public init() {}
}
