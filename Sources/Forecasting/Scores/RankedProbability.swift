internal import SpecialFunctions

extension ForecastMixture {
  /// The continuous ranked probability score ∫ (F(x) − 1{x ≥ y})² dx.
  ///
  /// By Simpson's rule in t, x = centre + width sinh t, on either side of y, where F² and (1 − F)²
  /// are smooth: within 5 · 10⁻⁵ of the score for any mix of tails that the trend models have.
  ///
  /// Source: Gneiting and Raftery 2007, JASA 102:359, their eq. (20).
  ///
  /// - Parameters:
  ///   - actual: y.
  ///   - range: the values a forecast can take.
  /// - Returns: the score in the unit of the value; |y − x| where the forecast is the point x.
  package func rankedProbabilityScore(
    of actual: Double, in range: ClosedRange<Double>
  ) -> Double {
    let farthest = StandardNormal.quantile(1 - 1e-8)
    let ends = parts.map { part in
      (low: part.value(at: -farthest), high: part.value(at: farthest))
    }
    let low = ends.map(\.low).min() ?? actual
    let high = ends.map(\.high).max() ?? actual
    guard low < high else { return abs(actual - low) }
    let centre = quantile(0.5)
    let width = max((quantile(0.75) - quantile(0.25)) / 2, (high - low) * 1e-9)
    // Outside the ends F is 0 or 1: the distance counts whole.
    let inside = min(max(actual, low), high)
    func integral(_ from: Double, _ to: Double, isBelow: Bool) -> Double {
      guard from < to else { return 0 }
      let start = inverseSinh((from - centre) / width)
      let step = (inverseSinh((to - centre) / width) - start) / 96
      var sum = 0.0
      for i in 0...96 {
        let e = Elementary.exp(start + step * Double(i))
        let x = min(max(centre + width * (e - 1 / e) / 2, from), to)
        let share: Double
        if x <= range.lowerBound {
          share = isBelow ? 0 : 1
        } else if x >= range.upperBound {
          share = isBelow ? 1 : 0
        } else {
          share = isBelow ? 1 - above(x) : above(x)
        }
        let weight = i == 0 || i == 96 ? 1.0 : i % 2 == 1 ? 4 : 2
        sum += weight * share * share * width * (e + 1 / e) / 2
      }
      return sum * step / 3
    }
    return integral(low, inside, isBelow: true) + integral(inside, high, isBelow: false)
      + abs(actual - inside)
  }

  private func inverseSinh(_ x: Double) -> Double {
    let size = Elementary.log(abs(x) + (x * x + 1).squareRoot())
    return x < 0 ? -size : size
  }
}

extension SeasonalForecaster {
  /// The continuous ranked probability score of the forecast, in the unit of the series.
  ///
  /// - Parameters:
  ///   - actual: what came.
  ///   - years: h, > 0, after the last observation.
  /// - Returns: ∫ (F(x) − 1{x ≥ y})² dx.
  public func rankedProbabilityScore(of actual: Double, after years: Double) -> Double {
    let law = trend.law(after: years)
    guard let pattern else { return law.rankedProbabilityScore(of: actual, in: trend.range) }
    let time = origin + years
    let score = law.rankedProbabilityScore(
      of: pattern.adjusted(actual, at: time), in: trend.range)
    return pattern.isMultiplicative ? score * pattern.effect(at: time) : score
  }
}
