import Foundation
import Plans
import Statistics
import Testing
import _TestSupport

/// Files and families in one scenario mean what they mean alone, or written out by hand.
@Suite struct CompositionTruths {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ text: String) throws {
    try ("waymark: 1\n" + text).write(
      toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
  }

  /// Whether two shares of independent paths agree within four standard errors and what else they may differ
  /// by.
  private func agree(_ a: Proportion, _ b: Proportion, beside: Double = 0) -> Bool {
    let p =
      (a.estimate * Double(a.trials) + b.estimate * Double(b.trials)) / Double(a.trials + b.trials)
    let error = (p * (1 - p) * (1 / Double(a.trials) + 1 / Double(b.trials))).squareRoot()
    return abs(a.estimate - b.estimate) <= 4 * error + beside
  }

  /// A file of quarters that uses what depends on its beginning and its periods.
  private let quarters = """
    time: {start: 2021-Q4, end: 2026-Q4, step: quarter}
    uncertainties: {pace: "lognormal(p10: 3, p90: 6)"}
    indicators:
      first: {kind: derived, expression: "lag(teams, 2, before: 3)"}
      built: {kind: rollout, plan: "if(t <= 0.5, 4, 0) + pace / quarter", pipeline: [{stage: build, takes: "gamma(mean: 4, sd: 2) months", capacity: 7 / quarter}]}
      used: {kind: output, measure: stock, unit: share, initial: 0.05, growth: {model: logistic, ceiling: 0.8, rate: 0.9, volatility: 0.1, boost: 0.02 * min(t, 2)}}
      teams: {kind: count, initial: 4, entries: 3 + t, exits: 0.1}
      time: {kind: derived, expression: t}
      income: {kind: derived, expression: "if(t < 1, 0, lag(built, 4)) * used + 0.01 * t"}
    events: {stop: {chance: 0.3 per year, affects: [built, used], multiply: 0.7, lasts: 6 months}}
    targets:
      a: {of: built, at_least: 60, by: 2024}
      b: {of: income, at_least: 12, in: 2024-Q4}
      c: {of: teams, at_least: 24, in: 2026-Q4}
      e: {of: first, at_least: 16, in: 2025-Q4}
      d: {of: built, at_least: 60, by: 2024..2025}
    """

  /// A file of years that ends before the plan of months: it is asked about its own years, up to its end.
  @Test(arguments: ["亿元, measure: flow", "亿元/年", "亿元, measure: stock"])
  func `an undated target of a file asks about the periods and the end of the file`(
    _ unit: String
  ) throws {
    let years = """
      time: {start: 2018, end: 2026}
      indicators: {a: {kind: output, unit: \(unit), history: {2018: 80, 2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0.05}}}
      targets:
        undated: {of: a, at_least: 130}
        by: {of: a, at_least: 130, by: 2026}
        grown: {of: a, growth_of_at_least: 1.4}
        grown_by: {of: a, growth_of_at_least: 1.4, since: 2020, by: 2026}
      """
    try write("part.yaml", years)
    try write(
      "months.yaml",
      "time: {start: 2019-01, end: 2027-12}\nindicators: {x: {kind: derived, expression: t}}\n")
    let alone = try Experiment(years, paths: 20_000)
    let together = try Experiment(
      "include: {p: part.yaml, q: months.yaml}\n", paths: 20_000, folder: folder.path)
    for (undated, dated) in [("undated", "by"), ("grown", "grown_by")] {
      let found = try together.attainment("p." + undated)
      #expect(try found.estimate == together.attainment("p." + dated).estimate, "\(undated)")
      #expect(try agree(found, alone.attainment(undated), beside: 0.01), "\(undated)")
    }
  }

  @Test(arguments: ["quarter", "month"])
  func `a file means in another one what it means alone`(_ step: String) throws {
    try write("q.yaml", quarters)
    try write(
      "old.yaml",
      "time: {start: 2015, end: 2030, step: year}\nindicators: {x: {kind: derived, expression: t}}\n"
    )
    let paths = Experiment.manyPaths / 2
    let alone = try Experiment(quarters, paths: paths)
    let together = try Experiment(
      "time: {step: \(step)}\ninclude: {q: q.yaml, old: old.yaml}\n", paths: paths,
      folder: folder.path)
    for (name, deadline) in [("a", 0), ("b", 0), ("c", 0), ("e", 0), ("d", 0), ("d", 1)] {
      let (one, other) = (
        try alone.attainment(name, deadline), try together.attainment("q." + name, deadline)
      )
      // An event begins with a period: on months it begins within a quarter, which moves `b` by 0.006
      // (400,000 paths each; nothing without the event).
      #expect(
        agree(one, other, beside: step == "month" ? 0.01 : 0),
        "\(name): \(one.estimate), \(other.estimate)")
      #expect((0.05...0.95).contains(one.estimate), "\(name) tells nothing: \(one.estimate)")
    }
    // `t` is of the beginning of each file: the end of 2015, and that of the last quarter of 2021.
    let perYear = step == "month" ? 12 : 4
    #expect(try together.value("old.x", 2 * perYear - 1) == 1)
    #expect(try together.value("q.time", 8 * perYear - 1) == 1)
  }

  /// A file of years whose answers would change, were they looked for between the ends of years or
  /// made of a month's pace.
  private let years = """
    time: {start: 2020, end: 2030, step: year}
    indicators:
      level: {kind: output, measure: stock, unit: index, initial: {2020: 100}, growth: {model: exponential, rate: 0, volatility: 0.1}}
      a: {kind: output, unit: bn yuan/year, initial: {2020: 20}, growth: {model: exponential, rate: 0.05, volatility: 0.15}}
      b: {kind: output, unit: bn yuan/year, initial: {2020: 22}, growth: {model: exponential, rate: 0.04, volatility: 0.15}}
      ahead: {kind: derived, expression: a > b}
      before: {kind: derived, expression: "lag(a, 1, before: a) > 1.2 * b"}
      both: {kind: derived, unit: bn yuan/year, expression: a + b}
    targets:
      high: {of: level, at_least: 125, by: 2028}
      low: {of: level, at_most: 85, by: 2025}
      ahead: {of: ahead, at_least: 1, in: 2026}
      once: {of: ahead, at_least: 1, by: 2023}
      before: {of: before, at_least: 1, by: 2026}
      total: {of: both, at_least: 60, by: 2027}
      against: {of: a, at_least: 1.1 * b, by: 2024}
    """

  @Test(arguments: ["quarter", "month"])
  func `a file of years is asked at the ends of years`(_ step: String) throws {
    try write("y.yaml", years)
    let paths = Experiment.manyPaths / 2
    let alone = try Experiment(years, paths: paths)
    let together = try Experiment(
      "time: {step: \(step)}\ninclude: {y: y.yaml}\n", paths: paths, folder: folder.path)
    for name in ["high", "low", "ahead", "once", "before", "total", "against"] {
      let (one, other) = (try alone.attainment(name), try together.attainment("y." + name))
      #expect(agree(one, other), "\(name): \(one.estimate), \(other.estimate)")
      #expect((0.05...0.95).contains(one.estimate), "\(name) tells nothing: \(one.estimate)")
    }
  }

  @Test func `adding a file moves nobody's draws`() throws {
    try write("q.yaml", quarters)
    try write(
      "old.yaml",
      "time: {start: 2010-Q1, end: 2030-Q4}\nuncertainties: {pace: \"normal(0, 1)\"}\nindicators: {x: {kind: derived, expression: pace}}\n"
    )
    let one = try Experiment("include: {q: q.yaml}", paths: 2_000, folder: folder.path)
    let two = try Experiment(
      "include: {old: old.yaml, q: q.yaml}", paths: 2_000, folder: folder.path)
    for name in ["q.a", "q.b", "q.c", "q.d"] {
      #expect(try one.attainment(name) == two.attainment(name))
    }
    #expect(try one.mean("q.income", 20) == two.mean("q.income", 67))
  }

  @Test func `a family is its members written out`() throws {
    let family = """
      time: {start: 2021, end: 2031}
      uncertainties: {delay: "normal(0, 0.5) years"}
      families:
        park:
          members: [a, b, c]
          uncertainties: {area: "lognormal(p10: 1, p90: 4) m2"}
          indicators:
            opens: {kind: milestone, opens: "2022 + member * 1 year + gamma(mean: 2, sd: 0.7) years + delay"}
            size: {kind: derived, unit: m2, expression: "area * ramp(from: date(opens), over: 3 years)"}
      indicators:
        open: {kind: derived, expression: sum(park.opens)}
        area: {kind: derived, unit: m2, expression: sum(park.size)}
        large: {kind: derived, expression: count(park.size >= 2 m2)}
        middle: {kind: derived, unit: m2, expression: mean(park.size)}
        largest: {kind: derived, unit: m2, expression: max(park.size)}
      targets:
        open: {of: open, at_least: 3, by: 2027}
        area: {of: area, at_least: 6 m2, in: 2028}
        large: {of: large, at_least: 2, in: 2028}
        middle: {of: middle, at_least: 2 m2, in: 2029}
        largest: {of: largest, at_least: 3 m2, in: 2028}
      """
    let ofMembers = """

        two_large: {of: park.size, some: 2, at_least: 2 m2, in: 2028}
        three_open: {count_of: park.opens, at_least: 3, by: 2027}
      """
    var byHand =
      "time: {start: 2021, end: 2031}\nuncertainties:\n  delay: \"normal(0, 0.5) years\"\n"
    for name in ["a", "b", "c"] { byHand += "  area_\(name): \"lognormal(p10: 1, p90: 4) m2\"\n" }
    byHand += "indicators:\n"
    for (index, name) in ["a", "b", "c"].enumerated() {
      byHand += """
          opens_\(name): {kind: milestone, opens: "2022 + \(index + 1) years + gamma(mean: 2, sd: 0.7) years + delay"}
          size_\(name): {kind: derived, unit: m2, expression: "area_\(name) * ramp(from: date(opens_\(name)), over: 3 years)"}

        """
    }
    byHand += """
        open: {kind: derived, expression: opens_a + opens_b + opens_c}
        area: {kind: derived, unit: m2, expression: size_a + size_b + size_c}
        large: {kind: derived, expression: (size_a >= 2 m2) + (size_b >= 2 m2) + (size_c >= 2 m2)}
        middle: {kind: derived, unit: m2, expression: (size_a + size_b + size_c) / 3}
        largest: {kind: derived, unit: m2, expression: "max(size_a, size_b, size_c)"}
      """
    byHand += family[family.range(of: "\ntargets:")!.lowerBound...]
    let (short, long) = (try Experiment(family + ofMembers), try Experiment(byHand))
    #expect(try short.attainment("two_large") == short.attainment("large"))
    #expect(try short.attainment("three_open") == short.attainment("open"))
    for name in ["open", "area", "large", "middle", "largest"] {
      let (a, b) = (try short.attainment(name), try long.attainment(name))
      #expect(agree(a, b), "\(name): \(a.estimate), \(b.estimate)")
      #expect((0.05...0.95).contains(a.estimate), "\(name) tells nothing: \(a.estimate)")
    }
  }

  @Test func `a family of an included file is summed there`() throws {
    try write(
      "district.yaml",
      """
      time: {start: 2020, end: 2022}
      uncertainties: {area: 3}
      families: {park: {members: 4, indicators: {size: {kind: derived, expression: area * member}}}}
      indicators: {all: {kind: derived, expression: "sum(area * park.size / max(park.size))"}}
      """)
    let run = try Experiment("include: {d: district.yaml}", paths: 10, folder: folder.path)
    #expect(try run.value("d.all", 1) == 3 * (1 + 2 + 3 + 4) / 4)
  }

  @Test func `one draw is the same in several files`() throws {
    try write(
      "a.yaml",
      "time: {start: 2020, end: 2022}\nuncertainties: {x: \"normal(0, 1)\"}\nindicators: {y: {kind: derived, expression: x}}\n"
    )
    let shared = try Experiment(
      """
      include: {a: a.yaml, b: a.yaml, c: a.yaml}
      uncertainties: {macro: "normal(0, 1)"}
      share: {macro: [a.x, b.x]}
      indicators: {same: {kind: derived, expression: a.y - b.y}, other: {kind: derived, expression: a.y - c.y}}
      """, paths: 10_000, folder: folder.path)
    #expect(try shared.value("same", 2) == 0)
    #expect(FourErrors.agree(try shared.band("other", 2), mean: 0, variance: 2))
  }

  @Test func `a sum counts parts of its wholes once`() throws {
    let text = """
      time: {start: 2020, end: 2022}
      indicators:
        city: {kind: derived, expression: 100}
        cluster: {kind: derived, expression: 40, part_of: city, share: 0.5}
        park: {kind: derived, expression: 10, part_of: cluster, share: 0.8}
        two: {kind: derived, expression: sum(city, park)}
        three: {kind: derived, expression: "sum(city, cluster, park)"}
        gross: {kind: derived, expression: "gross_sum(city, cluster, park)"}
        held: {kind: derived, expression: park.share * park}
      """
    let run = try Experiment(text, paths: 10)
    // Park lies in the cluster by 0.8 and with it in the city by 0.8 · 0.5.
    #expect(try run.value("two", 1) == 100 + 0.6 * 10)
    #expect(try run.value("three", 1) == 100 + 0.5 * 40 + (1 - 0.8) * 10)
    #expect(try run.value("gross", 1) == 150)
    #expect(try run.value("held", 1) == 8)
  }

  @Test func `a function over members inside another one is one value`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      families:
        f: {members: 3, indicators: {x: {kind: derived, expression: 10 * member, part_of: whole, share: 0.5}}}
        g: {members: 2, indicators: {x: {kind: derived, expression: 100 * member}}}
      indicators:
        whole: {kind: derived, expression: 1000}
        sums: {kind: derived, expression: "sum(sum(f.x), sum(g.x))"}
        shares: {kind: derived, expression: "sum(f.x * f.x / sum(f.x))"}
        mean: {kind: derived, expression: "sum(mean(f.x), 5)"}
        once: {kind: derived, expression: "sum(whole, sum(f.x))"}
        gross: {kind: derived, expression: "gross_sum(whole, gross_sum(f.x))"}
        many: {kind: derived, expression: count(f.x)}
      """, paths: 10)
    #expect(try run.value("sums", 1) == 60 + 300)
    let shares = try #require(try run.value("shares", 1))
    #expect(abs(shares - 1400.0 / 60) < 1e-12)
    #expect(try run.value("mean", 1) == 25)
    #expect(try run.value("once", 1) == 1000 + 0.5 * 60)
    #expect(try run.value("gross", 1) == 1060)
    #expect(try run.value("many", 1) == 3)
  }

  /// What was `before` holds where the grid begins earlier than the file, and in the first of its periods
  /// where those of the grid are shorter.
  @Test(arguments: ["year", "month"])
  func `a file has no past of its own in a plan that begins earlier`(_ step: String) throws {
    let file = """
      time: {start: 2020, end: 2028, step: year}
      indicators:
        x: {kind: derived, expression: 10 + t}
        last: {kind: derived, expression: "lag(x, 1, before: 3)"}
        spread: {kind: derived, expression: "delay(x, 1.5 years, before: 0)"}
      """
    try write("x.yaml", file)
    try write(
      "old.yaml",
      "time: {start: 2010, end: 2028}\nindicators: {z: {kind: derived, expression: t}}\n")
    let alone = try Experiment(file, paths: 10)
    let plan = try Experiment(
      "include: {a: x.yaml, old: old.yaml}\ntime: {step: \(step)}\n", paths: 10,
      folder: folder.path)
    let perYear = step == "month" ? 12 : 1
    for year in 0...8 {
      let index = (year + 11) * perYear - 1
      for name in step == "year" ? ["last", "spread"] : ["last"] {
        #expect(try plan.value("a." + name, index) == alone.value(name, year), "\(name) \(year)")
      }
    }
  }

  @Test func `a sum over a region counts parts of its wholes once`() throws {
    try write(
      "a.yaml",
      "time: {start: 2020, end: 2022}\nindicators: {output: {kind: derived, unit: bn yuan/year, expression: 30}}\n"
    )
    let run = try Experiment(
      """
      include: {a: a.yaml, b: a.yaml}
      regions: {south: [a, b]}
      indicators:
        b.output: {part_of: a.output, share: 0.4}
        all: {kind: derived, unit: bn yuan/year, expression: sum(south.output)}
      """, paths: 10, folder: folder.path)
    #expect(try run.value("all", 1) == 30 + 0.6 * 30)
  }
}
