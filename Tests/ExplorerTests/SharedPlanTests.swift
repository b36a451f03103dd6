import Experiments
import Explorer
import Foundation
import Reports
import Scenarios
import Tables
import Testing
import Wording
import _TestSupport

@Suite struct SharedPlanTests {
  private let own: TemporaryFolder
  private static let name = "firms.yaml"
  private static let base = """
    waymark: 1
    scenario: "Firms </script><b>of a district"
    time: {start: 2015, end: 2030}
    uncertainties:
      yield: "lognormal(p10: 0.01, p90: 0.05)"
    levers:
      programme: {default: 0.3, range: [0, 1], label: "A \\"programme\\" <i>& more"}
      begin: {default: 2022, range: [2021, 2025], step: 1}
      rest: 2
    indicators:
      firms:
        kind: count
        history: {2015: 120, 2020: 405}
        growth: {model: logistic, ceiling: "lognormal(p10: 900, p90: 2_000)", boost: "programme * ramp(from: begin, over: rest) * yield"}
    targets:
      firms_800: {of: firms, at_least: 800, in: 2025}
      firms_more: {of: firms, at_least: 900, by: 2030}
    simulation: {paths: 500, seed: 7}
    """

  init() throws {
    own = try TemporaryFolder()
    try own.write(Self.base, to: Self.name)
  }

  private func plan(
    _ varied: [String] = [], workers: Int = 1, language: Language = .en
  ) throws -> SharedPlan {
    var options = SharedPlan.Options()
    options.varied = varied
    options.workers = workers
    options.language = language
    return try SharedPlan(Scenario(file: own.file(Self.name)), options: options)
  }

  /// The page of all levers in English, computed once for all tests that look at it.
  private static let whole = Result { try SharedPlanTests().plan() }

  /// A page as its script reads it.
  private struct Page {
    let html: String
    /// For each part and setting what is shown.
    let parts: [String: [String]]
    /// For each slider what it can say.
    let values: [[String]]

    init(_ plan: SharedPlan) throws {
      html = plan.html
      let begin = try #require(html.range(of: "id=\"settings\">"))
      let end = try #require(html.range(of: "</script>", range: begin.upperBound..<html.endIndex))
      let data = Data(html[begin.upperBound..<end.lowerBound].utf8)
      let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let parts = try #require(root["parts"] as? [String: [String: Any]])
      self.parts = try parts.mapValues { part in
        let pieces = try #require(part["pieces"] as? [String])
        let settings = try #require(part["settings"] as? [[Int]])
        return settings.map { $0.map { pieces[$0] }.joined(separator: "\n") }
      }
      values = html.matches(of: /<datalist id="c\d+-values">(.*?)<\/datalist>/).map { list in
        list.1.matches(of: /label="([^"]*)"/).map { String($0.1) }
      }
    }

    /// The probabilities of a setting as they are shown.
    func shares(_ setting: Int) -> [String] {
      parts["summary"]?[setting].matches(of: /<strong>(.*?)<\/strong>/).map { String($0.1) } ?? []
    }
  }

  /// The probabilities of a file that extends the scenario.
  private func shares(_ text: String) throws -> [String] {
    try own.write("waymark: 1\nextends: \(Self.name)\n" + text, to: "set.yaml")
    let run = try Run(
      Scenario(file: own.file("set.yaml")).leading(with: "set"), options: RunOptions())
    return RunText(run, language: .en, .reference).shares.map(\.text)
  }

  @Test func `every setting says what a run of it says`() throws {
    let plan = try plan(["programme=0:1:3", "begin=2021:2025:2"])
    let page = try Page(plan)
    // What the file says is among the values.
    #expect(page.values == [["0", "0.3", "0.5", "1"], ["2021", "2022", "2025"]])
    #expect(plan.settings == 12)
    var setting = 0
    for programme in page.values[0] {
      for begin in page.values[1] {
        let run = try shares("cases: {set: {programme: \(programme), begin: \(begin)}}")
        #expect(page.shares(setting) == run, "\(programme) \(begin)")
        setting += 1
      }
    }
    #expect(Set((0..<12).map { page.shares($0) }).count >= 6)
  }

  @Test func `without scripts it shows the setting of the file`() throws {
    let page = try Page(Self.whole.get())
    let shown = try #require(
      page.html.firstMatch(of: /<div id="now">((?s:.*?))<\/div>\n<div id="file">/))
    let places = page.html.matches(of: /max="(\d+)" step="1" value="(\d+)"/)
      .map { (Int($0.1) ?? 0, Int($0.2) ?? 0) }
    let setting = places.reduce(0) { $0 * ($1.0 + 1) + $1.1 }
    #expect(places.count == 2)
    #expect(page.parts["now"]?[setting] == String(shown.1))
    #expect(page.shares(setting) == (try shares("cases: {set: {}}")))
    #expect(page.html.contains("As in the file: rest"))
  }

  @Test func `what is no number in the file stays among the values`() throws {
    let page = try Page(plan(["yield=0.01:0.05:2", "firms.growth.ceiling=900:2000:2"]))
    #expect(page.values[0] == ["as in the file", "0.01", "0.05"])
    #expect(page.shares(0) == (try shares("cases: {set: {}}")))
    #expect(
      page.shares(4)
        == (try shares("cases: {set: {assume: {yield: 0.01, firms.growth.ceiling: 900}}}")))
    #expect(
      page.shares(8)
        == (try shares("cases: {set: {assume: {yield: 0.05, firms.growth.ceiling: 2000}}}")))
  }

  @Test func `it is one file of at most 3 MB, the same with any number of threads`() throws {
    let (one, two) = (try plan(), try plan(workers: 3))
    #expect(one.html == two.html)
    #expect(one.html.utf8.count <= SharedPlan.largest)
    #expect((90...200).contains(one.settings))
  }

  @Test(arguments: [Language.en, .zh])
  func `nothing is fetched, and names are but text`(_ language: Language) throws {
    let html = try (language == .en ? Self.whole.get() : plan(language: language)).html
    #expect(html.contains(language == .zh ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"))
    #expect(html.contains(language == .zh ? "事先计算：" : "Computed before"))
    for (_, target) in html.matches(of: /(?:src|href|action)="([^"]*)"/).map(\.output) {
      #expect(target.hasPrefix("#"), "\(target)")
    }
    for (_, address) in html.matches(of: /(https?:\/\/[^"' ]*)/).map(\.output) {
      #expect(address.hasPrefix("http://www.w3.org/2000/svg"), "\(address)")
    }
    #expect(!html.contains("url("))
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("style=\""))
    // The data and the script; no other.
    #expect(html.matches(of: /<script/).count == 2)
    #expect(html.matches(of: /<\/script/).count == 2)
    #expect(html.contains("Firms &lt;/script&gt;&lt;b&gt;of a district"))
    #expect(html.contains("A &quot;programme&quot; &lt;i&gt;&amp; more"))
    #expect(!html.contains("<b>"))
    #expect(!html.contains("<i>"))
  }

  @Test func `what cannot be moved or does not fit is refused`() throws {
    #expect(throws: RangeError.twice(name: "begin")) { try plan(["begin", "begin"]) }
    let refused = #expect(throws: ShareRefusal.self) {
      try plan(["programme=0:1:1000", "yield=0.01:0.05:1000"])
    }
    #expect(refused?.exit == .tooMuch)
    #expect(refused?.description.contains("programme, yield") ?? false)
    try own.write(
      Self.base.replacing(/levers:(?s:.*?)indicators:/, with: "indicators:")
        .replacing("programme * ramp(from: begin, over: rest) * yield", with: "yield"),
      to: Self.name)
    #expect(throws: SweepError.nothingVaried(levers: [])) { try plan() }
  }
}
