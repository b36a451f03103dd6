public import Expressions
public import GrowthModels

/// The growth of an indicator: a centre, noise on growth, and what levers add to growth.
///
/// All parameters are nodes of the case's graph: numbers, laws, expressions, or what the data and
/// a drawn ceiling leave, solved per path.
public struct GrowthPlan: Sendable {
  /// What moves the centre.
  public enum Model: Sendable {
    case curve(CurvePlan)
    case forecaster(ForecasterPlan)
    /// Several models, of which each path follows one: the first whose cumulative weight is above
    /// the path's uniform number `pick`.
    case average(members: [GrowthPlan], weights: [Double], pick: NodeID)
  }

  /// What moves the centre.
  public let model: Model
  /// The value at the origin.
  public let level: NodeID
  /// What is added to relative growth, per year.
  public let boost: NodeID?

  /// Creates a growth plan.
  ///
  /// - Parameters:
  ///   - model: what moves the centre.
  ///   - level: the value at the origin.
  ///   - boost: what is added to relative growth, per year.
  public init(
    model: Model, level: NodeID, boost: NodeID? = nil
  ) {
    self.model = model
    self.level = level
    self.boost = boost
  }
}

/// A growth curve that sets out from the level at the origin.
public struct CurvePlan: Sendable {
  /// What moves the curve.
  public enum Motion: Sendable {
    /// The relative growth at the origin, per year, from which the family's curve follows.
    case anchored(growth: NodeID)
    /// Two observations, through which each path's curve goes, whatever its ceiling.
    case through(TwoPoints)
    /// The rate of the family, which may change from period to period; only for the families
    /// whose curve goes on from any of its points: exponential, linear, logistic, Gompertz.
    case rate(NodeID)
    /// The coefficients of innovation and imitation of a Bass curve, which may begin at 0.
    case adoption(p: NodeID, q: NodeID)
  }

  /// The shape of the curve.
  public let family: CurveFamily
  /// What moves the curve.
  public let motion: Motion
  /// The ceiling, above the level at the origin, where the family has one.
  public let ceiling: NodeID?
  /// The family's further parameter (Bass: q/p; Richards: ν; Weibull and Hill: the exponent).
  public let shape: NodeID?
  /// The standard deviation of a year's growth in log terms.
  public let volatility: NodeID

  /// Creates a curve.
  ///
  /// - Parameters:
  ///   - family: the shape of the curve.
  ///   - motion: what moves the curve.
  ///   - ceiling: the ceiling, where the family has one.
  ///   - shape: the family's further parameter.
  ///   - volatility: the standard deviation of a year's growth in log terms.
  public init(
    family: CurveFamily, motion: Motion, ceiling: NodeID? = nil, shape: NodeID? = nil,
    volatility: NodeID
  ) {
    self.family = family
    self.motion = motion
    self.ceiling = ceiling
    self.shape = shape
    self.volatility = volatility
  }
}

/// What the forecaster expects under one ceiling, in units of its scale under that ceiling.
public struct ForecastLaw: Sendable {
  /// asin √(y/K) at the origin, in 0..<π/2: how far the level has come.
  public let angle: Double
  /// The centre of z at 1, 2, … years after the origin.
  public let centre: [Double]
  /// The standard deviation of a year's growth, as a multiple of that without a ceiling.
  public let spread: Double

  /// Creates a law.
  ///
  /// - Parameters:
  ///   - angle: asin √(y/K) at the origin.
  ///   - centre: the centre of z at 1, 2, … years after the origin.
  ///   - spread: the standard deviation as a multiple of that without a ceiling.
  public init(angle: Double, centre: [Double], spread: Double) {
    self.angle = angle
    self.centre = centre
    self.spread = spread
  }
}

/// The automatic forecaster's law of the future, as paths with its marginals.
///
/// With z the forecaster's scale, a path is at h years after the origin
/// z(h) = centre(h) + scale · (Σ_{j ≤ h} (v_j + θ v_{j−1}) − h · drift error),
/// where v_0 is `lastShock` and the other v are the indicator's innovations.
///
/// Source: Farmer and Lafond (2016), *Research Policy* 45, 647–665, the random walk with drift
/// and moving-average noise; the joint scheme is derived in docs/methods.md.
public struct ForecasterPlan: Sendable {
  /// How z becomes a value.
  public let transform: ForecastScale
  /// The ceiling of each path where it is drawn; then `transform` stands for no ceiling, and
  /// `byCeiling` tells what changes with it.
  public let ceiling: NodeID?
  /// The law at several ceilings; empty unless the ceiling is drawn.
  public let byCeiling: [ForecastLaw]
  /// The centre of z at 1, 2, … years after the origin.
  public let centre: [Double]
  /// The standard deviation of v, which is drawn per path.
  public let scale: NodeID
  /// v at the origin in units of `scale`, standard normal.
  public let lastShock: NodeID
  /// The error of the drift per year in units of `scale`.
  public let driftError: NodeID
  /// The moving-average coefficient.
  public let theta: Double
  /// The variance of the bridge within the first year and within a later one, per h (1 − h), in
  /// units of `scale`².
  public let bridgeVariances: (first: Double, later: Double)

  /// Creates a forecaster.
  ///
  /// - Parameters:
  ///   - transform: how z becomes a value.
  ///   - ceiling: the ceiling of each path where it is drawn.
  ///   - byCeiling: the law at several ceilings, with increasing angles.
  ///   - centre: the centre of z at 1, 2, … years after the origin.
  ///   - scale: the standard deviation of v.
  ///   - lastShock: v at the origin, standard normal.
  ///   - driftError: the error of the drift per year in units of `scale`.
  ///   - theta: the moving-average coefficient.
  ///   - bridgeVariances: the variance of the bridge within the first and a later year.
  public init(
    transform: ForecastScale, ceiling: NodeID? = nil, byCeiling: [ForecastLaw] = [],
    centre: [Double], scale: NodeID, lastShock: NodeID, driftError: NodeID, theta: Double,
    bridgeVariances: (first: Double, later: Double)
  ) {
    precondition(ceiling == nil || byCeiling.count >= 2, "\(byCeiling.count) laws by ceiling")
    self.transform = transform
    self.ceiling = ceiling
    self.byCeiling = byCeiling
    self.centre = centre
    self.scale = scale
    self.lastShock = lastShock
    self.driftError = driftError
    self.theta = theta
    self.bridgeVariances = bridgeVariances
  }
}
