import Experiments
import Foundation
import Quantities
import Testing
import _TestSupport

/// What comes of a rollout brings its paths to it, and does not begin it anew.
@Suite struct RolloutTrackingTests {
  private static let text = """
    waymark: 1
    time: {start: 2021-01, end: 2022-12, step: month}
    indicators:
      s:
        kind: rollout
        unit: stations
        plan: 100 / month
        pipeline: [{stage: build, takes: "gamma(mean: 6, sd: 2) months"}]
        budget: {stage: build, total: 1 bn yuan, unit_cost: 500_000 yuan, learning: 0.95}
    targets:
      a: {of: s, at_least: 1_700, in: 2022-12}
      early: {of: s, at_least: 30, in: 2021-06}
    simulation: {paths: 2_000, seed: 1}
    """

  /// The targets after a value, and before it.
  private func tracked(
    _ date: String, _ value: String, text: String = RolloutTrackingTests.text
  ) throws -> Tracking {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "plan.yaml")
    var options = TrackingOptions(day: try #require(CalendarDay("2023-01-01")))
    options.hasLevels = false
    return try Tracking(
      folder.file("plan.yaml"),
      adding: [
        AddedStatistic(indicator: "s", date: date, value: value, source: "--add", line: 1)
      ], options: options)
  }

  @Test func `what was certain changes nothing`() throws {
    let plan = try tracked("2021-01", "0")
    for target in plan.targets {
      #expect(target.difference == 0 && target.differenceError == 0)
      #expect(target.after.estimate > 0.1 && target.after.estimate < 0.9)
    }
  }

  /// Stays differ by item: what has not left yet leaves later, and 18 months on none of it matters.
  @Test(arguments: ["28", "35", "42", "> 40", "< 20"])
  func `items are under way as they are, early or late`(value: String) throws {
    let plan = try tracked("2021-06", value)
    #expect(plan.targets[0].difference == 0)
  }

  @Test func `a value is the value of its period`() throws {
    #expect(try tracked("2021-06", "42").targets[1].outcome == true)
    #expect(try tracked("2021-06", "28").targets[1].outcome == false)
  }

  /// More than all that the plan has begun comes from beyond it, and stays.
  @Test func `what no path has come near is believed`() throws {
    let plan = try tracked("2021-12", "1600")
    #expect(plan.targets[0].after.estimate == 1)
    #expect(plan.remarks.contains { $0.english.contains("next to no path had come near 1600") })
  }

  /// Money that was paid stays paid: 700 items before and after the value.
  @Test func `a budget goes on`() throws {
    let text = Self.text.replacing("total: 1 bn yuan", with: "total: 300 mn yuan")
      .replacing("at_least: 1_700", with: "at_least: 900")
    let plan = try tracked("2021-12", "650", text: text)
    #expect(plan.targets[0].before.estimate == plan.targets[0].after.estimate)
  }
}
