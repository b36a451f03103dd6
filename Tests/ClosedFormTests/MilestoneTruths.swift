import Foundation
import Scenarios
import Testing

/// Milestones that come by chance, wait for others, hang together or are known in part, beside closed
/// forms on grids of years, quarters and months.
@Suite struct MilestoneTruths {
  private static let grids = ["year", "quarter", "month"]

  /// The sentences of what is wrong with a text; empty where it is in order.
  private func problems(_ text: String) -> String {
    do {
      _ = try CompiledScenario(Scenario(text: "waymark: 1\n" + text, name: "milestones.yaml"))
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: grids)
  func `a hazard has its law on every grid`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      levers: {support: {default: 0, range: [0, 1]}}
      uncertainties: {pace: "gamma(mean: 0.2, sd: 0.1)"}
      indicators:
        steady: {kind: milestone, hazard: 0.12 / year}
        monthly: {kind: milestone, hazard: 0.01 / month}
        begun: {kind: milestone, hazard: 0.12 / year, from: 2022-07}
        pushed: {kind: milestone, hazard: 0.1 / year * (1 + 2 * support * step(from: 2023-07))}
        drawn: {kind: milestone, hazard: pace}
        never: {kind: milestone, hazard: 0}
      cases: {baseline: {}, push: {support: 1}}
      targets:
        steady_2021: {of: steady, reached: true, by: 2021}
        steady_2025: {of: steady, reached: true, by: 2025}
        monthly_2025: {of: monthly, reached: true, by: 2025}
        begun_2025: {of: begun, reached: true, by: 2025}
        pushed_2023: {of: pushed, reached: true, by: 2023}
        pushed_2024: {of: pushed, reached: true, by: 2024}
        drawn_2025: {of: drawn, reached: true, by: 2025}
        never_2026: {of: never, reached: true, by: 2026}
      """)
    // Exposure begins where everything begins that has no date: at the end of 2020.
    #expect(FourErrors.agree(try run.attainment("steady_2021"), 1 - exp(-0.12)))
    #expect(FourErrors.agree(try run.attainment("steady_2025"), 1 - exp(-0.12 * 5)))
    #expect(FourErrors.agree(try run.attainment("monthly_2025"), 1 - exp(-0.12 * 5)))
    #expect(FourErrors.agree(try run.attainment("begun_2025"), 1 - exp(-0.12 * 3.5)))
    #expect(FourErrors.agree(try run.attainment("pushed_2024"), 1 - exp(-0.1 * 4)))
    let push = "push"
    #expect(
      FourErrors.agree(try run.attainment("pushed_2023", in: push), 1 - exp(-0.25 - 0.15)))
    #expect(
      FourErrors.agree(try run.attainment("pushed_2024", in: push), 1 - exp(-0.25 - 0.45)))
    // The gamma law has the shape 4 and the scale 0.05: E exp(−5 h) = (1 + 5 · 0.05)⁻⁴.
    #expect(FourErrors.agree(try run.attainment("drawn_2025"), 1 - pow(1.25, -4)))
    #expect(try run.attainment("never_2026").estimate == 0)
  }

  /// Of what a hazard reads nothing is needed before it acts.
  @Test(arguments: grids)
  func `a hazard that begins later reads nothing before`(step: String) throws {
    let head = """
      time: {start: 2018, end: 2026, step: \(step)}
      indicators:
        a: {kind: output, measure: stock, history: {2018: 80, 2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0}}
      """
    let run = try Experiment(
      head + """

          m: {kind: milestone, hazard: "0.2 / year * (a > 90)", from: 2021}
        targets: {come: {of: m, reached: true, by: 2026}}
        """)
    #expect(FourErrors.agree(try run.attainment("come"), 1 - exp(-0.2 * 6)))
    // Where it begins too early, what is advised helps.
    let begin = ["year": "2020", "quarter": "2020-Q4", "month": "2020-12"][step] ?? ""
    let early = head + "\n  m: {kind: milestone, hazard: 0.2 / year * (a > 90)"
    #expect(problems(early + "}").contains("begin m later with `from: \(begin)`"))
    #expect(problems(early + ", from: \(begin)}").isEmpty)
    // A history says itself when what has one begins.
    let grown =
      head
      + "\n  b: {kind: output, measure: stock, history: {2018: 80}, growth: {model: exponential, rate: 0, boost: \"RATE\"}}"
    let year = step == "year" ? 2020 : 2021
    #expect(
      problems(grown.replacing("RATE", with: "0.001 * (a > 90)"))
        .contains("write `if(year >= \(year), …, 0)`"))
    #expect(
      problems(grown.replacing("RATE", with: "if(year >= \(year), 0.001 * (a > 90), 0)")).isEmpty)
  }

  /// A twelfth of a year is no whole number of bits.
  @Test func `a date some months after another one is in the month at whose end it stands`() throws
  {
    let months = 1...12
    let lines = months.map { "  m\($0): {kind: milestone, opens: 2021 + \($0) months}" }
    let run = try Experiment(
      "time: {start: 2020, end: 2022, step: month}\nindicators:\n"
        + lines.joined(separator: "\n"), paths: 2)
    for month in months {
      #expect(try run.value("m\(month)", 24 + month - 1) == 1, "\(month)")
      #expect(try run.value("m\(month)", 24 + month - 2) == 0, "\(month)")
    }
  }

  /// What counts milestones, reads them at the end of a period or asks for them says the same.
  @Test(arguments: grids)
  func `the name of a milestone is 1 at its date`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      families: {park: {members: 3, indicators: {opens: {kind: milestone, opens: 2023}}}}
      indicators:
        moved: {kind: milestone, opens: 2022 + 12 months}
        drawn: {kind: milestone, opens: "discrete(2023: 0.5, 2024: 0.5)"}
        parks: {kind: derived, unit: parks, expression: count(park.opens)}
        named: {kind: derived, expression: moved}
        both: {kind: derived, expression: drawn}
        stepped: {kind: derived, expression: step(from: date(moved))}
      targets:
        counted: {count_of: park.opens, at_least: 3, by: 2023}
        parks: {of: parks, at_least: 3 parks, by: 2023}
        drawn: {of: drawn, reached: true, by: 2023}
        both: {of: both, at_least: 1, by: 2023}
      """, paths: 2000)
    let perYear = run.plan.grid.stepsPerYear
    let end = (2023 - 2020 + 1) * perYear - 1
    #expect(try run.value("parks", end) == 3 && run.value("parks", end - 1) == 0)
    #expect(try run.value("moved", end) == 1 && run.value("named", end) == 1)
    #expect(try run.value("named", end - 1) == 0)
    #expect(try run.value("stepped", end) == 0 && run.value("stepped", end + 1) == 1)
    #expect(try run.attainment("counted").estimate == 1)
    #expect(try run.attainment("parks").estimate == 1)
    #expect(try run.attainment("drawn").estimate == run.attainment("both").estimate)
  }

  @Test func `the hazard of the draft has its closed form`() throws {
    let run = try Experiment(
      """
      time: {start: 2021-Q4, end: 2035-Q4, step: quarter}
      indicators: {zone: {kind: milestone, hazard: 0.12 / year}}
      targets: {zone_2025: {of: zone, reached: true, by: 2025}}
      """)
    // Four years of exposure: 38.1 %.
    #expect(FourErrors.agree(try run.attainment("zone_2025"), 1 - exp(-0.48)))
  }

  @Test(arguments: grids)
  func `what is needed comes before`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2028, step: \(step)}
      indicators:
        line: {kind: milestone, opens: "uniform(2021, 2025)", needs: grid}
        plant: {kind: milestone, hazard: 0.5 / year, needs: [site, grid]}
        grid: {kind: milestone, hazard: 0.3 / year}
        site: {kind: milestone, reached: 2019-06}
        fixed: {kind: milestone, opens: 2022, needs: later}
        later: {kind: milestone, opens: 2021 + 30 months}
        after: {kind: derived, expression: "step(from: date(grid) + 2 years)"}
        named: {kind: derived, expression: grid + site}
      targets:
        plant_2025: {of: plant, reached: true, by: 2025}
        line_2023: {of: line, reached: true, by: 2023}
        site_2020: {of: site, reached: true, by: 2020}
        fixed_2023: {of: fixed, reached: true, by: 2023}
        fixed_2024: {of: fixed, reached: true, by: 2024}
        after_2025: {of: after, at_least: 1, in: 2025}
        both_2025: {of: named, at_least: 2, in: 2025}
      """)
    let chain = 1 - (0.5 * exp(-0.3 * 5) - 0.3 * exp(-0.5 * 5)) / (0.5 - 0.3)
    #expect(FourErrors.agree(try run.attainment("plant_2025"), chain))
    #expect(FourErrors.agree(try run.attainment("line_2023"), 0.5 * (1 - exp(-0.3 * 3))))
    #expect(try run.attainment("site_2020").estimate == 1)
    #expect(try run.attainment("fixed_2023").estimate == 0)
    #expect(try run.attainment("fixed_2024").estimate == 1)
    #expect(FourErrors.agree(try run.attainment("after_2025"), 1 - exp(-0.3 * 3)))
    #expect(FourErrors.agree(try run.attainment("both_2025"), 1 - exp(-0.3 * 5)))
  }

  @Test(arguments: grids)
  func `what has not come by a date is drawn from what is left`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      indicators:
        bent: {kind: milestone, opens: "triangular(2021, 2023, 2025)", not_by: 2022}
        moved: {kind: milestone, opens: 2020 + exponential(mean: 4 years), not_by: 2022}
        hazard: {kind: milestone, hazard: 0.2 / year, not_by: 2022-06}
        fixed: {kind: milestone, opens: 2024, not_by: 2022-06}
      targets:
        bent_2022: {of: bent, reached: true, by: 2022}
        bent_2023: {of: bent, reached: true, by: 2023}
        moved_2024: {of: moved, reached: true, by: 2024}
        hazard_2024: {of: hazard, reached: true, by: 2024}
        fixed_2024: {of: fixed, reached: true, by: 2024}
      """)
    // F(2022) = 1/8 and F(2023) = 1/2 leave 3/8 of 7/8.
    #expect(try run.attainment("bent_2022").estimate == 0)
    #expect(FourErrors.agree(try run.attainment("bent_2023"), 3.0 / 7))
    #expect(FourErrors.agree(try run.attainment("moved_2024"), 1 - exp(-0.5)))
    #expect(FourErrors.agree(try run.attainment("hazard_2024"), 1 - exp(-0.2 * 2.5)))
    #expect(try run.attainment("fixed_2024").estimate == 1)
  }

  @Test(arguments: grids)
  func `correlated dates are a Gaussian copula of their laws`(step: String) throws {
    // Each has its median at the end of 2022: ln 2 / 2 per year for two years.
    let run = try Experiment(
      """
      time: {start: 2020, end: 2026, step: \(step)}
      indicators:
        permit: {kind: milestone, opens: "uniform(2021, 2023)"}
        grid: {kind: milestone, hazard: 0.34657359027997264 / year}
        plant: {kind: milestone, opens: 2020 + weibull(shape: 2, scale: 2.4022448175728996) years}
        same: {kind: milestone, opens: 2020 + exponential(mean: 2.8853900817779268 years)}
      correlation:
        - [permit, grid, 0.5]
        - [grid, plant, -0.3]
        - [plant, same, 1]
        - [grid, same, -0.3]
      targets:
        permit_2022: {of: permit, reached: true, by: 2022}
        grid_2022: {of: grid, reached: true, by: 2022}
        plant_2022: {of: plant, reached: true, by: 2022}
        same_2022: {of: same, reached: true, by: 2022}
        close: {all: [permit_2022, grid_2022]}
        apart: {all: [grid_2022, plant_2022]}
        free: {all: [permit_2022, plant_2022]}
        one: {all: [plant_2022, same_2022]}
      """)
    for name in ["permit_2022", "grid_2022", "plant_2022", "same_2022", "one"] {
      #expect(FourErrors.agree(try run.attainment(name), 0.5), "\(name)")
    }
    // P(both below their medians) = 1/4 + asin(ρ)/2π (Sheppard 1899).
    func both(_ rho: Double) -> Double { 0.25 + asin(rho) / (2 * .pi) }
    #expect(FourErrors.agree(try run.attainment("close"), both(0.5)))
    #expect(FourErrors.agree(try run.attainment("apart"), both(-0.3)))
    #expect(FourErrors.agree(try run.attainment("free"), 0.25))
  }

  @Test func `a negative hazard fails the paths that it meets`() throws {
    let paths = 20_000
    let run = try Experiment(
      """
      time: {start: 2020, end: 2024}
      indicators:
        m: {kind: milestone, hazard: 0.3 / year - 1 / year * step(from: 2023)}
        n: {kind: milestone, hazard: 0.5 / year, needs: m}
      """, paths: paths)
    // Those that came before 2023 are sound.
    let sound = Double(try run.band("m", 3).moments.count) / Double(paths)
    #expect(abs(sound - (1 - exp(-0.6))) < 4 * (0.25 / Double(paths)).squareRoot())
    #expect(try run.band("n", 3).moments.count == run.band("m", 3).moments.count)
    #expect(try run.band("m", 2).moments.count <= UInt64(paths))
  }

  @Test func `the order of the file changes no date`() throws {
    func run(_ lines: [String]) throws -> Experiment {
      try Experiment(
        "time: {start: 2020, end: 2026}\nindicators:\n" + lines.joined(separator: "\n")
          + "\ncorrelation: [[a, b, 0.6]]", paths: 300, keptPaths: 300)
    }
    let lines = [
      "  a: {kind: milestone, hazard: 0.3 / year, needs: c}",
      "  b: {kind: milestone, opens: \"triangular(2021, 2023, 2026)\", needs: a}",
      "  c: {kind: milestone, opens: date(d) + 6 months}",
      "  d: {kind: milestone, opens: \"uniform(2020, 2022)\"}",
    ]
    let (one, other) = (try run(lines), try run(lines.reversed()))
    for path in 0..<300 {
      for name in ["a", "b", "c", "d"] {
        #expect(try one.path(path, name) == other.path(path, name))
      }
    }
  }

  @Test(arguments: [
    ("m: {kind: milestone}", "`opens`"),
    ("m: {kind: milestone, opens: 2022, hazard: 0.1 / year}", "both say when it is reached"),
    ("m: {kind: milestone, reached: 2019, hazard: 0.1 / year}", "both say when it is reached"),
    ("m: {kind: milestone, hazard: -0.1 / year}", "must not be negative"),
    ("m: {kind: milestone, hazard: 3 km}", "km"),
    ("m: {kind: milestone, hazard: 2022-06}", "date"),
    ("m: {kind: milestone, opens: 2022, needs: m}", "`m` waits for itself: m → m"),
    (
      "m: {kind: milestone, opens: 2022, needs: n}, n: {kind: milestone, hazard: 1 / year, needs: [m]}",
      "waits for itself: m → n → m"
    ),
    (
      "m: {kind: milestone, hazard: 1 / year * n}, n: {kind: milestone, opens: 2022, needs: [m]}",
      "waits for itself: m → n → m"
    ),
    ("m: {kind: milestone, hazard: m / year}", "`m` needs itself in the same period"),
    (
      "m: {kind: milestone, opens: 2022, needs: f}, f: {kind: count, initial: 5, exits: 0}",
      "is never reached"
    ),
    ("m: {kind: milestone, opens: 2022, needs: n}", "there is no indicator `n`"),
    ("m: {kind: milestone, opens: 2022, from: 2021}", "there is no `hazard`"),
    ("m: {kind: milestone, hazard: 0.1 / year, from: 2031}", "outside the simulated time"),
    ("m: {kind: milestone, opens: 2022, not_by: 2022-06}", ""),
    ("m: {kind: milestone, opens: 2022-03, not_by: 2022-06}", "is not after 2022-06"),
    ("m: {kind: milestone, opens: \"uniform(2020, 2022)\", not_by: 2023}", "has come by 2023"),
    ("m: {kind: milestone, reached: 2021, not_by: 2020}", "stands beside `reached`"),
    (
      "m: {kind: milestone, opens: 2020 + u * 1 year, not_by: 2022}",
      "is not one law of known numbers"
    ),
    ("m: {kind: milestone, hazard: u / year, not_by: 2022}", "write `from: 2023`"),
    (
      "m: {kind: milestone, hazard: 0.1 / year, not_by: 2022, needs: n}, n: {kind: milestone, hazard: 1 / year}",
      "what it needs has no known date"
    ),
  ])
  func `what can not be meant is refused with advice`(indicators: String, words: String) {
    let found = problems(
      "time: {start: 2020, end: 2030, step: month}\nuncertainties: {u: \"uniform(0, 3)\"}\n"
        + "indicators: {\(indicators)}")
    #expect(words.isEmpty ? found.isEmpty : found.contains(words), "\(found)")
  }

  @Test(arguments: [
    ("m: {kind: milestone, opens: 2022}", 0.5, "has no law of its own"),
    ("m: {kind: milestone, opens: 2020 + u * 1 year}", 0.5, "has no law of its own"),
    (
      "m: {kind: milestone, opens: 2020 + gamma(mean: 1, sd: 1) years + exponential(mean: 1 year)}",
      0.5, "has 2 laws"
    ),
    ("m: {kind: milestone, opens: \"uniform(2021, 2025)\", not_by: 2022}", 0.5, "is correlated"),
    ("m: {kind: milestone, hazard: u / year}", 0.5, ""),
    ("m: {kind: milestone, hazard: u / year}", 0.9, "cannot hold together"),
    ("m: {kind: output, initial: 5, growth: {model: exponential, rate: 0}}", 0.5, "is not"),
  ])
  func `correlations of dates need a law each and hold together`(
    indicator: String, value: Double, words: String
  ) {
    let found = problems(
      """
      time: {start: 2020, end: 2030}
      uncertainties: {u: "uniform(0, 3)"}
      indicators:
        \(indicator)
        n: {kind: milestone, hazard: 1 / year}
        o: {kind: milestone, hazard: 1 / year}
      correlation: [[m, n, \(value)], [n, o, \(value)], [m, o, -0.2]]
      """)
    #expect(words.isEmpty ? found.isEmpty : found.contains(words), "\(found)")
  }
}
