public import CurveFitting
public import GrowthCurves
public import Random
public import Sampling
internal import SpecialFunctions

/// What is known of a growth curve once observations and priors are put together, under the noise
/// that is simulated.
///
///     log y(t) = log f(t; θ) + W(t),  W a Brownian motion with standard deviation σ √years
///
/// f is an ``AnchoredCurve`` with level L, growth g and share ζ = L/K at the last observation. So a
/// path that starts at L and follows f × exp(W) is a draw from the posterior predictive law.
/// Ceilings lie above the highest exact observation; that an observation lay above its curve's
/// ceiling is taken as impossible.
///
/// Rows are equally weighted and increase in growth, so that a uniform number u picks row ⌊u S⌋
/// monotonically. Numbers derived here — summaries, probabilities — use the weighted draws before
/// resampling, which are more exact.
public struct GrowthPosterior: Sendable {
  /// Columns of parameters, one number a draw.
  public struct Columns: Sendable {
    /// g at the anchor, per year.
    public fileprivate(set) var growth: [Double] = []
    /// ζ = L/K; 0 for families without a ceiling.
    public fileprivate(set) var share: [Double] = []
    /// K, in the unit of the series; infinite for families without a ceiling.
    public fileprivate(set) var ceiling: [Double] = []
    /// σ, per √year.
    public fileprivate(set) var volatility: [Double] = []
    /// L, in the unit of the series.
    public fileprivate(set) var level: [Double] = []
    /// ν, q/p, k or h; 1 for families without.
    public fileprivate(set) var shape: [Double] = []
    /// The classical rate; NaN for families without.
    public fileprivate(set) var rate: [Double] = []
    /// The date at which half of the ceiling is reached; NaN for families without.
    public fileprivate(set) var midpoint: [Double] = []
  }

  /// The family of the curve.
  public let family: CurveFamily
  /// The date of the last observation, at which level, growth and share are told.
  public let anchor: Double
  /// Equally weighted rows in increasing order of growth, of twelve significant digits.
  public let rows: Columns
  /// How the draws were made, and whether to rely on them.
  public let diagnosis: PosteriorDiagnosis
  /// The draws before resampling.
  package let draws: Columns
  /// Their weights, which add up to 1.
  package let weights: [Double]
  private let form: any AnchoredForm.Type

  /// The posterior of a curve.
  ///
  /// - Parameters:
  ///   - family: one of ``CurveFamily/growthModels``.
  ///   - observations: in increasing order of time, at least one.
  ///   - priors: what is believed beforehand.
  ///   - key: seed and name of what is drawn.
  ///   - options: how many rows.
  /// - Throws: ``GrowthPosteriorError``; that the draws cannot be relied on is no error but a
  ///   ``diagnosis``.
  public init(
    _ family: CurveFamily, observations: [GrowthObservation], priors: GrowthPriors = .init(),
    key: StreamKey, options: PosteriorOptions = .init()
  ) throws(GrowthPosteriorError) {
    guard let form = family.anchored else { throw .data(.noAnchoredForm(family)) }
    try GrowthPosteriorInput.check(family, observations, priors)
    let density = GrowthPosteriorDensity(family, form, observations, priors)
    var points = [SIMD8<Double>.zero]
    var weights = [1.0]
    var diagnosis = PosteriorDiagnosis.exact
    if density.dimension > 0 {
      guard let sample = PosteriorSampler.draws(from: density, key: key, options: options) else {
        throw .contradiction("no parameters have a positive density")
      }
      points = sample.points
      weights = sample.weights
      diagnosis = sample.diagnosis
    } else if density.parameters(at: .zero) == nil {
      throw .contradiction("the given numbers belong to no curve")
    }
    var draws = Columns()
    var kept: [Double] = []
    for (point, weight) in zip(points, weights) where weight > 0 {
      guard let (p, _) = density.parameters(at: point) else { continue }
      kept.append(weight)
      draws.append(p, density)
    }
    try self.init(
      family, form, anchor: density.anchor, draws, kept, diagnosis, key: key, options: options)
  }

  /// The posterior under ceilings that experience tells.
  ///
  /// ``CeilingExperience`` is what is believed of the ceiling once the observations are seen; the
  /// likelihood must not be counted again. So the law is cut into strata of equal weight, the rest
  /// of the curve is learnt under the ceiling in the middle of each, and ceilings fill the strata.
  ///
  /// - Parameters:
  ///   - family: one with a ceiling.
  ///   - observations: in increasing order of time.
  ///   - experience: the law of the ceiling.
  ///   - priors: what is believed of the rest.
  ///   - key: seed and name of what is drawn.
  ///   - options: how many rows.
  /// - Throws: ``GrowthPosteriorError``.
  public init(
    _ family: CurveFamily, observations: [GrowthObservation],
    ceilingBy experience: CeilingExperience,
    priors: GrowthPriors = .init(), key: StreamKey, options: PosteriorOptions = .init()
  ) throws(GrowthPosteriorError) {
    let highest = observations.reduce(0) { max($0, $1.value) }
    func ceiling(_ probability: Double) -> Double {
      max(experience.quantile(probability), highest * (1 + 1e-6))
    }
    var parts: [GrowthPosterior] = []
    var priors = priors
    var partOptions = options
    partOptions.draws = max(64, options.draws / Self.strata)
    for stratum in 0..<Self.strata {
      let middle = (Double(stratum) + 0.5) / Double(Self.strata)
      priors.ceiling = .known(DecimalDigits.rounded(ceiling(middle)))
      parts.append(
        try GrowthPosterior(
          family, observations: observations, priors: priors, key: key, options: partOptions))
    }
    var draws = Columns()
    var weights: [Double] = []
    var place = 0.5
    for (stratum, part) in parts.enumerated() {
      for i in part.weights.indices {
        // Fractions of the golden ratio fill the stratum evenly, whatever order the draws have.
        place += 0.6180339887498949
        place -= place.rounded(.down)
        let value = DecimalDigits.rounded(
          ceiling((Double(stratum) + place) / Double(Self.strata)))
        draws.append(part.draws, i, under: value)
        weights.append(part.weights[i])
      }
    }
    // A few doubtful strata carry little; many are a verdict on the whole.
    let doubtful = parts.filter { !$0.diagnosis.isReliable }
    let spokesman =
      doubtful.count * 8 > parts.count
      ? doubtful[0] : parts.first { $0.diagnosis.isReliable } ?? parts[0]
    try self.init(
      family, parts[0].form, anchor: parts[0].anchor, draws, weights, spokesman.diagnosis, key: key,
      options: options)
  }

  /// Into how many parts of equal weight the law of a ceiling is cut.
  private static let strata = 32

  /// Puts weighted draws into order.
  private init(
    _ family: CurveFamily, _ form: any AnchoredForm.Type, anchor: Double, _ draws: Columns,
    _ kept: [Double], _ diagnosis: PosteriorDiagnosis, key: StreamKey, options: PosteriorOptions
  ) throws(GrowthPosteriorError) {
    let total = kept.reduce(0, +)
    // Observations hundreds of orders of magnitude apart leave no draw with a weight.
    guard total > 0, total.isFinite else {
      throw .contradiction("no parameters have a positive density")
    }
    self.family = family
    self.form = form
    self.anchor = anchor
    self.diagnosis = diagnosis
    self.draws = draws
    self.weights = kept.map { $0 / total }
    let order = SystematicResampling.rows(
      weights: self.weights, sortedBy: draws.firstVarying, count: options.draws,
      u: key.uniform(path: 0, step: 8_000))
    rows = draws.picking(order)
  }

  /// What the draws say of one column.
  public func summary(_ column: KeyPath<Columns, [Double]>) -> WeightedSummary {
    WeightedSummary(draws[keyPath: column], weights: weights)
  }

  /// P(y(anchor + h) ≥ threshold), the mean over draws of the normal tail of
  /// log y(h) ~ N(log f, σ² h).
  ///
  /// - Parameters:
  ///   - threshold: > 0, in the unit of the series.
  ///   - years: h > 0, years after the last observation.
  /// - Returns: the probability, 0 to 1.
  public func probability(ofAtLeast threshold: Double, after years: Double) -> Double {
    let target = Elementary.log(threshold)
    var sum = 0.0
    for i in weights.indices {
      let mean = logCentre(i, after: years)
      guard mean > -.infinity else { continue }
      let deviation = draws.volatility[i] * years.squareRoot()
      sum += weights[i] * StandardNormal.cdf((mean - target) / deviation)
    }
    return min(max(sum, 0), 1)
  }

  /// The logarithm of the density of the value, the mean over draws of a lognormal density.
  ///
  /// - Parameters:
  ///   - value: > 0, in the unit of the series.
  ///   - years: h > 0, years after the last observation.
  /// - Returns: log p(value), per unit of the series; −∞ where no draw allows it.
  public func logDensity(of value: Double, after years: Double) -> Double {
    let target = Elementary.log(value)
    var sum = 0.0
    for i in weights.indices {
      let mean = logCentre(i, after: years)
      guard mean > -.infinity else { continue }
      let deviation = draws.volatility[i] * years.squareRoot()
      sum += weights[i] * StandardNormal.density((target - mean) / deviation) / deviation
    }
    return sum > 0 ? Elementary.log(sum) - target : -.infinity
  }

  /// log f some years after the anchor, −∞ where f is 0, for one of the weighted draws.
  package func logCentre(_ i: Int, after years: Double) -> Double {
    let ratio = form.logRatio(
      after: years, growth: draws.growth[i], share: draws.share[i], shape: draws.shape[i]
    ).value
    // A line that has fallen to zero has no logarithm.
    return ratio.isNaN ? -.infinity : Elementary.log(draws.level[i]) + ratio
  }
}

extension GrowthPosterior.Columns {
  fileprivate mutating func append(
    _ p: GrowthPosteriorDensity.Parameters, _ density: GrowthPosteriorDensity
  ) {
    let level = DecimalDigits.rounded(Elementary.exp(p.logLevel))
    growth.append(DecimalDigits.rounded(p.growth))
    share.append(DecimalDigits.rounded(p.share))
    ceiling.append(p.share > 0 ? DecimalDigits.rounded(level / p.share) : .infinity)
    volatility.append(DecimalDigits.rounded(p.volatility))
    self.level.append(level)
    shape.append(DecimalDigits.rounded(p.shape))
    rate.append(
      density.rated.map {
        let perGrowth = $0.ratePerGrowth(level: level, share: p.share, shape: p.shape)
        return DecimalDigits.rounded(p.growth * perGrowth)
      } ?? .nan)
    midpoint.append(
      density.bounded.map {
        let times = $0.midpointTimesGrowth(share: p.share, shape: p.shape)
        return DecimalDigits.rounded(density.anchor + times / p.growth)
      } ?? .nan)
  }

  /// A draw of other columns, under another ceiling.
  fileprivate mutating func append(
    _ other: GrowthPosterior.Columns, _ i: Int, under value: Double
  ) {
    growth.append(other.growth[i])
    share.append(DecimalDigits.rounded(other.level[i] / value))
    ceiling.append(value)
    volatility.append(other.volatility[i])
    level.append(other.level[i])
    shape.append(other.shape[i])
    rate.append(other.rate[i])
    midpoint.append(other.midpoint[i])
  }

  /// Growth, or the first column that is not one number.
  fileprivate var firstVarying: [Double] {
    for column in [growth, share, level] where column.contains(where: { $0 != column[0] }) {
      return column
    }
    return volatility
  }

  fileprivate func picking(_ order: [Int]) -> GrowthPosterior.Columns {
    var picked = GrowthPosterior.Columns()
    picked.growth = order.map { growth[$0] }
    picked.share = order.map { share[$0] }
    picked.ceiling = order.map { ceiling[$0] }
    picked.volatility = order.map { volatility[$0] }
    picked.level = order.map { level[$0] }
    picked.shape = order.map { shape[$0] }
    picked.rate = order.map { rate[$0] }
    picked.midpoint = order.map { midpoint[$0] }
    return picked
  }
}
