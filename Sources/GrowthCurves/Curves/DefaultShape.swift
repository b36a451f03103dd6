extension CurveFamily {
  /// The shape taken when a scenario gives none.
  ///
  /// - Richards ν = exp(−0.3) = 0.741, between Gompertz (0) and logistic (1).
  /// - Bass q/p = 0.38/0.03, the average of 213 applications (Sultan, Farley and Lehmann 1990,
  ///   Journal of Marketing Research 27:70).
  /// - Weibull k = 2 (a hazard that rises in proportion to time) and Hill h = 3: S-shaped, ours.
  public var defaultShape: Double {
    switch self {
    case .richards: 0.740_818_220_681_717_9
    case .bass: 0.38 / 0.03
    case .weibull: 2
    case .hill: 3
    default: 1
    }
  }
}
