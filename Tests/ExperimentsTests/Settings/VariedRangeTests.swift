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

  @Test(arguments: ["free=-1e300:1", "free=1:2e150"])
  func `what is beyond numbers that can be computed with is no range`(written: String) throws {
    #expect(try complaint(written).contains("is wider than numbers can tell"))
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

  @Test func `a year alone is a number, and a number is no date`() throws {
    #expect(try range("free=2021:2023").steps == nil)
    #expect(throws: UnreadableRange.self) { try range("free=2021-01:2021-03") }
  }

  /// 20 was 2,000 %.
  @Test(arguments: [
    ("free=0:20:3", "write `20 %`, or `2000 %`"), ("free=0:20 %", ""), ("free=0:0.2", ""),
  ])
  func `a lever in percent is not varied to a number that may be so many percent`(
    written: String, advice: String
  ) throws {
    let scenario = try Scenario(
      text: text.replacing("free: 3", with: "free: 5 %"), name: "percent.yaml")
    guard !advice.isEmpty else {
      #expect(try VariedRange(written, of: scenario).high == 0.2)
      return
    }
    let error = #expect(throws: UnreadableRange.self) { try VariedRange(written, of: scenario) }
    #expect("\(try #require(error))".contains("`20` beside percentages has no unit; " + advice))
  }

  @Test func `a lever of dates moves by the length of its default`() throws {
    for step in ["year", "quarter", "month"] {
      let dated = text.replacing(
        "time: {start: 2020, end: 2025}", with: "time: {start: 2020, end: 2025, step: \(step)}"
      ).replacing("free: 3", with: "free: {default: 2021-Q2, range: [2021-Q1, 2022-Q2]}")
        .replacing("push + parks + free", with: "push + parks + step(from: free)")
      let scenario = try Scenario(text: dated, name: "quarters.yaml")
      let own = try VariedRange("free", of: scenario)
      #expect(own.steps == [2021.25, 2021.5, 2021.75, 2022, 2022.25, 2022.5])
      #expect(own.variable.dates == .quarter)
      #expect(try VariedRange("free=2021-Q2:2021-Q3", of: scenario).steps == [2021.5, 2021.75])
      #expect(throws: UnreadableRange.self) { try VariedRange("free=2021.3:2021.8", of: scenario) }
      let other = #expect(throws: UnreadableRange.self) {
        try VariedRange("free=2021:2022", of: scenario)
      }
      #expect(
        "\(try #require(other))"
          == "--vary free=2021:2022 has an end '2021' that is no quarter like the "
          + "default of 'free'; write free=2021-Q1:2022-Q2")
      #expect(try VariedRange("parks", of: scenario).variable.dates == nil)
      let error = #expect(throws: RangeError.self) {
        try VariedRange("free=2020-Q4:2022-Q2", of: scenario)
      }
      #expect(
        "\(try #require(error))".contains(
          "between 2021-Q1 and 2022-Q2, not 2020-Q4 to 2022-Q2"))
      let years = dated.replacing(
        "{default: 2021-Q2, range: [2021-Q1, 2022-Q2]}",
        with: "{default: 2021, range: [2021, 2024]}")
      let yearly = try Scenario(text: years, name: "years.yaml")
      #expect(try VariedRange("free", of: yearly).steps == [2021, 2022, 2023, 2024])
    }
  }

  @Test func `an amount in the thousands is no date`() throws {
    let money = text.replacing(
      "free: 3", with: "free: {unit: yuan, default: 2021, range: [2020, 2024]}"
    ).replacing("push + parks + free", with: "push + parks")
    let amounts = try Scenario(text: money, name: "amounts.yaml")
    #expect(try VariedRange("free", of: amounts).steps == nil)
  }

  @Test func `underscores in numbers are as in the scenario file`() throws {
    #expect(try range("free=1_000:20_000").high == 20_000)
  }

  @Test(arguments: [
    ("push=0:1:0", "--vary push=0:1:0 asks for 0 values; take from 1 to 1000000"),
    ("", "--vary  names nothing; write NAME=LOW:HIGH"),
    ("=0:1", "--vary =0:1 names nothing; write NAME=LOW:HIGH"),
    ("push=0:1:2:3", "--vary push=0:1:2:3 has not two ends with `:` between them"),
    ("push=0", "--vary push=0 has one value and no range; write push=0:1"),
    ("push=a:b", "--vary push=a:b has an end 'a' that is no number; write push=0:1"),
    ("push=0:inf", "--vary push=0:inf has an end 'inf' that is no number; write push=0:1"),
    (
      "push=0.2..0.4",
      "--vary push=0.2..0.4 has not two ends with `:` between them; write push=0.2:0.4"
    ),
    (
      "push=0.4-0.2",
      "--vary push=0.4-0.2 has not two ends with `:` between them; write push=0.2:0.4"
    ),
    ("push:0.2:0.4", "--vary push:0.2:0.4 has no `=` behind the name; write push=0.2:0.4"),
    (
      "free=2:8:x",
      "--vary free=2:8:x has 'x' for the number of values; write a whole number, as in free=2:8:5"
    ),
    ("psuh=a", "there is no lever, uncertainty or parameter 'psuh'; did you mean 'push'?"),
    ("push=", "--vary push= has not two ends with `:` between them; write push=0:1"),
    ("push=1:1", "the range of 'push' goes from 1 to 1; write two values that differ"),
    ("push=0.5:0.1", "the range of 'push' goes from 0.5 to 0.1"),
    ("free=-1e308:1e308", "the range of 'free' from -1e+308 to 1e+308 is wider than numbers"),
    ("push=0:2", "'push' may lie between 0 and 1, not 0 to 2"),
    ("psuh=0:1", "there is no lever, uncertainty or parameter 'psuh'; did you mean 'push'?"),
  ])
  func `what is no range is refused with what to write`(written: String, begin: String) throws {
    #expect(try complaint(written).hasPrefix(begin))
  }

  private let parameters = """
    waymark: 1
    time: {start: 2020, end: 2025}
    indicators:
      n: {kind: count, history: {2020: 100}, entries: 0, births: 0, exits: 5 %}
      g: {kind: count, history: {2020: 100}, growth: {model: exponential, rate: 0.03}}
      l: {kind: output, unit: m2, initial: 50, growth: {model: linear, rate: 1 m2 / year}}
      e: {kind: output, initial: 50, growth: {model: exponential, rate: 0.03}}
    targets:
      t: {of: l, at_least: 5, in: 2025}
    """

  @Test func `a share of a month is one of a year, as a file has it`() throws {
    let scenario = try Scenario(text: parameters, name: "parameters.yaml")
    let range = try VariedRange("n.exits=0 % per month:5 % per month", of: scenario)
    #expect(range.low == 0)
    #expect(abs(range.high - 0.4596399123373633) < 1e-12)  // 1 − 0.95¹²
    #expect(try VariedRange("n.exits=0:5 %", of: scenario).high == 0.05)
    #expect(try VariedRange("e.growth.cagr=1 %:30 %", of: scenario).high == 0.3)
  }

  @Test(arguments: [
    (
      "l.growth.rate=1%:30%",
      "--vary l.growth.rate=1%:30% has an end '1%' that is no number: the rate is the curve's parameter "
        + "per year, no percentage; a straight line takes an amount per time, as in 40 m2 / year; "
    ),
    ("e.growth.rate=1 % a year:3 % a year", "--vary e.growth.rate=1 % a year:3 % a year has an"),
    (
      "n.initial=1:500",
      "'n.initial' stands beside the history, whose last value, of 2020, says where growth begins; leave it "
        + "out, or let the file give `initial: {2020: 100}` in the place of the history"
    ),
    ("g.entries=0:100", "'g.entries' cannot stand beside `growth`, which draws the entries"),
    // What births of a month are in a year depends on the exits.
    ("n.births=0 % a month:1 % a month", "--vary n.births=0 % a month:1 % a month has an end"),
  ])
  func `a parameter that would have no say, or another one, is not varied`(
    written: String, begin: String
  ) throws {
    let scenario = try Scenario(text: parameters, name: "parameters.yaml")
    let error = #expect(throws: (any Error).self) { try VariedRange(written, of: scenario) }
    #expect("\(try #require(error))".hasPrefix(begin))
  }
}
