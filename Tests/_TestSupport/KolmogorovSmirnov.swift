import Foundation

/// The one-sample Kolmogorov–Smirnov test, for laws of samplers.
public enum KolmogorovSmirnov {
  /// The largest distance of the two distribution functions, and the probability of one as large.
  public struct Outcome: Sendable {
    /// D = sup |Fₙ − F|.
    public let distance: Double
    /// Probability of a distance as large from a correct sampler.
    public let pValue: Double
  }

  /// Compares a sample with a continuous distribution function.
  ///
  /// The p-value is the limit law at (√n + 0.12 + 0.11/√n) D, good from n = 5 on.
  ///
  /// - Parameters:
  ///   - sample: at least five numbers, in any order.
  ///   - cdf: the distribution function of the claimed law.
  /// - Returns: distance and p-value.
  ///
  /// Source: Stephens, *Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics
  /// without extensive tables* (1970).
  public static func test(_ sample: [Double], cdf: (Double) -> Double) -> Outcome {
    let sorted = sample.sorted()
    let n = Double(sorted.count)
    var distance = 0.0
    for (i, x) in sorted.enumerated() {
      let f = cdf(x)
      distance = max(distance, f - Double(i) / n, Double(i + 1) / n - f)
    }
    let root = n.squareRoot()
    return Outcome(
      distance: distance, pValue: limitLaw((root + 0.12 + 0.11 / root) * distance))
  }

  /// 2 Σ (−1)^(k−1) exp(−2 k² λ²), the probability that the scaled distance exceeds λ.
  private static func limitLaw(_ lambda: Double) -> Double {
    guard lambda > 0.2 else { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let term = exp(-2 * Double(k * k) * lambda * lambda)
      sum += k % 2 == 1 ? term : -term
      if term < 1e-18 { break }
    }
    return min(max(2 * sum, 0), 1)
  }
}
