import Scenarios
import Testing

/// The order in which a period computes indicators.
@Suite struct OrderOfComputationTests {
  private func order(_ lines: [String]) throws -> [String] {
    let text =
      "waymark: 1\ntime: {start: 2020, end: 2022}\nindicators:\n"
      + lines.map { "  \($0)\n" }.joined()
    let plan = try CompiledScenario(Scenario(text: text, name: "order.yaml")).plan
    return plan.cases[0].order.map { plan.indicators[$0].name }
  }

  @Test func `an indicator comes after what it reads, else as in the file`() throws {
    let found = try order([
      "a: {kind: derived, expression: d + c}",
      "b: {kind: derived, expression: 1 + 0 * t}",
      "c: {kind: derived, expression: \"lag(a, 1, before: 0) + b\"}",
      "d: {kind: derived, expression: b}",
      "e: {kind: derived, expression: 2 + 0 * t}",
    ])
    #expect(found == ["b", "c", "d", "a", "e"])
  }

  @Test func `a thousand that come in the reverse order of the file are put in order`() throws {
    let count = 1_000
    let lines = (0..<count).map { i in
      "d\(i): {kind: derived, expression: \(i + 1 < count ? "d\(i + 1) + 1" : "1 + 0 * t")}"
    }
    #expect(try order(lines) == (0..<count).reversed().map { "d\($0)" })
  }
}
