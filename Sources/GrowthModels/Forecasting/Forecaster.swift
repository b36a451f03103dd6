internal import SpecialFunctions

/// The default forecast of a growing quantity, from one observation upwards.
///
/// Several dozen local trends (``TrendModel``) — steady, damped and drifting ones, on the scale of
/// logarithms and of square roots, calm and restless — each account for the series. Their prior
/// weights are those that foresaw thousands of public series best; the series itself updates them
/// by how well each foresaw its observations. The forecast is the mixture. So a smooth series is
/// trusted to go on, a restless one is drawn towards a small growth, and with two observations the
/// past of other series speaks.
///
///     let forecast = try Forecaster(times: [2015, 2020], values: [120, 405], kind: .count)
///     forecast.median(after: 5)
///     forecast.probability(ofAtLeast: 800, after: 5)
///
/// Horizons are years after the last observation, and may be fractions. There is no season in the
/// model: ``SeasonalForecaster`` takes it out and puts it back.
///
/// Source: the models are Hyndman, Koehler, Ord and Snyder 2008, *Forecasting with Exponential
/// Smoothing*; weighting by evidence is Bayesian model averaging (Hoeting et al. 1999, Statistical
/// Science 14:382); prior weights fitted to other series are empirical Bayes (Robbins 1956).
public struct Forecaster: Hashable, Sendable {
  /// The date of the last observation.
  public let origin: Double
  /// What sort of quantity it is.
  public let kind: ForecastKind
  /// How many observations it rests on.
  public let count: Int
  /// The values a forecast can take.
  public let range: ClosedRange<Double>
  package let members: [ForecastMember]
  private let relative: ForecastScale
  private let root: ForecastScale

  /// The forecast of a series.
  ///
  /// Values that are all positive, or zero before the last one, keep forecasts from falling below
  /// zero; negative values make them symmetric.
  ///
  /// - Parameters:
  ///   - times: dates in years, increasing; gaps may differ.
  ///   - values: the observations, at least one.
  ///   - kind: what sort of quantity it is.
  ///   - ceiling: a ceiling that is known, above every value.
  /// - Throws: ``GrowthModelError`` when the series is empty, out of order, not finite or above the
  ///   ceiling.
  public init(
    times: [Double], values: [Double], kind: ForecastKind = .any, ceiling: Double? = nil
  ) throws(GrowthModelError) {
    try self.init(
      times: times, values: values, kind: kind, ceiling: ceiling, leastWeight: 1e-7)
  }

  /// The forecast of a series with all members that are not too improbable.
  ///
  /// - Parameters:
  ///   - times: dates in years, increasing.
  ///   - values: the observations, at least one.
  ///   - kind: what sort of quantity it is.
  ///   - ceiling: a ceiling that is known.
  ///   - leastWeight: members less probable than this are left out.
  /// - Throws: ``GrowthModelError``.
  package init(
    times: [Double], values: [Double], kind: ForecastKind, ceiling: Double?, leastWeight: Double
  ) throws(GrowthModelError) {
    try requireSeries(times: times, values: values, atLeast: 1)
    (relative, root) = try Self.scales(for: values, ceiling: ceiling)
    self.kind = kind
    origin = times[times.count - 1]
    count = times.count
    range = root.range
    var accounts = Self.accounts(of: times, values, kind, relative, root)
    let best = accounts.map(\.evidence).max() ?? 0
    var total = 0.0
    for i in accounts.indices {
      accounts[i].member.weight *= Elementary.exp(accounts[i].evidence - best)
      total += accounts[i].member.weight
    }
    var kept = accounts.map(\.member)
    for i in kept.indices { kept[i].weight /= total }
    kept.removeAll { $0.weight < leastWeight }
    let left = kept.reduce(0) { $0 + $1.weight }
    for i in kept.indices { kept[i].weight /= left }
    members = kept
  }

  /// Every model of the kind run through the series.
  private static func accounts(
    of times: [Double], _ values: [Double], _ kind: ForecastKind, _ relative: ForecastScale,
    _ root: ForecastScale
  ) -> [(member: ForecastMember, evidence: Double)] {
    let isAdditive = if case .additive = root { true } else { false }
    let hasZero = values.contains { $0 <= 0 }
    let last = values[values.count - 1]
    // The density is compared in logarithms of the value on both scales. A zero counts as a
    // thousandth of the last value.
    let onRoot = values.map { root.position(of: $0) }
    let onRelative = hasZero ? [] : values.map { relative.position(of: $0) }
    func steepness(_ scale: ForecastScale) -> Double {
      values.reduce(0) { sum, value in
        let value = max(value, last / 1000)
        return sum + Elementary.log(scale.slope(at: value) * value)
      }
    }
    let steepRoot = isAdditive ? 0 : steepness(root)
    let steepRelative = hasZero ? 0 : steepness(relative)
    var accounts: [(member: ForecastMember, evidence: Double)] = []
    var filter: (model: TrendModel, filter: TrendFilter)?
    for entry in TrendModelTable.entries(for: kind) {
      let model = isAdditive ? entry.model.withoutSteadyGrowth : entry.model
      let isRelative = model.link == .relative
      if isRelative && hasZero { continue }
      if filter?.model.filters(like: model) != true {
        filter = (
          model, TrendFilter(model, times: times, z: isRelative ? onRelative : onRoot)
        )
      }
      guard let run = filter?.filter else { continue }
      let (logDensity, mean, variance) = run.evidence(
        volatility: model.volatility, spread: model.growthSpread)
      let evidence = logDensity + (isRelative ? steepRelative : steepRoot)
      for (share, factor) in kind.wildness {
        let largest = ForecastKind.largestVolatility(on: model.link)
        let wildness = max(1, min(factor, largest / model.volatility))
        accounts.append(
          (
            ForecastMember(
              model: model, weight: entry.weight * share, wildness: wildness, filter: run,
              mean: mean, variance: variance), evidence
          ))
      }
    }
    return accounts
  }

  // MARK: The law of the value

  /// The scale on which a member works.
  package func scale(of member: ForecastMember) -> ForecastScale {
    member.model.link == .relative ? relative : root
  }

  /// The growth at the origin that the mixture expects, per year.
  public var growth: Double { members.reduce(0) { $0 + $1.weight * $1.growth.centre } }

  /// The standard deviation of a year's growth that the mixture expects.
  public var volatility: Double {
    members.reduce(0) { $0 + $1.weight * $1.volatility * $1.volatility }.squareRoot()
  }

  /// The value with the given probability below it.
  ///
  /// - Parameters:
  ///   - probability: in 0...1.
  ///   - years: h, > = 0.
  /// - Returns: the quantile, within the range of the scale.
  public func quantile(_ probability: Double, after years: Double) -> Double {
    law(after: years).quantile(probability)
  }

  /// The median.
  public func median(after years: Double) -> Double { quantile(0.5, after: years) }

  /// The interval that holds the value with the given probability, with equal tails.
  public func interval(_ level: Double, after years: Double) -> ClosedRange<Double> {
    let law = law(after: years)
    let low = law.quantile((1 - level) / 2)
    return low...max(low, law.quantile((1 + level) / 2))
  }

  /// P(y ≥ threshold) at the end of the horizon.
  ///
  /// - Parameters:
  ///   - threshold: the level to reach, in the unit of the series.
  ///   - years: h, > = 0.
  /// - Returns: a probability; exactly 1 at or below the least possible value, 0 above the ceiling.
  public func probability(ofAtLeast threshold: Double, after years: Double) -> Double {
    if threshold <= range.lowerBound { return 1 }
    if threshold > range.upperBound { return 0 }
    return law(after: years).above(threshold)
  }

  /// The mean.
  public func mean(after years: Double) -> Double {
    let law = law(after: years)
    return law.parts.reduce(0) { sum, part in
      sum + part.weight * part.scale.mean(centre: part.mean, deviation: part.deviation)
    }
  }

  /// The logarithm of the density of the value.
  ///
  /// - Parameters:
  ///   - value: inside the range of the scale.
  ///   - years: h, > 0, after the last observation.
  /// - Returns: log p(value), per unit of the series; −∞ outside the range of the scale.
  public func logDensity(of value: Double, after years: Double) -> Double {
    guard value > range.lowerBound, value < range.upperBound else { return -.infinity }
    return Elementary.log(law(after: years).density(value))
  }

  /// The law of the value at a horizon, to be asked several times.
  package func law(after years: Double) -> ForecastMixture {
    ForecastMixture(
      parts: members.map { member in
        let (mean, deviation) = member.moments(after: years)
        return ForecastMixture.Part(
          weight: member.weight, scale: scale(of: member), mean: mean, deviation: deviation)
      })
  }

  // MARK: Scales

  /// The scale of growth in proportion and that of growth in roots; the same where values may be
  /// negative.
  private static func scales(
    for values: [Double], ceiling: Double?
  ) throws(GrowthModelError) -> (relative: ForecastScale, root: ForecastScale) {
    let last = values[values.count - 1]
    if let ceiling {
      guard ceiling.isFinite, ceiling > 0 else {
        throw .outOfRange(parameter: "ceiling", value: ceiling, required: "> 0")
      }
      if let index = values.firstIndex(where: { $0 >= ceiling }) {
        throw .aboveCeiling(index: index, value: values[index], ceiling: ceiling)
      }
    }
    if let (unit, bounds) = ForecastScale.additive(for: values, ceiling: ceiling) {
      let additive = ForecastScale.additive(last: last, unit: unit, bounds: bounds)
      return (additive, additive)
    }
    guard let ceiling else { return (.logarithm(last: last), .squareRoot(last: last)) }
    return (.logit(last: last, ceiling: ceiling), .arcsine(last: last, ceiling: ceiling))
  }
}

extension ForecastScale {
  /// Unit and bounds of the additive scale for series that need it: with a negative value, or zero
  /// at the end; nil for all others.
  package static func additive(
    for values: [Double], ceiling: Double?
  ) -> (unit: Double, bounds: ClosedRange<Double>)? {
    guard let last = values.last, let least = values.min(), least < 0 || last <= 0 else {
      return nil
    }
    let unit = values.reduce(0) { $0 + abs($1) } / Double(values.count)
    let bounds = (least >= 0 ? 0 : -Double.infinity)...(ceiling ?? .infinity)
    return (unit > 0 ? unit : 1, bounds)
  }
}

extension TrendModel {
  /// The model for values that may be negative: growth returns to none, on one scale.
  fileprivate var withoutSteadyGrowth: TrendModel {
    TrendModel(
      link: .root, steadyGrowth: 0, levelResponse: levelResponse, growthResponse: growthResponse,
      persistence: persistence, volatility: volatility, growthSpread: growthSpread)
  }
}
