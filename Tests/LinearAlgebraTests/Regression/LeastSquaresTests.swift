import LinearAlgebra
import Testing
import _TestSupport

@Suite struct LeastSquaresTests {
  /// Every certified digit: the reference values carry 16, Longley's condition number of 43 275
  /// costs the standard errors (which are not refined) some of theirs.
  @Test(arguments: NISTLinearTable.all)
  func `certified coefficients and standard errors are met`(table: NISTLinearTable) throws {
    let fit = try LeastSquares(
      predictors: table.predictors, response: table.response, intercept: table.hasIntercept)
    let rounding = Tolerance.ulps(64)  // the refined solution is right but for its last digits
    #expect(agree(fit.coefficients, table.coefficients, within: rounding))
    let errors = try #require(fit.standardErrors)
    // The roundings of up to 36 rows add up.
    let conditioned = Tolerance.conditioned(by: 36 * fit.conditionNumber)
    #expect(agree(errors, table.standardErrors, within: conditioned))
    #expect(fit.rank == table.coefficients.count)
    #expect(fit.warnings.isEmpty)
  }

  /// NIST StRD: Longley 0.995479004577296, NoInt1 0.999365492298663 (about zero), Wampler1 1.
  @Test func `the explained share is certified with and without an intercept`() throws {
    let tables = [NISTLinearTable.longley, .noInt1, .wampler1]
    for (table, certified) in zip(tables, [0.995479004577296, 0.999365492298663, 1]) {
      let fit = try LeastSquares(
        predictors: table.predictors, response: table.response, intercept: table.hasIntercept)
      #expect(fit.rSquared.agrees(with: certified, within: .printed(digits: 14)))
    }
  }

  @Test func `an exact polynomial leaves nothing`() throws {
    let table = NISTLinearTable.wampler1
    let fit = try LeastSquares(
      polynomialOfDegree: 5, in: table.predictors.column(0), response: table.response)
    #expect(fit.coefficients == [Double](repeating: 1, count: 6))
    #expect(fit.residualSumOfSquares == 0)
    #expect(fit.standardErrors == [Double](repeating: 0, count: 6))
  }

  /// tools/references/linear_algebra.py, exact rational arithmetic.
  @Test func `a polynomial of degree 10 far from the origin keeps its digits and warns`() throws {
    let x = (0..<82).map { -(880 - 7 * Double($0)) / 100 }
    let y = (0..<82).map { 0.8 + Double($0 * 37 % 101) / 1000 }
    let coefficients = [
      -1271.9629347472244, -2388.3557070901606, -1986.8102315255458, -965.5075300939596,
      -303.7439724137014, -64.68319411165439, -9.449332316867205, -0.9356792904034266,
      -0.06013931293502439, -0.0022668402327834067, -3.807009870617074e-05,
    ]
    let errors = [
      2459.4834375468276, 4634.657993428456, 3875.1390201287227, 1893.4735936601226,
      598.8764768912527, 128.14752493304044, 18.79352486346819, 1.8659050878873593,
      0.12007308240885843, 0.0045241611441032385, 7.582344980623595e-05,
    ]
    let fit = try LeastSquares(polynomialOfDegree: 10, in: x, response: y)
    #expect(agree(fit.coefficients, coefficients, within: .printed(digits: 13)))
    let conditioned = Tolerance.conditioned(by: fit.conditionNumber)
    #expect(agree(fit.standardErrors ?? [], errors, within: conditioned))
    #expect(fit.warnings == [.illConditioned(conditionNumber: fit.conditionNumber)])

    // With the powers rounded to doubles first, what the rounding costs is lost.
    let rounded = try LeastSquares(predictors: NISTLinearTable.powers(x, degree: 10), response: y)
    #expect(agree(rounded.coefficients, coefficients, within: conditioned))
  }

  /// tools/references/linear_algebra.py.
  @Test func `a small regression without intercept equals the rational one`() throws {
    let design = Matrix(columns: [[1, 4, 7, 1, 2], [2, 5, 8, 0, -3], [3, 6, 10, -1, 1]])
    let fit = try LeastSquares(
      predictors: design, response: [1, -1, 2, 0.5, 3], intercept: false)
    let coefficients = [0.4216400911161731, -0.6332118451025057, 0.3383143507972665]
    let errors = [0.6212123673851406, 0.3800997520709265, 0.5974447798270442]
    #expect(agree(fit.coefficients, coefficients, within: .fewUlps))
    #expect(agree(fit.standardErrors ?? [], errors, within: .conditioned(by: 11)))
    #expect(fit.residualSumOfSquares.agrees(with: 3.807015945330296, within: .fewUlps))
    #expect(fit.degreesOfFreedom == 2)
  }

  @Test func `residuals stand at a right angle to every column`() throws {
    let table = NISTLinearTable.longley
    let fit = try LeastSquares(predictors: table.predictors, response: table.response)
    let products = table.predictors.transposedTimes(fit.residuals)
    for (j, product) in products.enumerated() {
      let size = table.predictors.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
      let cosine = product / (size * fit.residualSumOfSquares.squareRoot())
      // The refined residuals owe nothing to the rounding of the coefficients.
      #expect(cosine.agrees(with: 0, within: Tolerance(absolute: 16 * .ulpOfOne)))
    }
  }

  @Test func `scaling a column scales its coefficient and nothing else`() throws {
    let table = NISTLinearTable.norris
    let x = table.predictors.column(0)
    let plain = try LeastSquares(predictors: Matrix(columns: [x]), response: table.response)
    let scaled = try LeastSquares(
      predictors: Matrix(columns: [x.map { $0 * 0x1p-40 }]), response: table.response)
    #expect(scaled.coefficients == [plain.coefficients[0], plain.coefficients[1] * 0x1p40])
    #expect(scaled.residuals == plain.residuals)
  }

  @Test func `a dependent column is left out and named`() throws {
    let x = [1.0, 2, 3, 4, 5, 6]
    let fit = try LeastSquares(
      predictors: Matrix(columns: [x, x.map { 2 * $0 + 1 }]), response: [3, 5, 7, 9, 11, 14])
    #expect(fit.rank == 2)
    guard case .dependentColumns(let columns)? = fit.warnings.first else {
      Issue.record("no warning of dependent columns: \(fit.warnings)")
      return
    }
    let column = try #require(columns.first)
    #expect(columns.count == 1)
    #expect(fit.coefficients[column] == 0)
    #expect(fit.standardErrors?[column] == .infinity)
  }

  @Test func `as many rows as coefficients leave no standard error`() throws {
    let fit = try LeastSquares(predictors: Matrix(columns: [[1, 2]]), response: [3, 5])
    #expect(agree(fit.coefficients, [1, 2], within: .fewUlps))
    #expect(fit.standardErrors == nil)
    #expect(fit.residualStandardDeviation == nil)
  }

  @Test func `bad data are refused with facts`() {
    #expect(throws: LinearAlgebraError.tooFewRows(rows: 1, coefficients: 2)) {
      try LeastSquares(predictors: Matrix(columns: [[1]]), response: [1])
    }
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 2)) {
      try LeastSquares(predictors: Matrix(columns: [[1, 2, 3]]), response: [1, .nan, 2])
    }
    #expect(throws: LinearAlgebraError.notFinite(row: 2, column: 1)) {
      try LeastSquares(predictors: Matrix(columns: [[1, 2, .infinity]]), response: [1, 1, 2])
    }
  }
}
