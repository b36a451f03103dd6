import Experiments
import Scenarios
import Testing

private let text = """
  waymark: 1
  scenario: Ranges
  time: {start: 2020, end: 2025}
  levers:
    push: {default: 0, range: [0, 1]}
    parks: {default: 2, range: [0, 10], step: 1}
    free: 3
  indicators:
    y: {kind: derived, expression: push + parks + free}
  targets:
    t: {of: y, at_least: 5, in: 2025}
  """

struct VariedRangeTests {
  private func range(_ written: String) throws -> VariedRange {
    try VariedRange(written, of: Scenario(text: text, name: "ranges.yaml"))
  }

  private func complaint(_ written: String) throws -> String {
    do {
      _ = try range(written)
      return "none"
    } catch { return "\(error)" }
  }

  @Test func `a range has ends and, for a grid, a count`() throws {
    let range = try range("push=0.2:0.8:4")
    #expect(range.low == 0.2)
    #expect(range.high == 0.8)
    #expect(range.count == 4)
    #expect(range.value(at: 0.5) == 0.5)
    #expect(range.steps == nil)
  }

  @Test func `a lever that has a range needs only its name`() throws {
    #expect(try range("push").high == 1)
    #expect(
      try complaint("free")
        == "the scenario gives no range for 'free'; write free=LOW:HIGH")
  }

  @Test func `a lever with a step takes only its steps, each as often as the others`() throws {
    let range = try range("parks=2.5:6")
    #expect(range.steps == [3, 4, 5, 6])
    let drawn = (0..<1000).map { range.value(at: (Double($0) + 0.5) / 1000) }
    for step in [3.0, 4, 5, 6] { #expect(drawn.count { $0 == step } == 250) }
  }

  @Test func `dates are taken on the grid of the scenario`() throws {
    #expect(try range("free=2021:2023").steps == nil, "a year alone is a number")
    let monthly = text.replacing(
      "time: {start: 2020, end: 2025}", with: "time: {start: 2020-01, end: 2025-12, step: month}")
    let range = try VariedRange(
      "free=2021-01:2021-03",
      of: Scenario(
        text: monthly.replacing("in: 2025", with: "in: 2025-12"), name: "monthly.yaml"))
    let steps = try #require(range.steps)
    #expect(steps.count == 3)
    #expect(steps[0] == range.low)
    #expect(abs(steps[2] - range.high) < 1e-9, "the last step is the end but for rounding")
  }

  @Test func `a lever that the file has as a date moves by periods in its own range`() throws {
    let quarterly = text.replacing(
      "time: {start: 2020, end: 2025}",
      with: "time: {start: 2020-Q1, end: 2025-Q4, step: quarter}"
    ).replacing("in: 2025", with: "in: 2025-Q4")
      .replacing("free: 3", with: "free: {default: 2021-Q2, range: [2021-Q1, 2022-Q2]}")
    let scenario = try Scenario(text: quarterly, name: "quarterly.yaml")
    let own = try VariedRange("free", of: scenario)
    #expect(own.steps == [2021.25, 2021.5, 2021.75, 2022, 2022.25, 2022.5])
    #expect(own.variable.dates == .quarter)
    // Numbers mean the ends of periods too.
    #expect(try VariedRange("free=2021.3:2021.8", of: scenario).steps == [2021.5, 2021.75])
    #expect(try VariedRange("parks", of: scenario).variable.dates == nil)
    let error = #expect(throws: RangeError.self) {
      try VariedRange("free=2020-Q4:2022-Q2", of: scenario)
    }
    #expect(
      "\(try #require(error))".contains(
        "between 2021-Q1 and 2022-Q2, not 2020-Q4 to 2022-Q2"))
    let plain = quarterly.replacing("2021-Q2", with: "2021.5")
      .replacing("2021-Q1", with: "2021.25").replacing("2022-Q2", with: "2022.5")
    let numbers = try Scenario(text: plain, name: "numbers.yaml")
    #expect(try VariedRange("free", of: numbers).steps == own.steps)
    // What has a unit is no date.
    let money = plain.replacing("{default: 2021.5", with: "{unit: yuan, default: 2021.5")
      .replacing("push + parks + free", with: "push + parks")
    let amounts = try Scenario(text: money, name: "amounts.yaml")
    #expect(try VariedRange("free", of: amounts).steps == nil)
  }

  @Test func `underscores in numbers are as in the scenario file`() throws {
    #expect(try range("free=1_000:20_000").high == 20_000)
  }

  @Test(arguments: [
    ("push=0:1:0", "'push=0:1:0' is no range"), ("push=0", "'push=0' is no range"),
    ("push=a:b", "'push=a:b' is no range"), ("push=0:inf", "'push=0:inf' is no range"),
    ("push=", "'push=' is no range"), ("push=1:1", "the range of 'push' goes from 1 to 1"),
    ("push=0.5:0.1", "the range of 'push' goes from 0.5 to 0.1"),
    ("free=-1e308:1e308", "the range of 'free' from -1e+308 to 1e+308 is wider than numbers"),
    ("push=0:2", "'push' may lie between 0 and 1, not 0 to 2"),
    ("psuh=0:1", "there is no lever, uncertainty or parameter 'psuh'; did you mean 'push'?"),
  ])
  func `what is no range is refused with what to write`(written: String, begin: String) throws {
    #expect(try complaint(written).hasPrefix(begin))
  }
}
