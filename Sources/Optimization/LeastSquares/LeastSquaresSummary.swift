/// What a least-squares fit found and why it stopped.
public struct LeastSquaresSummary: Hashable, Sendable {
  /// The parameters at the last accepted point.
  public let parameters: [Double]
  /// ‖f‖² there: the residual sum of squares, not halved.
  public let cost: Double
  /// The residuals there.
  public let residuals: [Double]
  /// How many steps were tried.
  public let iterations: Int
  /// How often the residuals were evaluated, with or without the Jacobian.
  public let evaluations: Int
  /// Why the fit stopped.
  public let termination: Termination
  /// The factor of the covariance of the parameters, with the rank of the Jacobian; it has rank 0
  /// when the starting point was not finite.
  public let covarianceFactor: CovarianceFactor
}
