internal import Distributions
internal import SpecialFunctions

/// The default forecast of a growing quantity, from one observation upwards.
///
/// On a scale where growth is steady (``ForecastScale``) the centre is a drift shrunk towards a
/// small prior growth, and from six equally spaced observations on the median of that line, the
/// Theta line and a damped trend. The spread is that of a random walk whose shocks partly return a
/// year later, with the uncertainty of the drift and a variance pooled with a prior: a Student law.
///
///     let forecast = try Forecaster(times: [2015, 2020], values: [120, 405])
///     forecast.median(after: 5)                          // 659
///     forecast.probability(ofAtLeast: 800, after: 5)     // 0.29
///
/// Horizons are years after the last observation, and may be fractions. There is no season in the
/// model: ``SeasonalForecaster`` takes it out and puts it back.
///
/// Source: the spread is that of Farmer and Lafond 2016, Research Policy 45:647, their A*; the
/// conjugate drift and variance are standard (Gelman et al., *Bayesian Data Analysis*, §14.2).
public struct Forecaster: Hashable, Sendable {
  /// Which centre is used.
  public enum Centre: Hashable, Sendable {
    /// The shrunken drift alone: fewer than six, or unequally spaced, observations.
    case drift
    /// The median of shrunken drift, Theta line and damped trend.
    case medianOfThree
  }

  /// The date of the last observation.
  public let origin: Double
  /// The scale on which the forecast is made.
  public let scale: ForecastScale
  /// b, the shrunken drift on the scale, per year.
  public let drift: Double
  /// s², the variance of a year's growth on the scale.
  public let variance: Double
  /// Degrees of freedom of the Student law.
  public let degreesOfFreedom: Double
  /// m, the years of history that inform the drift; at least 1.
  public let years: Double
  /// θ, the share of a shock that returns.
  public let movingAverage: Double
  private let lines: ForecastLines?
  let law: StudentT

  /// A forecast from a history.
  ///
  /// - Parameters:
  ///   - times: dates in years, increasing; they may be irregular.
  ///   - values: what was observed.
  ///   - ceiling: K, the level that cannot be passed, if known; above every observation.
  ///   - options: the constants of the method.
  /// - Throws: ``GrowthModelError`` when there is no observation, a date does not increase, a number
  ///   is not finite, or an observation is not below the ceiling.
  public init(
    times: [Double], values: [Double], ceiling: Double? = nil,
    options: ForecasterOptions = ForecasterOptions()
  ) throws(GrowthModelError) {
    try options.validated()
    try requireSeries(times: times, values: values, atLeast: 1)
    scale = try Self.scale(for: values, ceiling: ceiling)
    let z = values.map(scale.position(of:))
    let n = times.count
    let span = times[n - 1] - times[0]
    var priorGrowth = options.priorGrowth
    if case .additive = scale { priorGrowth = 0 }

    var trend = 0.0
    var drift = priorGrowth
    var squares =
      options.priorDegreesOfFreedom * options.priorVolatility * options.priorVolatility
    if n >= 2 {
      trend = slope(of: z, at: times)
      let weight = span / (span + options.shrinkageYears)
      drift = weight * trend + (1 - weight) * priorGrowth
      for i in 1..<n {
        let gap = times[i] - times[i - 1]
        let error = z[i] - z[i - 1] - drift * gap
        squares += error * error / gap
      }
    }
    let degrees = options.priorDegreesOfFreedom + Double(n - 1)
    do throws(DistributionError) {
      law = try StudentT(degreesOfFreedom: degrees)
    } catch {
      throw .outOfRange(parameter: "degrees of freedom", value: degrees, required: "> 0")
    }
    origin = times[n - 1]
    self.drift = drift
    variance = squares / degrees
    degreesOfFreedom = degrees
    years = n == 1 ? 1 : max(span, 1)
    movingAverage = options.movingAverage
    let usesLines = n >= max(6, options.leastCountForThreeLines) && isNearlyEqual(times)
    lines =
      usesLines ? ForecastLines(z, step: span / Double(n - 1), drift: drift, trend: trend) : nil
  }

  /// Which centre is used.
  public var centreKind: Centre { lines == nil ? .drift : .medianOfThree }

  /// μ, the centre on the scale.
  public func centre(after years: Double) -> Double {
    lines?.centre(after: years) ?? drift * years
  }

  /// The scale parameter of the Student law around the centre.
  ///
  /// From one year on s √(A*(h)/(1 + θ²)), with A*(h) = −2θ + (1 + 2(m−1)θ/m + θ²)(h + h²/m); before,
  /// where A* would turn negative, the variance grows in proportion to time.
  ///
  /// - Parameter years: h, > = 0.
  /// - Returns: the scale of the law of z; its variance is df/(df − 2) times the square.
  public func spread(after years: Double) -> Double {
    let factor = years >= 1 ? shockVariance(after: years) : years * shockVariance(after: 1)
    return (variance * factor / (1 + movingAverage * movingAverage)).squareRoot()
  }

  /// A*(h), in units of the variance of one shock.
  func shockVariance(after h: Double) -> Double {
    let (θ, m) = (movingAverage, years)
    return -2 * θ + (1 + 2 * (m - 1) * θ / m + θ * θ) * (h + h * h / m)
  }

  /// The value with the given probability below it.
  ///
  /// - Parameters:
  ///   - probability: in 0...1.
  ///   - years: h, > = 0.
  /// - Returns: the quantile, within the range of the scale.
  public func quantile(_ probability: Double, after years: Double) -> Double {
    let sd = spread(after: years)
    guard sd > 0 else { return scale.value(at: centre(after: years)) }
    return scale.value(at: centre(after: years) + sd * law.quantile(probability))
  }

  /// The median.
  public func median(after years: Double) -> Double {
    scale.value(at: centre(after: years))
  }

  /// The interval that holds the value with the given probability, with equal tails.
  public func interval(_ level: Double, after years: Double) -> ClosedRange<Double> {
    let low = quantile((1 - level) / 2, after: years)
    return low...max(low, quantile((1 + level) / 2, after: years))
  }

  /// P(y ≥ threshold) at the end of the horizon.
  ///
  /// - Parameters:
  ///   - threshold: the level to reach, in the unit of the series.
  ///   - years: h, > = 0.
  /// - Returns: a probability; exactly 1 at or below the least possible value, 0 above the ceiling.
  public func probability(ofAtLeast threshold: Double, after years: Double) -> Double {
    if threshold <= scale.range.lowerBound { return 1 }
    if threshold > scale.range.upperBound { return 0 }
    let distance = centre(after: years) - scale.position(of: threshold)
    let sd = spread(after: years)
    guard sd > 0 else { return distance >= 0 ? 1 : 0 }
    return law.cdf(distance / sd)
  }

  /// The mean.
  ///
  /// On the square-root scale it is exact; on the others, where the value is bounded, it comes from
  /// a quadrature good to six digits.
  ///
  /// - Parameter years: h, > = 0.
  /// - Returns: the mean, or infinity where the law has none (two degrees of freedom or fewer).
  public func mean(after years: Double) -> Double {
    let (μ, sd) = (centre(after: years), spread(after: years))
    guard sd > 0 else { return scale.value(at: μ) }
    if case .squareRoot(let last) = scale {
      return last * meanSquare(1 + μ / 2, sd / 2)
    }
    if case .additive(let last, let unit, let bounds) = scale,
      bounds == -Double.infinity...Double.infinity
    {
      return last + unit * μ
    }
    return quadrature { scale.value(at: μ + sd * $0) }
  }

  /// E[max(0, a + b T)²].
  private func meanSquare(_ a: Double, _ b: Double) -> Double {
    let ν = degreesOfFreedom
    guard ν > 2 else { return .infinity }
    let c = -a / b
    let density = law.density(c)
    let above = law.cdf(-c)
    let first = (ν + c * c) / (ν - 1) * density
    // ∫ t² f over t > c, from integrating t f by parts.
    let second = (ν * above + c * (ν + c * c) * density) / (ν - 2)
    return a * a * above + 2 * a * b * first + b * b * second
  }

  /// E[f(T)] with t = sinh x, by the trapezoidal rule.
  private func quadrature(_ f: (Double) -> Double) -> Double {
    let (count, reach) = (2400, 12.0)
    let step = 2 * reach / Double(count)
    var (sum, weights) = (0.0, 0.0)
    for i in 0...count {
      let e = Elementary.exp(-reach + step * Double(i))
      let weight = law.density((e - 1 / e) / 2) * (e + 1 / e)
      sum += weight * f((e - 1 / e) / 2)
      weights += weight
    }
    return sum / weights
  }

  private static func scale(
    for values: [Double], ceiling: Double?
  ) throws(GrowthModelError) -> ForecastScale {
    let last = values[values.count - 1]
    if let ceiling {
      guard ceiling.isFinite, ceiling > 0 else {
        throw .outOfRange(parameter: "ceiling", value: ceiling, required: "> 0")
      }
      if let index = values.firstIndex(where: { $0 >= ceiling }) {
        throw .aboveCeiling(index: index, value: values[index], ceiling: ceiling)
      }
    }
    let least = values.min() ?? last
    if let ceiling, least >= 0, last > 0 { return .arcsine(last: last, ceiling: ceiling) }
    if least > 0 { return .squareRoot(last: last) }
    let unit = values.reduce(0) { $0 + abs($1) } / Double(values.count)
    let bounds = (least >= 0 ? 0 : -Double.infinity)...(ceiling ?? .infinity)
    return .additive(last: last, unit: unit > 0 ? unit : 1, bounds: bounds)
  }
}
