import Distributions
import Foundation
import Testing
import _TestSupport

/// Laws made from quantiles or moments have these quantiles and moments.
@Suite struct ElicitationTests {
  static let pairs: [(Double, Double)] = [(0.1, 0.9), (0.9, 0.1), (0.025, 0.5), (0.6, 0.999)]

  /// In closed form from the parameters of the law.
  private func standardDeviation(_ law: Law) -> Double {
    switch law {
    case .normal(let law): law.standardDeviation
    case .lognormal(let law): law.mean * expm1(law.logSD * law.logSD).squareRoot()
    case .uniform(let law): (law.max - law.min) / 12.squareRoot()
    case .triangular(let law):
      ((law.max - law.min) * (law.max - law.min) / 18
        - (law.mode - law.min) * (law.max - law.mode) / 18).squareRoot()
    case .pert(let law): standardDeviation(.beta(law.beta))
    case .beta(let law):
      ((law.mean - law.min) * (law.max - law.mean) / (law.a + law.b + 1)).squareRoot()
    case .gamma(let law): law.shape.squareRoot() * law.scale
    case .weibull(let law):
      law.scale * (tgamma(1 + 2 / law.shape) - pow(tgamma(1 + 1 / law.shape), 2)).squareRoot()
    case .studentT(let law):
      law.scale * (law.degreesOfFreedom / (law.degreesOfFreedom - 2)).squareRoot()
    default: .nan
    }
  }

  @Test(
    arguments: [
      "normal", "lognormal", "uniform", "triangular", "pert", "gamma", "weibull", "beta",
    ],
    pairs)
  func `two quantiles are met in any order`(name: String, pair: (Double, Double)) throws {
    let isShare = name == "beta"
    let values = isShare ? (0.15, 0.4) : (2.0, 5.0)
    let (first, second) = pair.0 < pair.1 ? values : (values.1, values.0)
    let law = try Law.make(
      name,
      arguments: [("p\(100 * pair.0)", first), ("p\(100 * pair.1)", second)])
    #expect(law.name == name)
    // Two nested searches for beta; the others are solved to the last digits.
    let tolerance = Tolerance(relative: isShare ? 1e-9 : 1e-11)
    #expect(law.quantile(pair.0).agrees(with: first, within: tolerance), "\(law)")
    #expect(law.quantile(pair.1).agrees(with: second, within: tolerance), "\(law)")
  }

  @Test(
    arguments: ["normal", "lognormal", "uniform", "triangular", "pert", "gamma", "weibull", "beta"])
  func `mean and sd are met`(name: String) throws {
    let (mean, sd) = name == "beta" ? (0.3, 0.1) : (12.0, 5.0)
    let law = try Law.make(name, arguments: [("sd", sd), ("mean", mean)])
    #expect(law.mean.agrees(with: mean, within: .ulps(256)), "\(law)")
    #expect(standardDeviation(law).agrees(with: sd, within: .ulps(1024)), "\(law)")
  }

  @Test func `student t takes its degrees of freedom besides`() throws {
    let byQuantiles = try Law.make(
      "student_t", arguments: [("df", 4), ("p10", -1), ("p90", 5)])
    #expect(byQuantiles.quantile(0.1).agrees(with: -1, within: .ulps(64)))
    #expect(byQuantiles.quantile(0.5).agrees(with: 2, within: .ulps(64)))
    let byMoments = try Law.make("student_t", arguments: [(nil, 4), ("mean", 1), ("sd", 3)])
    #expect(byMoments.mean == 1)
    #expect(standardDeviation(byMoments).agrees(with: 3, within: .fewUlps))
  }

  @Test func `an exponential law has one condition`() throws {
    let law = try Law.make("exponential", arguments: [("p50", 3)])
    #expect(law.median.agrees(with: 3, within: .fewUlps))
    let byRate = try Law.make("exponential", arguments: [("rate", 0.25)])
    #expect(byRate == .exponential(try Exponential(mean: 4)))
    #expect(throws: DistributionError.self) {
      try Law.make("exponential", arguments: [("p10", 1), ("p90", 9)])
    }
  }

  @Test func `extreme but possible quantiles are met`() throws {
    for (low, high) in [(1e-9, 1.0), (0.999, 1.0), (3e-30, 2e-3)] {
      for name in ["lognormal", "gamma", "weibull"] {
        let law = try Law.make(name, arguments: [("p5", low), ("p95", high)])
        #expect(law.quantile(0.05).agrees(with: low, within: Tolerance(relative: 1e-9)), "\(law)")
        #expect(law.quantile(0.95).agrees(with: high, within: Tolerance(relative: 1e-9)), "\(law)")
      }
    }
    let narrow = try Law.make("beta", arguments: [("p5", 0.4999), ("p95", 0.5001)])
    #expect(narrow.quantile(0.05).agrees(with: 0.4999, within: Tolerance(relative: 1e-9)))
    let wide = try Law.make("beta", arguments: [("p10", 1e-6), ("p90", 0.7)])
    #expect(wide.quantile(0.9).agrees(with: 0.7, within: Tolerance(relative: 1e-9)))
  }
}
