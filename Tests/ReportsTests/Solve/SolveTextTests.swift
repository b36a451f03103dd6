import Experiments
import Reports
import Scenarios
import Testing
import Wording

@Suite struct SolveTextTests {
  private let scenario = """
    waymark: 1
    scenario: Parks
    time: {start: 2020, end: 2025}
    levers:
      parks: {default: 10, range: [0, 60], step: 1}
      size: {default: 1, range: [0.5, 4]}
    uncertainties:
      output: lognormal(median: 1, sigma: 0.5)
    indicators:
      total: {kind: derived, unit: yuan, expression: parks * size * output}
    targets:
      twenty: {of: total, at_least: 20 yuan, by: 2024..2025}
    simulation: {paths: 2000, seed: 1}
    """

  private func text(
    _ varied: [String], cost: String? = nil, language: Language = .en
  ) throws -> String {
    let parks = try Scenario(text: scenario, name: "parks.yaml")
    var request = SolveRequest(
      target: "twenty", probability: 0.8, varied: try varied.map { try VariedRange($0, of: parks) })
    request.cost = cost
    let solve = try Solve(parks, request)
    return SolveText(solve, language: language).wideText
  }

  @Test func `a lever in one sentence`() throws {
    // The truth is 31, for 20 / exp(0.5 Φ⁻¹(0.2)) = 30.5.
    let english = try text(["parks"])
    #expect(english.contains("parks must be at least 32 (95 %: 31 to 33) for twenty@2025"))
    #expect(english.contains("to be met with a probability of 80 %; verified with fresh random"))
    #expect(english.contains("twenty has several deadlines: the last is taken, twenty@2025"))
    let chinese = try text(["parks"], language: .zh)
    #expect(chinese.contains("parks 至少须为 32") && chinese.contains("用新随机数检验"))
  }

  /// The milestone opens so many months after the end of June 2021, by that of June 2023 with 24.
  @Test func `a lever of months is told in months`() throws {
    let text = """
      waymark: 1
      time: {start: 2020-01, end: 2026-12}
      levers: {wait: {default: 18 months, range: [6 months, 30 months]}}
      indicators: {m: {kind: milestone, opens: 2021-06 + wait}}
      targets: {t: {of: m, reached: true, by: 2023-06}}
      """
    let scenario = try Scenario(text: text, name: "months.yaml")
    var request = SolveRequest(
      target: "t", probability: 0.5,
      varied: [try VariedRange("wait=6 months:2.5 years", of: scenario)])
    request.paths = 200
    let answer = SolveText(try Solve(scenario, request)).wideText
    #expect(answer.contains("wait must be at most 24 months (95 %: no other value) for t"))
    request.varied = [try VariedRange("wait=27:30", of: scenario)]
    #expect(
      SolveText(try Solve(scenario, request)).wideText.contains(
        "by wait within 27 months to 30 months")
    )
  }

  @Test func `out of reach, with the most there is`() throws {
    let english = try text(["size=0.5:1"])
    #expect(english.contains("cannot be met with a probability of 80 % by size within 0.5 to 1"))
    #expect(english.contains("at most 7.3 % ± 0.58 %, at size = 1"))
    #expect(try text(["size=0.5:1"], language: .zh).contains("无法使"))
  }

  @Test func `where more is too much both ends are told`() throws {
    let hump = scenario.replacing(
      "parks * size * output", with: "(40 - abs(parks - 30)) * size * output")
    let parks = try Scenario(text: hump, name: "parks.yaml")
    var request = SolveRequest(
      target: "twenty@2025", probability: 0.8, varied: [try VariedRange("parks", of: parks)])
    let solve = try Solve(parks, request)
    let text = SolveText(solve).wideText
    // As below 32 parks are needed; 8 fewer or more than 30 have as many.
    #expect(text.contains("parks must be at least 22 (95 %: 21 to 23) and at most 38 for twenty"))
    #expect(!text.contains("rise or fall") && !text.contains("the last is taken"))
    #expect(SolveText(solve, language: .zh).wideText.contains("至多为 38"))
    request.varied = try ["size=1:2:2", "parks"].map { try VariedRange($0, of: parks) }
    #expect(try SolveText(Solve(parks, request)).wideText.contains("at most 38"))
    request.target = "twenty"
    #expect(try SolveText(Solve(parks, request)).wideText.contains("the last is taken"))
  }

  @Test func `where directions differ each row of a frontier says its own`() throws {
    // More of a helps where b is positive, and harms where it is negative.
    let text = """
      waymark: 1
      scenario: Turning
      time: {start: 2020, end: 2021}
      levers:
        a: {default: 0, range: [-2, 2]}
        b: {default: 0, range: [-1, 1]}
      uncertainties:
        u: normal(0, 0.1)
      indicators:
        y: {kind: derived, expression: a * b + u}
      targets:
        t: {of: y, at_least: 0.5, in: 2021}
      simulation: {paths: 1000, seed: 1}
      """
    let turning = try Scenario(text: text, name: "turning.yaml")
    let solve = try Solve(
      turning,
      SolveRequest(
        target: "t", probability: 0.8,
        varied: ["b=-1:1:3", "a"].map { try VariedRange($0, of: turning) }))
    let lines = SolveText(solve).wideText.split(separator: "\n")
      .drop { !$0.contains("95 % range") }.prefix(4)
    #expect(lines.map { $0.contains("at most -0.5") } == [false, true, false, false], "\(lines)")
    #expect(lines.map { $0.contains("at least 0.5") } == [false, false, false, true], "\(lines)")
    let chinese = SolveText(solve, language: .zh).wideText
    #expect(chinese.contains("至多 -0.5") && chinese.contains("至少 0.5"))
    let csv = String(decoding: solve.csv, as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(csv.map { $0.contains("at most") } == [true, false, false])
    #expect(csv.map { $0.contains("at least") } == [false, false, true])
  }

  @Test func `an end beyond the range is not told`() throws {
    // At 32 parks the probability is 0.81 or so, in the band of 2,000 paths.
    let english = try text(["parks=10:32"])
    #expect(english.contains("parks must be at least 32 (95 %: from 31) for"), "\(english)")
    let frontier = try text(["size=1:2:2", "parks=10:32"])
    #expect(frontier.contains("from 31"), "\(frontier)")
  }

  @Test func `no share is a certainty`() throws {
    let english = try text(["size=0.5:0.6", "parks=0:3"])
    #expect(english.contains("out of reach: < 0.192 %"))
  }

  @Test func `a frontier as a table, a mix as a sentence`() throws {
    let frontier = try text(["size=1:4:4", "parks"])
    #expect(frontier.contains("size  parks at least"))
    #expect(!frontier.contains("at most"))
    let mix = try text(["size", "parks"], cost: "parks + 10 * size")
    #expect(mix.contains("The cheapest mix for twenty@2025"))
    #expect(mix.contains("the fresh ones count"))
  }
}
