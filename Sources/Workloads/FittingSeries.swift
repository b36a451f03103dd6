internal import GrowthCurves
internal import SpecialFunctions
internal import Statistics

/// The series of W2: 10,000 of 8 to 30 points around one curve, the same numbers everywhere.
///
/// Series i has n = 8 + i mod 23 points at t = 0, 1, …; ln K is normal about ln 100 with the standard
/// deviation 0.5, ln r about ln (6/n) with 0.25, m uniform between 0.3 n and 0.7 n, and each point is
/// off by a normal error of 0.02 K.
package struct FittingSeries: Sendable {
  /// The dates of each series.
  package private(set) var times: [[Double]] = []
  /// What was observed.
  package private(set) var values: [[Double]] = []

  /// Makes the series.
  package init(_ curve: FittingBenchmark.Curve, count: Int = 10_000) {
    var draw = SplitMix(state: curve == .logistic ? 20_261_120 : 20_261_121)
    for i in 0..<count {
      let points = 8 + i % 23
      let n = Double(points)
      let ceiling = Elementary.exp(Elementary.log(100) + 0.5 * draw.normal())
      let rate = Elementary.exp(Elementary.log(6 / n) + 0.25 * draw.normal())
      let midpoint = n * (0.3 + 0.4 * draw.uniform())
      times.append((0..<points).map(Double.init))
      values.append(
        (0..<points).map { t in
          let z = rate * (Double(t) - midpoint)
          let share =
            switch curve {
            case .logistic: 1 / (1 + Elementary.exp(-z))
            case .gompertz: Elementary.exp(-Elementary.exp(-z))
            }
          return ceiling * share + 0.02 * ceiling * draw.normal()
        })
    }
  }

  /// The sum of all values and of the lengths of the series, rounded once.
  package var sum: Double {
    var sum = ExactSum()
    for series in values {
      sum.add(Double(series.count))
      for value in series { sum.add(value) }
    }
    return sum.value
  }
}

/// SplitMix64, and normal numbers by the cosine of Box and Muller.
///
/// Sources: Steele, Lea and Flood, *Fast splittable pseudorandom number generators* (2014); Box and
/// Muller, *A note on the generation of random normal deviates* (1958).
private struct SplitMix {
  var state: UInt64

  mutating func uniform() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return (Double(z >> 11) + 0.5) * 0x1p-53
  }

  mutating func normal() -> Double {
    let radius = (-2 * Elementary.log(uniform())).squareRoot()
    return radius * Elementary.cos(2 * .pi * uniform())
  }
}
