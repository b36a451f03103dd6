import Columns
import Lanes
import Testing

extension EveryInstructionSet {
  @Suite struct SummariesTests {
    /// The bin by its definition: 512 equal parts of each octave from 2⁻⁴⁰ on.
    private func bin(_ x: Double) -> Int {
      let size = abs(x)
      guard size >= 0x1p-40 else { return 0 }
      let octave = size.isInfinite ? 1024 : Int(size.exponent)
      let part = size.isInfinite ? 0 : Int((size.significand - 1) * 512)
      let number = (octave + 40) * 512 + part + 1
      return x < 0 ? -number : number
    }

    @Test func `bins are parts of octaves, and the extent is that of the numbers`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(5)
        for count in EveryInstructionSet.lengths {
          for kind in 0..<4 {
            let column = (0..<count).map { _ in
              switch kind {
              case 0: arguments.number()
              case 1: Double(arguments.index(below: 2000)) - 1000
              case 2: arguments.ordinary() * 1e-12
              default: [0, -0.0, 1e300, -1e300, 0x1p52, 3][arguments.index(below: 6)]
              }
            }
            var bins = [Int](repeating: 99, count: count + 3)
            var span = bins.mutableSpan
            let extent = loops.findBins(column.span, &span)
            #expect(extent.isFinite == column.allSatisfy(\.isFinite), "\(set)")
            #expect(Array(bins.suffix(3)) == [99, 99, 99], "\(set) wrote beyond the column")
            for (x, found) in zip(column, bins) where !x.isNaN {
              #expect(found == bin(x), "\(x) on \(set)")
            }
            guard extent.isFinite else { continue }
            #expect(extent.smallest == column.min() ?? .infinity, "\(set)")
            #expect(extent.largest == column.max() ?? -.infinity, "\(set)")
            #expect(
              extent.isIntegral == column.allSatisfy { $0 == $0.rounded(.down) }, "\(set)")
          }
        }
      }
    }

    /// The eight partial sums by their definition, added in the documented order.
    private func partialSum(_ terms: [Double]) -> Double {
      var lanes = [Double](repeating: 0, count: 8)
      for (i, term) in terms.enumerated() { lanes[i % 8] += term }
      return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
    }

    @Test func `sums are those of eight partial sums`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(6)
        for count in EveryInstructionSet.lengths {
          let column = arguments.column(count)
          let center = arguments.ordinary()
          let deviations = column.map { $0 - center }
          let sums = loops.sums(column.span, about: center)
          let result = [loops.sum(column.span), sums.first, sums.second]
          let expected = [
            partialSum(column), partialSum(deviations), partialSum(deviations.map { $0 * $0 }),
          ]
          #expect(haveSameBits(result, expected), "\(set): \(difference(result, expected))")
        }
      }
    }

    @Test func `a copy has the bits of the column and touches nothing else`() {
      EveryInstructionSet.each { set in
        var arguments = Arguments(7)
        for count in EveryInstructionSet.lengths {
          let column = arguments.column(count)
          var result = [Double](repeating: 7, count: count + 9)
          var span = result.mutableSpan
          loops.copy(column.span, into: &span)
          #expect(
            zip(result, column).allSatisfy { $0.bitPattern == $1.bitPattern }, "\(set), \(count)")
          #expect(result[count...].allSatisfy { $0 == 7 }, "\(set), \(count)")
        }
      }
    }

    /// A span of nothing has no address.
    @Test func `columns of nothing are passed over`() {
      EveryInstructionSet.each { _ in
        var bins = MutableSpan<Int>()
        let extent = loops.findBins(Span(), &bins)
        #expect(extent.isFinite && extent.isIntegral)
        #expect(loops.sum(Span()) == 0)
        var nothing = MutableSpan<Double>()
        loops.copy(Span(), into: &nothing)
        loops.replace(.exp, &nothing)
        loops.replaceByNormals(&nothing)
        #expect(!loops.replaceByPoisson(&nothing, mean: Span(), limit: 5))
      }
    }
  }
}
