import Simulation
import Testing

/// Paths with values that are not finite numbers, noted by hand.
@Suite struct PathFailuresTests {
  /// Failures of a block of three paths, by indicator and period.
  private func block(_ columns: [(indicator: Int, step: Int, [Double])]) -> BlockFailures {
    var failures = BlockFailures()
    for (indicator, step, column) in columns { failures.note(indicator, step, column.span, 3) }
    return failures
  }

  @Test func `each path is counted once, for the indicator that failed first`() {
    var failures = PathFailures(indicators: 2)
    // Path 0: indicator 1 in period 2, then 0 in period 3. Path 2: both in period 4.
    failures.add(
      block([
        (0, 3, [.nan, 1, 1]), (1, 2, [.infinity, 1, 1]), (0, 4, [.nan, 1, .nan]),
        (1, 4, [1, 1, .nan]),
      ]), order: [0, 1], firstPath: 256, paths: 3)
    #expect(failures.count == 2)
    #expect(failures.examples == [256, 258])
    #expect(failures.indicators.map(\.count) == [2, 2])
    // In the same period the one that is computed first is the cause.
    #expect(failures.indicators.map(\.asFirst) == [1, 1])
    #expect(failures.indicators.map(\.firstStep) == [3, 2])
    #expect(failures.indicators.map(\.example) == [256, 256])
    #expect(failures.most == 2)
  }

  @Test func `a block without failures changes nothing`() {
    var failures = PathFailures(indicators: 1)
    failures.add(BlockFailures(), order: [0], firstPath: 0, paths: 256)
    #expect(failures == PathFailures(indicators: 1))
  }

  @Test func `blocks merge in any order to the same`() {
    let blocks = (0..<8).map { number in
      var own = PathFailures(indicators: 2)
      let column: [Double] = [.nan, number % 2 == 0 ? .nan : 1, 1]
      own.add(
        block([(number % 2, 5 - number % 4, column)]), order: [0, 1],
        firstPath: UInt64(256 * number), paths: 3)
      return own
    }
    let merged = [Array(blocks), blocks.reversed(), Array(blocks[4...] + blocks[..<4])].map {
      $0.reduce(into: PathFailures(indicators: 2)) { $0.merge($1) }
    }
    #expect(Set(merged).count == 1)
    #expect(merged[0].count == 12)
    // The lowest ten.
    #expect(merged[0].examples == [0, 1, 256, 512, 513, 768, 1024, 1025, 1280, 1536])
    #expect(merged[0].indicators[1].firstStep == 2)
    #expect(merged[0].indicators[1].example == 768)
  }
}
