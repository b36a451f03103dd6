/// The three lines whose median is the centre of a forecast from six or more observations: shrunken
/// drift, Theta, and damped trend.
///
/// All count in steps of the series. Between whole steps the centre is a straight line, and it
/// starts from the last observation.
///
/// Source: Assimakopoulos and Nikolopoulos 2000, IJF 16:521, in the form of Hyndman and Billah 2003,
/// IJF 19:287 (Theta as smoothing with half the trend); Gardner and McKenzie 1985 (damped trend).
struct ForecastLines: Hashable, Sendable {
  /// Years between observations.
  let step: Double
  /// The shrunken drift, per step.
  let drift: Double
  /// Half of the least-squares trend, per step.
  let halfTrend: Double
  let smoothing: SmoothedLevel
  let damped: DampedTrend

  /// - Parameters:
  ///   - z: the series on the forecast scale, at least 6 values.
  ///   - step: years between them.
  ///   - drift: the shrunken drift, per year.
  ///   - trend: the least-squares trend, per year.
  init(_ z: [Double], step: Double, drift: Double, trend: Double) {
    self.step = step
    self.drift = drift * step
    halfTrend = trend * step / 2
    smoothing = SmoothedLevel(z)
    damped = DampedTrend(z)
  }

  /// The centre `years` after the last observation.
  func centre(after years: Double) -> Double {
    let steps = years / step
    let below = (steps + 1e-9).rounded(.down)
    let fraction = max(0, steps - below)
    let start = below == 0 ? 0 : centre(atStep: Int(below))
    guard fraction > 1e-9 else { return start }
    return (1 - fraction) * start + fraction * centre(atStep: Int(below) + 1)
  }

  private func centre(atStep k: Int) -> Double {
    let steps = Double(k)
    let line = drift * steps
    let theta = smoothing.level + halfTrend * (steps - 1 + smoothing.lag)
    let holt = damped.value(atStep: k)
    return max(min(line, theta), min(max(line, theta), holt))
  }
}

/// Simple exponential smoothing with the parameters of least squared error.
///
/// The first level enters linearly, so for each α it is solved for instead of searched.
struct SmoothedLevel: Hashable, Sendable {
  /// The level after the last observation.
  let level: Double
  /// (1 − (1 − α)ⁿ)/α: by how many steps of trend the level lags.
  let lag: Double

  init(_ z: [Double]) {
    var best = (squares: Double.infinity, level: 0.0, lag: 0.0)
    for k in 1...50 {
      let α = k == 50 ? 0.9999 : 0.02 * Double(k)
      // error_t = residual_t − weight_t · first level
      var (weight, level) = (1.0, 0.0)
      var (rr, rw, ww) = (0.0, 0.0, 0.0)
      for value in z {
        let residual = value - level
        rr += residual * residual
        rw += residual * weight
        ww += weight * weight
        level += α * residual
        weight *= 1 - α
      }
      let first = rw / ww
      let squares = rr - first * rw
      if squares < best.squares {
        best = (squares, level + weight * first, (1 - weight) / α)
      }
    }
    level = best.level
    lag = best.lag
  }
}

/// Damped-trend smoothing with the parameters of least squared error on a grid, started on the line
/// through the first five observations.
struct DampedTrend: Hashable, Sendable {
  /// The level after the last observation.
  private(set) var level = 0.0
  /// The trend after the last observation, per step.
  private(set) var trend = 0.0
  /// φ: the share of the trend that is left after each step.
  private(set) var damping = 0.0

  init(_ z: [Double]) {
    let (intercept, slope) = Self.line(through: z.prefix(5))
    var least = Double.infinity
    for a in 1...9 {
      for b in 0..<5 {
        for φ in [0.8, 0.85, 0.9, 0.95, 0.98] {
          let α = 0.1 * Double(a)
          let gain = α * (0.05 + 0.1 * Double(b))
          var (level, trend, squares) = (intercept, slope, 0.0)
          for value in z {
            let predicted = level + φ * trend
            let error = value - predicted
            squares += error * error
            level = predicted + α * error
            trend = φ * trend + gain * error
          }
          if squares < least {
            least = squares
            (self.level, self.trend, damping) = (level, trend, φ)
          }
        }
      }
    }
  }

  /// The line k steps after the last observation.
  func value(atStep k: Int) -> Double {
    var (sum, power) = (0.0, 1.0)
    for _ in 0..<k {
      power *= damping
      sum += power
      if power < 1e-18 { break }
    }
    return level + trend * sum
  }

  /// Least squares through points at 1, 2, …: the value at 0 and the slope.
  private static func line(through z: ArraySlice<Double>) -> (intercept: Double, slope: Double) {
    let n = Double(z.count)
    let middle = (n + 1) / 2
    let mean = z.reduce(0, +) / n
    var (xy, xx) = (0.0, 0.0)
    for (i, value) in z.enumerated() {
      let x = Double(i + 1) - middle
      xy += x * (value - mean)
      xx += x * x
    }
    return (mean - xy / xx * middle, xy / xx)
  }
}
