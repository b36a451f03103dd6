import Plans
import Testing

@Suite struct ConnectedPartsTests {
  @Test func `parts come in the order of their first nodes`() {
    var parts = ConnectedParts(count: 7)
    for (a, b) in [(5, 1), (6, 3), (1, 4), (4, 5)] { parts.connect(a, b) }
    #expect(parts.parts == [[0], [1, 4, 5], [2], [3, 6]])
    #expect(parts.number(of: 5) == parts.number(of: 1))
    #expect(parts.number(of: 5) != parts.number(of: 3))
  }

  /// Chains, stars and halves that are tied together, from any end: with the smaller part under the
  /// larger and the ways halved, twice as many nodes take little more than twice as many steps.
  @Test func `the steps grow with the nodes`() {
    func steps(_ count: Int, _ edges: [(Int, Int)]) -> Int {
      var parts = ConnectedParts(count: count)
      for (a, b) in edges { parts.connect(a, b) }
      #expect(parts.parts.count == 1)
      return parts.stepsTaken
    }
    for count in [1_000, 2_000, 4_000] {
      let chain = (1..<count).map { ($0 - 1, $0) }
      #expect(steps(count, chain) <= 4 * count)
      #expect(steps(count, chain.reversed()) <= 4 * count)
      #expect(steps(count, (1..<count).map { (0, $0) }) <= 4 * count)
      var halves: [(Int, Int)] = []
      var width = 1
      while width < count {
        halves += stride(from: 0, to: count - width, by: 2 * width).map { ($0, $0 + width) }
        width *= 2
      }
      #expect(steps(count, halves) <= 4 * count)
    }
  }
}
