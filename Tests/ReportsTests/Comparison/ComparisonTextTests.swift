import Experiments
import Reports
import Testing
import Wording

@Suite struct ComparisonTextTests {
  private func text(
    _ first: String = "0.05", _ second: String = "0.08", seed: Int = 1, language: Language = .en
  ) throws -> String {
    func side(_ rate: String, _ name: String, seed: Int) throws -> ComparisonSide {
      try ComparisonSide(
        text: """
          waymark: 1
          time: {start: 2020, end: 2024}
          indicators:
            s: {kind: output, history: {2020: 100}, growth: {model: exponential, rate: \(rate), volatility: 0.1}}
          targets: {high: {of: s, at_least: 120, in: 2023}}
          simulation: {paths: 1000, seed: \(seed)}
          """, name: name)
    }
    let comparison = try Comparison(side(first, "a", seed: 1), side(second, "b", seed: seed))
    return ComparisonText(comparison, language: language).wideText
  }

  @Test func `it says what changed, where to, and because of what`() throws {
    let text = try text()
    #expect(
      text.hasPrefix("a → b\nboth on the same random numbers: 1,000 paths, seed 1; 2 mixtures\n"))
    #expect(text.contains("indicators.s.growth.rate  0.05    0.08   growth of s"))
    #expect(text.contains("baseline  high"))
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0.contains("+") && $0.hasSuffix("growth of s") })
    #expect(lines.last?.hasPrefix("  after") == true, "the way ends where it is now")
  }

  @Test func `entries have their labels, and pictures side by side one scale`() throws {
    func side(_ rate: String, _ name: String) throws -> ComparisonSide {
      try ComparisonSide(
        text: """
          waymark: 1
          time: {start: 2020, end: 2024}
          indicators:
            s: {kind: output, label: Output of all, history: {2020: 100}, growth: {model: exponential, rate: \(rate), volatility: 0.1}}
          cases: {base: {label: As it is}}
          targets:
            high: {of: s, at_least: 120, in: 2023, label: More by a fifth}
            top: {of: s, at_least: 160, in: 2023}
          simulation: {paths: 1000, seed: 1}
          """, name: name)
    }
    let comparison = try Comparison(side("0.05", "a"), side("0.08", "b"))
    for (language, part) in [
      (Language.en, "growth of Output of all"), (.zh, "Output of all 的增长模型"),
    ] {
      let text = ComparisonText(comparison, language: language)
      #expect(text.wideText.contains(part))
      #expect(text.wideText.contains("As it is  More by a fifth"))
      let items = text.document.sections.flatMap(\.items)
      let scales = items.compactMap { item -> ClosedRange<Double>? in
        guard case .chart(let chart) = item, case .bars(let bars) = chart.content else {
          return nil
        }
        return bars.axis.range
      }
      #expect(scales.count == 2 && Set(scales).count == 1)
    }
  }

  @Test func `scenarios that say the same have nothing to explain`() throws {
    let text = try text("0.05", "0.050")
    #expect(text.contains("The two scenarios say the same."))
    #expect(text.contains("  0  nothing"))
  }

  @Test func `another seed is called Monte Carlo`() throws {
    let text = try text(seed: 2)
    #expect(text.contains("what these make of the difference is called Monte Carlo."))
    #expect(text.contains("simulation.seed           1       2      Monte Carlo"))
  }

  @Test func `it is there in Chinese`() throws {
    let text = try text(seed: 2, language: .zh)
    #expect(text.contains("s 的增长模型"))
    #expect(text.contains("蒙特卡洛误差"))
    #expect(!text.contains("Monte"))
  }
}
