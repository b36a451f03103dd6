import GrowthModels
import Testing
import _TestSupport

@Suite struct IdentifiabilityGaugeTests {
  /// From σ √(180/(n(n²−1)(n²−4))) by hand.
  @Test(arguments: [
    (0.10, 5, 0.73), (0.10, 6, 0.62), (0.10, 8, 0.44), (0.10, 10, 0.30), (0.10, 12, 0.21),
    (0.05, 6, 0.45), (0.05, 8, 0.28), (0.05, 10, 0.18),
  ])
  func `the least visible share of a fifth growth`(noise: Double, count: Int, share: Double) {
    let gauge = IdentifiabilityGauge(yearlyCount: count)
    let least = gauge.leastVisibleShare(noise: noise, growth: 0.2)
    #expect(least.agrees(with: share, within: .printed(decimals: 2)))
  }

  @Test func `equal steps follow the closed form`() {
    for n in [3, 4, 7, 20] {
      let m = Double(n)
      let squares = m * (m * m - 1) * (m * m - 4) / 180
      let odds = 4 * 0.07 / (squares.squareRoot() * 0.15 * 0.15)
      let least = IdentifiabilityGauge(times: (0..<n).map { 2000 + Double($0) })
        .leastVisibleShare(noise: 0.07, growth: 0.15)
      #expect(least.agrees(with: odds / (1 + odds), within: .conditioned(by: 100)))
    }
  }

  @Test func `two points never show a ceiling`() {
    #expect(
      IdentifiabilityGauge(times: [2015, 2020]).leastVisibleShare(noise: 0.1, growth: 0.2) == 1)
    #expect(IdentifiabilityGauge(times: []).leastVisibleShare(noise: 0.1, growth: 0.2) == 1)
    let six = IdentifiabilityGauge(yearlyCount: 6)
    #expect(six.leastVisibleShare(noise: 0.1, growth: 0) == 1)
    #expect(six.leastVisibleShare(noise: 0, growth: 0.2) == 0)
  }
}
