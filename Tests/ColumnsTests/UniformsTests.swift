import Columns
import Random
import Testing

extension EveryInstructionSet {
  @Suite struct UniformsTests {
    /// The low half of the number of a pair is full where paths pass 2³³.
    static let firstPaths: [UInt64] = [
      0, 1, 2, 7, 255, 0x1_FFFF_FFF0, 0x1_FFFF_FFF7, 0x1_FFFF_FFFF, 0x2_0000_0000,
      0x7FFF_FFFF_FFFF_FFF1,
    ]

    @Test func `a column has the numbers of its paths, whatever its first path and length`() {
      let key = StreamKey(seed: 0xFFFF_FFFF_0000_0001, name: "kernels")
      EveryInstructionSet.each { set in
        for (number, first) in Self.firstPaths.enumerated() {
          for count in EveryInstructionSet.lengths {
            let step = count % 5 == 0 ? UInt32.max : UInt32(count)
            let draw = number % 3 == 0 ? UInt32.max - 1 : UInt32(number)
            var result = [Double](repeating: 7, count: count)
            var span = result.mutableSpan
            key.fill(&span, firstPath: first, step: step, draw: draw)
            let expected = (0..<count).map {
              key.uniform(path: first + UInt64($0), step: step, draw: draw)
            }
            #expect(
              haveSameBits(result, expected),
              "path \(first) on \(set): \(difference(result, expected))")
          }
        }
      }
    }
  }
}
