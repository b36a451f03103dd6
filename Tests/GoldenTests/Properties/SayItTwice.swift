import Experiments
import GrowthCurves
import Results
import Scenarios
import SeriesStudies
import Simulation
import Statistics
import Tables
import Testing
import _TestSupport

/// What two commands say of the same question is the same, over generated scenarios and series, four times as
/// many in `make slow`.
///
/// Settings of one scenario share their random numbers with a file that has them as defaults, so `run`,
/// `sweep` and `solve` agree to the path; `forecast` computes what `run` simulates.
@Suite struct SayItTwice {
  private static let paths = 64
  private static let parts = 0..<(Slow.isAsked ? 20 : 5)

  private func generated(
    _ seed: Int, push: Double, start: Int = 2022
  ) -> (text: String, names: [String]) {
    var options = GeneratedScenario.Options()
    options.volatility = "0.1"
    options.push = push
    options.start = start
    let generated = GeneratedScenario(seed: seed, options)
    return (generated.text(["year", "quarter", "month"][seed % 3]), generated.names)
  }

  private func scenario(_ text: String) throws -> Scenario {
    try Scenario(text: text, name: "twice.yaml")
  }

  /// The paths that meet each target and deadline, by their names.
  private func met(
    _ text: String, seed: UInt64? = nil, paths: Int = paths
  ) throws -> [String: Int] {
    let plan = try CompiledScenario(scenario(text), seed: seed).plan
    var options = Simulator.Options()
    options.workers = 1
    let found = Simulator(plan).run(paths: paths, options: options).cases[0].targets
    return Dictionary(
      uniqueKeysWithValues: AttainmentRow.all(plan).map {
        ($0.name, found[$0.target].met[$0.deadline])
      })
  }

  @Test(arguments: parts)
  func `a sweep of one point says what a run says`(part: Int) throws {
    for seed in (100 * part)..<(100 * part + (Slow.isAsked ? 100 : 30)) {
      let (push, start) = (Double(1 + seed % 9) / 100, 2021 + seed % 4)
      let scenario = try scenario(generated(seed, push: 0.005).text)
      let ranges = try ["push=\(push):0.1:1", "start=\(start):2025:1"].map {
        try VariedRange($0, of: scenario)
      }
      var options = Sweep.Options()
      options.paths = Self.paths
      let sweep = try Sweep(
        scenario, SweepDesign(.grid, ranges, points: nil, seed: 1), options: options)
      let ledger = try ExperimentLedger.temporary(sweep.plan.identity)
      var engine = Simulator.Options()
      engine.workers = 1
      try sweep.fill(ledger, options: engine)
      let expected = try met(generated(seed, push: push, start: start).text)
      let rows = try sweep.summary(ledger).rows
      #expect(rows.count == expected.count)
      for row in rows {
        #expect(row.lowest.values == [push, Double(start)])
        #expect(
          row.lowest.counts.attainment.successes == expected[row.target],
          "\(seed) \(row.target)\n\(generated(seed, push: push, start: start).text)")
      }
    }
  }

  @Test(arguments: parts)
  func `the probability at an answer of solve is that of a run`(part: Int) throws {
    for seed in (100 * part)..<(100 * part + (Slow.isAsked ? 100 : 20)) {
      let file = generated(seed, push: 0.005)
      let isDate = seed % 2 == 0
      var request = SolveRequest(
        target: file.names[seed % file.names.count], probability: [0.2, 0.5, 0.8][seed / 2 % 3],
        varied: [try VariedRange(isDate ? "start" : "push", of: scenario(file.text))])
      request.paths = Self.paths
      request.engine.workers = 1
      let solve = try Solve(scenario(file.text), request)
      let row = try #require(solve.rows.first)
      let text =
        isDate
        ? generated(seed, push: 0.005, start: Int(row.value)).text
        : generated(seed, push: row.value).text
      #expect(
        try met(text)[request.target] == row.attained.successes, "\(seed) \(row.value)\n\(text)")
      #expect(
        try met(text, seed: Solve.verificationSeed(1))[request.target] == row.verified.successes,
        "\(seed) \(row.value), fresh\n\(text)")
    }
  }

  /// A short series, and a level that is not out of the question.
  private struct Series {
    let points: [(year: Int, value: Double)]
    let deadline: Int
    let threshold: Int
    let isCount: Bool

    init(seed: Int) {
      var random = SplitMix(seed: UInt64(seed))
      isCount = random.below(2) == 0
      var (year, value) = (2010 + random.below(4), Double(50 + random.below(1000)))
      var points: [(year: Int, value: Double)] = []
      for _ in 0..<(2 + random.below(4)) {
        points.append((year, isCount ? value.rounded() : (10 * value).rounded() / 10))
        year += 1 + random.below(3)
        value *= 0.9 + Double(random.below(60)) / 100
      }
      self.points = points
      let last = points[points.endIndex - 1]
      deadline = last.year + 1 + random.below(6)
      threshold = Int(last.value * (0.9 + Double(random.below(100)) / 100)) + 1
    }

    var history: String {
      points.map { "\($0.year): \($0.value)" }.joined(separator: ", ")
    }

    var kind: String { isCount ? "count" : "output" }
  }

  @Test(arguments: parts)
  func `ask says what a file of one's own says`(part: Int) throws {
    for seed in (100 * part)..<(100 * part + (Slow.isAsked ? 100 : 10)) {
      let series = Series(seed: seed)
      let words = series.points.map { "\($0.value)@\($0.year)" }.joined(separator: " ")
      let ceiling = seed % 3 == 0 ? "\(5 * series.threshold)" : nil
      let asked = try Question("\(words) \(series.threshold)@\(series.deadline)")
        .scenario(kind: series.kind, ceiling: ceiling, paths: 256, seed: 9)
      let growth =
        ceiling.map { "growth: {model: auto, ceiling: \($0)}" } ?? "growth: {model: auto}"
      let own = """
        waymark: 1
        time: {start: \(series.points[0].year), end: \(series.deadline + 3)}
        levers: {spare: 1}
        indicators:
          other: {kind: output, initial: 1, growth: {model: exponential, rate: 0.1}}
          quantity: {kind: \(series.kind), \(series.isCount ? "" : "measure: stock, ")\
        \(growth), history: {\(series.history)}}
        targets:
          first: {of: other, at_least: 2, in: \(series.deadline)}
          target: {of: quantity, at_least: \(series.threshold), in: \(series.deadline)}
        """
      #expect(
        try met(asked, seed: 9, paths: 256)["target"] == met(own, seed: 9, paths: 256)["target"],
        "\(seed)\n\(asked)\n\(own)")
    }
  }

  /// A run of 2,000 paths is within 4.5 standard errors of what `forecast` computes.
  ///
  /// A correct program fails one of 2,000 series in 70 such suites. Items of counts add noise of their own, at
  /// most that of a Poisson number: relative to n it is 1/√n, of which half is allowed for what lies near the
  /// threshold.
  @Test(arguments: parts)
  func `forecast says what a run says`(part: Int) throws {
    let paths = 2000
    for seed in (100 * part)..<(100 * part + (Slow.isAsked ? 100 : 10)) {
      let series = Series(seed: seed)
      let csv = "t,y\n" + series.points.map { "\($0.year),\($0.value)\n" }.joined()
      let table = try SeriesTable(
        CSVReader.parse(Array(csv.utf8), file: "data.csv"), predictors: ["t"], value: "y",
        group: nil)
      let ahead = series.deadline - series.points[series.points.endIndex - 1].year
      let batch = try ForecastBatch(table, request(series, ahead))
      let forecaster = try batch.outcomes[0].result.get()
      let probability = forecaster.probability(
        ofAtLeast: Double(series.threshold), after: Double(ahead))
      let file = """
        waymark: 1
        time: {start: \(series.points[0].year), end: \(series.deadline)}
        indicators:
          x: {kind: \(series.kind), \(series.isCount ? "" : "measure: stock, ")history: {\(series.history)}}
        targets: {t: {of: x, at_least: \(series.threshold), in: \(series.deadline)}}
        """
      let share = Double(try #require(met(file, paths: paths)["t"])) / Double(paths)
      let error = (probability * (1 - probability) / Double(paths)).squareRoot()
      let last = series.points[series.points.endIndex - 1].value
      // A run adds the chance of items that come and go, whose standard deviation is up to √(2 · 7.5 % ·
      // years) of that of a Poisson number: most of the spread of a calm count, which moves P by a tenth.
      let items = series.isCount ? 0.8 / last.squareRoot() : 0.002
      #expect(
        abs(share - probability) <= 4.5 * error + items, "\(seed) \(share) \(probability)\n\(file)")
    }
  }

  private func request(_ series: Series, _ horizon: Int) -> ForecastBatch.Request {
    var request = ForecastBatch.Request(horizon: horizon)
    request.thresholds = [Double(series.threshold)]
    request.kind = series.isCount ? .count : .stock
    return request
  }
}
