internal import Distributions
internal import GrowthCurves
internal import Sampling
internal import SpecialFunctions

// Where the search for modes begins.
extension GrowthPosteriorDensity {
  var scales: SIMD8<Double> {
    var scales = SIMD8<Double>(repeating: 1)
    if let motionLane {
      let isFree = motionRange.lower == -.infinity && motionRange.upper == .infinity
      if isFree {
        switch motion {
        case .growth: scales[motionLane] = 0.1
        case .rate: scales[motionLane] = priors.rate.law?.interquartileRange ?? 0.1
        case .midpoint: scales[motionLane] = priors.midpoint.law?.interquartileRange ?? 1
        }
      }
    }
    if let levelLane, levelRange.lower == -.infinity, levelRange.upper == .infinity {
      scales[levelLane] = 0.1
    }
    return scales
  }

  var starts: [SIMD8<Double>] {
    let points = likelihood.points
    let last = points[points.count - 1]
    let isBound = last.isCensored ? 0.05 : 0
    let isBetween = levelRange.lower > -.infinity && levelRange.upper < .infinity
    let logLevel =
      fixedLogLevel
      ?? (isBetween
        ? (levelRange.lower + levelRange.upper) / 2
        : min(last.logValue + isBound, levelRange.upper - 0.01))
    let level = Elementary.exp(logLevel)
    let most = Elementary.exp(min(0, logLevel - logHighest))
    let shape = shapeLane == nil ? standardShape : priors.shape.law?.median ?? standardShape
    var shares = [0.0]
    if bounded != nil {
      shares = [0.35, 0.7, 0.1, 0.95].map { $0 * most }
      if let law = priors.ceiling.law {
        let below = law.cdf(level / most)
        shares =
          below < 1 - 1e-9
          ? [0.5, 0.1, 0.9, 0.99].map { min(level / law.quantile(below + $0 * (1 - below)), most) }
          : [0.9 * most, 0.99 * most]
      } else if let number = priors.ceiling.number {
        shares = [level / number]
      } else if let rate = priors.rate.number, let midpoint = priors.midpoint.number {
        shares = [self.share(ahead: rate * (midpoint - anchor), shape: shape)]
      }
    }
    var starts: [SIMD8<Double>] = []
    for share in shares {
      for growth in startingGrowths(share: share, level: logLevel, shape: shape) {
        for volatility in startingVolatilities(growth, share, shape, logLevel) {
          starts.append(
            coordinates(
              Parameters(
                growth: growth, share: share, logLevel: logLevel, volatility: volatility,
                shape: shape)))
        }
      }
    }
    return starts
  }

  private func startingGrowths(share: Double, level: Double, shape: Double) -> [Double] {
    var growths: [Double] = []
    if let first = likelihood.points.first, first.elapsed < 0 {
      let growth = form.growth(
        ratio: Elementary.exp(first.logValue - level), over: -first.elapsed, share: share,
        shape: shape)
      if growth.isFinite { growths.append(rises ? max(growth, 0.01) : growth) }
    }
    let place = Parameters(share: share, logLevel: level, shape: shape)
    if let law = priors.rate.law { growths.append(law.median / ratePerGrowth(place)) }
    if let law = priors.midpoint.law {
      let times = midpointTimesGrowth(place)
      growths += [0.5, 0.1, 0.9].map { times / (law.quantile($0) - anchor) }.filter { $0 > 0 }
    }
    if let law = priors.growth.law { growths.append(law.median) }
    if growths.isEmpty { growths.append(0.03) }
    return growths.filter(\.isFinite)
  }

  private func startingVolatilities(
    _ growth: Double, _ share: Double, _ shape: Double, _ logLevel: Double
  ) -> [Double] {
    if let number = priors.volatility.number { return [number] }
    var squares = 0.0
    var count = 0.0
    for (earlier, later) in zip(likelihood.points, likelihood.points.dropFirst()) {
      let change =
        form.logRatio(after: later.elapsed, growth: growth, share: share, shape: shape).value
        - form.logRatio(after: earlier.elapsed, growth: growth, share: share, shape: shape).value
      let residual = later.logValue - earlier.logValue - change
      guard residual.isFinite else { continue }
      squares += residual * residual / (later.elapsed - earlier.elapsed)
      count += 1
    }
    if let law = priors.volatility.law { return [law.median] }
    let (degrees, size) = DefaultPriors.variance
    let prior = degrees * size * size
    return [((squares + prior) / (count + degrees)).squareRoot()]
  }

  /// The point of a curve, as near as the ranges allow.
  private func coordinates(_ p: Parameters) -> SIMD8<Double> {
    var x = SIMD8<Double>.zero
    let level = Elementary.exp(p.logLevel)
    if let motionLane {
      let value =
        switch motion {
        case .growth: p.growth
        case .rate: p.growth * ratePerGrowth(p)
        case .midpoint: anchor + midpointTimesGrowth(p) / p.growth
        }
      x[motionLane] = motionRange.coordinate(value)
    }
    let most = Elementary.exp(min(0, p.logLevel - logHighest))
    if let shareLane {
      if let law = priors.ceiling.law {
        let range = CoordinateRange(
          lower: max(level / most, law.support.lowerBound), upper: law.support.upperBound)
        x[shareLane] = range.coordinate(level / p.share)
      } else {
        x[shareLane] = CoordinateRange(lower: 0, upper: most).coordinate(p.share)
      }
    }
    if let levelLane { x[levelLane] = levelRange.coordinate(p.logLevel) }
    if let volatilityLane { x[volatilityLane] = volatilityRange.coordinate(p.volatility) }
    if let shapeLane { x[shapeLane] = shapeRange.coordinate(p.shape) }
    return x
  }
}

extension Law {
  /// The distance of the quartiles.
  fileprivate var interquartileRange: Double { quantile(0.75) - quantile(0.25) }
}
