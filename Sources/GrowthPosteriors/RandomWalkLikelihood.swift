internal import Columns
internal import GrowthCurves
internal import SpecialFunctions

/// The likelihood of observations of a curve whose logarithm carries a Brownian motion.
///
///     log y(t) = log f(t) + W(t),  W(tₙ) = 0,  Var(W(s) − W(t)) = σ² |s − t|
///
/// where tₙ, the time of the last observation, is the anchor of the curve. An exact value enters
/// through the increments of log y − log f, which are N(0, σ² gap). A value with an error enters
/// through a Kalman recursion backwards in time, its error normal on the log scale with standard
/// deviation sd/value (an approximation of first order in that ratio). Values known only to lie
/// above c, or between two values, enter through the probability of that given all other observations: a normal tail (or stretch) where
/// none of the others depends on it, which is exact; where several hang together, the recursion
/// over their joint law by Gauss–Legendre sums with 48 points (error below 10⁻⁶ unless two
/// stand much closer to each other than to the rest).
///
/// A last value of which only bounds are known bounds the level, and stands with its prior.
struct RandomWalkLikelihood: Sendable {
  struct Point: Sendable {
    /// Years from the anchor, at most 0.
    let elapsed: Double
    /// log of the value.
    let logValue: Double
    /// The logarithms of the bounds where nothing else is known.
    let logBounds: ClosedRange<Double>
    /// The variance of the error of `logValue`; 0 for exact values.
    let variance: Double
    let isCensored: Bool
  }

  let points: [Point]
  private let hasCensored: Bool
  /// Years from the anchor of all points but the last.
  private let elapsed: [Double]

  /// - Parameter observations: in order of time, valid.
  init(_ observations: [GrowthObservation]) {
    let anchor = observations[observations.count - 1].time
    points = observations.map { observation in
      var variance = 0.0
      if case .standardDeviation(let sd) = observation.kind {
        let ratio = sd / observation.value
        variance = ratio * ratio
      }
      let bounds = observation.bounds ?? 0 ... .infinity
      return Point(
        elapsed: observation.time - anchor, logValue: Elementary.log(observation.value),
        logBounds: Elementary.log(bounds.lowerBound)...Elementary.log(bounds.upperBound),
        variance: variance, isCensored: observation.bounds != nil)
    }
    hasCensored = points.dropLast().contains { $0.isCensored }
    elapsed = points.dropLast().map(\.elapsed)
  }

  /// What the recursion knows at one observation of all later ones.
  private struct Step {
    var mean: Double
    var variance: Double
    var predictedMean: Double
    var predictedVariance: Double
  }

  /// The logarithm of the likelihood, without the constant of the normal law.
  ///
  /// - Parameters:
  ///   - curve: the formulas of the family.
  ///   - growth: g.
  ///   - share: ζ.
  ///   - shape: ν, q/p, k or h.
  ///   - logLevel: log L, the value of log y at the anchor.
  ///   - volatility: σ.
  /// - Returns: the logarithm; −∞ where the curve does not exist at an observation.
  func logarithm(
    _ curve: any AnchoredForm.Type, growth: Double, share: Double, shape: Double,
    logLevel: Double, volatility: Double
  ) -> Double {
    var sum = 0.0
    var state = Step(mean: logLevel, variance: 0, predictedMean: logLevel, predictedVariance: 0)
    let last = points[points.count - 1]
    if last.variance > 0 {
      let error = last.logValue - logLevel
      sum -= 0.5 * (Elementary.log(last.variance) + error * error / last.variance)
    }
    var steps: [Step] = []
    if hasCensored { steps.append(state) }
    var later = (elapsed: 0.0, logRatio: 0.0)
    // Columns pay from a vector on; a few observations would pay for their memory alone. Logarithms are then
    // taken together, and summed up in the order of the recursion: the bits are the same.
    let isLong = elapsed.count >= 8
    var logRatios: [Double] = []
    var totals: [Double] = []
    var squares: [Double] = []
    if isLong {
      logRatios = elapsed
      var span = logRatios.mutableSpan
      curve.replaceByLogRatios(&span, growth: growth, share: share, shape: shape)
      totals = [Double](repeating: 1, count: elapsed.count)
      squares = [Double](repeating: 0, count: elapsed.count)
    }
    for i in elapsed.indices.reversed() {
      let point = points[i]
      let logRatio =
        isLong
        ? logRatios[i]
        : curve.logRatio(after: point.elapsed, growth: growth, share: share, shape: shape).value
      guard logRatio.isFinite else { return -.infinity }
      let mean = state.mean + (logRatio - later.logRatio)
      let variance = state.variance + volatility * volatility * (later.elapsed - point.elapsed)
      state.predictedMean = mean
      state.predictedVariance = variance
      if point.isCensored {
        state.mean = mean
        state.variance = variance
      } else {
        let error = point.logValue - mean
        let total = variance + point.variance
        if isLong {
          (totals[i], squares[i]) = (total, error * error / total)
        } else {
          sum -= 0.5 * (Elementary.log(total) + error * error / total)
        }
        state.mean = point.variance > 0 ? mean + variance / total * error : point.logValue
        state.variance = variance * point.variance / total
      }
      later = (point.elapsed, logRatio)
      if hasCensored { steps.append(state) }
    }
    if isLong {
      var logarithms = totals.mutableSpan
      Elementary.log(&logarithms)
      for i in elapsed.indices.reversed() where !points[i].isCensored {
        sum -= 0.5 * (totals[i] + squares[i])
      }
    }
    return hasCensored ? sum + logProbabilityOfBounds(steps.reversed(), volatility) : sum
  }

  /// log P(all bounds hold | all values), going forward in time.
  ///
  /// Given the values, the process at the observations is a Gaussian Markov chain: the recursion
  /// gives the first marginally, and each next one given the one before.
  private func logProbabilityOfBounds(_ steps: [Step], _ volatility: Double) -> Double {
    var sum = 0.0
    // From the last bound, or from nothing: mean = gain · (value there) + offset.
    var map = (gain: 0.0, offset: steps[0].mean, variance: steps[0].variance)
    var pending: TruncatedMixture?
    for i in 0..<(points.count - 1) {
      if i > 0 {
        let (earlier, here) = (steps[i - 1], steps[i])
        let gain = here.variance / earlier.predictedVariance
        map.gain *= gain
        map.offset = here.mean + gain * (map.offset - earlier.predictedMean)
        let gap = volatility * volatility * (points[i].elapsed - points[i - 1].elapsed)
        map.variance = gain * gap + gain * gain * map.variance
      }
      guard points[i].isCensored else { continue }
      var next = TruncatedMixture(
        means: [map.offset], weights: [1], variance: map.variance, bounds: points[i].logBounds)
      if let before = pending {
        if map.gain == 0 {
          sum += before.logMass
        } else {
          let (nodes, weights) = before.nodes()
          next = TruncatedMixture(
            means: nodes.map { map.gain * $0 + map.offset }, weights: weights,
            variance: map.variance, bounds: points[i].logBounds)
        }
      }
      pending = next
      map = (1, 0, 0)
    }
    return sum + (pending?.logMass ?? 0)
  }
}

/// A mixture of normal laws of one variance, cut to an interval that may be open.
struct TruncatedMixture {
  let means: [Double]
  let weights: [Double]
  let variance: Double
  let bounds: ClosedRange<Double>

  /// The logarithm of what is left between the bounds.
  var logMass: Double {
    let deviation = variance.squareRoot()
    if means.count == 1 {
      return Elementary.log(weights[0]) + logOfStretch(means[0], deviation)
    }
    var sum = 0.0
    for (mean, weight) in zip(means, weights) {
      sum += weight * Elementary.exp(logOfStretch(mean, deviation))
    }
    return Elementary.log(sum)
  }

  /// log(Φ(b) − Φ(a)) for the bounds in standard deviations from a mean, from the nearer tail.
  private func logOfStretch(_ mean: Double, _ deviation: Double) -> Double {
    let above = (mean - bounds.lowerBound) / deviation
    guard bounds.upperBound < .infinity else { return logOfNormalCDF(above) }
    let below = (bounds.upperBound - mean) / deviation
    guard bounds.lowerBound > -.infinity else { return logOfNormalCDF(below) }
    // Mirrored, so that both probabilities lie in the lower tail where that is the nearer one.
    let (more, less) =
      above < below
      ? (logOfNormalCDF(above), logOfNormalCDF(-below))
      : (logOfNormalCDF(below), logOfNormalCDF(-above))
    return more + Elementary.log1p(-Elementary.exp(less - more))
  }

  /// Points between the bounds and the masses that stand for them.
  func nodes() -> (points: [Double], weights: [Double]) {
    let deviation = variance.squareRoot()
    let (least, most) = ((means.min() ?? 0) - 7 * deviation, (means.max() ?? 0) + 7 * deviation)
    var (lower, upper) = (max(bounds.lowerBound, least), min(bounds.upperBound, most))
    if lower > most { upper = min(bounds.upperBound, lower + 5 * deviation) }
    if upper < least { lower = max(bounds.lowerBound, upper - 5 * deviation) }
    upper = max(upper, min(lower + 5 * deviation, bounds.upperBound))
    let half = (upper - lower) / 2
    var points: [Double] = []
    var masses: [Double] = []
    for (node, weight) in zip(GaussLegendre.nodes, GaussLegendre.weights) {
      let z = lower + half * (1 + node)
      var density = 0.0
      for (mean, share) in zip(means, weights) {
        density += share * StandardNormal.density((z - mean) / deviation)
      }
      points.append(z)
      masses.append(weight * half * density / deviation)
    }
    return (points, masses)
  }
}

/// log Φ(x), also where Φ(x) underflows.
func logOfNormalCDF(_ x: Double) -> Double {
  guard x < -30 else { return Elementary.log(StandardNormal.cdf(x)) }
  // Abramowitz and Stegun 26.2.12
  let square = x * x
  return -square / 2 - Elementary.log(-x) - 0.918_938_533_204_672_7
    + Elementary.log1p(-1 / square + 3 / (square * square))
}

/// The 48-point Gauss–Legendre rule on [−1, 1].
enum GaussLegendre {
  static let count = 48
  static let nodes = rule.nodes
  static let weights = rule.weights

  private static let rule: (nodes: [Double], weights: [Double]) = {
    var nodes: [Double] = []
    var weights: [Double] = []
    for i in 0..<count {
      var x = Elementary.cos(Double.pi * (Double(i) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<8 {
        var (before, value) = (1.0, x)
        for k in 2...count {
          (before, value) = (
            value, (Double(2 * k - 1) * x * value - Double(k - 1) * before) / Double(k)
          )
        }
        slope = Double(count) * (x * value - before) / (x * x - 1)
        x -= value / slope
      }
      nodes.append(x)
      weights.append(2 / ((1 - x * x) * slope * slope))
    }
    return (nodes, weights)
  }()
}
