import Scenarios
import Testing

/// A law of ceilings that lies mostly below what was observed is a slip.
@Suite struct CeilingLawTests {
  private func compile(
    _ ceiling: String, history: String = "{2015: 120, 2020: 405}", model: String = "logistic"
  ) throws -> CompiledScenario {
    try CompiledScenario(
      Scenario(
        text: """
          waymark: 1
          time: {start: 2015, end: 2026}
          indicators:
            a: {kind: output, history: \(history), growth: {model: \(model), ceiling: "\(ceiling)"}}
          targets: {t: {of: a, at_least: 800, in: 2025}}
          """, name: "a.yaml"))
  }

  @Test(arguments: [
    ("normal(0, 1)", "100 %"), ("uniform(0, 500)", "81 %"),
  ])
  func `one mostly below is refused, with its share`(law: String, share: String) throws {
    #expect {
      try compile(law)
    } throws: { error in
      "\(error)".contains(
        "is not above the 405 observed in 2020 with a probability of \(share)")
    }
  }

  @Test func `a formula of a law is judged by draws`() throws {
    #expect {
      try compile("300 + 10 * uniform(0, 1)")
    } throws: { "\($0)".contains("with a probability of 100 %") }
  }

  @Test(arguments: ["lognormal(p10: 500, p90: 2000)", "uniform(300, 2000)", "1000"])
  func `one mostly above is taken`(law: String) throws {
    _ = try compile(law)
    _ = try compile(law, history: "{2020: 405}")
  }
}
