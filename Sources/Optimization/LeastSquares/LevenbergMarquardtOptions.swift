/// The conditions under which ``LevenbergMarquardt`` stops and how it steps.
public struct LevenbergMarquardtOptions: Hashable, Sendable {
  /// Stop when the linear model at the current point can lower the cost by no more than this
  /// fraction of it, and the last step lowered it by no more.
  public var costTolerance = 1e-16
  /// Stop when the full step, with each parameter scaled by its column of the Jacobian, is
  /// shorter than this fraction of the parameters.
  public var stepTolerance = 1e-13
  /// Stop when the cosine of the angle between the residuals and the plane that the Jacobian
  /// spans is no more than this (the relative offset of Bates and Watts, 1981).
  public var gradientTolerance = 1e-12
  /// Stop after this many accepted or refused steps.
  public var maxIterations = 3000
  /// The first damping μ, relative to squared scaled columns.
  public var initialDamping = 1e-3
  /// Whether steps follow the curve of the model to second order.
  public var usesGeodesicAcceleration = true
  /// Refuse a step whose acceleration is longer than this fraction of its velocity.
  public var maxAccelerationRatio = 0.75

  /// The defaults, which converge to nearly all digits that doubles allow.
  public init() {}
}
