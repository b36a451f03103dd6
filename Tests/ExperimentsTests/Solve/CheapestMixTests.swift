import Experiments
import Testing
import _TestSupport

@Suite struct CheapestMixTests {
  /// The target is met on paths whose critical value is not above the product of the levers.
  private func response(paths: Int, scale: Double) -> LeverResponse {
    let critical = CriticalValues(paths: paths, seed: 1) { scale * $0 }
    return LeverResponse(paths: paths) { points in
      points.map { critical.met($0.reduce(1, *)) }
    }
  }

  private func axes(_ count: Int) throws -> [LeverAxis] {
    try ["a", "b", "c", "d"].prefix(count).map { try #require(LeverAxis($0, in: 0.1...10)) }
  }

  /// Products of 8 are needed; with the same price each the levers are equal.
  @Test(arguments: [(1, 8.0), (2, 5.656854), (3, 6.0), (4, 6.727171)])
  func `equal prices make equal levers`(count: Int, cost: Double) throws {
    let mix = try CheapestMix.find(
      axes(count), probability: 0.8, response(paths: 100_000, scale: 10)
    ) { $0.reduce(0, +) }
    // The error of the answer is 0.5 % at most, and the least is flat.
    #expect(mix.cost.agrees(with: cost, within: Tolerance(relative: 0.01)), "\(mix)")
    #expect(mix.costInterval.low <= mix.cost && mix.cost <= mix.costInterval.high)
    #expect(mix.costInterval.low <= cost && cost <= mix.costInterval.high * 1.001)
  }

  /// The price has its least in a notch of the first lever, between hundredths of the range.
  ///
  /// What of the price is above the least comes from the last stride, 1/4096 of the
  /// range 9.9, times 100.
  @Test func `a notch between hundredths of the range is found`() throws {
    let mix = try CheapestMix.find(
      axes(2), probability: 0.8, response(paths: 10_000, scale: 10)
    ) { 100 * abs($0[0] - 3.14159) + $0[1] }
    #expect(mix.values[0].agrees(with: 3.14159, within: Tolerance(absolute: 9.9 / 4096)))
    let least = 8 / 3.14159
    #expect(mix.cost < least + 0.242 + 0.05, "\(mix)")
    #expect(mix.costInterval.low <= mix.cost)
  }

  @Test func `a price that is no number is no bargain`() throws {
    let mix = try CheapestMix.find(
      axes(2), probability: 0.8, response(paths: 10_000, scale: 10)
    ) { $0[0] < 5 ? .nan : $0[0] + $0[1] }
    #expect(mix.values[0] >= 5)
    #expect(mix.cost.agrees(with: 5 + 8.0 / 5, within: Tolerance(relative: 0.02)))
  }
}
