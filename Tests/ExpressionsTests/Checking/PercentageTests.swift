import Distributions
import Expressions
import Testing
import _TestSupport

/// Numbers beside percentages, and levers that are written in percent.
@Suite struct PercentageTests {
  private let scope = TestScope()

  // MARK: Levers in percent

  /// From 1 on the number was a factor of so many percent: `1.1 * tenth` was 0.11 %, and `0.9 * tenth` 9 %.
  @Test(
    arguments: [
      ("tenth", 10.0), ("0.9 * tenth", 9), ("1 * tenth", 10), ("tenth * 1.1", 11),
      ("2 * tenth", 20),
      ("3 * tenth / 2", 15), ("-2 * tenth", -20), ("10 % + 2 * tenth", 30),
      ("2 * (tenth + 5 %)", 30), ("9 * tenth * 2", 180),
      // The documented factor.
      ("100 * tenth", 10), ("2 * 100 * tenth", 20), ("100 / 4 * tenth", 2.5),
      ("100 * (1 - 2 * tenth)", 80),
      // What is advised for 80.
      ("80 % * tenth", 8), ("8000 % * tenth", 800), ("80 % * (100 % - tenth)", 72),
    ])
  func `a lever in percent is scaled by any number but the whole`(
    source: String, expected: Double
  ) throws {
    let number = try #require(try scope.number(source, in: "%"))
    #expect(number.agrees(with: expected, within: .ulps(8)), "\(source) is \(number)")
  }

  @Test(arguments: [
    ("80 * tenth", "write 80 %, or 8000 %"), ("80 * (1 - tenth)", "write 80 %, or 8000 %"),
    ("share + tenth * 12", "write 12 %, or 1200 %"), ("20 * tenth * t", "write 20 %, or 2000 %"),
    ("20 * tenth ^ 2", "write 20 %, or 2000 %"),
    ("80 * (tenth - tenth / 2)", "write 80 %, or 8000 %"),
  ])
  func `a number that may be so many percent of a lever is asked`(source: String, advice: String) {
    let issues = scope.issues(source, in: "%")
    #expect(issues.hasSuffix(advice) && !issues.contains("\n"), "\(issues)")
  }

  @Test(arguments: [
    "exp(-20 * tenth)", "20 * tenth * share", "share * (100 % + 20 * tenth)",
    "if(20 * tenth > 1, 1, 2)", "share / (20 * tenth)",
  ])
  func `what multiplies a lever is not asked where its unit says nothing`(source: String) {
    #expect(scope.issues(source, in: "%") == "")
  }

  // MARK: Sums

  /// `5 + 3 %` was 503 %.
  @Test(
    arguments: [
      ("3 % + 5", nil, "'5'", "write 5 %, or 500 %"),
      ("5 + 3 %", "per year", "'5'", "write 5 %, or 500 %"),
      ("max(3 %, 5)", nil, "'5'", "write 5 %, or 500 %"),
      ("if(year > 2022, 3 %, 2.5)", nil, "'2.5'", "write 2.5 %, or 250 %"),
      ("5 % + 3 % + 2", nil, "'2'", "write 2 %, or 200 %"),
      ("100 - uniform(3 %, 8 %)", nil, "'100'", "write 100 %, or 10000 %"),
      ("5 % + 3 % + 1", "%", "'1'", "write 1 %, or the whole as 100 %"),
    ] as [(String, String?, String, String)])
  func `a number from 2 on beside a percentage is asked`(
    source: String, unit: String?, number: String, advice: String
  ) {
    let issues = scope.issues(source, in: unit)
    #expect(issues.contains(": \(number) beside %") && issues.hasSuffix(advice), "\(issues)")
  }

  @Test(arguments: [
    ("1 + 8 %", 1.08), ("1.2 - 20 %", 1), ("max(1, 20 %)", 1), ("2 * 5 %", 0.1),
    ("0 + 5 %", 0.05), ("10 * (1 + 50 %)", 15),
  ])
  func `what is near the whole is a plain number beside a percentage`(
    source: String, expected: Double
  ) throws {
    let number = try #require(try scope.number(source))
    #expect(number.agrees(with: expected, within: .ulps(8)), "\(source) is \(number)")
  }

  // MARK: Laws

  private func law(_ source: String, in unit: String? = nil) throws -> Law? {
    var graph = ExpressionGraph()
    let checked = try Checker.check(source, at: scope.place(unit), in: scope, graph: &graph)
    return graph.law(of: checked.node)
  }

  /// `uniform(3 %, 8)` went to 800 %, and `uniform(3, 8 %)` was refused for 3.0 and 0.08.
  @Test(arguments: [
    ("uniform(3 %, 8)", 0.03...0.08), ("uniform(3, 8 %)", 0.03...0.08),
    ("uniform(0.5, 8 %)", 0.005...0.08), ("uniform(0 %, 5)", 0...0.05),
    ("triangular(3, 5, 8 %)", 0.03...0.08), ("triangular(3 %, 5, 8)", 0.03...0.08),
    ("triangular(min: 3 %, max: 8, mode: 5)", 0.03...0.08),
    ("empirical(3 %, 5, 8)", 0.03...0.08), ("discrete(3 %: 0.5, 8: 0.5)", 0.03...0.08),
    ("truncated(normal(5 %, 1 %), 2, 8)", 0.02...0.08),
    ("truncated(normal(5 %, 1), min: 2 %, max: 8)", 0.02...0.08),
    ("truncated(uniform(3, 6), 2 %, 8 %)", 0.03...0.06),
    // The whole and what is near it.
    ("uniform(80 %, 1.2)", 0.8...1.2), ("uniform(10 %, 1)", 0.1...1),
    ("uniform(3 %, 0.08)", 0.03...0.08), ("triangular(0, 10 %, 1)", 0...1),
    ("discrete(50 %: 0.2, 1: 0.8)", 0.5...1), ("discrete(19 %: 0.5, 1: 0.5)", 0.19...1),
    ("discrete(0 %: 0.5, 1: 0.5)", 0...1), ("empirical(10 %, 1)", 0.1...1),
    ("uniform(0 %, 1)", 0...1), ("uniform(-10 %, 1)", -0.1...1), ("uniform(50 %, 2)", 0.5...2),
    ("truncated(normal(40 %, 20 %), 0, 1)", 0...1),
    ("beta(mean: 5 %, sd: 2 %, min: 0, max: 1)", 0...1),
  ])
  func `a number of a law is in the percentage beside it`(
    source: String, support: ClosedRange<Double>
  ) throws {
    #expect(try law(source)?.support == support)
  }

  @Test func `a spread is in the percentage beside it`() throws {
    #expect(
      try law("normal(5 %, 1)") == .normal(Normal(mean: 0.05, standardDeviation: 0.01)))
    #expect(
      try law("normal(80 %, 20)") == .normal(Normal(mean: 0.8, standardDeviation: 0.2)))
    // 5 % of 1 are so many points.
    #expect(try law("normal(1, 5 %)") == .normal(Normal(mean: 1, standardDeviation: 0.05)))
    let rates = try #require(try law("90% from 3 to 8 %"))
    #expect(abs(rates.quantile(0.05) - 0.03) < 1e-9 && abs(rates.quantile(0.95) - 0.08) < 1e-9)
    // In a place of percentages a number is so many of them all the same.
    let points = try #require(try law("normal(5, 1 %)", in: "%"))
    #expect(abs(points.mean - 5) < 1e-12 && abs(points.quantile(0.975) - 6.96) < 1e-3)
  }

  @Test(arguments: [
    ("uniform(0.03, 8 %)", "write 0.03 %, or 3 %"), ("normal(5 %, 0.5)", "write 0.5 %, or 50 %"),
    ("normal(80 %, 2)", "write 2 %, or 200 %"), ("uniform(2, 300 %)", "write 2 %, or 200 %"),
    ("discrete(150 %: 0.5, 2: 0.5)", "write 2 %, or 200 %"),
    ("normal(405, 10 %)", "write 10 % * 405, or 405 %"),
    ("truncated(normal(5 %, 1 %), 0.02, 8)", "write 0.02 %, or 2 %"),
  ])
  func `a number of a law that may be a share is asked`(source: String, advice: String) throws {
    #expect(scope.issues(source).hasSuffix(advice), "\(scope.issues(source))")
    for followed in ["normal(405, 10 % * 405)", "normal(405 %, 10 %)", "uniform(3 %, 8 %)"] {
      _ = try law(followed)
    }
  }
}
