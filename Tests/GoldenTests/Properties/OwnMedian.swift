import Scenarios
import Simulation
import Statistics
import Testing
import _TestSupport

/// Feeding a model what it expected leaves its answer where it was.
@Suite struct OwnMedian {
  private static let paths = 4000

  /// A series and how it grows.
  private static func text(_ seed: Int, _ observed: [(year: Int, value: Double)]) -> String {
    var random = SplitMix(seed: UInt64(seed))
    let first = 60 + Double(random.below(200))
    let factor = 1 + Double(random.below(100)) / 100
    let last = (first * factor).rounded()
    let history =
      [(2016, first), (2020, last)].map { "\($0.0): \($0.1)" }
      + observed.map { "\($0.year): \($0.value)" }
    let volatility = "0.0\(3 + random.below(6))"
    let models = [
      "{model: exponential, rate: 0.0\(1 + random.below(8)), volatility: \(volatility)}",
      "{model: logistic, ceiling: \(4 * last), rate: 0.1\(random.below(9)), volatility: \(volatility)}",
      "{model: gompertz, ceiling: \(4 * last), rate: 0.1\(random.below(9)), volatility: \(volatility)}",
      "{model: linear, rate: \(last / 20) firms / year, volatility: \(volatility)}",
      "auto", "auto",
    ]
    let kind = random.below(2) == 0 ? "count" : "output, measure: stock"
    let measured = kind == "count" ? history.map { whole($0) } : history
    return """
      waymark: 1
      time: {start: 2015, end: 2030}
      indicators:
        x: {kind: \(kind), unit: firms, history: {\(measured.joined(separator: ", "))}, growth: \(random.one(of: models))}
      """
  }

  /// A count is whole.
  private static func whole(_ entry: String) -> String {
    let parts = entry.split(separator: ":")
    let value = Double(parts[1].filter { $0 != " " }) ?? 0
    return "\(parts[0]): \(Int(value.rounded()))"
  }

  private func bands(_ text: String) throws -> [BandSummary?] {
    let plan = try CompiledScenario(Scenario(text: text, name: "median.yaml")).plan
    return Simulator(plan).run(paths: Self.paths).cases[0].bands[0]
  }

  /// The median at the deadline moves less than 0.2 of its former 80 % half-width, and the 80 % width
  /// grows by at most 5 %, beyond their errors at 4,000 paths (0.02 and 2 % of the width) and one item
  /// where items are whole.
  private func expectSame(
    _ before: BandSummary?, _ after: BandSummary?, items: Double, _ text: @autoclosure () -> String
  ) throws {
    let (old, new) = (try #require(before).histogram, try #require(after).histogram)
    let width = old.quantile(0.9) - old.quantile(0.1)
    let moved = abs(new.quantile(0.5) - old.quantile(0.5))
    #expect(moved < (0.2 + 0.06) * width / 2 + items, "\(moved) of \(width)\n\(text())")
    let wider = new.quantile(0.9) - new.quantile(0.1)
    #expect(wider < (1.05 + 0.06) * width + items, "\(wider) of \(width)\n\(text())")
  }

  @Test(arguments: 0..<20)
  func `three observations at the medians leave the forecast where it was`(part: Int) throws {
    let count = Slow.isAsked ? 100 : 3
    for seed in (100 * part)..<(100 * part + count) {
      let before = try bands(Self.text(seed, []))
      let medians = try (2021...2023).map { year in
        (year: year, value: try #require(before[year - 2015]).histogram.quantile(0.5))
      }
      let text = Self.text(seed, medians)
      try expectSame(before[15], bands(text)[15], items: 0, "\(seed)\n\(text)")
    }
  }

  @Test(arguments: 0..<20)
  func `a rollout that goes on at its pace is expected to go on`(part: Int) throws {
    let count = Slow.isAsked ? 100 : 5
    for seed in (100 * part)..<(100 * part + count) {
      let rollout = GeneratedRollout(seed: seed)
      let before = try bands(rollout.text([]))
      let medians = try rollout.next.map { try #require(before[$0]).histogram.quantile(0.5) }
      let text = rollout.text(medians)
      try expectSame(
        before[rollout.deadline], bands(text)[rollout.deadline], items: 1, "\(seed)\n\(text)")
    }
  }
}
