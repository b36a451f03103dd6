import Experiments
import Foundation
import Quantities
import Results
import Scenarios
import Testing
import _TestSupport

@Suite struct TrackingTests {
  /// A plan whose firms grow as data say and whose output grows at a known rate.
  private static func text(
    history: String = "2018: 100, 2020: 120", boost: String = "0", threshold: String = "150",
    paths: Int = 4000
  ) -> String {
    """
    waymark: 1
    scenario: Firms and output
    time: {start: 2018, end: 2031, step: year}
    levers: {push: \(boost)}
    indicators:
      firms: {kind: count, unit: firms, history: {\(history)}, growth: {model: auto, boost: push}}
      output:
        kind: output
        history: {2020: 100}
        growth: {model: exponential, rate: 0.05, volatility: 0.1}
      ratio: {kind: derived, expression: output / firms}
    targets:
      many: {of: firms, at_least: \(threshold), in: 2025}
      far: {of: output, at_least: 175, in: 2031}
      both: {all: [many, far]}
      once: {of: firms, at_least: 190, by: 2024}
      more: {of: firms, growth_of_at_least: 1.25, in: 2025}
    simulation: {paths: \(paths), seed: 3}
    """
  }

  private final class Place {
    let folder: TemporaryFolder
    let file: String
    private var day = 1

    init(_ text: String = TrackingTests.text()) throws {
      folder = try TemporaryFolder()
      file = folder.path + "/plan.yaml"
      try write(text)
    }

    func write(_ text: String) throws {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Follows the plan on the next day, and keeps what came.
    @discardableResult
    func track(
      _ added: String..., levels: Bool = false, wanted: Double = 0.8
    ) throws -> Tracking {
      var options = TrackingOptions(day: try #require(CalendarDay(year: 2024, month: 1, day: day)))
      day += 1
      options.hasLevels = levels
      options.wanted = wanted
      let plan = try Tracking(file, adding: added.map(TrackingTests.statistic), options: options)
      #expect(try plan.keep())
      return plan
    }
  }

  private static func statistic(_ text: String) -> AddedStatistic {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let place = parts[0].split(separator: ".").map(String.init)
    return AddedStatistic(
      indicator: place[0], date: place[1], value: parts[1], source: "--add", line: 1)
  }

  private func target(_ plan: Tracking, _ name: String) throws -> TrackedTarget {
    try #require(plan.targets.first { $0.name == name })
  }

  /// Shares are whole numbers over k! n, rounded once.
  private func expectSums(_ plan: Tracking) {
    for target in plan.targets {
      let sum = target.shares.reduce(0) { $0 + $1.value }
      #expect(abs(sum - target.difference) < 1e-12, "\(target.name)")
    }
  }

  // MARK: Days

  @Test func `a clock behind the last entry by the distance of time zones goes on with its day`()
    throws
  {
    let place = try Place()
    func track(_ day: Int, isByClock: Bool, _ added: String...) throws -> Tracking {
      var options = TrackingOptions(
        day: try #require(CalendarDay(year: 2024, month: 2, day: day)), isByClock: isByClock)
      options.hasLevels = false
      return try Tracking(
        place.file, adding: added.map(TrackingTests.statistic), options: options)
    }
    #expect(try track(29, isByClock: true, "firms.2021=130").keep())
    let next = try track(27, isByClock: true, "firms.2022=140")
    #expect(
      next.wholeLog.entries.map(\.recorded)
        == Array(repeating: try #require(CalendarDay("2024-02-29")), count: 2))
    #expect(try !track(27, isByClock: true).hasLaterEntries)
    #expect(try track(27, isByClock: false).hasLaterEntries)
    #expect(try track(26, isByClock: true).hasLaterEntries)
    #expect {
      _ = try track(26, isByClock: true, "firms.2022=140")
    } throws: { error in
      "\(error)".contains("give --as-of 2024-02-29 or a later day")
    }
  }

  // MARK: What came

  @Test func `what came is set beside what was expected, and its shares add up`() throws {
    let place = try Place()
    let plan = try place.track("firms.2021=200", "output.2021=90", "output.2022=> 95")
    expectSums(plan)
    #expect(plan.arrivals.map(\.value.text) == ["200", "90", "> 95"])
    let firms = try #require(plan.arrivals[0].expected)
    #expect(firms.p10 < firms.p50 && firms.p50 < firms.p90 && firms.p90 < 200)
    #expect(firms.quantile.map { $0 > 0.9 } == true)
    // Of a bound nothing says where it came.
    #expect(plan.arrivals[2].expected?.quantile == nil)
    let many = try target(plan, "many")
    #expect(many.difference > 0.05)
    // Firms say nothing about output.
    #expect(try target(plan, "far").shares[0].value == 0)
    #expect(plan.missingInFile.map(\.indicator) == ["firms", "output"])
    // What the log says of the new probability is what the next run begins with.
    let next = try place.track()
    #expect(try target(next, "many").after == many.after)
    #expect(next.log.entries[0].targets[0].after == many.after.estimate)
    #expect(next.entry == nil)
  }

  @Test func `the same value again is said and not logged`() throws {
    let place = try Place()
    try place.track("firms.2021=140")
    let again = try place.track("firms.2021=140.0", "firms.2020=120")
    #expect(again.entry == nil && again.changes.isEmpty)
    #expect(again.remarks.count == 2)
    #expect(again.remarks[0].english.contains("is known to be 140 already"))
    #expect(try TrackLogFile(beside: place.file).log.entries.count == 1)
  }

  @Test func `a revision is told from a new observation, and has a share of its own`() throws {
    let place = try Place()
    try place.track("firms.2021=140")
    let plan = try place.track("firms.2021=128", "firms.2022=150")
    expectSums(plan)
    #expect(plan.changes.map(\.isRevision) == [true, false])
    #expect(plan.arrivals[0].value.revisedFrom == "140")
    #expect(plan.arrivals[0].expected == nil)
    #expect(try target(plan, "many").shares[0].value < 0)
    // A value of the file may be revised as well.
    let file = try place.track("firms.2018=90")
    #expect(file.arrivals[0].value.revisedFrom == "100")
    // The vintage of an earlier day.
    var options = TrackingOptions(day: try #require(CalendarDay("2024-01-01")))
    options.hasLevels = false
    let then = try Tracking(place.file, options: options)
    #expect(then.scenario.indicator("firms")?.history.map(\.value) == [100, 120, 140])
  }

  @Test func `what is pasted into the file is not counted twice`() throws {
    let place = try Place()
    let first = try place.track("firms.2021=140")
    try place.write(Self.text(history: "2018: 100, 2020: 120, 2021: 140"))
    let plan = try place.track()
    #expect(plan.changes.isEmpty && plan.remarks.isEmpty && plan.missingInFile.isEmpty)
    #expect(try target(plan, "many").after == target(first, "many").after)
  }

  @Test func `a value of the file that contradicts the log is said, and the log counts`() throws {
    let place = try Place()
    try place.track("firms.2021=140")
    try place.write(Self.text(history: "2018: 100, 2020: 120, 2021: 139"))
    let plan = try place.track()
    #expect(plan.remarks.count == 1)
    #expect(
      plan.remarks.first?.english.contains("plan.yaml says 139, the log 140, which counts") == true)
    #expect(plan.scenario.indicator("firms")?.history.last?.value == 140)
    // As the advice has it, it becomes a revision.
    let revised = try place.track("firms.2021=139")
    #expect(revised.remarks.count == 1 && revised.changes.first?.isRevision == true)
    #expect(try place.track().remarks.isEmpty)
  }

  @Test func `a changed plan has a share of its own`() throws {
    let place = try Place()
    try place.track("firms.2021=140")
    try place.write(Self.text(boost: "0.05"))
    let plan = try place.track("firms.2022=145")
    expectSums(plan)
    #expect(plan.changes.map(\.name) == ["firms 2022", "plan"])
    #expect(try target(plan, "many").shares[1].value > 0.02)
    #expect(try target(plan, "far").shares.map(\.value) == [0, 0])
    #expect(try place.track().changes.isEmpty)
    // Words change nothing.
    try place.write(Self.text(boost: "0.05") + "\n# a remark\n")
    #expect(try place.track().changes.isEmpty)
    // Without the copy of the former plan this is said.
    try FileManager.default.removeItem(atPath: place.folder.path + "/plan.track")
    let lost = try place.track("firms.2023=150")
    #expect(lost.changes.map(\.name) == ["firms 2023"])
    #expect(lost.remarks.first?.english.contains("its copy") == true)
  }

  @Test func `a copy that was edited along with the plan is not taken for what was run`() throws {
    let place = try Place()
    let digest = try #require(place.track("firms.2021=140").entry?.plan)
    // As a search and replace over the folder does.
    let edited = Self.text(boost: "0.05")
    try place.write(edited)
    try edited.write(
      toFile: place.folder.file("plan.track/\(digest)/plan.yaml"), atomically: true,
      encoding: .utf8)
    let plan = try place.track("firms.2022=145")
    #expect(plan.changes.map(\.name) == ["firms 2022"])
    #expect(plan.remarks.first?.english.contains("is no longer what was run") == true)
    // What the log now ends with is kept as it was.
    try place.write(Self.text(boost: "0.1"))
    let next = try place.track()
    #expect(next.changes.map(\.name) == ["plan"])
    #expect(next.remarks.allSatisfy { !$0.english.contains("is no longer what was run") })
  }

  @Test func `values that came into the file are statistics, not a change of the plan`() throws {
    let place = try Place()
    try place.track("firms.2021=140")
    try place.write(Self.text(history: "2018: 100, 2020: 120, 2022: 150"))
    let plan = try place.track("output.2021=101")
    #expect(plan.changes.map(\.name) == ["firms 2022", "output 2021"])
    #expect(plan.entry?.statistics.map(\.indicator) == ["firms", "output"])
  }

  @Test func `many values are taken together by indicator`() throws {
    let place = try Place()
    let plan = try place.track(
      "firms.2021=130", "firms.2022=140", "firms.2023=150", "firms.2024=160", "firms.2025=170",
      "output.2021=104", "output.2022=108", "output.2023=112", "output.2024=116")
    #expect(plan.changes.map(\.name) == ["firms 2021..2025", "output 2021..2024"])
    expectSums(plan)
    #expect(try target(plan, "many").outcome == true)
    #expect(try target(plan, "far").outcome == nil)
    #expect(try target(plan, "both").outcome == nil)
  }

  @Test func `an indicator may be called by its label`() throws {
    let place = try Place(
      Self.text().replacing("{kind: count, unit", with: "{kind: count, label: 企业, unit"))
    try place.track("企业.2021=140")
    let log = try String(contentsOfFile: place.folder.path + "/plan.track.csv", encoding: .utf8)
    #expect(log.contains("firms") && !log.contains("企业"))
  }

  // MARK: What is refused

  @Test func `a line of the plan is named with its file`() throws {
    let place = try Place(
      """
      waymark: 1
      scenario: Sales by quarter
      time: {start: 2020, end: 2026, step: quarter}
      indicators:
        sales:
          kind: output
          measure: flow
          unit: yuan/year
          history: {2024-Q4: 250, 2025-Q3: 266}
          growth: auto
      targets:
        high: {of: sales, at_least: 800, in: 2026}
      simulation: {paths: 100}
      """)
    let error = #expect(throws: ScenarioError.self) { try place.track("sales.2025=270") }
    let text = error?.phrase.english ?? ""
    #expect(
      text.contains("2025-Q3, which is given in line 9 of \(place.file) and would"), "\(text)")
  }

  @Test(arguments: [
    ("firm.2021=140", "has no indicator 'firm'"),
    ("ratio.2021=1", "is of kind derived"),
    ("firms.2021-13=140", "--add: "),
  ])
  func `what cannot be added is refused before anything runs`(added: String, words: String) throws {
    let place = try Place()
    let error = #expect(throws: TrackingRefusal.self) { try place.track(added) }
    #expect(error?.phrase.english.contains(words) == true, "\(error?.phrase.english ?? "")")
  }

  @Test(arguments: ["firms.2021=-3", "firms.2032=140", "firms.2021=12.5", "firms.2021=many"])
  func `values are read as a history is`(added: String) throws {
    let place = try Place()
    #expect(throws: ScenarioError.self) { try place.track(added) }
    #expect(!FileManager.default.fileExists(atPath: place.folder.path + "/plan.track.csv"))
  }

  @Test func `nothing is logged before the last entry`() throws {
    let place = try Place()
    try place.track()
    try place.track("firms.2021=140")
    let options = TrackingOptions(day: try #require(CalendarDay("2023-12-31")))
    #expect(throws: TrackingRefusal.self) {
      try Tracking(
        place.file, adding: [Self.statistic("firms.2022=150")], options: options)
    }
  }

  // MARK: What must be reported

  /// The answer is a count of met paths in the band of the wanted probability.
  @Test(arguments: [0.5, 0.8]) func `the level to report makes the target as likely as wanted`(
    wanted: Double
  ) throws {
    let place = try Place(Self.text(threshold: "160"))
    let plan = try place.track(levels: true, wanted: wanted)
    let level = try #require(plan.levels.first { $0.target == "far" })
    #expect(level.period == Period(year: 2021))
    guard case .level(let value, let low, let high, let isLeast) = level.finding else {
      Issue.record("no level: \(level.finding)")
      return
    }
    #expect(isLeast && low <= value && value <= high)
    let then = try target(place.track("output.2021=\(value)"), "far").after
    #expect(then.estimate >= wanted)
    #expect(then.wilson95.contains(wanted))
    // The firms of 2025 are counted: nothing is to be reported before who has them.
    #expect(Set(plan.levels.map(\.target)) == ["many", "far", "once", "more"])
    #expect(plan.levels.count { $0.target == "many" } == 4)
  }

  /// A report of firms for 2025 would leave the ratio of that year untold, and one of a quarter alone the sum of its year.
  @Test func `levels are those of reports that leave the target told`() throws {
    let ratio = try Place(
      """
      waymark: 1
      time: {start: 2018, end: 2028}
      indicators:
        firms: {kind: count, history: {2018: 100, 2020: 150}, growth: {model: exponential, rate: 0.15, volatility: 0.1}}
        rev: {kind: output, measure: stock, history: {2020: 30}, growth: {model: exponential, rate: 0.1, volatility: 0.1}}
        perfirm: {kind: derived, expression: rev / firms}
      targets: {f: {of: firms, at_least: 300, in: 2026}, p: {of: perfirm, at_least: 0.2, in: 2025}}
      simulation: {paths: 200}
      """)
    #expect(
      try ratio.track("firms.2021=180", levels: true).levels.map(\.target) == ["f", "f", "f", "f"])
    let sum = try Place(
      """
      waymark: 1
      time: {start: 2021, end: 2024, step: quarter}
      indicators:
        sales:
          kind: output
          measure: flow
          history: {2021-Q1: 20, 2021-Q2: 21, 2021-Q3: 20, 2021-Q4: 21}
          growth: {model: exponential, rate: 0.05, volatility: 0.05}
      targets: {least: {of: sales, at_least: 86, in: 2022}}
      simulation: {paths: 200}
      """)
    let levels = try sum.track("sales.2022-Q1=22", levels: true).levels
    #expect(levels.map { "\($0.period)" } == ["2022-Q2"])
  }

  @Test func `what no report makes likely is said`() throws {
    let place = try Place(Self.text(threshold: "100_000"))
    let plan = try place.track(levels: true)
    let level = try #require(plan.levels.first { $0.target == "many" })
    guard case .never(_, let share) = level.finding else {
      Issue.record("\(level.finding)")
      return
    }
    #expect(share.estimate < 0.8)
  }

  // MARK: Laws

  /// Doubt alone moves the probabilities: Φ(z_t) with z_t = z_0 √(T / (T − t)).
  ///
  /// With a known rate r and volatility σ the logarithm of the value at T is normal about that of the
  /// median with the variance σ² (T − t) at t. Where the medians come, the median at T stays.
  ///
  /// z_0 comes from paths (its error is enlarged by √11, in probability 1.3 / √n), the ten medians too
  /// (1.25 σ / √n each, together 1.6 / √n), and so does each probability (0.5 / √n): about 2.1 / √n.
  @Test func `a model's own medians leave the probability where doubt alone moves it`() throws {
    let paths = 20_000
    let place = try Place(Self.text(paths: paths))
    var plan = try place.track()
    let first = normalQuantile(try target(plan, "far").after.estimate)
    for year in 2021...2030 {
      let median = try #require(try median(of: year, place))
      plan = try place.track("output.\(year)=\(median)")
      let left = Double(2031 - year)
      let expected = normalShare(first * (11 / left).squareRoot())
      let found = try target(plan, "far").after.estimate
      let tolerance = Tolerance.monteCarlo(standardDeviation: 2.1, paths: paths).absolute
      #expect(abs(found - expected) < tolerance, "\(year): \(found), not \(expected)")
    }
    #expect(plan.log.entries.count == 9)
  }

  /// What the plan expects of output next, as `track` tells it.
  private func median(of year: Int, _ place: Place) throws -> Double? {
    var options = TrackingOptions(day: try #require(CalendarDay("2024-12-31")))
    options.hasLevels = false
    let plan = try Tracking(
      place.file, adding: [Self.statistic("output.\(year)=100")], options: options)
    return plan.arrivals.last?.expected?.p50
  }

  private func normalShare(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  private func normalQuantile(_ share: Double) -> Double {
    var (low, high) = (-8.0, 8.0)
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if normalShare(middle) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  // MARK: Outcomes

  @Test func `targets count as they did when the plan was written`() throws {
    let place = try Place()
    // 1.25 times the 120 of 2020, whatever came since: 150.
    let plan = try place.track("firms.2021=140")
    #expect(try target(plan, "more").after == target(plan, "many").after)
    #expect(try target(plan, "once").after.estimate < 1)
    // Reached by 2024, though fewer are left.
    let reached = try place.track("firms.2022=195", "firms.2023=130")
    #expect(try target(reached, "once").after.estimate == 1)
    #expect(try target(reached, "once").outcome == true)
    let over = try place.track("firms.2024=131", "firms.2025=149")
    #expect(try target(over, "once").outcome == true)
    #expect(try target(over, "many").outcome == false)
    #expect(try target(over, "more").outcome == false)
  }

  @Test func `a deadline that passed without a value is said and not judged`() throws {
    let place = try Place()
    let plan = try place.track("firms.2024=140", "firms.2026=170")
    #expect(try target(plan, "many").outcome == nil)
    #expect(plan.remarks.contains { $0.english.contains("many: its deadline has passed without") })
    #expect(try target(plan, "once").outcome == false)
  }

  @Test func `on quarters the deadline of a year is the year`() throws {
    let place = try Place(
      """
      waymark: 1
      time: {start: 2018-Q1, end: 2026-Q4}
      indicators:
        revenue:
          kind: output
          unit: 亿元/年
          history: {2019: 100, 2020: 120}
          growth: {model: exponential, rate: 0.06, volatility: 0.2}
      targets: {many: {of: revenue, at_least: 150, in: 2022}}
      simulation: {paths: 200, seed: 3}
      """)
    let open = try place.track("revenue.2021=130")
    #expect(try target(open, "many").deadline == Period(year: 2022))
    #expect(open.remarks.contains { $0.english.contains("many: its deadline 2022 has passed") })
    // What is said to settle it does.
    #expect(try target(place.track("revenue.2022=160"), "many").outcome == true)
  }

  @Test func `past probabilities are scored once a deadline is observed`() throws {
    let place = try Place()
    for (year, value) in [(2021, 128), (2022, 135), (2023, 141), (2024, 147)] {
      try place.track("firms.\(year)=\(value)")
    }
    // What was asked by 2024 is settled before what is asked in 2025.
    #expect(Set(Resolution([try place.track()]).forecasts.map(\.target)) == ["once"])
    let plan = try place.track("firms.2025=149")
    let resolution = Resolution([plan])
    #expect(try target(plan, "many").outcome == false)
    // What asks for all of them is missed with one.
    #expect(try target(plan, "both").outcome == false)
    #expect(resolution.targets == 4 && resolution.open == 1)
    #expect(resolution.forecasts.filter { $0.target == "both" }.allSatisfy { $0.probability > 0 })
    // The probability before the first entry and those after the four before the deadline's value.
    let logged = plan.wholeLog.entries.map { $0.targets[0] }
    let said = [logged[0].before] + logged.dropLast().map(\.after)
    let many = resolution.forecasts.filter { $0.target == "many" }
    #expect(many.map(\.probability).prefix(5) == said[...])
    #expect(resolution.forecasts.allSatisfy { !$0.isMet })
    let mean = resolution.forecasts.reduce(0) { $0 + $1.probability * $1.probability }
    #expect(
      abs((resolution.brier ?? 0) - mean / Double(resolution.forecasts.count)) < 1e-12)
  }
}
