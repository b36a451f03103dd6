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
}
