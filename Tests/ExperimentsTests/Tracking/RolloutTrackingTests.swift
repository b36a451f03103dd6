import Experiments
import Foundation
import Plans
import Quantities
import Scenarios
import Simulation
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

  // MARK: What is learnt

  /// Crews of whom each path draws its own pace, with and without stays of the items' own.
  private static func crews(takes: String, _ targets: [Int]) -> String {
    """
    waymark: 1
    time: {start: 2021-01, end: 2022-12, step: month}
    uncertainties:
      crews: {law: "uniform(2, 6) / month"}
    indicators:
      s:
        kind: rollout
        unit: stations
        plan: 100 / month
        pipeline: [{stage: build, takes: \(takes), capacity: crews}]
    targets:
    \(targets.map { "  t\($0): {of: s, at_least: \($0), in: 2022-12}" }.joined(separator: "\n"))
    simulation: {paths: 10_000, seed: 1}
    """
  }

  /// After 21 items in five months crews work 4.2 to 4.4 a month, and evenly so: n by the end takes n / 23.
  @Test(arguments: [97, 98, 99, 100, 101])
  func `a value tells the pace of crews`(items: Int) throws {
    let tracking = try tracked(
      "2021-06", "21", text: Self.crews(takes: "0", [items]))
    let exact = min(1, max(0, (4.4 - Double(items) / 23) / 0.2))
    // Of 40,000 paths every twentieth came to 21: 2,000, two standard errors of which are 0.022.
    #expect(abs(tracking.targets[0].after.estimate - exact) < 0.04)
  }

  @Test func `where paths came to the very value they tell all`() throws {
    let text = Self.crews(takes: "0", [46]).replacing("uniform(2, 6)", with: "uniform(1.5, 3.5)")
    // One month: 1, 2 or 3 items; 46 by the end take exactly 2 a month.
    #expect(try tracked("2021-02", "1", text: text).targets[0].after.estimate == 0)
    #expect(try tracked("2021-02", "2", text: text).targets[0].after.estimate == 1)
    #expect(try tracked("2021-02", "3", text: text).targets[0].after.estimate == 1)
  }

  /// Beside paths of a plan that nothing holds, those with the very value: 300,000 of them, rejected.
  @Test(arguments: ["10", "13", "17", "21", "24"])
  func `what is learnt is what paths of that value have in common`(value: String) throws {
    let text = Self.crews(takes: "\"gamma(mean: 6, sd: 2) months\"", [50, 60, 70, 80])
    let folder = try TemporaryFolder()
    try folder.write(text, to: "plan.yaml")
    let plan = try CompiledScenario(Scenario(file: folder.file("plan.yaml")), seed: 77).plan
    let outputs =
      [PathOutput.value(indicator: 0, step: 11)]
      + plan.targets.indices.map { PathOutput.isMet(target: $0, deadline: 0) }
    let found = try #require(Simulator(plan).outputs(outputs, paths: 300_000))[0]
    let near = found[0].indices.filter { found[0][$0] == Double(value) }
    let tracking = try tracked("2021-12", value, text: text)
    for (number, target) in tracking.targets.enumerated() {
      let exact = Double(near.count { found[number + 1][$0] == 1 }) / Double(near.count)
      // 800 paths take part: two standard errors of 0.018, and the straight line.
      #expect(abs(target.after.estimate - exact) < 0.06, "\(target.name) \(exact)")
    }
  }

  /// The mean over all that may come, each as often as it does, is what was said before.
  @Test func `a plan's own values leave its probability`() throws {
    let text = Self.crews(takes: "\"gamma(mean: 6, sd: 2) months\"", [60, 80])
      .replacing("paths: 10_000", with: "paths: 2_000")
    let folder = try TemporaryFolder()
    try folder.write(text, to: "plan.yaml")
    let plan = try CompiledScenario(Scenario(file: folder.file("plan.yaml")), seed: 5).plan
    let values = try #require(
      Simulator(plan).outputs([.value(indicator: 0, step: 8)], paths: 2_000))[0][0]
    var often: [Double: Int] = [:]
    for value in values { often[value, default: 0] += 1 }
    #expect(often.count > 15)
    var (after, before) = ([0.0, 0.0], [0.0, 0.0])
    for (value, times) in often {
      let targets = try tracked("2021-09", "\(Int(value))", text: text).targets
      for number in 0..<2 {
        after[number] += targets[number].after.estimate * Double(times) / 2_000
        before[number] = targets[number].before.estimate
      }
    }
    // 500 paths for each value: 2 points each, and one of the 2,000 before.
    #expect(abs(after[0] - before[0]) < 0.04 && abs(after[1] - before[1]) < 0.04)
  }

  /// One crew in 33 never works: exactly nothing stands of its paths, and something of all others.
  @Test(arguments: ["0", "< 2"])
  func `what few paths had drawn is found`(value: String) throws {
    let text = Self.crews(takes: "0", [50])
      .replacing("crews: {", with: "halted: {law: bernoulli(0.03)}\n  crews: {")
      .replacing("capacity: crews", with: "capacity: \"crews * (1 - halted)\"")
      .replacing("uniform(2, 6)", with: "uniform(4, 6)")
    #expect(try tracked("2021-06", value, text: text).targets[0].after.estimate == 0)
  }

  /// 5 items in five months: |z| is 0 to 0.05, whatever its sign; 20: 0.75 to 0.8.
  @Test func `what acts in both directions alike is found`() throws {
    let text = Self.crews(takes: "0", [60, 120])
      .replacing("uniform(2, 6) / month", with: "normal(0, 1)")
      .replacing("capacity: crews", with: "capacity: \"(1 + 4 * abs(crews)) / month\"")
    let slow = try tracked("2021-06", "5", text: text)
    #expect(slow.targets.map(\.after.estimate) == [0, 0])
    let quick = try tracked("2021-06", "20", text: text)
    #expect(quick.targets.map(\.after.estimate) == [1, 0])
  }

  /// Crews of a rollout that has nothing in common with another one.
  @Test func `values of a rollout tell nothing of another one`() throws {
    let other = """
        other:
          kind: rollout
          unit: stations
          plan: 10 / month
          pipeline: [{stage: build, takes: "gamma(mean: 6, sd: 2) months", capacity: pace}]
      targets:
      """
    let text = Self.crews(takes: "0", [98])
      .replacing(
        "targets:",
        with: other.replacing("\n", with: "\n  ").replacing("  targets:", with: "targets:")
      )
      .replacing("crews: {", with: "pace: {law: \"uniform(5, 9) / month\"}\n  crews: {")
    let folder = try TemporaryFolder()
    func after(_ values: [(String, String)]) throws -> [Double] {
      try folder.write(text, to: "plan-\(values.count).yaml")
      var options = TrackingOptions(day: try #require(CalendarDay("2023-01-01")))
      options.hasLevels = false
      return try Tracking(
        folder.file("plan-\(values.count).yaml"),
        adding: values.map {
          AddedStatistic(indicator: $0.0, date: "2021-06", value: $0.1, source: "--add", line: 1)
        }, options: options
      ).targets.map(\.after.estimate)
    }
    let alone = try after([("s", "21")])
    #expect(try after([("s", "21"), ("other", "3")]) == alone)
  }

  /// After a month that no path had come near the next one is as was then to be expected, and says so.
  @Test func `a value far off does not spoil the next one`() throws {
    let text = Self.crews(takes: "\"gamma(mean: 6, sd: 2) months\"", [75])
    let folder = try TemporaryFolder()
    try folder.write(text, to: "plan.yaml")
    var options = TrackingOptions(day: try #require(CalendarDay("2023-01-01")))
    options.hasLevels = false
    func after(_ values: [(String, String)]) throws -> Tracking {
      try folder.write(text, to: "plan-\(values.count).yaml")
      return try Tracking(
        folder.file("plan-\(values.count).yaml"),
        adding: values.map {
          AddedStatistic(indicator: "s", date: $0.0, value: $0.1, source: "--add", line: 1)
        }, options: options)
    }
    // By its own paths 10 to 20 stand at the end of the year; 40 do.
    let far = try after([("2021-12", "40")])
    let next = try after([("2021-12", "40"), ("2022-01", "40")])
    #expect(far.targets[0].after.estimate > 0.9)
    // All that was to be finished in January was pulled into December.
    #expect(abs(next.targets[0].after.estimate - far.targets[0].after.estimate) < 0.1)
  }
}
