import Plans
import Scenarios
import Testing

/// Vague words of thresholds, and what they are read as.
@Suite struct VagueThresholdTests {
  private func scenario(_ target: String, _ unit: String = "enterprises") throws -> Scenario {
    try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2030}
        indicators:
          x: {kind: output, unit: \(unit), history: {2020: 400}, growth: {model: exponential, rate: 0.1}}
        targets:
          a: {of: x, \(target), in: 2030}
        """, name: "vague.yaml")
  }

  private func condition(_ target: String, _ unit: String = "enterprises") throws -> String {
    guard case .indicator(_, let condition) = try scenario(target, unit).targets[0].statement else {
      return ""
    }
    switch condition {
    case .atLeast(let text): return "at least \(text)"
    case .moreThan(let text): return "more than \(text)"
    case .atMost(let text): return "at most \(text)"
    case .lessThan(let text): return "less than \(text)"
    case .increaseOfAtLeast(let text, _): return "increase \(text)"
    case .growthFactorOfAtLeast(let text, _): return "times \(text)"
    default: return "\(condition.word)"
    }
  }

  @Test(arguments: [
    ("at_least: several", "at least discrete(3: 0.2, 4: 0.2, 5: 0.2, 6: 0.2, 7: 0.2)"),
    ("at_least: 若干", "at least discrete(3: 0.2, 4: 0.2, 5: 0.2, 6: 0.2, 7: 0.2)"),
    ("at_least: a couple", "at least 2"),
    ("at_least: over 600", "more than 600"),
    ("at_least: \"over 1,600\"", "more than 1_600"),
    ("at_least: 超过600家", "more than 600家"),
    ("at_least: 600多", "more than 600"),
    ("at_least: at least 600", "at least 600"),
    ("at_least: 600以上", "at least 600"),
    ("at_most: 600以下", "at most 600"),
    ("at_most: 600家以内", "at most 600家"),
    ("at_most: 600 or fewer", "at most 600"),
    ("at_most: 低于600", "less than 600"),
    ("less_than: 600以下", "less than 600"),
    ("at_least: several enterprises", "at least discrete(3: 0.2, 4: 0.2, 5: 0.2, 6: 0.2, 7: 0.2)"),
    ("at_least: a couple of enterprises", "at least 2"),
    ("increase_of_at_least: over 600, since: 2020", "increase 600"),
    ("at_least: about 500", "at least uniform(450, 550)"),
    ("at_most: 约500", "at most uniform(450, 550)"),
    ("at_least: nearly 500", "at least uniform(450, 500)"),
    ("at_least: doubling", "times 2"),
    ("growth_of_at_least: 翻两番", "times 4"),
    ("at_least: doubling, since: 2020", "times 2"),
    ("at_least: {several: \"discrete(2: 0.5, 3: 0.5)\"}", "at least discrete(2: 0.5, 3: 0.5)"),
    ("at_least: {handful: 5}, quote: a handful of firms", "at least 5"),
  ])
  func `a vague word has its reading`(target: String, read: String) throws {
    #expect(try condition(target) == read)
    #expect(try scenario(target).notices.count == 1)
    #expect(
      try CompiledScenario(scenario(target)).notes.contains { $0.english.contains("is read as") })
  }

  @Test(arguments: [
    ("at_least: 100-bn-yuan level", "bn yuan/year", "at least 100 bn yuan/year"),
    ("at_least: 千亿级", "亿元/year", "at least 1000 亿元/year"),
    ("at_least: 百亿元级", "bn yuan/year", "at least 100 亿元/year"),
    ("at_least: over 10 bn yuan", "bn yuan/year", "more than 10 bn yuan/year"),
    ("at_least: over 10 bn yuan", "bn yuan", "more than 10 bn yuan"),
    ("at_least: about 10 bn yuan", "bn yuan/year", "at least uniform(9, 11) bn yuan/year"),
  ])
  func `what documents leave out of a unit is added`(
    target: String, unit: String, read: String
  ) throws {
    #expect(try condition(target, unit) == read)
    #expect(throws: Never.self) { try CompiledScenario(scenario(target, unit)) }
  }

  @Test(arguments: [
    ("超30亿元", "`超30亿元/季`, or `超30亿元/年`"), ("约30亿元", "`约30亿元/季`, or `约30亿元/年`"),
    ("近30亿", "`近30亿元/季`, or `近30亿元/年`"), ("30亿元以上", "`30亿元/季以上`, or `30亿元/年以上`"),
    ("百亿级", "`100 亿元/季`, or `100 亿元/年`"),
  ])
  func `a vague amount of a quarter says its time`(amount: String, advice: String) {
    for date in ["in: 2025-Q2", "by: 2025-Q2..2026-Q1", "by: [2025-Q2, 2025-Q4]"] {
      #expect {
        try Scenario(
          text: """
            waymark: 1
            time: {start: 2020, end: 2026, step: quarter}
            indicators: {x: {kind: output, unit: 亿元/年, history: {2020: 100}, growth: auto}}
            targets: {a: {of: x, at_least: \(amount), \(date)}}
            """, name: "quarter.yaml")
      } throws: {
        "\($0)".contains("write \(advice)")
      }
    }
  }

  @Test func `a vague word may stand before what the unit counts`() throws {
    let numbers = (2...9).map { "\($0)00: 0.125" }.joined(separator: ", ")
    let hundreds = "at least discrete(\(numbers))"
    for word in ["数百家", "数百 家", "几百家", "数百"] {
      #expect(try condition("at_least: \(word)", "家") == hundreds)
    }
    #expect(try condition("at_least: 几家", "家") == condition("at_least: 几个", "家"))
    // Hundreds of 家 are no hundreds of 万家.
    #expect(throws: ScenarioError.self) { try scenario("at_least: 数百家", "万家") }
  }

  @Test(arguments: [
    ("at_least: 60家以下", "at_most: 60家"), ("at_least: 60家以内", "at_most: 60家"),
    ("at_least: 3 or fewer", "at_most: 3"), ("at_least: 60 max", "at_most: 60"),
    ("at_least: 低于60家", "less_than: 60家"), ("at_least: 不足60", "less_than: 60"),
    ("at_most: 60家以上", "at_least: 60家"), ("at_most: upwards of 60", "at_least: 60"),
  ])
  func `a bound against its key is answered with its own`(target: String, advice: String) throws {
    #expect {
      try condition(target, "家")
    } throws: { "\($0)".contains("write `\(advice)`") }
    #expect(throws: Never.self) { try condition(advice, "家") }
  }

  @Test(arguments: ["80+5", "100+65", "1.5e2+10", "80 +5", "80+ 5", "100家+65家"])
  func `a plus before a number adds it`(sum: String) throws {
    #expect(try condition("at_least: \(sum)", "家") == "at least \(sum)")
    #expect(try scenario("at_least: \(sum)", "家").notices.isEmpty)
  }

  @Test(arguments: ["600+", "600+家", "600家+"])
  func `a plus behind a number asks for more`(amount: String) throws {
    #expect(try condition("at_least: \(amount)", "家").hasPrefix("more than 600"))
  }

  @Test(arguments: [
    "at_most: over 600", "at_least: up to 600", "at_least: 3-7", "at_least: {value: 5}",
    "at_least: {doubling: 1.9}", "more_than: doubling", "at_least: severall",
  ])
  func `what contradicts its key or is no word is an error`(target: String) {
    #expect(throws: ScenarioError.self) { try scenario(target) }
  }

  @Test func `numbers that are no threshold are not guessed`() {
    for history in ["约400", "over 400", "several"] {
      #expect(throws: ScenarioError.self) {
        try Scenario(
          text: """
            waymark: 1
            time: {start: 2020, end: 2030}
            indicators: {x: {kind: output, history: {2020: \(history)}}}
            """, name: "history.yaml")
      }
    }
  }

  @Test func `a name of the file is no vague word`() throws {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2030}
        uncertainties: {several: "uniform(1, 2)"}
        indicators: {x: {kind: output, history: {2020: 4}}}
        targets: {a: {of: x, at_least: several, in: 2030}}
        """, name: "named.yaml")
    #expect(scenario.notices.isEmpty)
  }
}
