import Scenarios
import Testing

/// The limits of a place are asked of what stands there, wherever a case knows it.
@Suite struct KnownLimitsTests {
  /// One indicator of each kind and an event, of which some keys are given.
  private func scenario(
    _ drivers: String, exits: String = "5 %", entries: String = "0", initial: String = "1000",
    plan: String = "100", refused: String = "0", multiply: String = "0.9", debt: String = "5",
    cases: String = "{baseline: {}}"
  ) throws -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2030}
        \(drivers)
        indicators:
          c: {kind: count, initial: "\(initial)", entries: "\(entries)", exits: "\(exits)"}
          o: {kind: output, unit: m2, measure: stock, initial: 10, growth: {model: exponential, rate: 0.1}}
          r:
            kind: rollout
            plan: "\(plan)"
            pipeline: [{stage: build, takes: 1 month, refused: "\(refused)"}]
            budget: {stage: build, total: 5 bn yuan, unit_cost: 1000 yuan, learning: 0.9}
          d: {kind: derived, initial: "\(debt)", expression: "0.9 * lag(d, 1)"}
        events:
          e: {at: 2025, chance: 0.5, affects: o, multiply: "\(multiply)", lasts: 1 year}
        cases: \(cases)
        """, name: "a.yaml")
  }

  private func refusal(_ scenario: Scenario) -> String {
    do {
      _ = try CompiledScenario(scenario)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: ["uncertainties: {k: 5}", "levers: {k: 5}"])
  func `a number without its percent sign is refused behind a name`(drivers: String) throws {
    let refused = refusal(try scenario(drivers, exits: "k"))
    #expect(refused.contains("must be between 0 and 1, and `k` is 5"))
    #expect(refused.contains("write it in percent, `k: 5 %`"))
    #expect(refusal(try scenario(drivers.replacing("k: 5", with: "k: 5 %"), exits: "k")) == "")
    let doubled = refusal(try scenario(drivers, refused: "2 * k"))
    #expect(doubled.contains("must be between 0 and 1, and `2 * k` is 10, for `k` is 5"))
    #expect(doubled.contains("`k: 5 %`"))
  }

  @Test func `the setting of a case is asked as the default is, once for a place`() throws {
    let cases = "{baseline: {}, more: {k: 8}, most: {k: 12}}"
    let refused = refusal(
      try scenario("levers: {k: {default: 0.05, range: [0, 20]}}", exits: "k", cases: cases))
    #expect(refused.contains("and its range too"))
    #expect(refused.ranges(of: "must be between 0 and 1").count == 1)
    #expect(
      refusal(
        try scenario(
          "levers: {k: {default: 5 %, range: [0 %, 20 %]}}", exits: "k",
          cases: cases.replacing("8", with: "8 %").replacing("12", with: "12 %"))) == "")
  }

  @Test func `factors, plans and beginnings have their limits too`() throws {
    let k = "levers: {k: 20}"
    let factor = refusal(try scenario(k, multiply: "1 - k"))
    #expect(factor.contains("must be greater than 0, and `1 - k` is -19, for `k` is 20"))
    #expect(factor.contains("`k: 20 %`"))
    let fall = refusal(try scenario("levers: {k: -20 %}", multiply: "k"))
    #expect(fall.contains("`k` is -20 %") && fall.contains("write `multiply: 1 + k`"))
    #expect(refusal(try scenario("levers: {k: -20 %}", multiply: "1 + k")) == "")
    let plan = refusal(try scenario(k, plan: "10 - k"))
    #expect(plan.contains("must not be negative, and `10 - k` is -10"))
    #expect(plan.contains("write `max(0, 10 - k)`"))
    #expect(refusal(try scenario(k, plan: "max(0, 10 - k)")) == "")
    #expect(refusal(try scenario(k, entries: "0 + -5")).contains("`0 + -5` is -5"))
    #expect(refusal(try scenario("levers: {k: -5}", initial: "k")).contains("must not be negative"))
  }

  @Test func `what arithmetic brings to a limit, or between whole numbers, is taken`() throws {
    let closed = "levers: {k: 1}"
    #expect(refusal(try scenario(closed, exits: "k", refused: "k", multiply: "1 - k")) == "")
    #expect(refusal(try scenario(closed, refused: "0.3 - 0.1 * 3 * k")) == "")
    #expect(refusal(try scenario("levers: {k: 2.5}", initial: "k")) == "")
    #expect(refusal(try scenario("levers: {k: -5}", debt: "k")) == "")
    // What only a law reaches is warned of.
    #expect(refusal(try scenario("uncertainties: {k: \"normal(0.1, 0.2)\"}", exits: "k")) == "")
  }

  @Test(arguments: [
    ("c.entries: -5", "must not be negative, found `-5`"),
    ("c.births: -0.1", "must not be negative"),
    ("c.exits: 100 %", "would empty the stock"), ("c.exits: 5", "write 0.05 or `5 %`"),
    ("c.initial: 2.5", "must be whole"), ("o.initial: 0", "must be greater than 0"),
    ("e.multiply: 0", "write `multiply: 0.001`"), ("e.multiply: -1", "must be greater than 0"),
    ("e.lasts: -1 year", "must be greater than 0"), ("e.chance: 30", "write 0.3 or `30 %`"),
    ("o.growth.volatility: -0.1", "must not be negative"),
    ("r.plan: -5 / month", "must not be negative"), ("r.ceiling: 0", "must be greater than 0"),
    ("r.build.takes: -1 month", "must not be negative"),
    ("r.budget.total: -5 yuan", "must not be negative"),
    ("r.budget.learning: 0", "greater than 0 and at most 1"), ("e.chance: 0", ""),
    ("c.exits: 0", ""),
  ])
  func `what a case assumes is asked as where it is written`(assumed: String, words: String) throws
  {
    let refused = refusal(
      try scenario("", cases: "{baseline: {}, other: {assume: {\(assumed)}}}"))
    #expect(words.isEmpty ? refused == "" : refused.contains(words), "\(assumed): \(refused)")
  }

  @Test func `an experiment may set the ends of a range and is asked of all it sets`() throws {
    let scenario = try scenario("levers: {k: {default: 0.05, range: [0, 20]}}", exits: "k")
    func set(_ name: String, _ value: Double) throws -> String {
      let variable = try scenario.variable(name)
      return refusal(scenario.setting([variable], to: [[value]], inCases: ["baseline"]))
    }
    #expect(try set("k", 0.2) == "")
    #expect(try set("k", 10).contains("`k: 10 %`, and its range too") == true)
    #expect(try set("c.exits", 1) == "")
    #expect(try set("e.multiply", 0) == "")
    #expect(try set("c.initial", 2.5) == "")
    #expect(try set("c.initial", -5).contains("must not be negative"))
    let k = try scenario.variable("k")
    #expect(refusal(try scenario.drawing(k, from: 0, to: 0.2)) == "")
    let drawn = refusal(try scenario.drawing(k, from: 0, to: 20))
    #expect(drawn.contains("must be between 0 and 1, and `k` goes from 0 to 20"))
    #expect(drawn.contains("`k=0%:20%`"))
  }

  @Test func `an uncertainty may be held where its law reaches`() throws {
    let scenario = try scenario("uncertainties: {u: \"normal(0.05, 0.05)\"}", exits: "u")
    #expect(refusal(scenario.fixing("u", at: [-0.01])) == "")
    #expect(refusal(scenario.fixing("u", at: [-5])).contains("`u` is -5"))
  }
}
