import Foundation
import Testing
import _TestSupport

/// Birth, death and immigration: counts driven by flows, against Kendall's closed forms.
///
/// Moments and probabilities are those of the exact law, summed in `tools/references/birth_death.py`.
@Suite struct CountTruths {
  /// Hazards of birth and death as the shares of a year that a file holds: 1 + b − x = e^{β − δ}.
  private func flows(
    _ initial: Int, births: Double, death: Double, entries: Double, years: Int, step: String
  ) throws -> Experiment {
    try Experiment(
      """
      time: {start: 2020, end: \(2020 + years), step: \(step)}
      indicators:
        n:
          kind: count
          history: {2020: \(initial)}
          births: exp(\(births) - \(death)) - exp(-\(death))
          exits: 1 - exp(-\(death))
          entries: \(entries)
      targets:
        n800: {of: n, at_least: 800, in: \(2020 + years)}
        n900: {of: n, at_least: 900, in: \(2020 + years)}
      """)
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `a growing stock has the moments and tails of birth, death and immigration`(
    step: String
  ) throws {
    let run = try flows(405, births: 0.18, death: 0.06, entries: 20, years: 5, step: step)
    let band = try run.band("n", run.plan.grid.count - 1)
    #expect(FourErrors.agree(band, mean: 874.977914, variance: 1519.368110))
    #expect(FourErrors.agree(try run.attainment("n800"), 0.9759707815))
    #expect(FourErrors.agree(try run.attainment("n900"), 0.2618808451))
    #expect(band.histogram.isIntegral && band.histogram.minimum >= 0)
  }

  @Test(arguments: ["year", "month"])
  func `a small stock has the moments of birth, death and immigration`(step: String) throws {
    var run = try flows(40, births: 0.05, death: 0.09, entries: 12, years: 3, step: step)
    var band = try run.band("n", run.plan.grid.count - 1)
    #expect(FourErrors.agree(band, mean: 69.40068645, variance: 52.75994994))
    run = try flows(40, births: 0, death: 0.09, entries: 12, years: 3, step: step)
    band = try run.band("n", run.plan.grid.count - 1)
    #expect(FourErrors.agree(band, mean: 62.08458053, variance: 38.77465043))
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `births and exits of a year are counted together`(step: String) throws {
    // Kendall's moments with β − δ = ln(1 + b − x), δ = −ln(1 − x): n f and n (β + δ)/(β − δ) f (f − 1)
    // with the factor f of all years; n (β + δ) t where both are equal.
    let run = try Experiment(
      """
      time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2024, step: \(step)}
      indicators:
        grows: {kind: count, initial: 1000, births: 25 %, exits: 10 %, entries: 0}
        stands: {kind: count, initial: 1000, births: 20 %, exits: 20 %}
        doubles: {kind: count, initial: 100, births: 150 %, exits: 50 %}
        falls: {kind: count, initial: 1000, births: 5 %, exits: 30 %}
      """, paths: 20_000)
    let last = run.plan.grid.count - 1
    let cases = [
      ("grows", 1000, 0.25, 0.1), ("stands", 1000, 0.2, 0.2), ("doubles", 100, 1.5, 0.5),
      ("falls", 1000, 0.05, 0.3),
    ]
    for (name, size, births, exits) in cases {
      let death = -log(1 - exits)
      let growth = log(1 + births - exits)
      let factor = exp(4 * growth)
      let spread =
        births == exits ? 8 * death : (growth + 2 * death) / growth * factor * (factor - 1)
      let band = try run.band(name, last)
      // Families make the tails of 100 founders heavier than a normal law's.
      #expect(
        FourErrors.agree(
          band, mean: Double(size) * factor, variance: Double(size) * spread, kurtosis: 3.2),
        "\(name)")
    }
  }

  @Test(arguments: ["year", "month"])
  func `a count with growth varies by those who leave and come, and no more`(step: String) throws {
    // V′ = s² V + s (1 − s) y + y′ − s y for survivors of the share s and Poisson arrivals.
    let run = try Experiment(
      """
      time: {start: \(Experiment.endOf2020[step] ?? ""), end: 2025, step: \(step)}
      indicators:
        many: {kind: count, initial: 400, growth: {model: exponential, rate: 0.15, volatility: 0}, exits: 10 %}
        few: {kind: count, initial: 1, growth: {model: exponential, rate: 0.15, volatility: 0}, exits: 40 %}
      """, paths: 20_000)
    let last = run.plan.grid.count - 1
    let years = step == "year" ? 1.0 : 1.0 / 12
    let steps = step == "year" ? 5 : 60
    for (name, initial, exits) in [("many", 400.0, 0.1), ("few", 1.0, 0.4)] {
      let stay = pow(1 - exits, years)
      var (level, variance) = (initial, 0.0)
      for _ in 0..<steps {
        let next = level * exp(0.15 * years)
        variance = stay * stay * variance + stay * (1 - stay) * level + next - stay * level
        level = next
      }
      let band = try run.band(name, last)
      #expect(FourErrors.agree(band, mean: level, variance: variance, kurtosis: 4), "\(name)")
    }
    // Whoever died out comes back, and nobody is multiplied by a rounding.
    #expect(try run.band("few", last).histogram.maximum < 20)
  }

  @Test(arguments: ["logistic", "gompertz", "auto"])
  func `a count never passes its ceiling`(model: String) throws {
    let run = try Experiment(
      """
      time: {start: 2010, end: 2040}
      indicators:
        c: {kind: count, history: {2015: 900, 2020: 960}, growth: {model: \(model), ceiling: 1000.5}}
        small: {kind: count, history: {2015: 3, 2020: 7}, growth: {model: \(model), ceiling: "uniform(9, 12)"}}
      events:
        boom: {at: 2030, chance: 1, affects: [c, small], multiply: 1.5, lasts: 2 years}
      targets:
        above: {of: c, more_than: 1000, by: 2040}
        small_above: {of: small, more_than: 12, by: 2040}
      """, paths: 2000)
    #expect(try run.attainment("above", run.plan.targets[0].deadlines.count - 1).successes == 0)
    #expect(try run.attainment("small_above").successes == 0)
    for step in run.plan.grid.count - 20..<run.plan.grid.count {
      #expect(try run.band("c", step).histogram.maximum <= 1000)
      #expect(try run.band("small", step).histogram.maximum <= 12)
    }
  }

  @Test func `below its ceiling a count has the mean of its curve`() throws {
    let run = try Experiment(
      """
      time: {start: 2020-Q4, end: 2030, step: quarter}
      indicators:
        c: {kind: count, initial: 20, growth: {model: logistic, ceiling: 100, rate: 0.4, volatility: 0}, exits: 8 %}
      """, paths: 20_000)
    for year in [3, 6, 10] {
      let band = try run.band("c", run.plan.grid.count - 1 - 4 * (10 - year))
      let odds = 0.25 * exp(0.4 * Double(year))
      let level = 100 * odds / (1 + odds)
      #expect(abs(band.moments.mean - level) <= 4 * band.moments.standardError, "\(year)")
    }
  }
}
