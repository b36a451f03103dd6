import Foundation
import Testing
import _TestSupport

/// Stages that are read, what items are worth, what is spent on them and what they yield.
@Suite struct PipelineValueTruths {
  private static let grids = ["year", "quarter", "month"]

  private func end(of year: Int, _ run: Experiment) -> Int {
    (year - 2019 + 1) * run.plan.grid.stepsPerYear - 1
  }

  private func value(_ run: Experiment, _ name: String, _ year: Int) throws -> Double? {
    try run.value(name, end(of: year, run))
  }

  /// The mean of a flow over a year.
  private func flow(_ run: Experiment, _ name: String, _ year: Int) throws -> Double {
    let count = run.plan.grid.stepsPerYear
    let steps = (0..<count).map { end(of: year, run) - $0 }
    return try steps.map { try run.mean(name, $0) }.reduce(0, +) / Double(count)
  }

  /// 100 a month from 2021 on pass half a year of permits and a year of building.
  @Test(arguments: grids)
  func `stages are counted as the rollout is`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        z:
          kind: rollout
          plan: "1200 / year * step(from: 2021)"
          pipeline: [{stage: permit, takes: 6 months}, {stage: build, takes: 12 months}]
          value: {money: 2 bn yuan}
        permits: {kind: derived, expression: z.permit}
        asked: {kind: derived, expression: z.permit.in_progress}
        built: {kind: derived, expression: z.build - z}
        building: {kind: derived, expression: z.build.in_progress}
        permitted_before: {kind: derived, expression: "lag(z.permit, 1 year, before: 0)"}
        worth: {kind: derived, unit: bn yuan, expression: z.permit.money - z.money}
      targets: {permits_1800: {of: z.permit, at_least: 1800, by: 2022}}
      """, paths: 4)
    let truths: [(name: String, year: Int, value: Double)] = [
      ("permits", 2020, 0), ("permits", 2021, 600), ("permits", 2022, 1800),
      ("permits", 2023, 3000),
      ("asked", 2021, 600), ("asked", 2022, 600), ("built", 2022, 0), ("built", 2024, 0),
      ("building", 2021, 600), ("building", 2022, 1200), ("building", 2023, 1200),
      ("permitted_before", 2022, 600), ("permitted_before", 2023, 1800),
      ("worth", 2021, 1200), ("worth", 2022, 2400),
    ]
    for truth in truths {
      #expect(try value(run, truth.name, truth.year) == truth.value, "\(truth.name) \(truth.year)")
    }
    #expect(try run.attainment("permits_1800").estimate == 1)
  }

  /// What started is in a stage, finished or refused; of 1,200 a fifth is refused.
  @Test(arguments: grids)
  func `nothing is lost between the stages`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        z:
          kind: rollout
          plan: "1200 * pulse(from: 2021-01, for: 1 month) / month"
          pipeline:
            - {stage: start, takes: "gamma(mean: 1, sd: 0.5) years", refused: 0.2}
            - {stage: build, takes: "gamma(mean: 1, sd: 0.4) years", refused: 0.1, capacity: 600 / year}
          under_way: {start: 60, build: 40}
        all: {kind: derived, expression: z.build + z.build.in_progress + z.build.refused + z.start.in_progress + z.start.refused}
        refused: {kind: derived, expression: z.start.refused}
        passed: {kind: derived, expression: z.start - z.build - z.build.refused - z.build.in_progress}
      """, paths: 2_000)
    for year in 2021...2024 {
      #expect(try value(run, "all", year) == 1300, "\(year)")
      #expect(try value(run, "passed", year) == 0, "\(year)")
    }
    let mean = try run.mean("refused", end(of: 2024, run))
    let fourErrors = 4 * (0.16 * 1260 / 2000).squareRoot()
    #expect(abs(mean - 0.2 * 1260) < fourErrors + 1)
  }

  @Test func `what is under way behind a stage has passed it from the start on`() throws {
    let run = try Experiment(
      """
      time: {start: 2019-12, end: 2021-12, step: month}
      indicators:
        z: {kind: rollout, initial: 7, plan: 0, pipeline: [{stage: a, takes: 6 months}, {stage: b, takes: 6 months}], under_way: {a: 30, b: 20}}
        passed: {kind: derived, expression: "lag(z.a, 1, before: 0)"}
        first: {kind: derived, expression: z.a}
      targets: {more: {of: z.a, increase_of_at_least: 30, since: 2019-12, by: 2021-12}}
      """, paths: 4)
    #expect(try run.value("passed", 1) == 27)
    #expect(try run.value("first", 12) == 57)
    #expect(try run.attainment("more").estimate == 1)
  }

  // MARK: Values

  /// N items of mean m and variance s² are worth N m with variance N s²; two stages share the items
  /// that have passed both.
  @Test(arguments: grids)
  func `each item has a value of its own`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2022, step: \(step)}
      indicators:
        z:
          kind: rollout
          plan: "120 / year * step(from: 2021)"
          value: {money: "lognormal(mean: 2, sd: 1.5) bn yuan"}
          pipeline: [{stage: a, takes: 3 months}, {stage: b, takes: 3 months}]
        a: {kind: derived, unit: bn yuan, expression: z.a.money}
        b: {kind: derived, unit: bn yuan, expression: z.money}
        between: {kind: derived, unit: bn yuan, expression: z.a.money - z.b.money}
      """, paths: 40_000)
    let last = end(of: 2021, run)
    // 90 have passed the first stage, 60 the second one. The excess kurtosis of the law is 24.
    for (name, items) in [("a", 90.0), ("b", 60), ("between", 30)] {
      #expect(
        FourErrors.agree(
          try run.band(name, last), mean: 2 * items, variance: 2.25 * items,
          kurtosis: 3 + 26 / items), "\(name)")
    }
  }

  /// Beyond 1,024 items a few are drawn together, in any unit.
  @Test(arguments: ["gamma(mean: 2, sd: 1) bn yuan", "gamma(mean: 2_000, sd: 1_000) million yuan"])
  func `sums of many values keep mean and variance`(law: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2021}
      indicators:
        z: {kind: rollout, initial: 3_005, plan: 1_500 / year, value: {money: "\(law)"}}
        before: {kind: derived, unit: bn yuan, expression: "lag(z.money, 1)"}
        after: {kind: derived, unit: bn yuan, expression: z.money}
        more: {kind: derived, unit: bn yuan, expression: after - before}
      """, paths: 20_000)
    let step = 1
    #expect(FourErrors.agree(try run.band("before", step), mean: 6010, variance: 3005))
    #expect(FourErrors.agree(try run.band("after", step), mean: 9010, variance: 4505))
    #expect(FourErrors.agree(try run.band("more", step), mean: 3000, variance: 1500))
  }

  /// Numbers beyond 2⁵³ are no longer told from the next: 10³⁰ items are worth 10³⁰ means, in any unit.
  @Test(arguments: ["gamma(mean: 2, sd: 1) bn yuan", "gamma(mean: 2_000, sd: 1_000) million yuan"])
  func `items without number are worth their mean`(law: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2021}
      indicators:
        z: {kind: rollout, plan: 1e30 / year, value: {money: "\(law)"}}
        worth: {kind: derived, unit: bn yuan, expression: z.money / z}
      """, paths: 100)
    let worth = try run.band("worth", 2).histogram
    #expect(abs(worth.minimum - 2) < 1e-12 && abs(worth.maximum - 2) < 1e-12)
  }

  @Test func `an uncertainty is one value for all items of a path`() throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2021}
      uncertainties: {each_one: "discrete(1: 0.5, 3: 0.5) bn yuan"}
      indicators:
        z: {kind: rollout, plan: 10 / year, value: {money: each_one}}
        worth: {kind: derived, unit: bn yuan, expression: z.money}
      targets: {much: {of: z.money, at_least: 60 bn yuan, in: 2021}}
      """, paths: 10_000)
    #expect(try run.band("worth", 2).histogram.minimum == 20)
    #expect(FourErrors.agree(try run.attainment("much"), 0.5))
  }

  /// What an item is worth is drawn by its number: a lever changes how many there are.
  @Test func `items keep their values in every case`() throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2021}
      levers: {pace: 10}
      indicators:
        z: {kind: rollout, plan: pace / year, value: {money: "lognormal(mean: 2, sd: 1.5) bn yuan"}}
      cases: {slow: {}, quick: {pace: 20}}
      targets: {worth: {of: z.money, at_least: 1 bn yuan}}
      """, paths: 100, keptPaths: 5)
    for path in 0..<5 {
      #expect(
        try run.path(path, "z.money", in: "slow")[2] == run.path(path, "z.money", in: "quick")[1])
    }
  }

  // MARK: Spending

  /// Half a year each: of what began in 2021 the last six months are half spent.
  @Test(arguments: grids)
  func `a value is spent evenly over its stay`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        z:
          kind: rollout
          plan: "1200 / year * step(from: 2021)"
          pipeline: [{stage: permit, takes: 3 months}, {stage: build, takes: 6 months, refused: 0.25, spends: money}]
          value: {money: 2 bn yuan}
        spent: {kind: derived, unit: bn yuan, expression: z.build.spent}
        spending: {kind: derived, unit: bn yuan/year, measure: flow, expression: z.build.spending}
      """, paths: 4)
    // From April on 100 a month begin: by the end of 2021 nine months, six of them half.
    #expect(abs(try #require(try value(run, "spent", 2021)) - 1200) < 1e-9)
    #expect(abs(try flow(run, "spending", 2021) - 1200) < 1e-9)
    #expect(abs(try flow(run, "spending", 2022) - 2400) < 1e-9)
    #expect(abs(try #require(try value(run, "spent", 2023)) - 6000) < 1e-9)
  }

  /// The mean of min(1, a / T) for T even between half and one and a half years, a year after.
  @Test(arguments: grids)
  func `stays of items' own spend by themselves`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2024, step: \(step)}
      indicators:
        z:
          kind: rollout
          plan: "1200 * pulse(from: 2021-01, for: 1 month) / month"
          pipeline: [{stage: build, takes: "uniform(0.5, 1.5) years", spends: money}]
          value: {money: "gamma(mean: 2, sd: 1) bn yuan"}
        spent: {kind: derived, unit: bn yuan, expression: z.build.spent}
        left: {kind: derived, unit: bn yuan, expression: z.money - z.build.spent}
      """, paths: 4_000)
    let age = 11.5 / 12
    let share = age - 0.5 + age * log(1.5 / age)
    let mean = try run.mean("spent", end(of: 2021, run))
    #expect(abs(mean / 2400 - share) < 2e-3, "\(mean / 2400), \(share)")
    // In the end all of it is spent.
    let rest = try run.band("left", end(of: 2023, run)).histogram
    #expect(abs(rest.minimum) < 1e-6 && abs(rest.maximum) < 1e-6)
  }

  /// A stage that has long been at work spends at its pace from the first month on, and of what is under way half
  /// was spent before: a stay that is met at some moment is met, on average, in its middle.
  @Test(arguments: [
    "12 months", "gamma(mean: 12, sd: 5) months", "uniform(6, 18) months", "60 months",
  ])
  func `what is under way goes on spending`(takes: String) throws {
    let items = takes.hasPrefix("60") ? 6000 : 1200
    let run = try Experiment(
      """
      time: {start: 2020-12, end: 2022-12, step: month}
      indicators:
        z:
          kind: rollout
          plan: 100 / month
          pipeline: [{stage: build, takes: "\(takes)", spends: money}]
          under_way: {build: \(items)}
          value: {money: 3 bn yuan}
        spending: {kind: derived, unit: bn yuan/year, measure: flow, expression: z.build.spending}
        spent: {kind: derived, unit: bn yuan, expression: z.build.spent}
      """, paths: 1_000)
    for step in 1...24 {
      let mean = try run.mean("spending", step)
      #expect(abs(mean - 3600) < 3600 * 0.02, "\(step): \(mean)")
    }
    let spent = try run.mean("spent", 1) - 300
    let before = Double(items) * 3 / 2
    #expect(abs(spent - before) < before * 0.02, "\(spent)")
  }

  // MARK: Yields

  /// 1,200 items finished evenly over January 2021; u is how far into it.
  @Test(arguments: grids)
  func `a yield begins after a lag and grows in a straight line`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2019, end: 2026, step: \(step)}
      uncertainties: {wait: 12 months}
      indicators:
        z:
          kind: rollout
          plan: "1200 * pulse(from: 2021-01, for: 1 month) / month"
          value: {money: 2 bn yuan}
          yields:
            - {output: 0.5 / year * money, after: wait, ramp: 2 years}
            - {tax: 1 % / year * money}
        output: {kind: derived, unit: bn yuan/year, measure: flow, expression: z.output}
        tax: {kind: derived, unit: bn yuan/year, measure: flow, expression: z.tax}
      targets: {output_1000: {of: z.output, at_least: 1000 bn yuan/year, by: 2024}}
      """, paths: 4)
    let u = 1.0 / 12
    // ∫ max(0, s − u)/2 over the first year of the line, over u in January; then the line; then its end.
    let truths = [
      (2021, 0.0), (2022, (1 - pow(1 - u, 3)) / (12 * u)), (2023, (1.5 - u / 2) / 2),
      (2024, 1 - u * u / 12), (2025, 1),
    ]
    for (year, share) in truths {
      let found = try flow(run, "output", year)
      #expect(abs(found - 1200 * share) < 1e-6, "\(year): \(found), \(1200 * share)")
    }
    // At once: eleven months and a half of 2021.
    #expect(abs(try flow(run, "tax", 2021) - 24 * 11.5 / 12) < 1e-9)
    #expect(abs(try flow(run, "tax", 2023) - 24) < 1e-9)
    #expect(try run.attainment("output_1000").estimate == 1)
  }
}
