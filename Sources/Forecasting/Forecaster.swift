public import GrowthCurves
internal import SpecialFunctions

/// The default forecast of a growing quantity, from one observation upwards.
///
/// Several dozen local trends (``TrendModel``) — steady, damped, bending and drifting ones, on the scale
/// of logarithms and of square roots, calm and restless — each account for the series. Their prior
/// weights are those that foresaw thousands of public series best, given what the series shows at a
/// glance (``SeriesFeatures``); the series itself updates them by how well each foresaw its
/// observations. The forecast is the mixture. So a smooth series is trusted to go on, a restless one
/// is drawn towards a small growth, and with two observations the past of other series speaks.
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
  private let lines: ClassicalForecast?
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
  ///   - items: how many things a unit of the values counts, > 0, as 10 000 where the values count
  ///     ten thousands of firms; nil where they count none.
  /// - Throws: ``GrowthModelError`` when the series is empty, out of order, not finite or above the
  ///   ceiling.
  public init(
    times: [Double], values: [Double], kind: ForecastKind = .any, ceiling: Double? = nil,
    items: Double? = nil
  ) throws(GrowthModelError) {
    try self.init(
      times: times, values: values, kind: kind, ceiling: ceiling, items: items, leastWeight: 1e-5)
  }

  /// The forecast of a series with all members that are not too improbable.
  ///
  /// - Parameters:
  ///   - times: dates in years, increasing.
  ///   - values: the observations.
  ///   - kind: what sort of quantity it is.
  ///   - ceiling: a ceiling that is known.
  ///   - items: how many things a unit of the values counts.
  ///   - leastWeight: members less probable than this are left out.
  ///   - clocks: how many years of the models pass in one; each clock is as probable as any other before
  ///     the series is seen.
  /// - Throws: ``GrowthModelError``.
  package init(
    times: [Double], values: [Double], kind: ForecastKind, ceiling: Double?, items: Double? = nil,
    leastWeight: Double = 1e-5, clocks: [Double] = [1]
  ) throws(GrowthModelError) {
    try requireSeries(times: times, values: values, atLeast: 1)
    try Self.requireRoomForArithmetic(times: times, values: values)
    (relative, root) = try Self.scales(for: values, ceiling: ceiling, items: items)
    self.kind = kind
    origin = times[times.count - 1]
    count = times.count
    let possible = root.range
    let last = values[values.count - 1]
    if kind == .cumulative,
      let fall = values.indices.dropFirst().first(where: { values[$0] < values[$0 - 1] })
    {
      throw .outOfRange(
        parameter: "a cumulative value", value: values[fall],
        required: "at least the one before, \(values[fall - 1])")
    }
    range = kind == .cumulative ? last...possible.upperBound : possible
    var lines: ClassicalForecast?
    var kept: [ForecastMember]
    if case .additive = root {
      let scale = root
      let z = values.map { scale.position(of: $0) }
      kept = FreeTrends.school(times: times, z: z, link: .root, shear: 0).members
    } else {
      let features = SeriesFeatures(times: times, values: values, items: items, ceiling: ceiling)
      let (near, wide) = (relative, root)
      let accounts = clocks.map { clock in
        LearntTrends.members(
          MeasuredSeries(times: times, values: values, relative: near, root: wide, clock: clock),
          features, kind)
      }
      let weights = ScoredWeights(accounts.map(\.logDensity)).weights
      kept = zip(accounts, weights).flatMap { account, weight in
        account.members.map { member in
          var member = member
          member.weight *= weight
          return member
        }
      }
      if ceiling == nil, kind == .any || kind == .flow {
        lines = ClassicalForecast(times: times, values: values)
      }
    }
    let total = kept.reduce(0) { $0 + $1.weight }
    kept.removeAll { $0.weight < leastWeight * total }
    let left = kept.reduce(0) { $0 + $1.weight }
    for i in kept.indices { kept[i].weight /= left }
    members = kept
    self.lines = lines
  }

  // MARK: The law of the value

  /// The scale on which a member works.
  package func scale(of member: ForecastMember) -> ForecastScale {
    member.model.link == .relative ? relative : root
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
    return ClosedRange(
      openFrom: law.quantile((1 - level) / 2), to: law.quantile((1 + level) / 2))
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

  /// The mean; nil where it lies above the 95 % range, and by more than a tenth above the median.
  ///
  /// The mean of an exponential grows with the variance: far ahead a wild account of next to no weight makes
  /// all of it, and it tells nothing of what is expected.
  public func mean(after years: Double) -> Double? {
    let law = law(after: years)
    let mean = law.mean
    guard mean.isFinite else { return nil }
    if mean <= law.quantile(0.975) { return mean }
    // Of a series that hardly moves next to nothing is above that range, and its mean is good all the same.
    let median = law.quantile(0.5)
    return mean - median <= 0.1 * abs(median) ? mean : nil
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
    let parts = members.map { member in
      let (mean, deviation) = member.moments(after: years)
      return ForecastMixture.Part(
        weight: member.weight, scale: scale(of: member), mean: mean, deviation: deviation)
    }
    return ForecastMixture(
      parts: parts, correction: correction(of: parts, after: years),
      floor: kind == .cumulative ? range.lowerBound : nil)
  }

  /// By what factor values are moved towards the lines through the whole series (1 where the series
  /// is short).
  package func correction(after years: Double) -> Double { law(after: years).correction }

  private func correction(of parts: [ForecastMixture.Part], after years: Double) -> Double {
    guard let lines, years > 0, case .logarithm(let last) = relative else { return 1 }
    let centre = parts.reduce(0) { sum, part in
      let value = max(part.scale.value(at: part.mean), last / 1000)
      return sum + part.weight * Elementary.log(value)
    }
    return lines.correction(of: Elementary.exp(centre), after: years)
  }

  /// Refuses a series whose numbers leave no room for arithmetic: its dates are hardly in years.
  ///
  /// Both bounds are of work too: a gap costs a step a year, and a year ahead as many as the clock of close
  /// observations has, 100 at most.
  private static func requireRoomForArithmetic(
    times: [Double], values: [Double]
  ) throws(GrowthModelError) {
    let span = times[times.count - 1] - times[0]
    guard span <= 10_000 else {
      throw .outOfRange(parameter: "years of history", value: span, required: "≤ 10,000")
    }
    let perYear = span > 0 ? Double(times.count - 1) / span : 0
    // What rounding makes of gaps of exactly a ten-thousandth is not refused.
    guard perYear <= 10_000 * (1 + 1e-6) else { throw .tooClose }
    try requireRoomForArithmetic(in: values)
  }

  /// Refuses values that leave no room for arithmetic, of a history or of what a forecast is compared with.
  ///
  /// - Throws: ``GrowthModelError/outOfRange(parameter:value:required:)``.
  package static func requireRoomForArithmetic(in values: [Double]) throws(GrowthModelError) {
    for value in values where value != 0 && !(1e-100...1e100).contains(abs(value)) {
      throw .outOfRange(
        parameter: "value", value: value, required: "0, or between 1e-100 and 1e100")
    }
  }

  // MARK: Scales

  /// The scale of growth in proportion and that of growth in roots; the same where values may be
  /// negative.
  private static func scales(
    for values: [Double], ceiling: Double?, items: Double?
  ) throws(GrowthModelError) -> (relative: ForecastScale, root: ForecastScale) {
    let last = values[values.count - 1]
    if let ceiling {
      guard ceiling > 0, ceiling <= 1e100 else {
        throw .outOfRange(
          parameter: "ceiling", value: ceiling, required: "> 0 and at most 1e100")
      }
      if let index = values.firstIndex(where: { $0 >= ceiling }) {
        throw .aboveCeiling(index: index, value: values[index], ceiling: ceiling)
      }
    }
    if let (unit, bounds) = ForecastScale.additive(for: values, ceiling: ceiling, items: items) {
      let additive = ForecastScale.additive(last: last, unit: unit, bounds: bounds)
      return (additive, additive)
    }
    guard let ceiling else { return (.logarithm(last: last), .squareRoot(last: last)) }
    return (.logit(last: last, ceiling: ceiling), .arcsine(last: last, ceiling: ceiling))
  }
}

extension ForecastScale {
  /// Of fewer things than this a zero among others is chance, not a beginning.
  private static let few = 10.0

  /// Unit and bounds of the additive scale for series that need it: with a negative value, with zero
  /// at the end, or with a zero among few things; nil for all others.
  ///
  /// - Parameters:
  ///   - values: the observations.
  ///   - ceiling: a ceiling that is known.
  ///   - items: how many things a unit of the values counts.
  /// - Returns: unit and bounds, or nil.
  package static func additive(
    for values: [Double], ceiling: Double?, items: Double?
  ) -> (unit: Double, bounds: ClosedRange<Double>)? {
    guard let last = values.last, let least = values.min() else { return nil }
    let unit = values.reduce(0) { $0 + abs($1) } / Double(values.count)
    let isFew = items.map { unit * $0 < Self.few } ?? false
    guard least < 0 || last <= 0 || (least == 0 && isFew) else { return nil }
    let bounds = (least >= 0 ? 0 : -Double.infinity)...(ceiling ?? .infinity)
    return (unit > 0 ? unit : 1, bounds)
  }
}
