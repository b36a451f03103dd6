import Foundation
import Scenarios
import Testing
import _TestSupport

/// `delay`, the past weighted by a law, beside closed forms on grids of years, quarters and months.
@Suite struct DelayTruths {
  private static let grids = ["year", "quarter", "month"]
  private static func count(_ step: String) -> Int {
    step == "year" ? 1 : step == "quarter" ? 4 : 12
  }
  /// What the integrals of survival and the sums leave: a uniform law that ends inside a piece has a
  /// corner there.
  private static let near = Tolerance(relative: 1e-8, absolute: 1e-9)

  @Test(arguments: grids)
  func `a straight line is delayed by the mean of the law`(step: String) throws {
    let run = try Experiment(
      """
      time: {start: 2000, end: 2030, step: \(step)}
      levers: {wait: {default: 1 year, range: [0 years, 2 years]}}
      indicators:
        line: {kind: derived, unit: km, expression: 3 km * t}
        gamma_: {kind: derived, unit: km, expression: "delay(line, gamma(mean: 1, sd: 0.5) years, before: 0)"}
        months: {kind: derived, unit: m, expression: "delay(line, gamma(mean: wait, sd: 6 months), before: 0)"}
        wide: {kind: derived, unit: km, expression: "delay(line, uniform(0, 40) months, before: 0 m)"}
        two: {kind: derived, unit: km, expression: "delay(line, discrete(3: 0.25, 18: 0.75) months, before: 0)"}
        fixed: {kind: derived, unit: km, expression: "delay(line, 17 months, before: 0)"}
        none: {kind: derived, unit: km, expression: "delay(line, 0 years, before: 0)"}
      """, paths: 2)
    let n = Self.count(step)
    let end = 30 * n + n - 1
    let means: [(String, Double)] = [
      ("gamma_", 1), ("wide", 5 / 3.0), ("two", 0.0625 + 1.125), ("fixed", 17 / 12.0), ("none", 0),
    ]
    for (name, mean) in means {
      let value = try #require(try run.value(name, end))
      #expect(value.agrees(with: 3 * (30 - mean), within: Self.near), "\(name)")
    }
    let metres = try #require(try run.value("months", end))
    #expect(metres.agrees(with: 3000 * (30 - 1.0), within: Self.near))
  }

  @Test(arguments: grids)
  func `a step comes as the law shares it between periods`(step: String) throws {
    let n = Self.count(step)
    let run = try Experiment(
      """
      time: {start: 2000, end: 2026, step: \(step)}
      indicators:
        x: {kind: derived, expression: "step(from: 2022)"}
        y: {kind: derived, expression: "delay(x, exponential(mean: 1 year), before: 0)"}
      """, paths: 2)
    // What has come of it after m periods is 1 − A, A the mean survival over the last of them.
    let width = 1 / Double(n)
    for m in 1...4 * n {
      let left = exp(-Double(m - 1) * width) * (1 - exp(-width)) / width
      let value = try #require(try run.value("y", 22 * n - 1 + m))
      #expect(value.agrees(with: 1 - left, within: Self.near), "\(m)")
    }
    #expect(try run.value("y", 22 * n - 1) == 0)
  }

  @Test func `what lies before the first value is as written`() throws {
    func values(_ step: String, _ expression: String) throws -> [Double?] {
      let run = try Experiment(
        """
        time: {start: 2020, end: 2023, step: \(step)}
        indicators:
          x: {kind: derived, expression: 100 + 0 * t}
          y: {kind: derived, expression: "\(expression)"}
        """, paths: 2)
      return try (0..<run.plan.grid.count).map { try run.value("y", $0) }
    }
    #expect(try values("year", "delay(x, 18 months, before: 5)") == [5, 52.5, 100, 100])
    let quarters = try values("quarter", "delay(x, 18 months, before: 5)")
    #expect(quarters[5] == 5 && quarters[6] == 100)
    // Beyond the grid everything is before.
    #expect(try values("year", "delay(x, 10 years, before: 5)") == [5, 5, 5, 5])
    // Weights sum to 1.
    let spread = try values("month", "delay(x, lognormal(p10: 0.5, p90: 9) years, before: 100)")
    #expect(spread.allSatisfy { $0.map { $0.agrees(with: 100, within: Self.near) } ?? false })
  }

  @Test(arguments: [
    ("delay(x, 1 year)", "delay(indicator, law of a time, before: value)"),
    ("delay(x, gamma(mean: 1, sd: 0.5), before: 0)", "a time"),
    ("delay(x, 2, before: 0)", "a time"),
    ("delay(x, 2 km, before: 0)", "a time"),
    ("delay(x, 2022, before: 0)", "a time"),
    ("delay(x, normal(1, 0.5) years, before: 0)", "reaches below 0"),
    ("delay(x, gamma(mean: u, sd: 0.5) years, before: 0)", "numbers and levers"),
    ("delay(x, u * 1 year, before: 0)", "numbers and levers"),
    ("delay(x, 1 year + exponential(mean: 1 year), before: 0)", "numbers and levers"),
    ("delay(x, poisson(3) years, before: 0)", "numbers and levers"),
    ("delay(2 * x, 1 year, before: 0)", "an indicator"),
    ("delay(u, 1 year, before: 0)", "indicator"),
    ("delay(x, 1 year, before: 3 km)", "km"),
    ("delay(y, 1 year, before: 3)", "`y` needs itself in the same period"),
    ("delay(x, truncated(normal(1, 0.5), min: 0) years, before: 0)", ""),
  ])
  func `what can not be meant is refused`(expression: String, words: String) {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2023}
      uncertainties: {u: "uniform(1, 2)"}
      indicators:
        x: {kind: derived, unit: firms, expression: 100 firms}
        y: {kind: derived, unit: firms, expression: "\(expression)"}
      """
    var found = ""
    do {
      _ = try CompiledScenario(Scenario(text: text, name: "delays.yaml"))
    } catch {
      found = "\(error)"
    }
    #expect(words.isEmpty ? found.isEmpty : found.contains(words), "\(found)")
  }
}
