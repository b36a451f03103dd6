internal import Distributions
internal import GrowthCurves
internal import Sampling
internal import SpecialFunctions

/// The posterior density of a growth curve in coordinates on the real line.
///
/// The coordinates are growth (or a bounded rate or midpoint), ceiling or share, log level,
/// volatility and shape, as far as they are not given; each is mapped to its range by
/// ``CoordinateRange``. The ceiling lies above the highest exact observation:
/// K = max(M, L) + eˣ, or ζ = ζₘₐₓ/(1 + e⁻ˣ).
struct GrowthPosteriorDensity: PosteriorDensity {
  /// The curve and volatility that a point stands for.
  struct Parameters {
    var growth = 0.0
    var share = 0.0
    var logLevel = 0.0
    var volatility = 0.0
    var shape = 1.0
  }

  /// What the coordinate that moves the curve measures.
  enum Motion { case growth, rate, midpoint }

  let family: CurveFamily
  let priors: GrowthPriors
  let likelihood: RandomWalkLikelihood
  let anchor: Double
  private let growthLaw: Law
  let form: any AnchoredForm.Type
  let bounded: (any BoundedForm.Type)?
  let rated: (any RatedForm.Type)?
  private let sigmoid: (any SigmoidForm.Type)?
  /// The shape where it is not free.
  let standardShape: Double
  /// log of the highest exact value; −∞ if there is none.
  let logHighest: Double
  /// log L where it is not free.
  let fixedLogLevel: Double?
  let motion: Motion
  let motionRange: CoordinateRange
  let levelRange: CoordinateRange
  let volatilityRange: CoordinateRange
  let shapeRange: CoordinateRange
  let motionLane: Int?
  let shareLane: Int?
  let levelLane: Int?
  let volatilityLane: Int?
  let shapeLane: Int?
  let rises: Bool
  let dimension: Int

  private var hasBoth: Bool { priors.rate.isGiven && priors.midpoint.isGiven }

  /// - Parameters:
  ///   - family: one with an anchored form.
  ///   - form: its formulas.
  ///   - observations: in order of time, checked.
  ///   - priors: checked.
  init(
    _ family: CurveFamily, _ form: any AnchoredForm.Type, _ observations: [GrowthObservation],
    _ priors: GrowthPriors
  ) {
    self.family = family
    self.form = form
    self.priors = priors
    growthLaw = priors.growth.law ?? DefaultPriors.growth
    (bounded, rated, sigmoid) = (family.bounded, family.rated, family.sigmoid)
    standardShape = form.defaultShape.map { priors.shape.number ?? $0 } ?? 1
    likelihood = RandomWalkLikelihood(observations)
    let last = observations[observations.count - 1]
    anchor = last.time
    let highest = observations.filter { $0.kind == .exact }.map(\.value).max()
    logHighest = highest.map { Elementary.log($0) } ?? -.infinity
    fixedLogLevel =
      last.kind == .exact
      ? Elementary.log(last.value) : priors.level.number.map { Elementary.log($0) }
    rises = form.hasAge || priors.midpoint.isGiven
    (motion, motionRange) = GrowthPosteriorDensity.motion(priors, rises: rises)
    let bounds = last.bounds ?? 0 ... .infinity
    var (least, most) = (Elementary.log(bounds.lowerBound), Elementary.log(bounds.upperBound))
    if let law = priors.level.law {
      if law.support.lowerBound > 0 { least = max(least, Elementary.log(law.support.lowerBound)) }
      most = min(most, Elementary.log(law.support.upperBound))
    }
    if bounded != nil {
      if let number = priors.ceiling.number { most = min(most, Elementary.log(number)) }
      if let law = priors.ceiling.law { most = min(most, Elementary.log(law.support.upperBound)) }
    }
    levelRange = CoordinateRange(lower: least, upper: most)
    func positive(_ prior: GrowthPriors.Prior) -> CoordinateRange {
      CoordinateRange(
        lower: max(0, prior.law?.support.lowerBound ?? 0),
        upper: prior.law?.support.upperBound ?? .infinity)
    }
    volatilityRange = positive(priors.volatility)
    shapeRange = positive(priors.shape)

    var count = 0
    func lane(_ isFree: Bool) -> Int? {
      guard isFree else { return nil }
      count += 1
      return count - 1
    }
    motionLane = lane(
      priors.growth.number == nil && priors.rate.number == nil && priors.midpoint.number == nil)
    shareLane = lane(
      bounded != nil && priors.ceiling.number == nil
        && (priors.rate.number == nil || priors.midpoint.number == nil))
    levelLane = lane(fixedLogLevel == nil)
    volatilityLane = lane(priors.volatility.number == nil)
    shapeLane = lane(form.defaultShape != nil && priors.shape.law != nil)
    dimension = count
  }

  /// A law with hard ends is best met in its own coordinate.
  static func motion(
    _ priors: GrowthPriors, rises: Bool
  ) -> (Motion, CoordinateRange) {
    for (motion, prior) in [
      (Motion.rate, priors.rate), (.midpoint, priors.midpoint), (.growth, priors.growth),
    ] {
      guard let law = prior.law else { continue }
      let support = law.support
      let isHard =
        support.upperBound < .infinity
        || (support.lowerBound > -.infinity && support.lowerBound != 0)
      if isHard || motion == .growth {
        let lower = rises && motion != .midpoint ? max(0, support.lowerBound) : support.lowerBound
        return (motion, CoordinateRange(lower: lower, upper: support.upperBound))
      }
    }
    let isPositive = rises || priors.rate.law.map { $0.support.lowerBound >= 0 } ?? false
    return (.growth, CoordinateRange(lower: isPositive ? 0 : -.infinity, upper: .infinity))
  }

  /// The curve that a point stands for, and the logarithm of the derivative of its free parameters
  /// by the coordinates; nil where there is none.
  func parameters(at x: SIMD8<Double>) -> (Parameters, logSlope: Double)? {
    var p = Parameters()
    var logSlope = 0.0
    p.shape = standardShape
    if let lane = shapeLane {
      let (value, slope) = shapeRange.value(x[lane])
      p.shape = value
      logSlope += slope
    }
    p.logLevel = fixedLogLevel ?? 0
    if let lane = levelLane {
      let (value, slope) = levelRange.value(x[lane])
      p.logLevel = value
      logSlope += slope
    }
    if bounded != nil {
      guard let slope = fillShare(&p, x) else { return nil }
      logSlope += slope
    }
    guard let slope = fillGrowth(&p, x) else { return nil }
    logSlope += slope
    p.volatility = priors.volatility.number ?? 0
    if let lane = volatilityLane {
      let (value, slope) = volatilityRange.value(x[lane])
      p.volatility = value
      logSlope += slope
    }
    guard p.volatility > 0, p.volatility.isFinite, p.shape > 0, p.growth.isFinite,
      p.growth > 0 || !rises, logSlope > -.infinity
    else { return nil }
    return (p, logSlope)
  }

  private func fillShare(_ p: inout Parameters, _ x: SIMD8<Double>) -> Double? {
    let level = Elementary.exp(p.logLevel)
    let most = Elementary.exp(min(0, p.logLevel - logHighest))
    var logSlope = 0.0
    if let number = priors.ceiling.number {
      p.share = level / number
    } else if let lane = shareLane, let law = priors.ceiling.law {
      let range = CoordinateRange(
        lower: max(level / most, law.support.lowerBound), upper: law.support.upperBound)
      guard !range.isEmpty else { return nil }
      let (ceiling, slope) = range.value(x[lane])
      p.share = level / ceiling
      // dζ/dK = ζ/K
      logSlope = slope + Elementary.log(p.share / ceiling)
    } else if let lane = shareLane {
      let (value, slope) = CoordinateRange(lower: 0, upper: most).value(x[lane])
      p.share = value
      logSlope = slope
    } else if let rate = priors.rate.number, let midpoint = priors.midpoint.number {
      p.share = share(ahead: rate * (midpoint - anchor), shape: p.shape)
    }
    guard p.share > 0, p.share < 1, p.share <= most else { return nil }
    return logSlope
  }

  private func fillGrowth(_ p: inout Parameters, _ x: SIMD8<Double>) -> Double? {
    if let number = priors.rate.number {
      p.growth = number / ratePerGrowth(p)
      return 0
    }
    if let number = priors.midpoint.number {
      p.growth = midpointTimesGrowth(p) / (number - anchor)
      return p.growth > 0 ? 0 : nil
    }
    if let number = priors.growth.number {
      p.growth = number
      return 0
    }
    guard let lane = motionLane else { return nil }
    let (value, slope) = motionRange.value(x[lane])
    switch motion {
    case .growth:
      p.growth = value
      return slope
    case .rate:
      let per = ratePerGrowth(p)
      p.growth = value / per
      return slope - Elementary.log(per)
    case .midpoint:
      p.growth = midpointTimesGrowth(p) / (value - anchor)
      guard p.growth > 0 else { return nil }
      return slope + Elementary.log(p.growth / abs(value - anchor))
    }
  }

  func logDensity(at x: SIMD8<Double>) -> Double {
    guard let (p, logSlope) = parameters(at: x) else { return -.infinity }
    let prior = logPrior(p)
    guard prior > -.infinity else { return -.infinity }
    return prior + logSlope + logLikelihood(p)
  }

  func logLikelihood(_ p: Parameters) -> Double {
    likelihood.logarithm(
      form, growth: p.growth, share: p.share, shape: p.shape, logLevel: p.logLevel,
      volatility: p.volatility)
  }

  /// The prior density of g, ζ, log L, σ and the shape, as far as they are free.
  private func logPrior(_ p: Parameters) -> Double {
    var sum = 0.0
    let level = Elementary.exp(p.logLevel)
    let ceiling = level / p.share
    var rate = 0.0
    var midpoint = 0.0
    var perGrowth = 1.0
    if priors.rate.isGiven {
      perGrowth = ratePerGrowth(p)
      rate = perGrowth * p.growth
      sum += priors.rate.logDensity(rate)
    }
    if priors.midpoint.isGiven {
      midpoint = anchor + midpointTimesGrowth(p) / p.growth
      sum += priors.midpoint.logDensity(midpoint)
    }
    if hasBoth {
      // d(r, m)/d(g, ζ) = c'(ζ)/g with c = r (m − t); what is given as a number is held.
      let slope = Elementary.log(slopeOfAhead(p))
      switch (priors.rate.number, priors.midpoint.number) {
      case (nil, nil): sum += slope - Elementary.log(p.growth)
      case (_?, nil): sum += slope - Elementary.log(rate)
      case (nil, _?): sum += slope - Elementary.log(abs(midpoint - anchor))
      case (_?, _?): break
      }
      if priors.ceiling.number != nil { sum += Elementary.log(p.share) }
      if priors.ceiling.law != nil {
        sum += priors.ceiling.logDensity(ceiling) + Elementary.log(ceiling)
      }
    } else {
      if priors.rate.law != nil {
        sum += Elementary.log(perGrowth)
      } else if priors.midpoint.law != nil {
        sum += Elementary.log(abs(midpoint - anchor) / p.growth)
      } else if motionLane != nil {
        sum += logarithmOfDensity(growthLaw, assumedGrowth(p))
      }
      if bounded != nil, priors.ceiling.number == nil {
        sum +=
          priors.ceiling.law != nil
          ? priors.ceiling.logDensity(ceiling) + Elementary.log(ceiling / p.share)
          : GrowthPosteriorDensity.logShareDensity(p.share)
      }
    }
    if levelLane != nil, priors.level.law != nil {
      sum += priors.level.logDensity(level) + p.logLevel
    }
    if priors.volatility == .standard {
      sum += GrowthPosteriorDensity.logVolatilityDensity(p.volatility)
    } else {
      sum += priors.volatility.logDensity(p.volatility)
    }
    if shapeLane != nil { sum += priors.shape.logDensity(p.shape) }
    return sum.isNaN ? -.infinity : sum
  }

  /// The growth that the prior judges: of a fall that nobody spoke of, that of the odds ζ/(1 − ζ).
  ///
  /// A curve of 95 under a ceiling of 100 that falls by 5 % now doubles its distance from the ceiling
  /// in a year and is gone in ten, which nothing observed speaks against if it was near the ceiling
  /// before. Far below a ceiling the two are the same.
  private func assumedGrowth(_ p: Parameters) -> Double {
    guard bounded != nil, !priors.growth.isGiven, p.growth < 0 else { return p.growth }
    return p.growth / (1 - p.share)
  }

  /// beta(1, 1.5), but for its constant.
  private static func logShareDensity(_ share: Double) -> Double {
    0.5 * Elementary.log1p(-share)
  }

  /// The density of σ where σ² ~ scaled inverse χ²(ν₀, s₀²), but for its constant.
  private static func logVolatilityDensity(_ volatility: Double) -> Double {
    let (degrees, size) = DefaultPriors.variance
    let squares = degrees * size * size
    return -(degrees + 1) * Elementary.log(volatility) - squares / (2 * volatility * volatility)
  }
}

// How the classical parameters hang on growth and share. What the family does not have was refused.
extension GrowthPosteriorDensity {
  func ratePerGrowth(_ p: Parameters) -> Double {
    guard let rated else { preconditionFailure("a \(family) curve has no rate") }
    return rated.ratePerGrowth(
      level: Elementary.exp(p.logLevel), share: p.share, shape: p.shape)
  }

  func midpointTimesGrowth(_ p: Parameters) -> Double {
    guard let bounded else { preconditionFailure("a \(family) curve has no midpoint") }
    return bounded.midpointTimesGrowth(share: p.share, shape: p.shape)
  }

  func share(ahead: Double, shape: Double) -> Double {
    guard let sigmoid else { preconditionFailure("rate and midpoint of a \(family) curve") }
    return sigmoid.share(ahead: ahead, shape: shape)
  }

  private func slopeOfAhead(_ p: Parameters) -> Double {
    guard let sigmoid else { preconditionFailure("rate and midpoint of a \(family) curve") }
    return sigmoid.slopeOfAhead(share: p.share, shape: p.shape)
  }
}
