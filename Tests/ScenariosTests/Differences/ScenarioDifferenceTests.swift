import Foundation
import Scenarios
import Testing

@Suite struct ScenarioDifferenceTests {
  private func tree(_ text: String) throws -> ScenarioTree {
    try ScenarioTree(text: text, name: "s.yaml")
  }

  private let base = """
    waymark: 1
    time: {start: 2015, end: 2030, step: year}
    indicators:
      firms: {kind: count, history: {2015: 120, 2020: "405 ± 5"}, exits: 0.05}
      sales: {kind: output, history: {2020: 100}, growth: auto}
    targets: {high: {of: firms, at_least: 800, in: 2025}}
    """

  @Test func `each place is named with what stands there`() throws {
    let after = base.replacingOccurrences(of: "2015: 120", with: "2015: 130, 2018: \"> 200\"")
      .replacingOccurrences(of: ", exits: 0.05", with: "")
      .replacingOccurrences(of: "growth: auto", with: "growth: {model: auto, boost: 0.01}")
    let difference = try ScenarioDifference(tree(base), tree(after))
    let found = difference.changes.map {
      "\($0.path): \($0.before ?? "–") -> \($0.after ?? "–") (\($0.component?.name ?? ""))"
    }
    #expect(
      found == [
        "indicators.firms.history.2015: 120 -> 130 (observations of firms)",
        "indicators.firms.history.2018: – -> > 200 (observations of firms)",
        "indicators.firms.exits: 0.05 -> – (exits of firms)",
        "indicators.sales.growth.boost: – -> 0.01 (boost of sales)",
      ])
    #expect(
      difference.components.map(\.name)
        == ["boost of sales", "exits of firms", "observations of firms"])
  }

  @Test func `a new observation is called so`() throws {
    let after = base.replacingOccurrences(of: "2020: 100", with: "2020: 100, 2021: 108")
    let difference = try ScenarioDifference(tree(base), tree(after))
    #expect(difference.components.map(\.name) == ["new observation of sales in 2021"])
  }

  @Test func `mixtures go from the first to the second`() throws {
    let after = base.replacingOccurrences(of: "120", with: "140")
      .replacingOccurrences(of: "0.05", with: "0.06")
      .replacingOccurrences(of: "800", with: "900")
    let difference = try ScenarioDifference(tree(base), tree(after))
    #expect(
      difference.components.map(\.name) == ["exits of firms", "observations of firms", "targets"])
    let mixture = try difference.mixture([false, true, false])
    #expect(mixture.indicators[0].history.map(\.value) == [140, 405])
    #expect(mixture.indicators[0].history[1].kind == .standardDeviation(5))
    #expect(mixture.targets == (try tree(base)).scenario.targets)
    #expect(mixture.indicators[0].exits?.text == "0.05")
    #expect(difference.changedTargets == ["high"])
  }

  @Test func `observations of a table are those that are written out`() throws {
    let folder = NSTemporaryDirectory() + "waymark-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "year,count\n2015,120\n2020,405 ± 5\n".write(
      toFile: folder + "/firms.csv", atomically: true, encoding: .utf8)
    try base.replacingOccurrences(
      of: "{2015: 120, 2020: \"405 ± 5\"}", with: "{file: firms.csv, time: year, value: count}"
    ).write(toFile: folder + "/s.yaml", atomically: true, encoding: .utf8)
    let other = try ScenarioTree(file: folder + "/s.yaml")
    #expect(try ScenarioDifference(tree(base), other).changes.isEmpty)
  }

  @Test func `what is whole in one scenario is one part`() throws {
    let after = base.replacingOccurrences(
      of: "  sales: {kind: output, history: {2020: 100}, growth: auto}\n", with: "")
    let difference = try ScenarioDifference(tree(base), tree(after))
    #expect(difference.components.map(\.kind) == [.indicator("sales")])
    #expect(try difference.mixture([true]).indicators.map(\.name) == ["firms"])
  }
}
