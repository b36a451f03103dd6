public import Expressions
package import Forecasting
public import GrowthCurves

/// The growth of an indicator: a centre, noise on growth, and what levers add to growth.
///
/// All parameters are nodes of the plan's graph: numbers, laws, expressions, or what the data and
/// a drawn ceiling leave, solved per path.
public struct GrowthPlan: Hashable, Sendable {
  /// What moves the centre.
  public enum Model: Hashable, Sendable {
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
  /// How periods make the totals that the model moves; nil where it moves the values themselves.
  public let total: TotalPlan?

  /// Creates a growth plan.
  public init(
    model: Model, level: NodeID, boost: NodeID? = nil, total: TotalPlan? = nil
  ) {
    self.model = model
    self.level = level
    self.boost = boost
    self.total = total
  }
}

extension GrowthPlan {
  /// The nodes that must be up to date when a block of paths begins.
  var nodesOnce: [NodeID] {
    switch model {
    case .curve(let curve): [level] + curve.nodesOnce
    case .forecaster(let law): [level] + law.nodesOnce
    case .average(let members, _, let pick): [level, pick] + members.flatMap(\.nodesOnce)
    }
  }

  /// The nodes that must be up to date in every period.
  var nodesPerPeriod: [NodeID] {
    switch model {
    case .curve(let curve): curve.nodesPerPeriod
    case .forecaster(let law): [law.limit].compactMap { $0 }
    case .average(let members, _, _): members.flatMap(\.nodesPerPeriod)
    }
  }

  /// Whether periods up to the origin matter: a ceiling that changes in time is read there.
  var watchesPast: Bool {
    switch model {
    case .curve(let curve): curve.hasMovingCeiling
    case .forecaster: false
    case .average(let members, _, _): members.contains(where: \.watchesPast)
    }
  }
}

extension CurvePlan {
  /// Whether the ceiling changes in time.
  package var hasMovingCeiling: Bool { ceilingAhead != nil }

  fileprivate var nodesOnce: [NodeID] {
    let ceiling = hasMovingCeiling ? nil : ceiling
    let common = [ceiling, shape, deviation].compactMap { $0 }
    return switch motion {
    case .anchored(let growth): common + [growth]
    case .through: common
    case .adoptionThrough(_, let known, _): common + [known]
    case .rate, .adoption: hasMovingCeiling ? common : []
    }
  }

  fileprivate var nodesPerPeriod: [NodeID] {
    let common = [volatility] + [ceiling, ceilingAhead].compactMap { $0 }
    return switch motion {
    case .anchored, .through, .adoptionThrough: hasMovingCeiling ? common : [volatility]
    case .rate(let rate): common + [rate]
    case .adoption(let p, let q): common + [p, q]
    }
  }
}

/// A growth curve that sets out from the level at the origin.
public struct CurvePlan: Hashable, Sendable {
  /// What moves the curve.
  public enum Motion: Hashable, Sendable {
    /// The relative growth at the origin, per year, from which the family's curve follows.
    case anchored(growth: NodeID)
    /// Two observations, through which each path's curve goes, whatever its ceiling.
    case through(TwoPoints)
    /// The rate of the family, which may change from period to period; only for the families
    /// whose curve goes on from any of its points: exponential, linear, logistic, Gompertz, and
    /// Richards where the ceiling changes in time.
    case rate(NodeID)
    /// The coefficients of innovation and imitation of a Bass curve, which may begin at 0.
    case adoption(p: NodeID, q: NodeID)
    /// One coefficient of a Bass curve; the other is that by which each path goes through two
    /// observations.
    case adoptionThrough(TwoPoints, known: NodeID, isInnovation: Bool)
  }

  /// The shape of the curve.
  public let family: CurveFamily
  /// What moves the curve.
  public let motion: Motion
  /// The ceiling, above the level at the origin, where the family has one.
  public let ceiling: NodeID?
  /// A ceiling that changes in time, just after the end of the period, for the step that begins there.
  public let ceilingAhead: NodeID?
  /// Under a moving ceiling, the standard normal number by which what the noise has been between
  /// two observations deviates.
  public let deviation: NodeID?
  /// The family's further parameter (Bass: q/p; Richards: ν; Weibull and Hill: the exponent).
  public let shape: NodeID?
  /// The standard deviation of a year's growth in log terms.
  public let volatility: NodeID

  /// Creates a curve.
  public init(
    family: CurveFamily, motion: Motion, ceiling: NodeID? = nil, ceilingAhead: NodeID? = nil,
    deviation: NodeID? = nil, shape: NodeID? = nil, volatility: NodeID
  ) {
    self.family = family
    self.motion = motion
    self.ceiling = ceiling
    self.ceilingAhead = ceilingAhead
    self.deviation = deviation
    self.shape = shape
    self.volatility = volatility
  }
}

/// The automatic forecaster's law of the future, as paths with its marginals.
///
/// Each path follows one of the forecaster's trend models: with level ℓ, growth b and a year's shock
/// e = σ ε, z = ℓ + b + e, then ℓ ← ℓ + b + α e and b ← μ + φ (b − μ) + β e; between whole years a
/// straight line and a Brownian bridge. ε is the sum of the indicator's innovations of the year.
public struct ForecasterPlan: Hashable, Sendable {
  /// Values that may be negative, as z.
  package struct Additive: Hashable, Sendable {
    /// The unit of z.
    package let unit: Double
    /// The bounds of the values.
    package let bounds: ClosedRange<Double>

    /// Values in a unit, within bounds.
    package init(unit: Double, bounds: ClosedRange<Double>) {
      self.unit = unit
      self.bounds = bounds
    }
  }

  /// The trend models after they have seen the history, with their probabilities.
  ///
  /// One law, or several by increasing angle where the ceiling differs by path, all with the same
  /// models in the same order.
  package let laws: [ForecastLaw]
  /// The bounds and the unit of z where values may be negative.
  package let additive: Additive?
  /// The ceiling of each path, above the level at the origin, if there is one.
  public let ceiling: NodeID?
  /// A ceiling that changes in time, at which paths are cut.
  public let limit: NodeID?
  /// By what factor values are moved in each period after the origin: towards lines through the whole
  /// history; none where the history is short.
  package let corrections: [Double]
  /// The number in (0, 1) by which a path chooses its model.
  public let pick: NodeID
  /// The standard normal number by which a path's growth at the origin deviates.
  public let deviation: NodeID
  /// The standard normal number by which its level does so on its own.
  public let levelDeviation: NodeID

  /// Creates a forecaster.
  package init(
    laws: [ForecastLaw], additive: Additive? = nil, ceiling: NodeID? = nil, limit: NodeID? = nil,
    corrections: [Double] = [], pick: NodeID,
    deviation: NodeID, levelDeviation: NodeID
  ) {
    precondition(!laws.isEmpty && laws.allSatisfy { $0.members.count == laws[0].members.count })
    self.laws = laws
    self.additive = additive
    self.ceiling = ceiling
    self.limit = limit
    self.corrections = corrections
    self.pick = pick
    self.deviation = deviation
    self.levelDeviation = levelDeviation
  }
}

extension ForecasterPlan {
  fileprivate var nodesOnce: [NodeID] {
    [pick, deviation, levelDeviation] + [ceiling].compactMap { $0 }
  }
}

/// What the forecaster says under one ceiling.
package struct ForecastLaw: Hashable, Sendable {
  /// asin √(y/K) at the origin, in 0..<π/2: how far the level has come; 0 without a ceiling.
  package let angle: Double
  /// The trend models.
  package let members: [ForecastMember]

  /// Creates a law.
  package init(angle: Double, members: [ForecastMember]) {
    self.angle = angle
    self.members = members
  }
}
