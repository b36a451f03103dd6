import Columns
import Testing

extension EveryInstructionSet {
  @Suite struct TargetsTests {
    @Test func `a column is subtracted from a number as each of its numbers is`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(2)
        for count in EveryInstructionSet.lengths {
          let column = arguments.column(count)
          let number = arguments.number()
          var result = [Double](repeating: 7, count: count)
          var span = result.mutableSpan
          loops.subtract(column.span, from: number, into: &span)
          let expected = column.map { number - $0 }
          #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
        }
      }
    }

    @Test func `a threshold is followed as its gaps are, while all numbers are finite`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(9)
        for count in EveryInstructionSet.lengths {
          var best = [Double](repeating: .infinity, count: count)
          var first = best
          var (expectedBest, expectedFirst) = (best, first)
          for step in 0..<4 {
            let column = (0..<count).map { _ in arguments.ordinary() }
            let gaps = column.map { 0.5 - $0 }
            var bestSpan = best.mutableSpan
            var firstSpan = first.mutableSpan
            let isFinite = loops.followThreshold(
              column.span, 0.5, best: &bestSpan, first: &firstSpan, step: Double(step))
            #expect(isFinite)
            var expectedBestSpan = expectedBest.mutableSpan
            var expectedFirstSpan = expectedFirst.mutableSpan
            loops.followGap(
              gaps.span, best: &expectedBestSpan, first: &expectedFirstSpan, step: Double(step))
            #expect(haveSameBits(best, expectedBest), "\(set): \(difference(best, expectedBest))")
            #expect(haveSameBits(first, expectedFirst), "\(set)")
          }
          for place in 0..<count {
            for odd in [Double.nan, .infinity, -.infinity] {
              var column = [Double](repeating: 1, count: count)
              column[place] = odd
              var bestSpan = best.mutableSpan
              var firstSpan = first.mutableSpan
              let isFinite = loops.followThreshold(
                column.span, 0.5, best: &bestSpan, first: &firstSpan, step: 5)
              #expect(!isFinite, "\(odd) at \(place) of \(count) on \(set)")
            }
          }
        }
      }
    }

    @Test func `gaps are followed as path by path`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(8)
        for count in EveryInstructionSet.lengths {
          var best = [Double](repeating: .infinity, count: count)
          var first = best
          var (expectedBest, expectedFirst) = (best, first)
          for step in 0..<4 {
            let gaps = (0..<count).map { _ in arguments.number() }
            var bestSpan = best.mutableSpan
            var firstSpan = first.mutableSpan
            loops.followGap(gaps.span, best: &bestSpan, first: &firstSpan, step: Double(step))
            for (i, gap) in gaps.enumerated() {
              if gap < expectedBest[i] { expectedBest[i] = gap }
              if gap <= 0, expectedFirst[i] == .infinity { expectedFirst[i] = Double(step) }
            }
            #expect(haveSameBits(best, expectedBest), "\(set): \(difference(best, expectedBest))")
            #expect(haveSameBits(first, expectedFirst), "\(set)")
          }
        }
      }
    }
  }
}
