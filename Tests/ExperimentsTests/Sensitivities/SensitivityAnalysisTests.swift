import Experiments
import Scenarios
import Testing
import _TestSupport

@Suite struct SensitivityAnalysisTests {
  /// Two targets, one of several deadlines, and one that no draw moves.
  private let text = """
    waymark: 1
    scenario: Growth
    time: {start: 2020, end: 2025}
    uncertainties: {rate: "normal(0.05, 0.02)", idle: "normal(0, 1)"}
    indicators:
      revenue: {kind: output, unit: yuan, initial: 100 yuan, growth: {model: exponential, rate: rate, volatility: 0.2}}
      sure: {kind: derived, expression: "5 + 0 * rate"}
      walk: {kind: derived, initial: 0, expression: "lag(walk, 1) + each(normal(0, 1))"}
      noise: {kind: derived, auxiliary: true, expression: "each(normal(0, 1))"}
    targets:
      high: {of: revenue, at_least: 130 yuan, in: 2025}
      early: {of: revenue, at_least: 120 yuan, by: 2023..2025}
      both: {all: [high, early]}
      up: {of: walk, at_least: 0, in: 2025}
    cases: {now: {}, worse: {assume: {rate: "normal(0.02, 0.01)"}}}
    """

  // MARK: The same bytes

  @Test(arguments: SensitivityMethod.allCases, ["high", "revenue"])
  func `neither workers nor blocks change a byte`(method: SensitivityMethod, of name: String) throws
  {
    func csv(_ workers: Int, _ block: Int) throws -> [UInt8] {
      try SensitivityExample.table(text) {
        $0.method = method
        if name == "high" { $0.target = name } else { $0.indicator = name }
        $0.points = method == .sobol ? 48 : 7
        $0.paths = 1000
        $0.engine.workers = workers
        $0.engine.blockSize = block
      }.csv
    }
    let one = try csv(1, 512)
    #expect(!one.isEmpty)
    #expect(try csv(3, 256) == one)
    #expect(try csv(2, 1024) == one)
  }

  // MARK: What is explained

  @Test func `deadlines, joint targets and cases`() throws {
    func table(_ target: String, in name: String? = nil) throws -> SensitivityTable {
      try SensitivityExample.table(text) {
        $0.method = .nextStatistic
        $0.target = target
        $0.caseName = name
      }
    }
    #expect(try table("early").output == "early@2025")
    #expect(try table("early").csv == table("early@2025").csv)
    let first = try table("early@2023")
    #expect(first.output == "early@2023")
    // An earlier date hangs more on what the next year brings.
    #expect(first.factors[0] == "statistic revenue@2021")
    #expect(first["share"][0] > (try table("early"))["share"][0])
    #expect(try table("high@2025").csv == table("high").csv)
    #expect(try table("both").output == "both")
    #expect(try table("high", in: "worse").csv != table("high", in: "now").csv)
    #expect(try table("high", in: "now").csv == table("high").csv)
  }

  @Test func `the next value of a number without a history is the first that is uncertain`() throws
  {
    let text = """
      waymark: 1
      scenario: Late
      time: {start: 2020, end: 2024}
      uncertainties: {u: "uniform(0, 1)"}
      indicators:
        sum: {kind: derived, expression: "u * ramp(from: 2022, over: 1 year)"}
        fixed: {kind: derived, expression: "7"}
      targets: {enough: {of: sum, at_least: 0.5, in: 2024}}
      """
    let table = try SensitivityExample.table(text) {
      $0.method = .nextStatistic
      $0.target = "enough"
    }
    #expect(table.factors == ["statistic sum@2022", "factor u"])
    #expect(table["share"].allSatisfy { $0 > 0.9 })
    #expect(table.notes.map(\.english) == ["left out, for nothing about them is uncertain: fixed"])
  }

  @Test func `only what a target depends on is a factor`() throws {
    let found = try SensitivityExample.table(text) {
      $0.target = "high"
      $0.points = 64
    }
    #expect(found.factors == ["rate"])
    #expect(found.paths == 3 * 64 * 512)
  }

  @Test func `a year of months is its last month`() throws {
    let monthly = """
      waymark: 1
      scenario: Months
      time: {start: 2020-06, end: 2021-12, step: month}
      uncertainties: {x: "normal(0, 1)"}
      indicators:
        y: {kind: derived, initial: 0, expression: "lag(y, 1) + x"}
      """
    for (period, output) in [("2020", "y@2020-12"), ("2021-03", "y@2021-03")] {
      let found = try SensitivityExample.table(monthly) {
        $0.indicator = "y"
        $0.period = period
        $0.points = 64
      }
      #expect(found.output == output && found["total"][0] > 0.9)
    }
    let last = try SensitivityExample.table(monthly) { $0.points = 64 }
    #expect(last.output == "y@2021-12")
  }

  @Test func `sizes are rounded up to whole groups, and that is said`() throws {
    let found = try SensitivityExample.table(text) {
      $0.target = "high"
      $0.points = 50
      $0.paths = 100
    }
    #expect(found.paths == 3 * 64 * 256)
    #expect(
      found.notes.map(\.english) == [
        "64 points: a multiple of 16", "256 paths for each row: a multiple of 256",
      ])
  }

  // MARK: Refusals

  private func refusal(
    _ text: String? = nil, _ configure: (inout SensitivityAnalysis.Options) -> Void
  ) -> String {
    do {
      var options = SensitivityAnalysis.Options()
      configure(&options)
      let scenario = try Scenario(text: text ?? self.text, name: "sensitivity.yaml")
      _ = try SensitivityAnalysis(scenario, options: options).run()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `what the scenario does not have is refused with what it has`() {
    #expect(
      refusal { _ in }
        == "say what is to be explained: --target high or --target early or --target both or --target up"
    )
    #expect(
      refusal { $0.target = "hihg" }
        == "there is no target 'hihg'; did you mean 'high'?")
    #expect(
      refusal { $0.indicator = "revenues" }
        == "there is no indicator 'revenues'; did you mean 'revenue'?")
    #expect(
      refusal { $0.indicator = "zzzzzzzzz" }
        == "there is no indicator 'zzzzzzzzz'; the indicators are revenue, sure, walk, noise")
    #expect(
      refusal {
        $0.indicator = "revenue"
        $0.period = "2029"
      } == "'revenue' is not simulated in '2029'; take a period from 2021 to 2025")
    #expect(
      refusal {
        $0.target = "high"
        $0.caseName = "best"
      } == "there is no case 'best'; the cases are now, worse")
    let bare = SensitivityExample.small("indicators: {y: {kind: derived, expression: 1}}")
    #expect(
      refusal(bare) { _ in } == "the scenario has no targets; add --indicator NAME")
  }

  @Test(arguments: SensitivityMethod.allCases)
  func `a number that nothing moves is refused`(method: SensitivityMethod) {
    let found = refusal {
      $0.method = method
      $0.indicator = "sure"
    }
    switch method {
    // All effects are 0, which is an answer.
    case .morris: #expect(found.isEmpty)
    case .prcc:
      #expect(
        found
          == "'sure@2025' has one value only: there is nothing to explain; take more --paths, or another "
          + "target or period")
    case .sobol, .givenData, .nextStatistic:
      #expect(
        found
          == "'sure@2025' is 5 whatever the factors are: there is no variance to divide; explain "
          + "another target or period, or widen the uncertainties")
    }
  }

  @Test(arguments: [SensitivityMethod.sobol, .givenData], [true, false])
  func `a target that is certain is said to be that`(method: SensitivityMethod, isMet: Bool) {
    let certain = SensitivityExample.small(
      """
      uncertainties: {x: "uniform(0, 1)"}
      indicators: {y: {kind: output, initial: 5, growth: {model: exponential, rate: 0.1 * x, volatility: 0.1}}}
      targets: {t: {of: y, at_least: \(isMet ? 0.001 : 5000), in: 2021}}
      """)
    let found = refusal(certain) {
      $0.method = method
      $0.target = "t"
    }
    #expect(found.hasPrefix((isMet ? "every path meets" : "no path meets") + " 't' whatever the"))
  }

  @Test(arguments: SensitivityMethod.allCases)
  func `a number that is nowhere finite is refused`(method: SensitivityMethod) {
    let broken = SensitivityExample.small(
      """
      uncertainties: {x: "normal(0, 1)"}
      indicators: {y: {kind: derived, expression: "log(-1 - x^2)"}}
      """)
    let found = refusal(broken) {
      $0.method = method
      $0.indicator = "y"
    }
    #expect(found == "'y@2021' is not a finite number on any path; look at its expressions")
  }

  @Test(arguments: [SensitivityMethod.sobol, .morris, .prcc, .givenData])
  func `a target that hangs on noise only is refused`(method: SensitivityMethod) {
    let found = refusal {
      $0.method = method
      $0.target = "up"
    }
    #expect(
      found
        == "'up' depends on no uncertainty and no law that is drawn once per path; there is "
        + "nothing to divide but process noise, if there is any; --method sobol --each-path of a "
        + "target takes it as a factor")
  }

  @Test func `what is too large is refused before it begins`() {
    #expect(
      refusal {
        $0.target = "high"
        $0.points = 1 << 30
        $0.paths = 1_000_000
      }
        == "3221843947290624 paths are more than the 100000000000 allowed; take at most 100000000000"
    )
    #expect(
      refusal {
        $0.indicator = "revenue"
        $0.points = 1 << 30
      }.hasPrefix("the analysis would take about "))
    for method in [SensitivityMethod.prcc, .givenData, .nextStatistic] {
      #expect(
        refusal {
          $0.method = method
          $0.target = "high"
          $0.paths = 1_000_000_000
        }.hasPrefix("the analysis would take about "))
    }
  }
}
