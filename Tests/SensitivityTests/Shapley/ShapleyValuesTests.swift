import Random
import Sensitivity
import Testing
import _TestSupport

struct ShapleyValuesTests {
  /// The costs of runways: a set needs the longest runway of its players.
  static func airport(_ costs: [Double], _ set: Int) -> Double {
    costs.indices.reduce(0) { set >> $1 & 1 == 1 ? max($0, costs[$1]) : $0 }
  }

  /// Littlechild and Owen, *A simple expression for the Shapley value in a special case* (1973):
  /// each piece of runway is paid in equal parts by those who need it.
  static func airportValues(_ rising: [Double]) -> [Double] {
    var value = 0.0
    var before = 0.0
    return rising.enumerated().map { i, cost in
      value += (cost - before) / Double(rising.count - i)
      before = cost
      return value
    }
  }

  @Test func `one left and two right gloves are worth two thirds and a sixth each`() {
    let values = ShapleyValues(players: 3) { set in set & 1 == 1 && set & 6 != 0 ? 1 : 0 }
    for (value, expected) in zip(values.values, [2 / 3.0, 1 / 6.0, 1 / 6.0]) {
      #expect(value.agrees(with: expected, within: .fewUlps))
    }
    #expect(values.total == 1)
  }

  @Test(arguments: [1, 2, 5, 12])
  func `airport games have the values of Littlechild and Owen`(players: Int) {
    let costs = (1...players).map { Double($0 * $0) + 0.25 }
    let values = ShapleyValues(players: players) { Self.airport(costs, $0) }
    for (value, expected) in zip(values.values, Self.airportValues(costs)) {
      // The 2ᵏ terms are as large as the largest cost; each is rounded once.
      #expect(
        value.agrees(
          with: expected, within: Tolerance(absolute: 64 * costs[players - 1] * .ulpOfOne)))
    }
  }

  @Test func `values add up to the difference of all and none`() {
    let key = StreamKey(seed: 5, name: "game")
    let values = ShapleyValues(players: 9) { key.uniform(path: UInt64($0), step: 0) }
    #expect(
      values.values.reduce(0, +).agrees(
        with: values.total, within: Tolerance(absolute: 32 * .ulpOfOne))
    )
  }

  @Test func `a player who adds nothing gets nothing and equal players get the same`() {
    // Player 2 never matters; 0 and 1 are alike.
    let values = ShapleyValues(players: 3) { set in Double((set & 3).nonzeroBitCount).squareRoot() }
    #expect(abs(values.values[2]) <= .ulpOfOne)
    #expect(values.values[0] == values.values[1])
  }

  /// With outcomes of paths, the values are those of the mean, and their errors are those of the
  /// paths' own values.
  @Test func `values over paths are those of the mean`() throws {
    let key = StreamKey(seed: 7, name: "paths")
    let outcomes = (0..<8).map { set in
      (0..<500).map { path in
        key.uniform(path: UInt64(path), step: 0) < 0.2 + 0.1 * Double(set) ? 1.0 : 0.0
      }
    }
    let paired = ShapleyValues(players: 3, paths: 500) { outcomes[$0] }
    let exact = ShapleyValues(players: 3) { outcomes[$0].reduce(0, +) / 500 }
    for (a, b) in zip(paired.values, exact.values) {
      #expect(a.agrees(with: b, within: Tolerance(absolute: 32 * .ulpOfOne)))
    }
    #expect(paired.total.agrees(with: exact.total, within: .fewUlps))
    let errors = try #require(paired.standardErrors)
    // A single player: the per-path values are differences of two columns.
    let one = ShapleyValues(players: 1, paths: 500) { outcomes[$0] }
    let differences = zip(outcomes[1], outcomes[0]).map { $0 - $1 }
    let mean = differences.reduce(0, +) / 500
    let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 499
    #expect(
      try #require(one.standardErrors)[0].agrees(
        with: (variance / 500).squareRoot(), within: .ulps(64)))
    #expect(errors.allSatisfy { $0 > 0 })
  }
}
