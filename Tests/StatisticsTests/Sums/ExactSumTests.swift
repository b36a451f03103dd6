import Random
import Statistics
import Testing
import _TestSupport

@Suite struct ExactSumTests {
  func sum(_ values: [Double]) -> Double {
    var sum = ExactSum()
    sum.add(values.span)
    return sum.value
  }

  @Test func `nothing cancels away`() {
    #expect(sum([1e308, 1, -1e308]) == 1)
    let smallest = Double.leastNonzeroMagnitude
    #expect(sum([1e308, 1e308, -1e308, -1e308, smallest]) == smallest)
    #expect(sum([1, 0x1p-53, 0x1p-106]) == 1 + .ulpOfOne)
    #expect(sum([-1, 1]) == 0)
    #expect(sum([]) == 0)
  }

  @Test func `ties go to even and everything else to the nearest`() {
    #expect(sum([1, 0x1p-53]) == 1)
    #expect(sum([1 + .ulpOfOne, 0x1p-53]) == 1 + 2 * .ulpOfOne)
    #expect(sum([1, 0x1p-53, -0x1p-1074]) == 1)
    #expect(sum([2, -0x1p-53]) == 2)
    #expect(sum([2, -0x1p-53, -0x1p-1074]) == 2 - .ulpOfOne)
    #expect(sum([-1, -0x1p-53, -0x1p-1074]) == -1 - .ulpOfOne)
  }

  @Test(arguments: [
    0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude / 3,
    .leastNormalMagnitude.nextDown, .leastNormalMagnitude, 0.1,
    -.pi, 1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
  ])
  func `one number is returned as it came`(x: Double) {
    #expect(sum([x]) == x)
    #expect(sum([x, x, -x]) == x)
    #expect(sum([x, -x]) == 0)
  }

  @Test func `a sum beyond the largest number is infinite, and comes back`() {
    let largest = Double.greatestFiniteMagnitude
    #expect(sum([largest, largest]) == .infinity)
    #expect(sum([-largest, -largest]) == -.infinity)
    #expect(sum([largest, largest, -largest]) == largest)
  }

  @Test func `infinities and NaN are counted apart`() {
    var sum = ExactSum()
    for x: Double in [1, .infinity, -.infinity, .nan, 2] { sum.add(x) }
    #expect(sum.value == 3)
    #expect(sum.nonFiniteCount == 3)
  }

  /// Numbers of 600 orders of magnitude and both signs.
  static let wild: [Double] = (0..<3000 as Range<UInt64>).map { path in
    let key = StreamKey(seed: 5, name: "wild")
    let exponent = Int(key.uniform(path: path, step: 0) * 2000) - 1000
    let sign: FloatingPointSign = key.uniform(path: path, step: 1) < 0.5 ? .minus : .plus
    let fraction = key.uniform(path: path, step: 2)
    return Double(sign: sign, exponent: exponent, significand: 1 + fraction)
  }

  @Test func `order and split do not matter`() {
    var whole = ExactSum()
    whole.add(ExactSumTests.wild.span)
    for round in 0..<5 {
      let values = shuffled(ExactSumTests.wild, seed: UInt64(round))
      var parts: [ExactSum] = []
      var start = 0
      while start < values.count {
        let end = min(start + 1 + 97 * (round + 1), values.count)
        var part = ExactSum()
        part.add(values.span.extracting(start..<end))
        parts.append(part)
        start = end
      }
      var merged = ExactSum()
      for part in shuffled(parts, seed: UInt64(round + 10)) { merged.merge(part) }
      #expect(merged == whole)
      #expect(merged.value == whole.value)
    }
  }

  /// The sum of 1/k from 1 to 10,000 as the doubles that they are; Python's `math.fsum` gives the
  /// same correctly rounded value.
  @Test func `sum of reciprocals is correctly rounded`() {
    #expect(sum((1...10_000).map { 1 / Double($0) }) == 9.787606036044382)
  }
}

/// The elements in an order that depends on the seed only.
func shuffled<T>(_ values: [T], seed: UInt64) -> [T] {
  let key = StreamKey(seed: seed, name: "shuffle")
  let order = values.indices.sorted {
    key.uniform(path: UInt64($0), step: 0) < key.uniform(path: UInt64($1), step: 0)
  }
  return order.map { values[$0] }
}
