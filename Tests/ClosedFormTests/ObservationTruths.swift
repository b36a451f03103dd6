import Foundation
import Testing
import _TestSupport

/// Observations that are bounds, ranges and laws, and what a curve with too many numbers is.
@Suite struct ObservationTruths {
  private func run(_ history: String, _ more: String = "", paths: Int = 20_000) throws -> Experiment
  {
    try Experiment(
      """
      time: {start: 2015, end: 2025}
      indicators:
        y:
          kind: output
          unit: m2
          history: \(history)
          growth: {model: exponential, rate: 0, volatility: 0}
      \(more)
      targets:
        little: {of: y, at_most: 0.001, in: 2021}
        t600: {of: y, at_most: 600, in: 2021}
        t700: {of: y, at_most: 700, in: 2021}
        t2500: {of: y, at_most: 2500, in: 2021}
      """, paths: paths)
  }

  /// A lognormal law with mean 24 and sd 20: σ² = log(1 + 20²/24²) = 0.5272.
  @Test func `an error of an observation leaves it positive`() throws {
    let run = try run("{2020: \"24 ± 20\"}")
    #expect(try run.attainment("little").estimate == 0)
    let band = try run.band("y", 6)
    #expect(abs(band.moments.mean - 24) < 4 * 20 / 20_000.0.squareRoot())
    #expect(abs(band.histogram.quantile(0.5) / 18.437 - 1) < 0.02)
  }

  /// lognormal(p10: 500, p90: 800) cut at 600: P(y ≤ 700 | y ≥ 600), from the normal law with
  /// μ = log √(500·800) = 6.4493 and σ = log(800/500)/2.5631 = 0.18337.
  @Test func `initial beside a bound is its law, cut at the bound`() throws {
    let run = try run(
      "{2020: \"> 600\"}", "    initial: \"lognormal(p10: 500, p90: 800)\"")
    func below(_ x: Double) -> Double {
      0.5 * erfc(-(log(x) - log(400_000.0) / 2) / (log(1.6) / 2.563_103_131) / 2.0.squareRoot())
    }
    #expect(try run.attainment("t600").estimate == 0)
    #expect(
      FourErrors.agree(
        try run.attainment("t700"), (below(700) - below(600)) / (1 - below(600))))
  }

  @Test func `a bound alone works, and so do ranges and laws`() throws {
    #expect(try run("{2020: \"> 600\"}").attainment("t600").estimate == 0)
    // 600 (1 + E) ≤ 700 with E exponential of mean 0.1.
    #expect(
      FourErrors.agree(try run("{2020: \"> 600\"}").attainment("t700"), 1 - exp(-10.0 / 6)))
    #expect(try run("{2020: \"< 600\"}").attainment("t600").estimate == 1)
    #expect(FourErrors.agree(try run("{2020: \"2000..3000\"}").attainment("t2500"), 0.5))
    let law = try run("{2020: \"lognormal(p10: 500, p90: 700)\"}")
    #expect(FourErrors.agree(try law.attainment("t700"), 0.9))
  }

  /// Bass with p = 0.001 through 50 and 100 of 1,000 five years apart: q = 0.1351, 184.7 in 2025.
  @Test func `a Bass curve with p goes through two observations`() throws {
    let run = try Experiment(
      """
      time: {start: 2010, end: 2030}
      indicators:
        y:
          kind: output
          unit: firms
          history: {2015: 50, 2020: 100}
          growth: {model: bass, ceiling: 1000, p: 0.001, volatility: 0}
      """, paths: 16, keptPaths: 1)
    #expect(abs(try run.path(0, "y")[15] - 184.7437) < 0.01)
  }

  /// At the midpoint every curve stands at half of its ceiling, whatever tells where it begins.
  @Test(arguments: ["logistic", "gompertz", "richards", "bass", "weibull", "hill"])
  func `half of the ceiling is reached at the midpoint`(model: String) throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2030}
      indicators:
        y:
          kind: output
          unit: firms
          history: {2015: 100}
          growth: {model: \(model), ceiling: 900, midpoint: 2022, volatility: 0}
      """, paths: 16, keptPaths: 1)
    #expect(abs(try run.path(0, "y")[7] - 450) < 1e-6)
  }

  @Test(arguments: ["logistic", "gompertz", "richards"])
  func `ceiling, rate and midpoint tell where a curve stands`(model: String) throws {
    let run = try Experiment(
      """
      time: {start: 2015, end: 2030}
      indicators:
        y:
          kind: output
          unit: firms
          growth: {model: \(model), ceiling: 900, rate: 0.3, midpoint: 2020, volatility: 0}
      """, paths: 16, keptPaths: 1)
    #expect(abs(try run.path(0, "y")[5] - 450) < 1e-6)
  }

  /// With a correlation of 1 two equal indicators are met on the same paths.
  @Test func `what is correlated by one moves as one`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      indicators:
        a: {kind: output, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0.2}}
        b: {kind: output, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0.2}}
        c: {kind: output, unit: t, history: {2020: 100}, growth: {model: exponential, rate: 0.05, volatility: 0.2}}
      correlation:
        - [a, b, 1]
        - [a, c, -1]
        - [b, c, -1]
      targets:
        ta: {of: a, at_least: 130, in: 2025}
        tb: {of: b, at_least: 130, in: 2025}
      """, paths: 2_000, keptPaths: 4)
    #expect(try run.attainment("ta").successes == run.attainment("tb").successes)
    for path in 0..<4 {
      let (a, c) = (try run.path(path, "a"), try run.path(path, "c"))
      #expect(try run.path(path, "b") == a)
      for step in 1...5 {
        let grown = 100 * exp(0.05 * Double(step))
        #expect(abs(a[step] * c[step] / (grown * grown) - 1) < 1e-9)
      }
    }
  }
}
