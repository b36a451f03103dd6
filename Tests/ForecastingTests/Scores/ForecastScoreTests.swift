import Forecasting
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct ForecastScoreTests {
  @Test func `scores of small cases are those by hand`() {
    #expect(ForecastScore.symmetricPercentageError(100, 50) == 200 * 50 / 150.0)
    #expect(ForecastScore.symmetricPercentageError(0, 0) == 0)
    #expect(ForecastScore.symmetricPercentageError(-3, 3) == 200)
    #expect(ForecastScore.scale(ofHistory: [1, 4, 2]) == 2.5)
    #expect(ForecastScore.scale(ofHistory: [7]) == 0)
    #expect(ForecastScore.intervalScore(5, 4...6, level: 0.95) == 2)
    // 2/α = 40: one below 4 costs 40 more.
    #expect(
      ForecastScore.intervalScore(3, 4...6, level: 0.95)
        .agrees(with: 42, within: .fewUlps))
    #expect(
      ForecastScore.intervalScore(6.5, 4...6, level: 0.8).agrees(with: 7, within: .fewUlps))
    #expect(ForecastScore.brier(0.25, happened: true) == 0.5625)
    #expect(ForecastScore.brier(0.25, happened: false) == 0.0625)
  }

  private static let line = ForecastScale.additive(
    last: 0, unit: 1, bounds: -Double.infinity...Double.infinity)
  private static let wholeLine = -Double.infinity...Double.infinity
  /// The rule is stated to be good to 5 · 10⁻⁵ of the score.
  private static let rule = Tolerance(relative: 5e-5)

  private func normal(_ mean: Double, _ deviation: Double) -> ForecastMixture {
    ForecastMixture(
      parts: [.init(weight: 1, scale: Self.line, mean: mean, deviation: deviation)])
  }

  /// σ (ω (2Φ(ω) − 1) + 2φ(ω) − 1/√π), Gneiting and Raftery 2007; 0.3314035313 at ω = 0.5.
  @Test(arguments: [-6.0, -1, 0, 0.5, 3, 25])
  func `the ranked score of a normal law is its closed form`(actual: Double) {
    let ω = (actual - 1) / 2
    let closed =
      2
      * (ω * (2 * StandardNormal.cdf(ω) - 1) + 2 * StandardNormal.density(ω)
        - 1 / Double.pi.squareRoot())
    let score = normal(1, 2).rankedProbabilityScore(of: actual, in: Self.wholeLine)
    #expect(score.agrees(with: closed, within: Self.rule))
  }

  @Test func `the ranked score at a half is the printed one`() {
    let score = normal(0, 1).rankedProbabilityScore(of: 0.5, in: Self.wholeLine)
    #expect(score.agrees(with: 0.3314035313, within: Self.rule))
  }

  /// y (2Φ(ω) − 1) − 2 e^{μ + σ²/2} (Φ(ω − σ) + Φ(σ/√2) − 1), Baran and Lerch 2015, QJRMS 141:2289.
  @Test(arguments: [0.02, 0.3, 1], [0.2, 3, 90])
  func `the ranked score of a lognormal law is its closed form`(σ: Double, ratio: Double) {
    let (last, μ) = (40.0, 0.1)
    let actual = last * ratio
    let ω = (Elementary.log(ratio) - μ) / σ
    let mean = last * Elementary.exp(μ + σ * σ / 2)
    let closed =
      actual * (2 * StandardNormal.cdf(ω) - 1)
      - 2 * mean
      * (StandardNormal.cdf(ω - σ) + StandardNormal.cdf(σ / 2.0.squareRoot()) - 1)
    let law = ForecastMixture(
      parts: [.init(weight: 1, scale: .logarithm(last: last), mean: μ, deviation: σ)])
    let score = law.rankedProbabilityScore(of: actual, in: 0...Double.infinity)
    #expect(score.agrees(with: closed, within: Self.rule), "\(score) \(closed)")
  }

  @Test func `the ranked score of a point is the error`() {
    #expect(normal(3, 0).rankedProbabilityScore(of: 5, in: Self.wholeLine) == 2)
  }
}
