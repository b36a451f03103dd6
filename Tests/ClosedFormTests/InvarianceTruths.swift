import Simulation
import Statistics
import Testing
import _TestSupport

/// What must not change a number: how a run is cut up, what else is in the file, units, dates.
@Suite struct InvarianceTruths {
  /// A file with every kind of indicator; parts may be added or put in another order.
  private struct City {
    var start = 2015
    var levers = ["attraction: {default: 0, range: [0, 1]}"]
    var indicators = [firms, revenue, stations, park, share]
    var targets = [firms800, revenue250]
    var cases = ["baseline: {}", "push: {attraction: 1}"]
    var tail = ""

    static let firms = """
      firms:
          kind: count
          history: {@0: 120, @5: 405}
          growth: {model: auto, boost: "attraction * ramp(from: @7, over: 2) * yield"}
          exits: uniform(0.03, 0.08)
      """
    static let revenue = """
      revenue:
          kind: output
          unit: bn yuan/year
          history: {@5: 130}
          growth: {model: gompertz, ceiling: "lognormal(p10: 250, p90: 900)"}
      """
    static let stations = """
      stations:
          kind: rollout
          plan: 100
          pipeline:
            - {stage: permit, takes: "gamma(mean: 1, sd: 0.5) years", refused: "beta(2, 30)"}
            - {stage: build, takes: 0.5 years, capacity: 60 + 20 * attraction}
      """
    static let park = "park: {kind: milestone, opens: \"triangular(@7, @8, @12)\"}"
    static let share = "share: {kind: derived, expression: firms / (1 + stations) + park}"
    static let extra = "extra: {kind: output, initial: 3, growth: {model: auto}}"
    static let firms800 = "firms_800: {of: firms, at_least: 800, in: @10}"
    static let revenue250 = "revenue_250: {of: revenue, more_than: 250 bn yuan/year, by: @9..@15}"

    var text: String {
      let body = """
        time: {start: @0, end: @15}
        uncertainties: {yield: "lognormal(p10: 0.01, p90: 0.05)"}
        levers:
          \(levers.joined(separator: "\n  "))
        indicators:
          \(indicators.joined(separator: "\n  "))
        correlation:
          - [firms, revenue, 0.5]
        events:
          downturn: {chance: 0.1 per year, affects: revenue, multiply: "uniform(0.8, 0.95)", lasts: 2 years}
        cases:
          \(cases.joined(separator: "\n  "))
        targets:
          \(targets.joined(separator: "\n  "))
        \(tail)
        """
      // @n stands for the n-th year after the start.
      var dated = body
      for year in (0...15).reversed() {
        dated = dated.replacing("@\(year)", with: "\(start + year)")
      }
      return dated
    }
  }

  /// Everything that a run tells, bit for bit.
  private struct Fingerprint: Equatable {
    var met: [[[Int]]]
    var first: [[[Int]]]
    var shortfall: [UInt64]
    var bands: [UInt64]

    init(_ run: Experiment) {
      met = run.summary.cases.map { $0.targets.map(\.met) }
      first = run.summary.cases.map { $0.targets.map(\.firstMet) }
      shortfall = run.summary.cases.flatMap { $0.targets.map { $0.shortfall(0).bitPattern } }
      bands = []
      for band in run.summary.cases.flatMap(\.bands).flatMap({ $0 }) {
        guard let band else { continue }
        bands += [band.moments.mean.bitPattern, band.moments.variance.bitPattern]
        bands += [0.01, 0.1, 0.5, 0.9].map { band.histogram.quantile($0).bitPattern }
      }
    }
  }

  /// The kept paths of an indicator in a case, as bits.
  private func paths(_ run: Experiment, _ indicator: String, in name: String) throws -> [[UInt64]] {
    let count = run.summary.cases[try run.caseIndex(name)].kept.count
    return try (0..<count).map { try run.path($0, indicator, in: name).map(\.bitPattern) }
  }

  private static let names = ["firms", "revenue", "stations", "park", "share"]

  @Test func `workers and blocks change no bit`() throws {
    let text = City().text
    let reference = Fingerprint(try Experiment(text, paths: 4500, workers: 1, blockSize: 512))
    for (number, workers) in [1, 2, 3, 8].enumerated() {
      for (place, blockSize) in [1, 100, 512, 1000, 4096].enumerated()
      // Each number and each size at least once; with `make slow` each pair.
      where Slow.isAsked || place == number || (place == 4 && number == 1) {
        let run = try Experiment(text, paths: 4500, workers: workers, blockSize: blockSize)
        #expect(Fingerprint(run) == reference, "\(workers) workers, blocks of \(blockSize)")
      }
    }
  }

  /// `begun` is still known in 2021, when `late` already reads the step that both are about.
  @Test func `what two indicators read is there though the first is still known`() throws {
    let text = """
      time: {start: 2019, end: 2024}
      levers: {effort: {default: 0, range: [0, 1]}, opens: {default: 2021, range: [2021, 2025]}}
      indicators:
        begun:
          kind: output
          history: {2020: 5, 2021: 6}
          growth: {model: exponential, rate: 0, volatility: 0, boost: "0.1 * effort * step(from: opens)"}
        late:
          kind: count
          history: {2020: 0}
          entries: "gamma(mean: 4, sd: 1.5) * (1 + effort * step(from: opens))"
          exits: 0
      cases:
        baseline: {}
        push: {effort: 1}
        late_push: {effort: 1, opens: 2023}
      targets:
        late_10: {of: late, at_least: 10, in: 2023}
      """
    let run = try Experiment(text, paths: 3000, workers: 1, blockSize: 256, keptPaths: 3000)
    let others = try Experiment(text, paths: 3000, workers: 3, blockSize: 512)
    #expect(Fingerprint(others) == Fingerprint(run))
    for path in 0..<3000 {
      let values = try ["baseline", "late_push"].map { try run.path(path, "late", in: $0)[2] }
      #expect(values[0] == values[1], "path \(path) in 2021, before the late push")
    }
  }

  @Test func `more in the file changes no path of the rest`() throws {
    let reference = try Experiment(City().text, paths: 300, keptPaths: 300)
    var cities: [(String, City)] = []
    var city = City()
    city.indicators.insert(City.extra, at: 0)
    cities.append(("an indicator", city))
    city = City()
    city.levers.insert("unused: {default: 2, range: [1, 3]}", at: 0)
    cities.append(("a lever", city))
    city = City()
    city.cases.insert("late: {attraction: 0.5}", at: 1)
    cities.append(("a case", city))
    city = City()
    city.indicators.reverse()
    city.targets.reverse()
    cities.append(("another order", city))
    for (what, city) in cities {
      let run = try Experiment(city.text, paths: 300, workers: 3, keptPaths: 300)
      for name in ["baseline", "push"] {
        for indicator in Self.names {
          #expect(
            try paths(run, indicator, in: name) == paths(reference, indicator, in: name),
            "\(what): \(indicator) in \(name)")
        }
      }
      for target in ["firms_800", "revenue_250"] {
        #expect(try run.attainment(target) == reference.attainment(target), "\(what)")
      }
    }
  }

  @Test func `more paths keep the first ones`() throws {
    let few = try Experiment(City().text, paths: 37, keptPaths: 37)
    let many = try Experiment(City().text, paths: 3000, workers: 3, keptPaths: 37)
    for indicator in Self.names {
      #expect(try paths(few, indicator, in: "push") == paths(many, indicator, in: "push"))
    }
  }

  @Test func `a shift of all dates changes no number`() throws {
    var later = City()
    later.start += 10
    #expect(
      Fingerprint(try Experiment(City().text, paths: 3000))
        == Fingerprint(try Experiment(later.text, paths: 3000)))
  }

  @Test func `units change no attainment`() throws {
    let small = City().text.replacing("unit: bn yuan/year", with: "unit: yuan/year")
      .replacing(
        "2020: 130}\n    growth: {model: gompertz",
        with: "2020: 130e9}\n    growth: {model: gompertz"
      )
      .replacing("p10: 250, p90: 900", with: "p10: 250e9, p90: 900e9")
    let run = try Experiment(small, paths: 20_000)
    let reference = try Experiment(City().text, paths: 20_000)
    #expect(run.plan.indicators[1].unit != reference.plan.indicators[1].unit)
    for deadline in 0..<7 {
      for name in ["baseline", "push"] {
        #expect(
          try run.attainment("revenue_250", deadline, in: name)
            == reference.attainment("revenue_250", deadline, in: name))
      }
    }
  }

  @Test func `cases agree before their levers act`() throws {
    let run = try Experiment(City().text, paths: 300, keptPaths: 300)
    for path in 0..<300 {
      let base = try run.path(path, "firms", in: "baseline")
      let push = try run.path(path, "firms", in: "push")
      // The ramp starts with the seventh year after the first.
      #expect(base[...6].map(\.bitPattern) == push[...6].map(\.bitPattern))
      // A lever that helps never takes away on the same random numbers.
      #expect(zip(base[5...], push[5...]).allSatisfy { $0 <= $1 })
    }
  }

  @Test func `the seed and nothing else makes another run`() throws {
    var other = City()
    other.tail = "simulation: {seed: 77}"
    let a = Fingerprint(try Experiment(City().text, paths: 300))
    #expect(a == Fingerprint(try Experiment(City().text, paths: 300)))
    #expect(a != Fingerprint(try Experiment(other.text, paths: 300)))
  }
}
