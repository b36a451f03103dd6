import CurveFitting
import Expressions
import SeriesStudies
import SpecialFunctions
import Tables
import Testing
import _TestSupport

/// Simulated data with the fit of 50 digits of `tools/references/curve_fits.py`.
struct HardCurve: Sendable, CustomTestStringConvertible {
  let title: String
  let expression: String
  let x: [Double]
  let y: [Double]
  let starts: [[Double]]
  let estimates: [Double]
  let errors: [Double]
  let squares: Double
  var testDescription: String { title }
}

@Suite struct ExpressionFitTests {
  static func table(_ columns: [(String, [Double])]) throws -> Table {
    var text = columns.map(\.0).joined(separator: ",") + "\n"
    for row in columns[0].1.indices {
      text += columns.map { "\($0.1[row])" }.joined(separator: ",") + "\n"
    }
    return try CSVReader.parse(Array(text.utf8), file: "test.csv")
  }

  static func fit(
    _ curve: String, _ columns: [(String, [Double])], predictors: [String], value: String = "y",
    start: [String: Double]? = nil, options: CurveFitOptions = CurveFitOptions()
  ) throws -> CurveFit {
    let series = try SeriesTable(
      try table(columns), predictors: predictors, value: value, group: nil)
    let batch = try FitBatch(
      .expression(try CompiledCurve(curve, predictors: predictors)), series, start: start,
      options: options)
    return try #require(batch.outcomes.first).result.get()
  }

  @Test(arguments: hardCurves)
  func `near and far starts lead to the least minimum, to all digits`(curve: HardCurve) throws {
    for values in curve.starts {
      let names = values.indices.map { "b\($0 + 1)" }
      let fit = try Self.fit(
        curve.expression, [("y", curve.y), ("x", curve.x)], predictors: ["x"],
        start: Dictionary(uniqueKeysWithValues: zip(names, values)))
      #expect(fit.termination == .converged)
      let estimates = try names.map { try #require(fit[$0]) }
      let errors = try names.map { try #require(fit.standardError($0)) }
      #expect(agree(estimates, curve.estimates, within: .printed(digits: 12)), "\(estimates)")
      #expect(agree(errors, curve.errors, within: .printed(digits: 10)), "\(errors)")
      #expect(fit.residualSumOfSquares.agrees(with: curve.squares, within: .printed(digits: 10)))
      #expect(try #require(fit.relativeOffset) < 1e-9)
    }
  }

  /// A wide search for each of some hundred weights did not end in five minutes on a dozen wild counts;
  /// with one, on calm ones, the answer is that of Poisson's law by Newton's steps in NumPy.
  @Test(.timeLimit(.minutes(1)))
  func `counts that scatter more than Poisson's are fitted in seconds`() throws {
    let times = (0..<12).map { 2018 + Double($0) / 4 }
    let wild: [Double] = [1, 2, 3, 4, 2, 405, 4, 5, 3, 4, 5, 7]
    let calm: [Double] = [5, 6, 7, 6, 8, 9, 9, 8, 10, 11, 12, 11]
    for (values, isCalm) in [(wild, false), (calm, true)] {
      let series = try SeriesTable(
        try Self.table([("t", times), ("y", values)]), predictors: ["t"], value: "y", group: nil)
      let batch = try FitBatch(
        .expression(try CompiledCurve("a*exp(b*(t - 2018))", predictors: ["t"])), series,
        scatter: .negativeBinomial)
      let outcome = try #require(batch.outcomes.first).result
      guard isCalm else { continue }
      let fit = try outcome.get()
      let digits = Tolerance(relative: 1e-4)
      #expect(try #require(fit["a"]).agrees(with: 5.621214, within: digits))
      #expect(try #require(fit["b"]).agrees(with: 0.279680, within: digits))
    }
  }

  /// Yearly assets with calendar years (scipy/scipy#15437).
  ///
  /// References are SciPy's `curve_fit` of t − 2011. The column exp(b t) is 10¹⁹³, its squares are beyond
  /// what a number holds.
  @Test(arguments: ["a*exp(b*t)", "a*1.5^(b*t)", "a*c^t"])
  func `a column whose squares overflow does not stop the search`(curve: String) throws {
    let start = ["a": 1, "b": 0.01, "c": 1.01].filter { curve.contains($0.key) }
    let fit = try Self.fit(
      curve, [("y", [255, 349, 449, 554, 658]), ("t", [2011, 2012, 2013, 2014, 2015])],
      predictors: ["t"], start: start)
    #expect(fit.termination == .converged)
    #expect(fit.residualSumOfSquares.agrees(with: 1238.3327757, within: .printed(digits: 9)))
    #expect(try #require(fit["a"]).agrees(with: 1.868979e-191, within: .printed(digits: 6)))
    if curve == "a*exp(b*t)" {
      #expect(try #require(fit["b"]).agrees(with: 0.2211809328, within: .printed(digits: 9)))
      let error = try #require(fit.standardError("b"))
      #expect(error.agrees(with: 0.01524643, within: .printed(digits: 7)))
      // The level in the middle year has an ordinary error; 2013 years back it is 2013 times that of b.
      let share = try #require(fit.standardError("a")) / 1.868979e-191
      #expect(share.agrees(with: 2013 * 0.01524643, within: Tolerance(relative: 1e-2)))
    }
  }

  @Test(arguments: [0.36, 0.5, 1, -0.5])
  func `growth that no number can hold is not called converged`(rate: Double) throws {
    let years = (2001...2020).map(Double.init)
    let values = years.map { 100 * Elementary.exp(rate * ($0 - (rate > 0 ? 2001 : 2020))) }
    let fit = try Self.fit(
      "a*exp(b*t)", [("y", values), ("t", years)], predictors: ["t"],
      start: ["a": 1, "b": 0.01])
    #expect(fit.termination == .outOfRange(parameter: "a"))
    #expect("\(fit.termination)".contains("a left the range of numbers"))
    #expect(fit.grade == .d)
  }

  @Test(arguments: [0.2, 0.3, -0.2, -0.3])
  func `growth and decay in calendar years are found while numbers hold them`(
    rate: Double
  ) throws {
    let years = (2001...2020).map(Double.init)
    let bumps = [0.03, -0.02, 0.01, 0.04, -0.03]
    let values = years.indices.map {
      100 * Elementary.exp(rate * (years[$0] - (rate > 0 ? 2001 : 2020))) * (1 + bumps[$0 % 5])
    }
    let columns = [("y", values), ("t", years)]
    let fit = try Self.fit(
      "a*exp(b*t)", columns, predictors: ["t"], start: ["a": 1, "b": 0.01])
    let near = try Self.fit(
      "a*exp(b*(t-2010))", columns, predictors: ["t"], start: ["a": 100, "b": 0.01])
    #expect(fit.termination == .converged)
    for (one, other) in [
      (fit["b"], near["b"]), (fit.standardError("b"), near.standardError("b")),
    ] {
      let (here, there) = (try #require(one), try #require(other))
      #expect(here.agrees(with: there, within: Tolerance(relative: 1e-9)))
    }
    #expect(
      fit.residualSumOfSquares
        .agrees(with: near.residualSumOfSquares, within: Tolerance(relative: 1e-9)))
  }

  /// Zeros and a plateau, as in the tests of named curves; beyond k = 44 exp(k m) overflows.
  @Test func `a steepness that the data leave open has no error`() throws {
    let values: [Double] =
      [Double](repeating: 0, count: 16) + [0.76, 1.22, 1.04, 0.77, 1.28, 1.44, 1.44, 1.28, 0.93]
    var options = CurveFitOptions()
    options.profilesIntervals = true
    let fit = try Self.fit(
      "L/(1+exp(-k*(t-m)))", [("y", values), ("t", values.indices.map(Double.init))],
      predictors: ["t"], start: ["L": 1, "k": 1, "m": 15], options: options)
    #expect(fit.termination == .notIdentifiable(parameters: ["k", "m"]))
    #expect(fit.standardError("k") == .infinity)
    let interval = try #require(fit.interval("k", level: 0.95))
    #expect(interval.lowerBound > 0 && interval.upperBound == .infinity)
  }

  @Test func `several predictors beside the dates`() throws {
    let t = (0..<12).map { Double($0) }
    let p = t.map { ($0 * 7).truncatingRemainder(dividingBy: 5) }
    let y = zip(t, p).map { 3 + 0.5 * $0 - 2 * $1 }
    let fit = try Self.fit(
      "a + b*t + c*p", [("y", y), ("t", t), ("p", p)], predictors: ["t", "p"])
    // Multiples of a half are exact in binary.
    #expect(fit["a"] == 3 && fit["b"] == 0.5 && fit["c"] == -2)
    // Squares of what 32 digits round.
    #expect(fit.residualSumOfSquares < 1e-50)
  }

  @Test func `the value may be an expression of columns`() throws {
    let x = [1.0, 2, 3, 4, 5]
    let y = [2.0, 3, 5, 4, 9]
    let one = try Self.fit(
      "a + b*x", [("y", y), ("x", x)], predictors: ["x"], value: "log(y)")
    let other = try Self.fit(
      "a + b*x",
      [
        (
          "y",
          [
            0.6931471805599453, 1.0986122886681098, 1.6094379124341003,
            1.3862943611198906, 2.1972245773362196,
          ]
        ), ("x", x),
      ], predictors: ["x"])
    #expect(agree(one.estimates, other.estimates, within: .fewUlps))
    #expect(throws: TableError.self) {
      try Self.fit("a + b*x", [("y", y), ("x", x)], predictors: ["x"], value: "log(z)")
    }
  }
}
