import SpecialFunctions

/// Ten thousand short series of one curve with scatter, the same on every machine: SplitMix64
/// (Steele, Lea and Flood 2014) and Box and Muller's cosine.
struct ManySeries {
  var times: [[Double]] = []
  var values: [[Double]] = []

  /// - Parameters:
  ///   - seed: 20261120 for the logistic series, 20261121 for the Gompertz ones.
  ///   - count: how many.
  ///   - shape: F(z), of which the curve is K F(r (t − m)).
  init(seed: UInt64, count: Int, shape: (Double) -> Double) {
    var generator = SplitMix(state: seed)
    for i in 0..<count {
      let points = 8 + i % 23
      let ceiling = Elementary.exp(Elementary.log(100) + 0.5 * generator.normal())
      let rate = Elementary.exp(Elementary.log(6 / Double(points)) + 0.25 * generator.normal())
      let midpoint = Double(points) * (0.3 + 0.4 * generator.uniform())
      times.append((0..<points).map(Double.init))
      values.append(
        (0..<points).map { t in
          ceiling * shape(rate * (Double(t) - midpoint)) + 0.02 * ceiling * generator.normal()
        })
    }
  }

  static func logistic(_ count: Int) -> ManySeries {
    ManySeries(seed: 20_261_120, count: count) { 1 / (1 + Elementary.exp(-$0)) }
  }

  static func gompertz(_ count: Int) -> ManySeries {
    ManySeries(seed: 20_261_121, count: count) { Elementary.exp(-Elementary.exp(-$0)) }
  }
}

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
