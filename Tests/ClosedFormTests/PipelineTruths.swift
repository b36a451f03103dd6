import Testing
import _TestSupport

/// Items in a pipeline without limits: the Mt/G/∞ queue of Eick, Massey and Whitt (1993).
@Suite struct PipelineTruths {
  @Test func `items started at random are finished as in the queue with unlimited servers`() throws
  {
    // λ = 100 a year, each item its own Gamma(3, ¼ year): Poisson(∫ λ G(t − s) ds) at t = 1 and 2.
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        built:
          kind: rollout
          plan: each(poisson(100 / 12))
          pipeline: [{stage: build, takes: "gamma(3, 0.25) years"}]
      """)
    let first = run.plan.indicators[0].origin
    #expect(
      FourErrors.agree(try run.band("built", first + 12), mean: 33.699928, variance: 33.699928))
    #expect(
      FourErrors.agree(try run.band("built", first + 24), mean: 125.427715, variance: 125.427715))
  }

  @Test(arguments: [
    "gamma(3, 0.25) years", "gamma(3, 1) quarters", "gamma(3, 3) months",
  ])
  func `a law is each item's own duration in any unit of time`(takes: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        built:
          kind: rollout
          plan: 100 / 12
          pipeline: [{stage: build, takes: "\(takes)"}]
      """, paths: 10_000)
    // Independent items that are started as planned vary less than Poisson's.
    let band = try run.band("built", 12)
    #expect(abs(band.moments.mean - 33.699928) < 0.3)
    #expect(band.moments.variance < 33.7)
  }

  @Test func `an uncertainty is one duration for all items of a path`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2021-12, step: month}
      uncertainties: {lead: "discrete(2: 0.5, 4: 0.5) months"}
      indicators:
        built:
          kind: rollout
          plan: 10
          pipeline: [{stage: build, takes: lead}]
      targets: {all_of_ten_months: {of: built, at_least: 100, in: 2021-12}}
      """, paths: 10_000)
    let band = try run.band("built", 12)
    #expect(band.histogram.minimum == 80 && band.histogram.maximum == 100)
    #expect(FourErrors.agree(try run.attainment("all_of_ten_months"), 0.5))
  }

  @Test func `a law inside a larger expression is refused as a duration`() {
    #expect(throws: (any Error).self) {
      try Experiment(
        """
        time: {start: 2020-12, end: 2021-12, step: month}
        indicators:
          built:
            kind: rollout
            plan: 10
            pipeline: [{stage: build, takes: "1 month + gamma(3, 3) months"}]
        """, paths: 10)
    }
  }

  @Test func `what had no bound is bound once it has one`() throws {
    // 10 / 0 until 2024, 10 from 2025 on: no fraction of an unbounded amount carries over.
    let run = try Experiment(
      """
      time: {start: 2020, end: 2030}
      indicators:
        supplied: {kind: rollout, plan: 100, pipeline: [{stage: a}], supply: {stage: a, limit: "10 / step(from: 2025)"}}
        capped: {kind: rollout, plan: 100, pipeline: [{stage: a, takes: 0 years, capacity: "10 / step(from: 2025)"}]}
        planned: {kind: rollout, plan: "10 / step(from: 2025)", ceiling: "100 + 20 * t"}
      """, paths: 10)
    let first = run.plan.grid.count - 11
    for year in 2021...2030 {
      let step = first + year - 2020
      let open = Double(min(year, 2024) - 2020)
      let bound = Double(max(0, year - 2024))
      #expect(try run.value("supplied", step) == 100 * open + 10 * bound, "\(year)")
      #expect(try run.value("capped", step) == 100 * open + 10 * bound, "\(year)")
      #expect(try run.value("planned", step) == 100 + 20 * open + 10 * bound, "\(year)")
    }
  }

  @Test(arguments: [
    "0 months", "1 month", "1.5 months", "2.9999999999 months", "0.1 years", "7 years",
    "(step(from: 2030-01) - 1) * 2 months",
    "2 months / step(from: 2021-03)", "1e300 months", "(0 * t) / (0 * t) * 1 month",
    "(1 + 3 * step(from: 2021-06)) * 1 month",
  ])
  func `a stay that all paths share is the stay of each path`(takes: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      uncertainties: {u: "uniform(1, 2)"}
      indicators:
        shared: {kind: rollout, plan: 7.3, pipeline: [{stage: a, takes: "\(takes)"}, {stage: b, takes: 1 month}]}
        own: {kind: rollout, plan: 7.3, pipeline: [{stage: a, takes: "(\(takes)) * (1 + 0 * u)"}, {stage: b, takes: "(1 + 0 * u) * 1 month"}]}
      """, paths: 300)
    for step in 1...24 {
      #expect(try run.value("shared", step) == run.value("own", step), "step \(step)")
    }
  }

  @Test func `a rollout with history goes on at its pace and not from an empty pipeline`() throws {
    // 100 a month were built; half of what is started is refused. The plan holds from the first
    // period on: it is seen when its items come through.
    let run = try Experiment(
      """
      time: {start: 2020-01, end: 2023-12, step: month}
      uncertainties: {lost: "uniform(0.4, 0.6)"}
      indicators:
        laws:
          kind: rollout
          history: {2020-01: 1000, 2020-06: 1500, 2021-06: 2700}
          plan: 200 / month
          pipeline:
            - {stage: permit, takes: "gamma(mean: 6, sd: 3) months", refused: lost}
            - {stage: build, takes: 2 months}
        fixed:
          kind: rollout
          history: {2020-01: 1000, 2020-06: 1500, 2021-06: 2700}
          plan: 300 / month
          pipeline: [{stage: permit, takes: 2.5 months}, {stage: build, takes: 4 months}]
      """, paths: 2000)
    for month in 1...6 {
      let level = 2700 + 100 * Double(month)
      #expect(abs(try run.mean("laws", 17 + month) - level) < 4, "\(month)")
      #expect(abs(try run.mean("fixed", 17 + month) - level) <= 1, "\(month)")
    }
    let built = try run.mean("fixed", 17 + 20) - run.mean("fixed", 17 + 10)
    #expect(abs(built - 3000) <= 2)
  }

  @Test func `what is under way is what the file says it is`() throws {
    // 60 in a stay of three months leave in three months; of 90 that wait for 20 a month and stay for
    // two months 40 have begun.
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2023-12, step: month}
      indicators:
        n:
          kind: rollout
          plan: 0
          under_way: {permit: 60}
          pipeline: [{stage: permit, takes: 3 months}]
        waits:
          kind: rollout
          history: {2020-12: 7}
          plan: 0
          under_way: {build: 90}
          pipeline: [{stage: build, takes: 2 months, capacity: 20 / month}]
        drawn:
          kind: rollout
          plan: 0
          under_way: {build: 1000}
          pipeline: [{stage: build, takes: "exponential(mean: 4) months"}]
      cases:
        baseline: {}
        more: {assume: {n.under_way.permit: 90}}
      """, paths: 4000)
    for (month, built) in [(1, 20.0), (2, 40), (3, 60), (4, 60)] {
      #expect(try run.value("n", month) == built)
      #expect(try run.value("n", month, in: "more") == 1.5 * built)
    }
    for (month, built) in [(1, 20.0), (2, 40), (3, 60), (4, 80), (5, 90)] {
      #expect(try run.value("waits", month) == 7 + built)
    }
    // What has no memory leaves as if it had just begun: 1 − e^{−t/4}.
    #expect(FourErrors.agree(try run.band("drawn", 3), mean: 527.633447, variance: 249.236393))
  }

  @Test func `a model fed with its own medians keeps its answer`() throws {
    func run(_ history: String) throws -> Experiment {
      try Experiment(
        """
        time: {start: 2020-01, end: 2023-12, step: month}
        uncertainties: {crews: "normal(100, 8)"}
        indicators:
          n:
            kind: rollout
            history: {2020-01: 1000, 2020-06: 1500, 2021-06: 2700\(history)}
            plan: 130 / month
            pipeline:
              - {stage: permit, takes: "gamma(mean: 4, sd: 2) months", refused: "beta(2, 18)"}
              - {stage: build, takes: 2 months, capacity: crews / month}
        """, paths: 2000)
    }
    let before = try run("")
    let medians = try (18...20).map {
      Int(try before.band("n", $0).histogram.quantile(0.5).rounded())
    }
    let after = try run(", 2021-07: \(medians[0]), 2021-08: \(medians[1]), 2021-09: \(medians[2])")
    let last = before.plan.grid.count - 1
    func quantile(_ run: Experiment, _ p: Double) throws -> Double {
      try run.band("n", last).histogram.quantile(p)
    }
    let width = try quantile(before, 0.9) - quantile(before, 0.1)
    #expect(abs(try quantile(after, 0.5) - quantile(before, 0.5)) < 0.1 * width)
    #expect(try quantile(after, 0.9) - quantile(after, 0.1) < 1.05 * width)
  }

  @Test func `public chargers go on at their pace, and a good month takes nothing away`() throws {
    func run(_ july: String) throws -> Experiment {
      try Experiment(
        """
        time: {start: 2023-01, end: 2028-12, step: month}
        levers: {crews: {default: 8, range: [4, 12], step: 1}}
        uncertainties: {crew_output: "normal(40, 4)", hardware: "lognormal(p10: 280, p90: 420)"}
        indicators:
          chargers:
            kind: rollout
            history: {
          2023-01: 2102, 2023-02: 2295, 2023-03: 2513, 2023-04: 2717, 2023-05: 2854,
          2023-06: 3073, 2023-07: 3231, 2023-08: 3348, 2023-09: 3483, 2023-10: 3595,
          2023-11: 3785, 2023-12: 3949, 2024-01: 4069, 2024-02: 4264, 2024-03: 4226,
          2024-04: 4169, 2024-05: 4089, 2024-06: 4127, 2024-07: 4220, 2024-08: 4227,
          2024-09: 4467, 2024-10: 4636, 2024-11: 4817, 2024-12: 5030, 2025-01: 5255,
          2025-02: 5445, 2025-03: 5639, 2025-04: 5721, 2025-05: 5952, 2025-06: 6080\(july)}
            plan: 420 / month
            pipeline:
              - {stage: site_permit, takes: "gamma(mean: 4, sd: 2) months", refused: "beta(2, 18)"}
              - {stage: grid_permit, takes: "gamma(mean: 3, sd: 1) months", refused: 0.03}
              - {stage: build, takes: 1 month, capacity: crews * crew_output / month}
            supply: {stage: build, limit: "hardware / month"}
            budget: {stage: build, total: 60 million euro, unit_cost: 9000 euro, learning: 0.95}
        events:
          shock: {chance: 0.2 per year, affects: chargers, multiply: "uniform(0.3, 0.6)", lasts: 6 months}
        targets: {c12000: {of: chargers, at_least: 12_000, by: 2027-12}}
        """, paths: 500)
    }
    let june = try run("")
    for month in 31...33 {
      let built = try june.mean("chargers", month) - june.mean("chargers", month - 1)
      #expect((150...190).contains(built), "\(month)")
    }
    let before = try june.attainment("c12000").estimate
    let after = try run(", 2025-07: 6240").attainment("c12000").estimate
    #expect(after > before - 0.01)
  }
}
