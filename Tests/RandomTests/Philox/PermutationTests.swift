import Random
import Testing
import _TestSupport

@Suite struct PermutationTests {
  @Test func `an order holds every number once`() {
    let key = StreamKey(seed: 1, name: "order")
    for count in [0, 1, 2, 9] {
      #expect(key.permutation(of: count, number: 5).sorted() == Array(0..<count))
    }
  }

  /// Three players have six orders; each appears with probability 1/6 (chi-square, a correct
  /// program fails one seed in a thousand).
  @Test func `orders are equally likely`() {
    let key = StreamKey(seed: 11, name: "order")
    var counts: [[Int]: Int] = [:]
    for number in 0..<6_000 { counts[key.permutation(of: 3, number: number), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(ChiSquare.uniform(counts: Array(counts.values)).pValue > 0.001)
  }
}
