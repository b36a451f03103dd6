import Experiments
import Reports
import Results
import Scenarios
import Testing
import Wording

@Suite struct SweepTextTests {
  @Test func `a sweep shows where each target is least and most likely`() {
    var plan = SweepPlan()
    plan.seed = 7
    plan.variables = ["growth", "parks"]
    plan.cases = ["reference"]
    plan.rows = ["goal"]
    var summary = SweepSummary(plan)
    for (point, met) in [40, 10, 70].enumerated() {
      summary.add(
        PointResult(
          point: point, values: [0.05, Double(point) * 1000], paths: 0..<100,
          counts: [
            [
              PairedCounts(
                paths: 100, met: met, metByReference: 40, metByBoth: min(met, 40), failed: 0)
            ]
          ]))
    }
    #expect(
      SweepText(summary).wideText == """
        Sweep: 3 points, 1 case, 100 paths each, seed 7
          target           probability  against the base, points  point  setting
          goal, least  10.0 % ± 3.00 %              -30.0 ± 4.58      1  growth = 0.05, parks = 1,000
          goal, most   70.0 % ± 4.58 %              +30.0 ± 4.58      2  growth = 0.05, parks = 2,000

        goal over growth and parks
          parks \\ growth  0.05
                   2,000  70 %
                   1,000  10 %
                       0  40 %

        """)
  }

  /// A budget of ten levels, and the years of a programme.
  private func grid(_ language: Language) throws -> SweepText {
    let scenario = try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2025}
        levers: {funds_for_attraction: {default: 0, range: [0, 3000], unit: yuan}, years_of_the_programme: 2000}
        indicators: {x: {kind: derived, expression: funds_for_attraction / 1 yuan + years_of_the_programme}}
        targets: {goal: {of: x, at_least: 1, in: 2025}}
        """, name: "test")
    var plan = SweepPlan()
    plan.variables = ["funds_for_attraction", "years_of_the_programme"]
    plan.cases = ["reference"]
    plan.rows = ["goal"]
    var summary = SweepSummary(plan)
    for point in 0..<20 {
      let counts = PairedCounts(
        paths: 100, met: 40 + point, metByReference: 40, metByBoth: 40, failed: 0)
      summary.add(
        PointResult(
          point: point, values: [Double(point / 2) * 1000 / 3, Double(2000 + point % 2)],
          paths: 0..<100, counts: [[counts]]))
    }
    return SweepText(summary, of: scenario, language: language)
  }

  @Test func `on a terminal both sides of a grid have names, units and one way of writing`() throws
  {
    let text = PlainRenderer(width: 80).text(try grid(.en).document)
    #expect(
      text.contains("Rows: years_of_the_programme; columns: funds_for_attraction (yuan)."),
      "\(text)")
    let head = try #require(text.split(separator: "\n").first { $0.contains("2,333") })
    #expect(head.split(separator: " ").contains("2,000"), "no budget looks like a year")
    #expect(text.contains("\n  2001  ") || text.contains("\n   2001  "), "\(text)")
    #expect(
      try grid(.en).wideText.contains(
        "funds_for_attraction = 3,000 yuan, years_of_the_programme = 2001"))
    #expect(
      PlainRenderer(width: 80).text(try grid(.zh).document)
        .contains("行：years_of_the_programme；列：funds_for_attraction (yuan)。"))
  }

  @Test func `the lines of a heat map are told apart`() throws {
    for (language, note) in [(Language.en, "dashed line: 50 %"), (.zh, "虚线：50 %")] {
      let page = HTMLRenderer.page(try grid(language).document)
      #expect(page.contains(">\(note)<"), "80 % is never reached")
      #expect(page.contains("yuan"))
    }
  }

  @Test func `a date is shown as its period, also after a merge`() throws {
    var plan = SweepPlan()
    plan.variables = ["start", "crews"]
    plan.dates = ["start": .quarter]
    plan.points = 1
    let merged = try #require(SweepPlan(plan.identity))
    #expect(merged.dates == plan.dates)
    #expect(merged.period(2021.25, of: "start") == "2021-Q1")
    #expect(merged.period(2021.25, of: "crews") == nil)
    #expect(merged.period(1e30, of: "start") == nil)
  }

  @Test func `what no path or every path meets is no certainty`() {
    var plan = SweepPlan()
    plan.variables = ["growth"]
    plan.cases = ["reference"]
    plan.rows = ["goal"]
    var summary = SweepSummary(plan)
    for (point, met) in [0, 1].enumerated() {
      let counts = PairedCounts(paths: 1, met: met, metByReference: 0, metByBoth: 0, failed: 0)
      summary.add(
        PointResult(point: point, values: [Double(point)], paths: 0..<1, counts: [[counts]]))
    }
    let text = SweepText(summary).wideText
    #expect(text.contains("1 case, 1 path each"))
    #expect(text.contains("< 79.345 %"))
    #expect(text.contains("> 20.655 %"))
    #expect(!text.contains("± 0.00 % "))
  }

  @Test func `a sweep without points has a heading only`() {
    #expect(
      SweepText(SweepSummary(SweepPlan()), language: .zh).wideText
        == "扫描：0 个点，0 个情景，每点 0 条路径，随机种子 0\n")
  }
}
