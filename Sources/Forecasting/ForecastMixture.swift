internal import SpecialFunctions

/// The law of a forecast at one horizon: each part normal on its own scale.
package struct ForecastMixture: Sendable {
  /// One part.
  package struct Part: Sendable {
    let weight: Double
    let scale: ForecastScale
    /// The mean of z.
    let mean: Double
    /// The standard deviation of z.
    let deviation: Double

    /// A part with a weight, normal with this mean and deviation on a scale.
    package init(weight: Double, scale: ForecastScale, mean: Double, deviation: Double) {
      self.weight = weight
      self.scale = scale
      self.mean = mean
      self.deviation = deviation
    }

    /// The value so many deviations above the mean.
    func value(at normal: Double) -> Double {
      scale.value(at: mean + (deviation > 0 ? deviation * normal : 0))
    }

    /// P(z ≥ threshold).
    func above(position threshold: Double) -> Double {
      let distance = mean - threshold
      guard deviation > 0 else { return distance >= 0 ? 1 : 0 }
      return StandardNormal.cdf(distance / deviation)
    }
  }

  package let parts: [Part]
  /// The factor by which every value is moved.
  package let correction: Double

  /// What no value falls below: the last one of a cumulative series.
  package let floor: Double?
  /// The scales of the parts, each once, and where that of each part is: a value is put on a scale once
  /// for all parts.
  private let scales: [ForecastScale]
  private let places: [Int]

  /// The mixture of some parts, whose weights add up to 1.
  package init(parts: [Part], correction: Double = 1, floor: Double? = nil) {
    self.parts = parts
    self.correction = correction
    self.floor = floor
    var scales: [ForecastScale] = []
    places = parts.map { part in
      if let place = scales.firstIndex(of: part.scale) { return place }
      scales.append(part.scale)
      return scales.count - 1
    }
    self.scales = scales
  }

  /// The mean.
  package var mean: Double {
    guard let floor else {
      return correction
        * parts.reduce(0) { sum, part in
          sum + part.weight * part.scale.mean(centre: part.mean, deviation: part.deviation)
        }
    }
    // Of max(value, floor), by the rule of ``ForecastScale/mean(centre:deviation:)``.
    var (sum, weights) = (0.0, 0.0)
    for part in parts {
      for i in -64...64 {
        let z = Double(i) / 8
        let weight = part.weight * StandardNormal.density(z)
        let value = part.scale.value(at: part.mean + part.deviation * z)
        sum += weight * max(floor, correction * value)
        weights += weight
      }
    }
    return sum / weights
  }

  /// P(value ≥ threshold), inside the range of the scales.
  package func above(_ threshold: Double) -> Double {
    if let floor, threshold <= floor { return 1 }
    let threshold = threshold / correction
    let positions = scales.map { $0.position(of: threshold) }
    var sum = 0.0
    for i in parts.indices {
      sum += parts[i].weight * parts[i].above(position: positions[places[i]])
    }
    return min(1, sum)
  }

  /// The density, inside the range of the scales.
  package func density(_ value: Double) -> Double {
    let value = value / correction
    let density = parts.reduce(0) { sum, part in
      let z = (part.scale.position(of: value) - part.mean) / part.deviation
      return sum + part.weight * part.scale.slope(at: value) / part.deviation
        * StandardNormal.density(z)
    }
    return density / correction
  }

  /// The value with the given probability below it.
  ///
  /// It lies between the least and the greatest of the parts' own quantiles, and is found there to
  /// twelve digits.
  package func quantile(_ probability: Double) -> Double {
    if let floor {
      let free = ForecastMixture(parts: parts, correction: correction)
      return max(floor, free.quantile(probability))
    }
    let target = StandardNormal.quantile(probability)
    let own = parts.map { correction * $0.value(at: target) }
    var (low, high) = (own.min() ?? 0, own.max() ?? 0)
    guard low < high, probability > 0, probability < 1 else {
      return probability >= 1 ? high : low
    }
    // Secants in the probability's normal score, with a bisection where they would be slow; where that has not
    // ended soon, magnitudes lie between, and they are halved.
    func miss(_ value: Double) -> Double {
      StandardNormal.quantile(min(max(1 - above(value), 1e-300), 1 - 0x1p-53)) - target
    }
    var (missLow, missHigh) = (miss(low), miss(high))
    guard missLow < 0 else { return low }
    guard missHigh > 0 else { return high }
    for step in 0..<200 {
      if high - low <= 1e-13 * max(abs(low), abs(high)) { break }
      let secant = low - missLow * (high - low) / (missHigh - missLow)
      let isFar = step >= 60 && low >= 0 && low < high / 4
      let middle =
        !isFar
        ? low + (high - low) / 2 : low > 0 ? low.squareRoot() * high.squareRoot() : 1e-12 * high
      let next = step % 3 == 2 || !(secant > low && secant < high) ? middle : secant
      let found = miss(next)
      if found == 0 { return next }
      if found < 0 {
        (low, missLow) = (next, found)
      } else {
        (high, missHigh) = (next, found)
      }
    }
    return low + (high - low) / 2
  }
}
