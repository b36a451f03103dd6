import Columns
import Testing

extension EveryInstructionSet {
  @Suite struct ItemsTests {
    @Test func `whole items are let through and fractions carried over, path by path`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(21)
        for count in EveryInstructionSet.lengths {
          var items = (0..<count).map { _ in Double(arguments.index(below: 9)) }
          var carried = (0..<count).map { _ in arguments.uniform() }
          let amount = (0..<count).map { _ in 8 * arguments.uniform() - 1 }
          var (through, rest) = (items, carried)
          for i in 0..<count {
            let allowed = max(0, amount[i]) + carried[i]
            let whole = (allowed + 1e-9).rounded(.down)
            (through[i], rest[i]) = (min(items[i], whole), allowed - whole)
          }
          letThrough(&items, amount, &carried)
          #expect(haveSameBits(items, through), "\(set): \(difference(items, through))")
          #expect(haveSameBits(carried, rest), "\(set): \(difference(carried, rest))")
        }
      }
    }

    @Test func `sums of fractions let whole items through, and no bound carries nothing over`() {
      EveryInstructionSet.each { set in
        let count = 9
        var carried = [Double](repeating: 0, count: count)
        var total = 0.0
        for _ in 0..<10 {
          var items = [Double](repeating: .infinity, count: count)
          letThrough(&items, [Double](repeating: 0.1, count: count), &carried)
          #expect(Set(items).count == 1, "\(items) on \(set)")
          total += items[0]
        }
        #expect(total == 1, "ten tenths on \(set)")
        for (amount, through) in [(Double.infinity, 3.0), (.nan, 0), (-2, 0)] {
          var items = [Double](repeating: 3, count: count)
          carried = [Double](repeating: 0, count: count)
          letThrough(&items, [Double](repeating: amount, count: count), &carried)
          #expect(items.allSatisfy { $0 == through }, "\(amount) lets \(items) through on \(set)")
          #expect(carried.allSatisfy { $0 == 0 }, "\(amount) carries \(carried) over on \(set)")
        }
      }
    }

    private func letThrough(_ items: inout [Double], _ amount: [Double], _ carried: inout [Double])
    {
      var span = items.mutableSpan
      var fractions = carried.mutableSpan
      loops.letThrough(&span, amount.span, carried: &fractions)
    }
  }
}
