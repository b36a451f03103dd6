import Foundation

/// Pearson's chi-square test of counts, for laws of samplers.
public enum ChiSquare {
  /// The statistic and the probability of one as large.
  public struct Outcome: Sendable {
    /// Σ (observed − expected)² / expected.
    public let statistic: Double
    /// Cells minus one.
    public let degreesOfFreedom: Int
    /// Probability of a statistic as large from a correct sampler.
    public let pValue: Double
  }

  /// Compares counts with the numbers expected of them, at least five a cell.
  public static func test(counts: [Int], expected: [Double]) -> Outcome {
    precondition(
      counts.count == expected.count, "\(counts.count) counts but \(expected.count) expected")
    let statistic = zip(counts, expected).reduce(0) { sum, cell in
      let difference = Double(cell.0) - cell.1
      return sum + difference * difference / cell.1
    }
    let degrees = counts.count - 1
    return Outcome(
      statistic: statistic, degreesOfFreedom: degrees,
      pValue: upperGamma(a: Double(degrees) / 2, x: statistic / 2))
  }

  /// Compares counts with equally likely cells.
  public static func uniform(counts: [Int]) -> Outcome {
    let each = Double(counts.reduce(0, +)) / Double(counts.count)
    return test(counts: counts, expected: [Double](repeating: each, count: counts.count))
  }

  /// The regularised upper incomplete gamma function Q(a, x): by its series for x < a + 1,
  /// otherwise by its continued fraction.
  ///
  /// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 6.5.29, 6.5.31.
  private static func upperGamma(a: Double, x: Double) -> Double {
    guard x > 0 else { return 1 }
    let scale = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var k = a
      while term > sum * 1e-17 {
        k += 1
        term *= x / k
        sum += term
      }
      return 1 - scale * sum
    }
    // Lentz's evaluation of 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for i in 1...100_000 {
      let numerator = -Double(i) * (Double(i) - a)
      b += 2
      d = 1 / (numerator * d + b)
      c = b + numerator / c
      fraction *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return scale * fraction
  }
}
