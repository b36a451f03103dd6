import Testing
import _TestSupport

/// Diffusions with closed forms: what a scenario's file makes of them, against the formulas.
@Suite struct DiffusionTruths {
  @Test func `geometric Brownian motion ends and hits as Black and Scholes say`() throws {
    // log S₃ is normal(log 100 + 0.18, 0.2 √3); hitting by quadrature over the yearly values.
    let run = try Experiment(
      """
      time: {start: 2020, end: 2023}
      indicators:
        s: {kind: output, initial: 100, growth: {model: exponential, rate: 0.06, volatility: 0.2}}
      targets:
        ends: {of: s, at_least: 130, in: 2023}
        hits: {of: s, at_least: 130, by: 2021..2023}
      """)
    #expect(FourErrors.agree(try run.attainment("ends"), 0.4060316244))
    #expect(FourErrors.agree(try run.attainment("hits", 0), 0.1558117465))
    #expect(FourErrors.agree(try run.attainment("hits", 2), 0.4774654038))
    // A lognormal of σ² = 0.12 has kurtosis w⁴ + 2w³ + 3w² − 3 with w = e^0.12.
    let band = try run.band("s", 3)
    #expect(FourErrors.agree(band, mean: 127.124915, variance: 2060.443982, kurtosis: 5.2599))
    for (q, truth) in [(0.1, 76.801771), (0.5, 119.721736), (0.9, 186.627130)] {
      // A standard error of a quantile is below 0.6 at 10⁵ paths; four of them.
      #expect(
        abs(band.histogram.quantile(q) - truth) < 2.4
          * (1e5 / Double(band.moments.count)).squareRoot())
    }
  }

  @Test(arguments: ["year", "quarter", "month"])
  func `geometric Brownian motion is the same on every grid`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2023, step: \(step)}
      indicators:
        s: {kind: output, measure: stock, history: {2020: 100}, growth: {model: exponential, rate: 0.06, volatility: 0.2}}
      targets: {ends: {of: s, at_least: 130, in: 2023}}
      """)
    #expect(FourErrors.agree(try run.attainment("ends"), 0.4060316244))
  }

  @Test func `an Ornstein-Uhlenbeck process may be written as a derived indicator`() throws {
    // Exact transition over a year, κ = 0.5, θ = 1, σ = 0.3; Uhlenbeck and Ornstein (1930).
    let run = try Experiment(
      """
      time: {start: 2020, end: 2022}
      indicators:
        x:
          kind: derived
          expression: "1 + (lag(x, 1) - 1) * exp(-0.5) + 0.3 * sqrt(1 - exp(-1)) * each(normal(0, 1))"
          initial: 0
      """)
    #expect(FourErrors.agree(try run.band("x", 2), mean: 0.63212056, variance: 0.07781982))
  }

  @Test func `Gompertz growth with noise is an Ornstein-Uhlenbeck process of the logarithm`() throws
  {
    // d log X = (a − σ²/2 − b log X) dt + σ dW, a = 0.5, b = 0.4, σ = 0.2, X₀ = 1.
    let run = try Experiment(
      """
      time: {start: 2020, end: 2023}
      uncertainties: {theta: (0.5 - 0.02) / 0.4}
      indicators:
        z:
          kind: derived
          expression: >
            theta + (lag(z, 1) - theta) * exp(-0.4)
            + 0.2 * sqrt((1 - exp(-0.8)) / 0.8) * each(normal(0, 1))
          initial: 0
        x: {kind: derived, expression: exp(z)}
      """)
    #expect(FourErrors.agree(try run.band("z", 3), mean: 0.83856695, variance: 0.04546410))
    let spread = 2.36623243 * 2.36623243 * 0.0465133843  // e^(σ²) − 1
    #expect(
      FourErrors.agree(try run.band("x", 3), mean: 2.36623243, variance: spread, kurtosis: 3.8))
  }

  @Test func `correlated lognormal and normal terms add up`() throws {
    // Log increments over one year with ρ = 0.5: Σ Σ e_i e_j (exp(ρ s_i s_j) − 1).
    let run = try Experiment(
      """
      time: {start: 2020, end: 2021}
      indicators:
        a: {kind: output, initial: exp(4), growth: {model: exponential, rate: 0, volatility: 0.3}}
        b: {kind: output, initial: exp(3), growth: {model: exponential, rate: 0, volatility: 0.4}}
        c: {kind: output, initial: exp(2), growth: {model: exponential, rate: 0, volatility: 0.5}}
        sum: {kind: derived, expression: a + b + c}
        gaussian: {kind: derived, expression: 10 + 20 + 30 + 2 * log(a / exp(4)) / 0.3 + 3 * log(b / exp(3)) / 0.4 + 4 * log(c / exp(2)) / 0.5}
      correlation:
        - [a, b, 0.5]
        - [a, c, 0.5]
        - [b, c, 0.5]
      targets: {gaussian_65: {of: gaussian, at_least: 65, in: 2021}}
      """)
    #expect(
      FourErrors.agree(
        try run.band("sum", 1), mean: 87.24248592, variance: 675.71236657, kurtosis: 5))
    #expect(FourErrors.agree(try run.attainment("gaussian_65"), 0.2500921285))
  }
}
