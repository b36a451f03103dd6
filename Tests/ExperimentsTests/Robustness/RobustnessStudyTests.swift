import Experiments
import Scenarios
import Testing

@Suite struct RobustnessStudyTests {
  /// Alternatives of which the best one flips with the state.
  ///
  /// A bold choice pays if demand is strong, a careful one if it is weak.
  private static let flipping = """
    waymark: 1
    time: {start: 2020, end: 2021}
    uncertainties:
      u: uniform(0, 1)
      demand: uniform(0, 1)
      unused: uniform(0, 1)
    levers: {bold: {default: 0, range: [0, 1]}}
    indicators:
      x: {kind: derived, expression: u + (demand - 0.5) * bold}
    cases:
      careful: {}
      bold: {bold: 1}
      weak: {assume: {demand: 0.2}}
      strong: {assume: {demand: 0.8}}
    targets:
      half: {of: x, at_least: 0.5, in: 2021}
    simulation: {paths: 4000}
    """

  private func study(_ text: String, workers: Int = 2) throws -> RobustnessStudy {
    var options = RobustnessStudy.Options()
    options.engine.workers = workers
    options.threshold = 0.45
    return try RobustnessStudy(try Scenario(text: text, name: "test.yaml"), options: options)
  }

  private func values(_ study: RobustnessStudy, _ name: String) throws -> [Double] {
    try #require(study.criteria.first { $0.name == name }).values
  }

  @Test func `the best alternative flips with the state`() throws {
    let study = try study(Self.flipping)
    #expect(study.alternatives == ["careful", "bold"])
    #expect(
      study.states == [
        "as stated", "weak", "strong", "u: p10", "u: p90", "demand: p10", "demand: p90",
      ])
    #expect(study.unchanged == ["unused: p10", "unused: p90"])
    // Careful: P(u ≥ 0.5). Bold in a state: P(u ≥ 1 − demand); four standard errors of 4,000 paths.
    for (state, demand) in [(1, 0.2), (2, 0.8), (5, 0.1), (6, 0.9)] {
      #expect(study.attainments[0][state] == study.attainments[0][0])
      let share = study.attainments[1][state]
      #expect(abs(share.estimate - demand) <= 4 * share.standardError)
      #expect((study.regrets[0][state] == 0) == (demand < 0.5))
      #expect((study.regrets[1][state] == 0) == (demand > 0.5))
    }
    // u at its 10 % quantile misses for the careful, at its 90 % quantile it always meets.
    #expect(study.attainments[0][3].estimate == 0)
    #expect(study.attainments[0][4].estimate == 1)
  }

  @Test func `criteria follow from the probabilities and regrets`() throws {
    let study = try study(Self.flipping)
    for alternative in 0..<2 {
      let shares = study.attainments[alternative].map(\.estimate)
      #expect(try values(study, "as_stated")[alternative] == shares[0])
      #expect(try values(study, "maximin")[alternative] == shares.min())
      #expect(
        try values(study, "maximal_regret")[alternative] == study.regrets[alternative].max())
      #expect(
        try values(study, "satisficing")[alternative]
          == Double(shares.count { $0 >= 0.45 }) / Double(shares.count))
    }
    // Every set of weights has a best alternative; 2,000 sets leave rounding only.
    let shares = try values(study, "best_share")
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    #expect(shares.allSatisfy { $0 > 0.05 })
  }

  @Test func `workers change no byte`() throws {
    let one = try study(Self.flipping, workers: 1)
    let three = try study(Self.flipping, workers: 3)
    #expect(one.csv == three.csv)
    #expect(one.tables[1].csv == three.tables[1].csv)
  }

  @Test func `states come from what the file leaves open`() throws {
    let study = try study(
      """
      waymark: 1
      time: {start: 2015, end: 2025}
      levers: {push: {default: 0, range: [0, 1]}}
      indicators:
        a: {kind: output, history: {2015: 120, 2020: 405}, growth: {model: auto, boost: 0.05 * push}}
        b: {kind: output, initial: 100, growth: {model: exponential, rate: 0.05, volatility: 0.1, boost: 0.05 * push}}
      correlation:
        - [a, b, 0.5]
      cases: {baseline: {}, push: {push: 1}}
      targets:
        a_800: {of: a, at_least: 800, in: 2025}
        b_150: {of: b, at_least: 150, in: 2025}
        both: {all: [a_800, b_150]}
      simulation: {paths: 2000}
      """)
    #expect(study.target.name == "both")
    #expect(
      study.states == [
        "as stated", "a: linear", "a: exponential", "a: logistic", "a: gompertz",
        "b: volatility x0.5", "b: volatility x2", "independent",
      ])
    #expect(study.impossible.isEmpty)
    // A push helps in every state: it need never be regretted.
    #expect(study.regrets[1].allSatisfy { $0 == 0 })
    #expect(study.criteria.allSatisfy { $0.ranks[1] == 1 })
  }

  @Test func `one alternative is nothing to choose between`() throws {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2021}
      uncertainties: {u: "uniform(0, 1)"}
      indicators: {x: {kind: derived, expression: u}}
      cases: {baseline: {}, high: {assume: {u: 0.9}}}
      targets: {half: {of: x, at_least: 0.5, in: 2021}}
      """
    #expect(throws: RobustnessRefusal.fewAlternatives(["baseline"])) { try study(text) }
  }

  @Test func `an uncertainty is put at its own quantiles, however it is written`() throws {
    // P(1 − u ≤ x) = x; P(u + v ≤ x) = x²/2 up to 1, so the 10 % quantile is √0.2 = 0.447; P(2 u ≤ 0.2) = 0.1; and
    // of a Poisson number of mean 3 the quantiles are 1 and 5. Bounds are six standard errors of
    // 100,000 draws away.
    for (law, low, high) in [
      ("1 - uniform(0, 1)", 0.0943...0.1057, 0.8943...0.9057),
      ("uniform(0, 1) + uniform(0, 1)", 0.4345...0.4600, 1.5400...1.5655),
      ("2 * base", 0.1886...0.2114, 1.7886...1.8114), ("poisson(3)", 0.5...1.5, 4.5...5.5),
    ] {
      for (state, range) in [("x: p10", low), ("x: p90", high)] {
        let study = try study(
          """
          waymark: 1
          time: {start: 2020, end: 2021}
          levers: {push: {default: 0, range: [0, 1]}}
          uncertainties: {base: "uniform(0, 1)", x: "\(law)"}
          indicators: {y: {kind: derived, expression: x + 100 * push}}
          cases: {none: {}, push: {push: 1}}
          targets:
            near: {of: y, between: [\(range.lowerBound), \(range.upperBound)], in: 2021}
          simulation: {paths: 256}
          """)
        let place = try #require(study.states.firstIndex(of: state))
        #expect(study.attainments[0][place].estimate == 1, "\(law), \(state)")
      }
    }
  }

  @Test func `assumptions that say the same on other lines are one state`() throws {
    let text = Self.flipping.replacing(
      "  strong: {assume: {demand: 0.8}}",
      with: "  strong: {assume: {demand: 0.8}}\n  strong_too: {bold: 1, assume: {demand: 0.8}}")
    let study = try study(text)
    #expect(Array(study.states.prefix(3)) == ["as stated", "weak", "strong"])
    #expect(!study.states.contains("strong_too"))
    #expect(!study.unchanged.contains("strong_too"))
  }

  @Test func `failed paths are counted`() throws {
    let study = try study(
      """
      waymark: 1
      time: {start: 2020, end: 2021}
      levers: {push: {default: 0, range: [0, 2]}}
      uncertainties: {u: "normal(0, 1)"}
      indicators: {x: {kind: derived, expression: sqrt(u) + push}}
      cases: {none: {}, push: {push: 1}}
      targets: {one: {of: x, at_least: 1, in: 2021}}
      simulation: {paths: 4000}
      """)
    // u is negative on half of the paths as stated: within four standard errors of 2,000.
    #expect(abs(study.mostFailed - 2000) <= 126)
    #expect(try self.study(Self.flipping).mostFailed == 0)
  }
}
