import Experiments
import Scenarios
import Sensitivity
import Testing

@Suite struct ScenarioDiscoveryTests {
  /// Fails where x < 0.3 and y > 0.6, and nowhere else: on 12 % of the paths.
  ///
  /// z is idle.
  private static let corner = """
    waymark: 1
    time: {start: 2020, end: 2022}
    uncertainties:
      x: uniform(0, 1)
      y: uniform(0, 1)
      z: uniform(0, 1)
    indicators:
      bad: {kind: derived, expression: "min(max(0.3 - x, 0), max(y - 0.6, 0)) + 0 * z"}
    targets:
      good: {of: bad, at_most: 0, by: 2021..2022}
    """

  /// A peel takes 5 % of the rows of a box, so a limit is at most so far from the truth, in shares of
  /// the width that the box still has; three standard errors of 10,000 uniform values come on top.
  private static let peelWidth = 0.05 + 0.015

  private func found(
    _ text: String, vary: [String] = [],
    _ change: (inout ScenarioDiscovery.Options) -> Void = { _ in }
  ) throws -> DiscoveredBox {
    let scenario = try Scenario(text: text, name: "test.yaml")
    var options = ScenarioDiscovery.Options()
    options.halves = 20
    options.varied = try vary.map { try VariedRange($0, of: scenario) }
    change(&options)
    return try ScenarioDiscovery(scenario, options: options).run()
  }

  private func condition(_ box: DiscoveredBox, _ name: String) throws -> DiscoveredBox.Condition {
    try #require(box.conditions.first { $0.factor.name == name })
  }

  @Test func `a known corner is found, with limits within a peel of the truth`() throws {
    let found = try found(Self.corner)
    #expect(found.target == "good@2022")
    #expect(found.conditions.map(\.factor.name) == ["x", "y"])
    guard case .atMost(let x) = try condition(found, "x").limit,
      case .atLeast(let y) = try condition(found, "y").limit
    else {
      Issue.record("sides of \(found.conditions)")
      return
    }
    #expect(abs(x - 0.3) <= 0.3 * Self.peelWidth)
    #expect(abs(y - 0.6) <= 0.4 * Self.peelWidth)
    #expect(found.isConfirmed && !found.isSlight)
    #expect(found.conditions.allSatisfy { $0.isSignificant && $0.recurrence == 1 })
    // Two limits, each within a peel: so much may be lost of either number.
    #expect(found.box.density >= 1 - 2 * Self.peelWidth)
    #expect(found.box.coverage >= 1 - 2 * Self.peelWidth)
    #expect(found.stability.density.mean >= 1 - 3 * Self.peelWidth)
  }

  @Test func `success is met outside the corner`() throws {
    let failure = try found(Self.corner)
    let success = try found(Self.corner) { $0.seeksSuccess = true }
    #expect(success.baseRate + failure.baseRate == 1)
    // Either side of either limit is free of failures, but for a peel.
    #expect(success.box.density >= 1 - 0.12 * Self.peelWidth)
  }

  @Test func `the box is the one that was asked for`() throws {
    let whole = try found(Self.corner) { $0.choice = .index(0) }
    #expect(whole.conditions.isEmpty && whole.box.mass == 1 && whole.isAnswer)
    let dense = try found(Self.corner) { $0.choice = .densest(coverage: 0.3) }
    #expect(dense.box.coverage >= 0.3)
    #expect(throws: DiscoveryRefusal.self) { try found(Self.corner) { $0.choice = .index(999) } }
  }

  @Test func `a target that only noise decides has no box`() throws {
    let noise = """
      waymark: 1
      time: {start: 2020, end: 2024}
      uncertainties: {x: "uniform(0, 1)", y: "uniform(0, 1)", z: "normal(0, 1)"}
      indicators:
        level:
          kind: output
          history: {2020: 100}
          growth: {model: exponential, rate: 0.02, volatility: 0.2}
        seen: {kind: derived, expression: level + 0 * (x + y + z)}
      targets:
        up: {of: seen, at_least: 105, in: 2024}
      """
    for seed in UInt64(1)...5 {
      let found = try found(noise) { $0.seed = seed }
      #expect(!found.isConfirmed && !found.isAnswer, "seed \(seed)")
      #expect(found.hasNoise)
      // A header, nothing else.
      #expect(found.csv.count { $0 == UInt8(ascii: "\n") } == 1)
    }
    #expect(try self.found(noise) { $0.choice = .densest(coverage: 0.5) }.isAnswer)
  }

  /// A lever without a unit, one of money, a year and a number in steps.
  private static let levers = """
    waymark: 1
    time: {start: 2020, end: 2030}
    levers:
      attraction: {default: 1, range: [0, 1]}
      grant: {unit: yuan, default: 80, range: [0, 100]}
      opens: {default: 2022, range: [2021, 2030], step: 1}
      parks: {default: 5, range: [0, 40], step: 1}
    uncertainties:
      yield: uniform(0, 1)
    indicators:
      short: {kind: derived, expression: "min(max(0.3 - attraction, 0), max(0.5 - yield, 0))"}
      poor: {kind: derived, unit: yuan, expression: "grant * (1 + 0 * yield)"}
      late: {kind: derived, expression: "ramp(from: opens, over: 1) * (1 + 0 * yield)"}
      many: {kind: derived, expression: "parks * (1 + 0 * yield)"}
    targets:
      good: {of: short, at_most: 0, in: 2030}
      rich: {of: poor, at_least: 40 yuan, in: 2030}
      soon: {of: late, at_least: 1, by: 2026}
      few: {of: many, at_most: 12, in: 2030}
      all: {all: [good, rich]}
    """

  @Test func `a lever takes part beside an uncertainty`() throws {
    let found = try found(Self.levers, vary: ["attraction"]) { $0.target = "good" }
    guard case .atMost(let attraction) = try condition(found, "attraction").limit,
      case .atMost(let yield) = try condition(found, "yield").limit
    else {
      Issue.record("sides of \(found.conditions)")
      return
    }
    #expect(abs(attraction - 0.3) <= 0.3 * Self.peelWidth)
    #expect(abs(yield - 0.5) <= 0.5 * Self.peelWidth)
    #expect(try condition(found, "attraction").factor.isVaried)
    #expect(try !condition(found, "yield").factor.isVaried)
  }

  @Test func `a lever keeps its unit`() throws {
    let found = try found(Self.levers, vary: ["grant=20:100"]) { $0.target = "rich" }
    let grant = try condition(found, "grant")
    #expect(grant.factor.unit == "yuan")
    #expect(grant.factor.range.lowerBound >= 20 && grant.factor.range.upperBound <= 100)
    guard case .atMost(let limit) = grant.limit else {
      Issue.record("\(grant.limit)")
      return
    }
    #expect(abs(limit - 40) <= 20 * Self.peelWidth)
  }

  @Test func `a year stays a date, and a lever keeps to its steps`() throws {
    let years = try found(Self.levers, vary: ["opens"]) { $0.target = "soon" }
    // A ramp over one year from 2026 on is complete at the end of 2026, or not before 2027.
    guard case .atLeast(let year) = try condition(years, "opens").limit else {
      Issue.record("\(years.conditions)")
      return
    }
    #expect(year == year.rounded() && (2026...2027).contains(year))
    #expect(years.box.density == 1 && years.box.coverage == 1)
    // 41 values are taken for a continuum, whose limits lie between them: 12 is in, 13 is out.
    let parks = try found(Self.levers, vary: ["parks"]) { $0.target = "few" }
    #expect(parks.factors.first { $0.name == "parks" }?.range == 0...40)
    guard case .atLeast(let number) = try condition(parks, "parks").limit else {
      Issue.record("\(parks.conditions)")
      return
    }
    // Of 28 failing values a peel takes 2 at most.
    #expect(number > 11 && number < 15)
  }

  @Test func `a joint target, and levers that it does not touch`() throws {
    let found = try found(Self.levers, vary: ["attraction", "grant", "parks"]) {
      $0.target = "all"
      $0.seeksSuccess = true
    }
    #expect(found.idle == ["parks"])
    guard case .atLeast(let grant) = try condition(found, "grant").limit else {
      Issue.record("\(found.conditions)")
      return
    }
    #expect(abs(grant - 40) <= 60 * Self.peelWidth)
  }

  @Test func `an uncertainty and a parameter may be drawn evenly, too`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2022}
      uncertainties: {x: "normal(0, 0.001)"}
      indicators:
        y: {kind: output, history: {2020: 100}, growth: {model: exponential, rate: "0 + 0 * x", volatility: 0}}
        z: {kind: derived, expression: "y + 100 * x"}
      targets:
        high: {of: z, at_least: 120, in: 2022}
      """
    let found = try found(text, vary: ["x=-0.5:0.5", "y.growth.rate=0:0.1"])
    #expect(Set(found.factors.map(\.name)) == ["x", "y.growth.rate"])
    let x = try #require(found.factors.first { $0.name == "x" })
    #expect(x.range.lowerBound < -0.49 && x.range.upperBound > 0.49)
    let rate = try #require(found.factors.first { $0.name == "y.growth.rate" })
    #expect(rate.range.lowerBound >= 0 && rate.range.upperBound <= 0.1)
    #expect(found.isConfirmed)
  }

  @Test func `a varied date, and a varied duration that all items of a path share`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2028}
      indicators:
        park: {kind: milestone, opens: "uniform(2024, 2025)"}
        stations:
          kind: rollout
          unit: stations
          initial: 0
          plan: 100 per year
          pipeline:
            - {stage: permit, takes: "gamma(mean: 1, sd: 0.5) years"}
      targets:
        open: {of: park, reached: true, by: 2024}
        many: {of: stations, at_least: 400, in: 2026}
      """
    let park = try found(text, vary: ["park.opens=2023:2027"]) { $0.target = "open" }
    #expect(park.factors.map(\.name) == ["park.opens"])
    #expect(park.idle.isEmpty && park.factors[0].isVaried)
    guard case .atLeast(let date) = park.conditions.first?.limit else {
      Issue.record("\(park.conditions)")
      return
    }
    // Years are tried, and 2024 is the last one in time.
    #expect(date == 2025)
    let takes = try found(text, vary: ["stations.permit.takes=0.5:4"]) { $0.target = "many" }
    #expect(takes.factors.map(\.name) == ["stations.permit.takes"])
    #expect(takes.isConfirmed)
  }

  @Test func `nothing to find is said, with what to do`() throws {
    func refusal(
      _ text: String, _ change: (inout ScenarioDiscovery.Options) -> Void = { _ in }
    ) throws -> DiscoveryRefusal {
      try #require(throws: DiscoveryRefusal.self) { try found(text, vary: [], change) }
    }
    let always = Self.corner.replacing("at_most: 0", with: "at_most: 5")
    #expect(try refusal(always).description.contains("is met on every one of 10000 paths"))
    let never = Self.corner.replacing("at_most: 0", with: "at_most: -5")
    #expect(try refusal(never).description.contains("fails on every one of 10000 paths"))
    #expect(try refusal(never) { $0.seeksSuccess = true }.description.contains("fails on every"))
    let few = try refusal(Self.corner) { $0.paths = 100 }
    #expect(few.description.contains("fails on only"))
    #expect(few.description.contains("take --paths"))
    let bare = """
      waymark: 1
      time: {start: 2020, end: 2021}
      indicators: {x: {kind: derived, expression: 1}}
      targets: {t: {of: x, at_least: 2, in: 2021}}
      """
    #expect(try refusal(bare) == .noFactors("t"))
    #expect(throws: UnknownOutput.self) { try found(Self.levers) }
    #expect(throws: UnknownTarget.self) { try found(Self.levers) { $0.target = "goud" } }
    #expect(throws: RangeError.self) {
      try found(Self.levers, vary: ["grant", "grant"]) { $0.target = "rich" }
    }
  }

  @Test func `a lever that must be one number for all paths is refused`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2026}
      levers: {permit_years: {default: 1, range: [0.5, 2]}}
      indicators:
        stations:
          kind: rollout
          unit: stations
          initial: 0
          plan: 100 per year
          pipeline:
            - {stage: permit, takes: "gamma(mean: permit_years, sd: 0.5) years"}
      targets: {many: {of: stations, at_least: 300, in: 2025}}
      """
    let refusal = try #require(throws: DiscoveryRefusal.self) {
      try found(text, vary: ["permit_years"])
    }
    #expect(refusal.description.contains("where 'permit_years' may differ from path to path"))
    #expect(refusal.description.contains("test.yaml:11"))
  }

  @Test func `files are tidy, and the same bytes come from any number of workers`() throws {
    let one = try found(Self.corner) { $0.engine.workers = 1 }
    let four = try found(Self.corner) { $0.engine.workers = 4 }
    #expect(one.csv == four.csv)
    #expect(one.tables[1].csv == four.tables[1].csv)
    let lines = String(decoding: one.csv, as: UTF8.self).split(separator: "\n")
    #expect(
      lines[0]
        == "target,case,event,box,factor,low,high,levels,quasi_p,recurrence,density,coverage,mass,base_rate,"
        + "unseen_density,unseen_density_low95,unseen_density_high95,unseen_coverage")
    #expect(lines.count == 1 + one.conditions.count)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("good@2022,") && $0.contains(",failed,") })
    let boxes = String(decoding: one.tables[1].csv, as: UTF8.self).split(separator: "\n")
    #expect(boxes[0] == "box,rows,mass,coverage,density,restricted,chosen")
    #expect(boxes.count == 1 + one.trajectory.boxes.count)
    #expect(boxes[1].hasPrefix("0,10000,1,1,"))
    #expect(boxes.count { $0.hasSuffix(",1") } == 1)
  }
}
