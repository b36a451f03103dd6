import Scenarios
import Simulation
import Statistics
import Testing
import _TestSupport

/// A generator of whole numbers, the same on every machine.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func one<Item>(of items: [Item]) -> Item { items[below(items.count)] }
}

/// Scenarios whose dates and units are written so that the grid should not matter.
struct GeneratedScenario {
  /// The indicators that are totals of years, whose part on a finer grid is one of many.
  private(set) var totals: Set<String> = []
  private(set) var counts: Set<String> = []
  private(set) var names: [String] = []
  private var lines: [String] = []
  private var random: SplitMix
  /// Added to every year.
  var shift = 0

  init(seed: Int, shift: Int = 0) {
    random = SplitMix(seed: UInt64(seed))
    self.shift = shift
    for index in 0..<(2 + random.below(2)) { add("x\(index)") }
  }

  private mutating func year(_ range: ClosedRange<Int>) -> String {
    "\(range.lowerBound + random.below(range.count) + shift)"
  }

  /// Something that changes in time, at most 1 in size.
  private mutating func timeFunction() -> String {
    let month = ["-01", "-04", "-07", "-Q3", ""][random.below(5)]
    switch random.below(9) {
    case 0: return "step(from: \(year(2021...2024))\(month))"
    case 1:
      return
        "ramp(from: \(year(2021...2023)), over: \(random.one(of: ["2", "18 months", "1 year"])))"
    case 2:
      return
        "pulse(from: \(year(2021...2023))\(month), for: \(random.one(of: ["1 year", "2", "3 quarters"])))"
    case 3: return "opened"
    case 4: return "step(from: date(opened) + \(random.one(of: ["6 months", "1 year"])))"
    case 5: return "step(from: start)"
    case 6: return "share * ramp(from: start, over: 2)"
    case 7: return "if(year >= \(year(2021...2024)), 1, 0.2)"
    default: return "0.1 * t"
    }
  }

  private mutating func growth(_ isFlow: Bool) -> String {
    let boost =
      random.below(2) == 0 ? "" : ", boost: \"0.0\(1 + random.below(4)) * \(timeFunction())\""
    switch random.below(isFlow ? 4 : 6) {
    case 0: return "{model: exponential, rate: 0.0\(1 + random.below(9)), volatility: 0\(boost)}"
    case 1: return "{model: exponential, cagr: \(1 + random.below(12)) %, volatility: 0\(boost)}"
    case 2:
      return
        "{model: logistic, ceiling: \(300 + random.below(300)), rate: 0.1\(random.below(9)), volatility: 0\(boost)}"
    case 3:
      return
        "{model: gompertz, ceiling: \(300 + random.below(300)), rate: 0.1\(random.below(9)), volatility: 0\(boost)}"
    case 4: return "{model: exponential, rate: \"normal(0.05, 0.02)\", volatility: 0\(boost)}"
    default: return "{model: logistic, ceiling: pool, rate: 0.2, volatility: 0\(boost)}"
    }
  }

  private mutating func add(_ name: String) {
    names.append(name)
    switch random.below(6) {
    case 0:
      totals.insert(name)
      lines.append(
        "  \(name): {kind: output, measure: flow, unit: t, history: {\(2020 + shift): \(100 + random.below(100))}, growth: \(growth(true))}"
      )
    case 1:
      lines.append(
        "  \(name): {kind: output, unit: yuan/year, history: {\(2020 + shift): \(100 + random.below(100))}, growth: \(growth(true))}"
      )
      totals.insert(name)
    case 2:
      counts.insert(name)
      lines.append(
        "  \(name): {kind: count, initial: \(500 + random.below(500)), births: \(random.below(10)) %, exits: 0.0\(random.below(9)), entries: \"\(20 + random.below(60)) * \(timeFunction()) / year\"}"
      )
    case 3:
      counts.insert(name)
      lines.append(
        "  \(name): {kind: rollout, plan: \"\(600 + random.below(600)) * \(timeFunction()) / year\", pipeline: [{stage: a, takes: \(random.one(of: ["0 years", "1 year", "2 years"]))}]}"
      )
    default:
      lines.append(
        "  \(name): {kind: output, measure: stock, unit: m2, initial: \(100 + random.below(100)), growth: \(growth(false))}"
      )
    }
  }

  /// The file on a grid.
  func text(_ step: String) -> String {
    """
    waymark: 1
    time: {start: \(2020 + shift), end: \(2026 + shift), step: \(step)}
    uncertainties:
      share: beta(2, 3)
      pool: lognormal(p10: 320, p90: 700)
    levers:
      start: {default: \(2022 + shift), range: [\(2021 + shift), \(2025 + shift)]}
    indicators:
      opened: {kind: milestone, opens: "triangular(\(2021 + shift), \(2022 + shift), \(2025 + shift))"}
    \(lines.map { "  \($0.dropFirst(2))" }.joined(separator: "\n"))
    targets:
      open: {of: opened, reached: true, by: \(2023 + shift)}
    """
  }
}

/// One file has one answer on every grid.
@Suite struct GridInvariance {
  static let paths = 128

  private struct Means {
    /// By indicator: mean and standard error of the last year, of its total or its end.
    var values: [String: (mean: Double, error: Double)] = [:]
    var open = 0.0
  }

  private func means(_ generated: GeneratedScenario, _ step: String) throws -> Means {
    let scenario = try Scenario(text: generated.text(step), name: "grid.yaml")
    let plan = try CompiledScenario(scenario).plan
    var options = Simulator.Options()
    options.workers = 1
    options.keptPaths = Self.paths
    let summary = Simulator(plan).run(paths: Self.paths, options: options)
    let n = plan.grid.stepsPerYear
    var means = Means()
    for (index, indicator) in plan.indicators.enumerated()
    where generated.names.contains(indicator.name) {
      let isTotal = generated.totals.contains(indicator.name)
      var sample: [Double] = []
      for path in summary.cases[0].kept {
        let last = path.values[index].suffix(n)
        let isRate = indicator.unit.hasSuffix("year")
        sample.append(
          isTotal ? last.reduce(0, +) / (isRate ? Double(n) : 1) : last.last ?? .nan)
      }
      let mean = sample.reduce(0, +) / Double(sample.count)
      let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count - 1)
      means.values[indicator.name] = (mean, (variance / Double(sample.count)).squareRoot())
    }
    means.open = summary.cases[0].targets[0].attainment(0).estimate
    return means
  }

  /// Draws of a path are the same on every grid, and volatility is none: what differs is the grid
  /// alone, but for the items of counts, which are drawn anew.
  @Test(arguments: 0..<20)
  func `means and openings do not depend on the grid`(part: Int) throws {
    for seed in (100 * part)..<(100 * part + 100) {
      let generated = GeneratedScenario(seed: seed)
      let yearly = try means(generated, "year")
      for step in ["quarter", "month"] {
        let finer = try means(generated, step)
        #expect(finer.open == yearly.open, "\(seed) \(step)")
        for (name, value) in yearly.values {
          let other = try #require(finer.values[name])
          let noise =
            generated.counts.contains(name)
            ? 4.5 * (value.error * value.error + other.error * other.error).squareRoot() + 2 : 0
          #expect(
            abs(other.mean - value.mean) <= 0.005 * abs(value.mean) + noise,
            "\(seed) \(step) \(name): \(value.mean) \(other.mean)\n\(generated.text(step))")
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func `moving all dates by some years changes no bit of a mean`(part: Int) throws {
    for seed in (100 * part)..<(100 * part + 100) {
      let step = ["year", "quarter", "month"][seed % 3]
      let here = try means(GeneratedScenario(seed: seed), step)
      let there = try means(GeneratedScenario(seed: seed, shift: 7), step)
      #expect(here.open == there.open)
      for (name, value) in here.values {
        let other = try #require(there.values[name])
        // Dates far from 0 are coarser in their last digit.
        #expect(
          abs(value.mean - other.mean) <= 1e-9 * abs(value.mean),
          "\(seed) \(name): \(value.mean) \(other.mean)")
      }
    }
  }
}
