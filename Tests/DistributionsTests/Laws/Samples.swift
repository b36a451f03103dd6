import Random
import SpecialFunctions

/// Draws and tests of fit that the suites of this target share.
enum Samples {
  /// Uniform numbers of a named stream, seed 7.
  static func uniforms(_ count: Int, name: String) -> [Double] {
    var u = [Double](repeating: 0, count: count)
    var span = u.mutableSpan
    StreamKey(seed: 7, name: name).fill(&span, firstPath: 0, step: 0)
    return u
  }

  /// The largest distance between the empirical distribution function and the given one.
  static func kolmogorovDistance(_ draws: [Double], _ cdf: (Double) -> Double) -> Double {
    let n = Double(draws.count)
    var largest = 0.0
    for (index, x) in draws.sorted().enumerated() {
      let f = cdf(x)
      largest = max(largest, f - Double(index) / n, Double(index + 1) / n - f)
    }
    return largest
  }

  /// The distance that a correct sampler exceeds with probability 1e-6 (Smirnov's limit law).
  static func kolmogorovLimit(_ count: Int) -> Double {
    (-Elementary.log(0.5e-6) / 2 / Double(count)).squareRoot()
  }

  /// The probability that a chi-square of counts against expectations would be as large.
  ///
  /// Neighbouring cells are merged until 10 are expected in each.
  static func chiSquareTail(counts: [Double], expected: [Double]) -> Double {
    var cells = 0
    var sum = 0.0
    var (count, expectation) = (0.0, 0.0)
    var left = expected.reduce(0, +)
    for (c, e) in zip(counts, expected) {
      count += c
      expectation += e
      left -= e
      if expectation >= 10 && left >= 10 {
        sum += (count - expectation) * (count - expectation) / expectation
        cells += 1
        (count, expectation) = (0, 0)
      }
    }
    sum += (count - expectation) * (count - expectation) / expectation
    return GammaFunction.regularizedUpper(a: Double(cells) / 2, x: sum / 2)
  }
}
