import Scenarios
import Testing

/// Promises without a quantity are kept, and stop nothing.
@Suite struct PromiseTests {
  static let head = """
    waymark: 1
    time: {start: 2015, end: 2030}
    indicators:
      firms: {kind: count, unit: enterprises, history: {2015: 120, 2020: 405}}
      level: {kind: output, growth: auto, label: Level of innovation}
      zone: {kind: milestone, opens: 2023}
    targets:

    """

  private func scenario(_ targets: String) throws -> Scenario {
    try Scenario(text: Self.head + targets, name: "promises.yaml")
  }

  private func refusal(_ targets: String) -> String {
    do {
      _ = try scenario(targets)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("a: {of: firms, at_least: 800, by: 2026-2028}", "write `by: 2026..2028`"),
    ("a: {of: firms, growth_of_at_least: 每年20%}", "write `20 % a year`"),
    ("a: {of: firms, at_least: 同比增长20%}", "write `growth_of_at_least: 20 % a year`"),
    ("a: {of: firms, 达到: 800}", "did you mean `at_least`?"),
  ])
  func `what documents write has the form of the file beside it`(target: String, advice: String) {
    #expect(refusal("  " + target + "\n").contains(advice))
  }

  @Test func `a promise without a statement is kept beside the targets`() throws {
    let scenario = try scenario(
      """
        sure: {of: firms, at_least: 800, in: 2025}
        new_level: {of: level, in: 2035, source: "to a new level"}
        leaders: {quote: "among the leaders", document: plan, date: 2022-07-21, by: 2035, quantity: none, proxies: [sure, firms, rank_of_city]}
        open: {of: zone, by: 2025}
        more: {of: firms, by: 2025}
      """)
    #expect(scenario.targets.map(\.name) == ["sure"])
    #expect(scenario.promises.map(\.name) == ["new_level", "leaders", "open", "more"])
    #expect(scenario.promises.map(\.reason) == [.unstated, .said, .unstated, .unstated])
    #expect(scenario.promises.map(\.deadlineText) == ["2035", "2035", "2025", "2025"])
    // What nothing else names is not simulated.
    #expect(scenario.indicators.map(\.name) == ["firms", "zone"])
    #expect(scenario.promises[0].subject?.hasNumbers == false)
    #expect(scenario.promises[0].advice.english.contains("give level numbers"))
    #expect(scenario.promises[1].proxies.map(\.kind) == [.target, .indicator, nil])
    #expect(scenario.promises[1].remarks.quote == "among the leaders")
    #expect(scenario.promises[1].remarks.document == "plan")
    #expect(scenario.promises[1].remarks.date == "2022-07-21")
    #expect(scenario.promises[2].advice.english == "write `reached: true`")
    #expect(scenario.promises[3].advice.english == "write `at_least: … enterprises`")
    #expect(
      scenario.promiseSummary?.english
        == "4 promises have no quantity: new_level, leaders, open, more")
    #expect(scenario.nothingComputed == nil)
    #expect(throws: Never.self) { try scenario.requireQuantity() }
    #expect(scenario.notices.map(\.path) == scenario.promises.map { "targets.\($0.name)" })
    #expect(try CompiledScenario(scenario).plan.targets.count == 1)
  }

  @Test func `a joint target of such a promise is one itself`() throws {
    let scenario = try scenario(
      """
        outer: {all: [inner, sure]}
        inner: {any: [sure, leaders]}
        sure: {of: firms, at_least: 800, in: 2025}
        leaders: {of: level, quantity: none}
      """)
    #expect(scenario.targets.map(\.name) == ["sure"])
    #expect(scenario.promises.map(\.name) == ["outer", "inner", "leaders"])
    #expect(
      scenario.promises.map(\.reason) == [.members(["inner"]), .members(["leaders"]), .said])
  }

  @Test func `a file of nothing else computes nothing`() throws {
    let bare = try Scenario(
      text: """
        waymark: 1
        time: {start: 2021, end: 2035}
        targets:
          leaders: {quote: "among the leaders", by: 2035}
        """, name: "only.yaml")
    #expect(bare.indicators.isEmpty)
    #expect(bare.hasPromisesOnly)
    #expect(bare.nothingComputed?.english.hasPrefix("Nothing was computed") == true)
    #expect(throws: PromisesOnly.self) { try bare.requireQuantity() }
    #expect(throws: PromisesOnly.self) { try bare.requireQuantity(orIndicators: true) }
    let simulated = try scenario("  leaders: {quote: a, quantity: none}\n  up: {of: level}")
    #expect(throws: Never.self) { try simulated.requireQuantity(orIndicators: true) }
    #expect(throws: PromisesOnly.self) { try simulated.requireQuantity() }
    let mixed = try scenario(
      "  sure: {of: firms, at_least: 8, in: 2025}\n  leaders: {quote: a, quantity: none}\n  up: {of: level}"
    )
    #expect(throws: Never.self) { try mixed.requireQuantity(of: ["sure"]) }
    do throws(PromisesOnly) {
      try mixed.requireQuantity(of: ["leaders@2030"])
    } catch {
      #expect(error.phrase.english.contains("leaders has no quantity"))
    }
  }

  @Test func `an indicator without numbers that anything else names is an error`() {
    let named = [
      "up: {of: level, at_least: 5, in: 2025}\n  kept: {of: level, by: 2025}",
      "more: {of: firms, at_least: 2 * level, in: 2025}\n  kept: {of: level, by: 2025}",
      "kept: {of: firms, by: 2025}",
    ]
    for targets in named {
      #expect(refusal("  " + targets).contains("indicators.level: has neither history"))
    }
  }

  @Test func `what is mistyped or promises nothing stays an error`() {
    #expect(refusal("  a: {of: firms, at_leat: 5, in: 2025}").contains("did you mean `at_least`"))
    #expect(refusal("  a: {}").contains("promises nothing"))
    #expect(refusal("  a: {by: 2030}").contains("promises nothing"))
    #expect(refusal("  a: {of: firms, quantity: some}").contains("must be `none`"))
    #expect(
      refusal("  a: {of: firms, at_least: 5, in: 2025, quantity: none}").contains("is a quantity"))
    #expect(
      refusal("  a: {of: firms, at_least: 5, in: 2025, proxies: [firms]}")
        .contains("needs no proxy"))
    #expect(refusal("  a: {of: frims, by: 2030}").contains("did you mean `firms`"))
    #expect(refusal("  a: {quote: b, quantity: none, proxies: [a]}").contains("its own proxy"))
    #expect(refusal("  a: {of: firms, by: soon}").contains("is not a date"))
  }

  @Test(arguments: [
    ("2022-07-21", true), ("21 Jul 2022", true), ("2022年7月21日", true), ("2024/2/29", true),
    ("spring", true), ("2022-13", false), ("2023-02-29", false), ("2022.04.31", false),
  ])
  func `the date of a document is a day of the calendar if it is one`(
    date: String, isPossible: Bool
  ) {
    let text = refusal("  a: {quote: b, quantity: none, date: \"\(date)\"}")
    #expect(text.contains("no day of the calendar") == !isPossible)
  }

  @Test func `a date without a document is no deadline`() {
    #expect(
      refusal("  a: {of: firms, at_least: 800, date: 2025}").contains("write `in` or `by`"))
  }
}
