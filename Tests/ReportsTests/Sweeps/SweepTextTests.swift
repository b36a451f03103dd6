import Experiments
import Reports
import Results
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
          goal, least  10.0 % ± 3.00 %              -30.0 ± 4.58      1  growth = 0.05, parks = 1000
          goal, most   70.0 % ± 4.58 %              +30.0 ± 4.58      2  growth = 0.05, parks = 2000

        goal over growth and parks
          parks \\ growth  0.05
                    2000  70 %
                    1000  10 %
                       0  40 %

        """)
  }

  @Test func `a date is shown as its period, also after a merge`() throws {
    var plan = SweepPlan()
    plan.variables = ["start", "crews"]
    plan.dates = ["start": .quarter]
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
