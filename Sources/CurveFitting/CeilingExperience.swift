public import GrowthCurves
internal import SpecialFunctions

/// How high the ceiling of a spread came to stand, of series that looked like this one.
///
/// The standard error of a fitted ceiling says how well the curve's own equation is determined, not
/// whether the series keeps to it: of ceilings fitted to the first third of a spread with small errors
/// one in fifty held. This law was learnt from what came: 295 technologies and programmes by country,
/// cut at 6 832 dates. Room = ceiling / last value − 1 is lognormal; its centre and the logarithm of its
/// spread are lines in what a logistic fit and the last increments show (decision 0028).
///
///     let experience = CeilingExperience(times: years, values: counts)
///     experience?.chanceFar      // that the ceiling is above 2.2 times the last value
///     experience?.isShown        // whether the data can show a ceiling
///     experience?.likely         // where it is if it is not far
public struct CeilingExperience: Hashable, Sendable {
  /// The last observation.
  public let last: Double
  /// The law of log(ceiling / last − 1).
  private let centre: Double
  private let spread: Double

  /// A ceiling of so many times the last value is far: nothing of it is seen yet.
  public static let far = 2.2
  /// How improbable a far ceiling must be where the data show one.
  public static let limit = 0.36
  /// The share of ceilings that are not far which ``likely`` holds.
  public static let mass = 0.92
  /// Room smaller than this was counted as this: a ceiling in sight may lie as much below.
  private static let leastRoom = 0.02

  /// What experience says of a series that rises.
  ///
  /// - Parameters:
  ///   - times: dates in any order.
  ///   - values: the observations; those that are not positive are left out.
  ///
  /// There is none (nil) with fewer than three positive observations, two at one date, or a last one
  /// that is not above the first.
  public init?(times: [Double], values: [Double]) {
    self.init(times: times, values: values, logistic: nil)
  }

  /// The law, where the logistic fit of all values with additive errors may be at hand.
  init?(times: [Double], values: [Double], logistic: CurveFit?) {
    guard let series = Self.rising(times, values) else { return nil }
    let known = series.values.count == values.count ? logistic : nil
    guard
      let fit =
        known ?? (try? CurveFit(unjudged: .logistic, times: series.times, values: series.values))
    else { return nil }
    self.init(series, fit)
    guard centre.isFinite, spread.isFinite else { return nil }
  }

  private init(_ series: (times: [Double], values: [Double]), _ fit: CurveFit) {
    func clamp(_ x: Double, _ low: Double, _ high: Double) -> Double { min(max(x, low), high) }
    let (times, values) = series
    let count = values.count
    last = values[count - 1]
    var steps: [Double] = []
    for i in 1..<count { steps.append((values[i] - values[i - 1]) / (times[i] - times[i - 1])) }
    let greatest = steps.indices.reduce(0.0) { most, i in
      let piece = steps[max(0, i - 2)...i]
      return max(most, piece.reduce(0, +) / Double(piece.count))
    }
    let noise =
      (fit.residualSumOfSquares / Double(max(1, count - 3))).squareRoot() / last
    let ceiling = fit["ceiling"] ?? .infinity
    let rate = fit["rate"] ?? 0
    let stage = rate * (times[count - 1] - (fit["midpoint"] ?? .infinity))
    let shows = ceiling.isFinite && ceiling > 0 && rate > 0 && stage > -9
    let highest = values.reduce(0) { max($0, $1) }
    let features: [Double] = [
      1.0,
      shows ? clamp(stage, -4, 6) : 0,
      Elementary.log(Double(count)),
      shows ? clamp(Elementary.log(ceiling / last), -0.3, 2) : 0,
      Elementary.log(clamp(noise, 0.003, 0.5)),
      clamp(greatest > 0 ? steps[steps.count - 1] / greatest : 0, -1, 1.5),
      clamp(last / highest - 1, -0.3, 0),
      shows ? 0 : 1,
    ]
    func line(_ coefficients: [Double]) -> Double {
      zip(coefficients, features).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // Fits differ in their last digits between processors.
    centre = DecimalDigits.rounded(line(Self.centreCoefficients))
    spread = DecimalDigits.rounded(Elementary.exp(clamp(line(Self.spreadCoefficients), -3, 2)))
  }

  // Lines in: 1, log odds of the share seen, log number of observations, log(fitted ceiling / last),
  // log relative noise, last increment / greatest, fall from the highest, no ceiling fitted. Made by
  // tools/forecaster/ceilings.py.
  private static let centreCoefficients = [
    2.03, -0.414, -0.495, -0.372, 0.144, 0.458, -2.976, 0.175,
  ]
  private static let spreadCoefficients = [
    0.343, 0.119, -0.101, 0.22, 0.058, 0.04, 0.394, 0.087,
  ]

  // MARK: The law

  /// The probability that the ceiling stands above ``far`` times the last value.
  public var chanceFar: Double {
    StandardNormal.cdf((centre - Elementary.log(Self.far - 1)) / spread)
  }

  /// Whether the data can show a ceiling: a far one is less probable than ``limit``.
  public var isShown: Bool { chanceFar < Self.limit }

  /// The ceiling with the given probability below it.
  ///
  /// - Parameter probability: in 0...1.
  /// - Returns: the ceiling, in the unit of the values.
  public func quantile(_ probability: Double) -> Double {
    last * (1 + Elementary.exp(centre + spread * StandardNormal.quantile(probability)))
  }

  /// Where the ceiling is, if it is not far.
  ///
  /// The shortest interval of logarithms that holds ``mass`` of such ceilings; where the data cannot
  /// show a ceiling, all above a low end.
  public var likely: ClosedRange<Double> {
    let near = 1 - chanceFar
    guard isShown else { return quantile((1 - Self.mass) / 2)...Double.infinity }
    var best = 0.0...Double.infinity
    for i in 0...16 {
      let left = Double(i) / 16 * (1 - Self.mass)
      let (low, high) = (quantile(near * left), quantile(near * (left + Self.mass)))
      if high * best.lowerBound < low * best.upperBound { best = low...high }
    }
    let low =
      best.lowerBound <= last * (1 + Self.leastRoom)
      ? last * (1 - Self.leastRoom) : best.lowerBound
    return low...best.upperBound
  }

  /// The grade that it leaves: A where a far ceiling has less than 10 %, B less than 20 %, C where a
  /// ceiling is shown.
  public var grade: EvidenceGrade {
    switch chanceFar {
    case ..<0.1: .a
    case ..<0.2: .b
    case ..<Self.limit: .c
    default: .d
    }
  }

  /// The positive observations in order of time; nil where they do not rise.
  private static func rising(
    _ times: [Double], _ values: [Double]
  ) -> (times: [Double], values: [Double])? {
    let points = zip(times, values).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    guard points.count >= 3, points[points.count - 1].1 > points[0].1,
      zip(points, points.dropFirst()).allSatisfy({ $0.0 < $1.0 })
    else { return nil }
    return (points.map(\.0), points.map(\.1))
  }
}
