import Scenarios
import Testing
import _TestSupport

/// Other currencies at the prices of the file, and prices of a base year.
@Suite struct MoneyTruths {
  private func text(_ step: String) -> String {
    """
    time: {start: 2020-12, end: 2026-12, step: \(step)}
    money: {usd: 6.5 yuan, hkd: "uniform(0.8, 0.9) yuan", inflation: 2 %, base: 2020}
    indicators:
      both: {kind: derived, unit: bn yuan, expression: 2 bn yuan + 1 bn usd}
      dollars: {kind: derived, unit: mn usd, expression: 13 bn yuan}
      per_area: {kind: derived, unit: yuan/m2, expression: 3 usd/m2}
      ratio: {kind: derived, expression: 13 bn yuan / (1 bn usd) > 12}
      hong_kong: {kind: derived, unit: bn yuan, expression: 1 bn hkd}
      real: {kind: derived, unit: bn yuan, expression: real(10 bn yuan)}
      nominal: {kind: derived, unit: bn yuan, expression: nominal(1 bn usd)}
    targets:
      in_dollars: {of: both, at_least: 1.3 bn usd, in: 2026-12}
      too_many: {of: both, at_least: 1.31 bn usd, in: 2026-12}
      hong_kong: {of: hong_kong, at_least: 0.87 bn yuan, in: 2026-12}
    cases: {base: {}, dear: {assume: {money.usd: 7 yuan}}}
    """
  }

  @Test func `money in another currency has its price`() throws {
    let run = try Experiment(text("month"))
    #expect(try run.value("both", 12) == 8.5)
    #expect(try run.value("both", 12, in: "dear") == 9)
    #expect(try run.value("dollars", 12) == 2000)
    #expect(try run.value("per_area", 12) == 19.5)
    #expect(try run.attainment("in_dollars").estimate == 1)
    #expect(try run.attainment("too_many").estimate == 0)
    #expect(FourErrors.agree(try run.attainment("hong_kong"), 0.3))
  }

  @Test(arguments: [("month", 12), ("quarter", 4)])
  func `prices are those of calendar years`(step: String, perYear: Int) throws {
    let text = text(step).replacing("2020-12", with: step == "month" ? "2020-12" : "2020-Q4")
      .replacing("2026-12", with: step == "month" ? "2026-12" : "2026-Q4")
    let run = try Experiment(text, paths: 10)
    for year in 1...6 {
      let level = (1...year).reduce(1.0) { product, _ in product * 1.02 }
      for period in [(year - 1) * perYear + 1, year * perYear] {
        #expect(
          try #require(try run.value("real", period)).agrees(with: 10 / level, within: .ulps(64)))
        #expect(
          try #require(try run.value("nominal", period)).agrees(
            with: 6.5 * level, within: .ulps(64)))
      }
    }
  }

  @Test func `on years prices are the same`() throws {
    let run = try Experiment(
      """
      time: {start: 2020, end: 2025}
      money: {inflation: 2 %, base: 2020}
      indicators: {real: {kind: derived, unit: bn yuan, expression: real(10 bn yuan)}}
      """, paths: 10)
    #expect(try #require(try run.value("real", 0)).agrees(with: 10, within: .ulps(64)))
    #expect(
      try #require(try run.value("real", 5)).agrees(with: 10 / 1.1040808032, within: .ulps(64)))
  }

  @Test(arguments: [
    ("money: {usd: 6.5 yuan}", "1 bn eur", "expected bn yuan"),
    ("", "1 bn usd", "expected bn yuan"),
    ("", "real(1 bn yuan)", "needs to know how prices rise"),
    ("money: {inflation: 2 %}", "1 bn yuan", "has `inflation` without `base`"),
    ("money: {inflation: 2 %, base: 2020-06}", "1 bn yuan", "prices are of a year"),
    ("money: {usd: 6.5 km}", "1 bn usd", "expected yuan"),
    ("money: {usd: 6.5 yuan}", "1 bn usd * 1 km", "expected bn yuan"),
  ])
  func `what has no price is refused`(money: String, expression: String, words: String) {
    let text = """
      waymark: 1
      time: {start: 2020, end: 2025}
      \(money)
      indicators: {a: {kind: derived, unit: bn yuan, expression: \(expression)}}
      """
    do {
      _ = try CompiledScenario(Scenario(text: text, name: "money"))
      Issue.record("\(expression) was read")
    } catch {
      #expect("\(error)".contains(words), "\(error)")
    }
  }
}
