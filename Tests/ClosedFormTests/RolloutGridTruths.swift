import Testing
import _TestSupport

/// A rollout moves month by month on every grid.
///
/// All numbers are counted by hand.
@Suite struct RolloutGridTruths {
  private static let grids = ["year", "quarter", "month"]

  /// The value at the end of a year, which is the same on every path.
  private func value(_ run: Experiment, _ name: String, _ year: Int) throws -> Double? {
    try run.value(name, end(of: year, run))
  }

  private func end(of year: Int, _ run: Experiment) -> Int {
    (year - 2019 + 1) * run.plan.grid.stepsPerYear - 1
  }

  /// Of 600 started in 2021, nine tenths pass the permit and are built in 2022: 1,200 + 600 + 540.
  ///
  /// What started twice as fast in 2022 is built in 2023.
  @Test(arguments: grids)
  func `a plan that steps with a year is built a year later, by stages of half a year`(
    step: String
  ) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        b: {kind: rollout, history: {2019: 600, 2020: 1200}, plan: "600 / year * (1 + step(from: 2022))", pipeline: [{stage: permit, takes: 6 months, refused: 10 %}, {stage: build, takes: 6 months}]}
      """, paths: 2_000)
    // Refused are binomial shares of 333 under way and of 600 and 1,200 started.
    let variance = 0.09 * (1000.0 / 3 + 600)
    let band = try run.band("b", end(of: 2022, run))
    #expect(abs(band.moments.mean - 2340) < 4 * (variance / 2_000).squareRoot() + 0.5)
    let later = try run.band("b", end(of: 2023, run))
    #expect(abs(later.moments.mean - 3420) < 4 * ((variance + 108) / 2_000).squareRoot() + 0.5)
  }

  @Test(arguments: grids)
  func `what begins within a year begins there on every grid`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        early: {kind: rollout, plan: "1200 / year * step(from: 2021)", pipeline: [{stage: p, takes: 6 months}, {stage: build, takes: 12 months}]}
        july: {kind: rollout, plan: "1200 / year * step(from: 2021-07)", pipeline: [{stage: p, takes: 6 months}]}
        short: {kind: rollout, plan: "1200 / year * pulse(from: 2021, for: 6 months)", pipeline: [{stage: p, takes: 12 months}]}
        wider: {kind: rollout, plan: 1200 / year, pipeline: [{stage: p, takes: 6 months, capacity: "600/year + 1200/year*step(from: 2022-07)"}]}
        supplied: {kind: rollout, plan: 1200 / year, pipeline: [{stage: p, takes: 6 months}], supply: {stage: p, limit: "600/year + 1200/year*step(from: 2022-07)"}}
        quicker: {kind: rollout, plan: 1200 / year, pipeline: [{stage: p, takes: 6 months - 3 months * step(from: 2022-07)}]}
        bound: {kind: rollout, plan: "3600 / year * step(from: 2021-04)", pipeline: [{stage: p, takes: 1 month, capacity: 1200 / year}]}
        room: {kind: rollout, plan: 1200 / year, ceiling: "1300 + 1000 * step(from: 2021-12)", pipeline: []}
      """, paths: 4)
    let truths: [(name: String, year: Int, value: Double)] = [
      ("early", 2021, 0), ("early", 2022, 600), ("early", 2023, 1800),
      ("july", 2021, 0), ("july", 2022, 1200), ("july", 2023, 2400),
      ("short", 2021, 0), ("short", 2022, 600), ("short", 2024, 600),
      // 1,500 wait in 2022-07, so 150 a month begin until the end.
      ("wider", 2020, 300), ("wider", 2022, 1500), ("wider", 2023, 3300),
      ("supplied", 2020, 300), ("supplied", 2022, 1500), ("supplied", 2023, 3300),
      // From 2022-07 on a stay is three months: all that began by September is built.
      ("quicker", 2021, 1800), ("quicker", 2022, 3300), ("quicker", 2023, 4500),
      // 100 a month from April on, of which the last is not yet built.
      ("bound", 2021, 800), ("bound", 2022, 2000),
      // Full at 1,300 until there is room for the starts of December.
      ("room", 2020, 1200), ("room", 2021, 1400), ("room", 2022, 2300),
    ]
    for truth in truths {
      let found = try value(run, truth.name, truth.year)
      #expect(found == truth.value, "\(truth.name) \(truth.year)")
    }
  }

  /// By the end of 2021 the starts of 21 months are built.
  ///
  /// From January to June 2022 one item a month
  /// begins and one is let through; in July what was held comes, and the starts of the months from July
  /// to September are built until December: 2,100 + 300 + 6 + 300.
  @Test(arguments: grids)
  func `an event of half a year delays half a year of work`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        z: {kind: rollout, plan: 1200 / year, pipeline: [{stage: build, takes: 3 months, capacity: 1200 / year}]}
      events:
        strike: {chance: 1, at: 2022, affects: z, multiply: 0.01, lasts: 6 months}
      """, paths: 4)
    for (year, built) in [(2021, 2100.0), (2022, 2706), (2023, 3906)] {
      let found = try value(run, "z", year)
      #expect(found == built, "\(year)")
    }
  }

  /// Each item's own stay G: λ ∫₀ᵗ G of those started from 2021-07 on, for Gamma(1, ½ year): at the end of
  /// 2022 λ (1.5 − ½ (1 − e^(−3))).
  @Test(arguments: grids)
  func `stays of items' own begin within a year`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        z: {kind: rollout, plan: "1200 / year * step(from: 2021-07)", pipeline: [{stage: build, takes: "exponential(mean: 6 months)"}]}
      """, paths: 2_000)
    let mean = try run.mean("z", end(of: 2022, run))
    #expect(abs(mean - 1200 * (1.5 - 0.5 * (1 - 0.0497870684))) < 1.5)
  }

  /// The items of a month are drawn alike on every grid.
  @Test func `a rollout that reads nothing but time is the same path on every grid`() throws {
    let ends = try Self.grids.map { step in
      let run = try Experiment(
        """
        time: {start: 2019, end: 2024, step: \(step)}
        uncertainties: {pace: "uniform(500, 900)"}
        indicators:
          z: {kind: rollout, plan: pace / year, pipeline: [{stage: permit, takes: "gamma(3, 2) months", refused: 12 %}, {stage: build, takes: 5 months}]}
        """, paths: 50, keptPaths: 50)
      return try (0..<50).map { path in
        try (2020...2024).map { try run.path(path, "z")[end(of: $0, run)] }
      }
    }
    #expect(ends[1] == ends[0])
    #expect(ends[2] == ends[0])
  }
}
