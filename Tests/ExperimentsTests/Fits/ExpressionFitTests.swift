import Experiments
import Expressions
import GrowthModels
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
