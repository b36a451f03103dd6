import Random
import Sensitivity
import Testing
import _TestSupport

struct ShapleySamplingTests {
  /// An additive game needs no luck: every order gives the same.
  @Test func `an additive game is exact`() {
    let worth = [1.0, 2, 4, 8]
    let sampled = ShapleySampling(players: 4, pairs: 2, key: StreamKey(seed: 1, name: "s")) { set in
      zip(set, worth).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
    }
    #expect(sampled.values == worth)
    #expect(sampled.standardErrors == [0, 0, 0, 0])
    #expect(sampled.total == 15)
  }

  /// Twenty players, 4,000 pairs: each value within five standard errors of the closed form, which
  /// a correct program misses for one seed in 86,000.
  @Test func `an airport game of twenty players is within its errors`() {
    let costs = (1...20).map { Double($0) }
    let sampled = ShapleySampling(
      players: 20, pairs: 4_000, key: StreamKey(seed: 3, name: "airport")
    ) {
      set in zip(set, costs).reduce(0) { $1.0 ? max($0, $1.1) : $0 }
    }
    let exact = ShapleyValuesTests.airportValues(costs)
    for player in 0..<20 {
      #expect(abs(sampled.values[player] - exact[player]) <= 5 * sampled.standardErrors[player])
    }
    #expect(sampled.values.reduce(0, +).agrees(with: sampled.total, within: .ulps(1_000)))
  }

  /// Three players have six orders; each appears with probability 1/6 (chi-square, a correct
  /// program fails one seed in a thousand).
  @Test func `orders are equally likely`() {
    var counts: [Int] = Array(repeating: 0, count: 3)
    // The first to join takes all: how often each is first, forwards only, shows in the values.
    let sampled = ShapleySampling(players: 3, pairs: 3_000, key: StreamKey(seed: 11, name: "order"))
    {
      set in set.contains(true) ? 1 : 0
    }
    for player in 0..<3 { counts[player] = Int((sampled.values[player] * 6_000).rounded()) }
    #expect(counts.reduce(0, +) == 6_000)
    #expect(ChiSquare.uniform(counts: counts).pValue > 0.001)
  }
}
