import Experiments
import Reports
import Scenarios
import Sensitivity
import Testing
import Wording

@Suite struct DiscoveryTextTests {
  private static let corner = """
    waymark: 1
    time: {start: 2020, end: 2022}
    levers: {opens: {default: 2021, range: [2021, 2028], step: 1}}
    uncertainties: {x: "uniform(0, 1)", y: "uniform(0, 1)"}
    indicators:
      bad: {kind: derived, expression: "max(0.3 - x, 0) + 0 * y"}
    targets:
      good: {of: bad, at_most: 0, in: 2022}
    """

  private func text(
    _ scenario: String, language: Language = .en, vary: [String] = [],
    _ change: (inout ScenarioDiscovery.Options) -> Void = { _ in }
  ) throws -> String {
    let scenario = try Scenario(text: scenario, name: "corner.yaml")
    var options = ScenarioDiscovery.Options()
    options.halves = 10
    options.varied = try vary.map { try VariedRange($0, of: scenario) }
    change(&options)
    let found = try ScenarioDiscovery(scenario, options: options).run()
    return DiscoveryText(found, language: language).wideText
  }

  @Test func `a box in words, with what it is worth`() throws {
    let english = try text(Self.corner)
    #expect(english.contains("Where good fails: case"))
    #expect(english.contains("(density; everywhere "))
    #expect(english.contains("x ≤ 0."))
    #expect(english.contains("< 0.001"))
    #expect(english.contains("On paths that the search did not see, 10 times:"))
    #expect(english.contains("whose coverage is furthest above its mass"))
    #expect(!english.contains("Not significant"))
    let chinese = try text(Self.corner, language: .zh)
    #expect(chinese.contains("good 在何处落空") && chinese.contains("覆盖率") && chinese.contains("拟 p 值"))
  }

  @Test func `success, a box that was asked for and levers have their words`() throws {
    let english = try text(Self.corner, vary: ["opens"]) {
      $0.seeksSuccess = true
      $0.choice = .index(0)
    }
    #expect(english.contains("Where good is met"))
    #expect(english.contains("This box has no conditions"))
    #expect(english.contains("The box is the one that was asked for"))
    #expect(english.contains("The target does not depend on opens."))
  }

  /// The milestone is its date, so that March 2022 is the last month that meets the target.
  @Test func `a limit of dates is a month on the right side`() throws {
    let opens = """
      waymark: 1
      time: {start: 2020-01, end: 2024-12}
      levers: {begin: {default: 2021-06, range: [2021-01, 2022-12]}}
      indicators: {m: {kind: milestone, opens: begin}}
      targets: {t: {of: m, reached: true, by: 2022-03}}
      simulation: {paths: 1000}
      """
    #expect(try text(opens, vary: ["begin"]).contains("begin ≥ 2022-04  2021-01 – 2022-12"))
    let met = try text(opens, vary: ["begin"]) { $0.seeksSuccess = true }
    #expect(met.contains("begin ≤ 2022-03  2021-01 – 2022-12"))
  }

  @Test func `no box is said plainly`() throws {
    let noise = """
      waymark: 1
      time: {start: 2020, end: 2024}
      uncertainties: {x: "uniform(0, 1)"}
      indicators:
        level:
          kind: output
          history: {2020: 100}
          growth: {model: exponential, rate: 0.02, volatility: 0.2}
        seen: {kind: derived, expression: level + 0 * x}
      targets: {up: {of: seen, at_least: 105, in: 2024}}
      """
    #expect(try text(noise).contains("No box: on paths that the search did not see"))
    #expect(try text(noise).contains("what decides is the noise of the process"))
    #expect(try text(noise, language: .zh).contains("未发现框"))
    let asked = try text(noise) { $0.choice = .densest(coverage: 0.4) }
    #expect(asked.contains("Unseen paths do not bear this box out"))
  }
}
