import Foundation
import LinearAlgebra
import Optimization
import Testing
import _TestSupport

@Suite struct LevenbergMarquardtTests {
  /// Nine of the eleven digits that NIST certifies; the last ones are theirs to have rounded.
  private let certified = Tolerance.printed(digits: 9)

  @Test(arguments: CurveProblem.all, [1, 2])
  func `certified parameters and standard errors are met from both starts`(
    problem: CurveProblem, start: Int
  ) throws {
    let table = problem.table
    let summary = LevenbergMarquardt().minimize(
      problem, from: start == 1 ? table.start1 : table.start2)
    #expect(summary.termination.isConverged)
    #expect(agree(summary.parameters, table.certified, within: certified))
    #expect(summary.cost.agrees(with: table.cost, within: certified))
    let errors = try #require(summary.standardErrors)
    #expect(agree(errors, table.standardErrors, within: certified))
    #expect(summary.covarianceFactor.isFullRank)
  }

  @Test(arguments: ClassicProblem.all)
  func `classic test problems end at their minimum`(problem: ClassicProblem) {
    let summary = LevenbergMarquardt().minimize(problem.function, from: problem.start)
    #expect(summary.termination.isConverged)
    // Differences of a cost below 1e-9 of it stay hidden from central differences.
    let printed = Tolerance.printed(digits: 9).orAbsolute(1e-15)
    #expect(summary.cost.agrees(with: problem.least, within: printed))
  }

  @Test func `without acceleration and with an exact second derivative it ends at the same point`()
  {
    let table = NISTTables.danWood
    var plain = LevenbergMarquardt()
    plain.options.usesGeodesicAcceleration = false
    let exact = PowerCurve(table: table)
    for summary in [
      plain.minimize(CurveProblem.danWood, from: table.start1),
      LevenbergMarquardt().minimize(exact, from: table.start1),
    ] {
      #expect(summary.termination.isConverged)
      #expect(agree(summary.parameters, table.certified, within: certified))
    }
  }

  /// With x̄ = 7/4, ȳ = 5/2, Sxx = 35/4 and Sxy = 17/2: the slope is 34/35, the residuals have 26/35.
  @Test func `a linear problem is solved as regression solves it`() {
    let problem = LinearProblem(
      design: Matrix(columns: [[1, 1, 1, 1], [0, 1, 2, 4]]), response: [1, 2, 2, 5])
    let summary = LevenbergMarquardt().minimize(problem, from: [10, -3])
    let errors = [(7.8 / 35).squareRoot(), 52.squareRoot() / 35]
    #expect(agree(summary.parameters, [0.8, 34.0 / 35], within: .conditioned(by: 100)))
    #expect(agree(summary.standardErrors ?? [], errors, within: .conditioned(by: 100)))
  }

  @Test func `columns that depend on each other are reported, not inverted`() throws {
    let design = Matrix(columns: [[1, 1, 1, 1], [2, 2, 2, 2], [0, 1, 2, 4]])
    let problem = LinearProblem(design: design, response: [1, 2, 2, 5])
    let summary = LevenbergMarquardt().minimize(problem, from: [0, 0, 0])
    #expect(summary.termination.isConverged)
    #expect(summary.covarianceFactor.rank == 2)
    #expect(summary.covarianceFactor.undetermined == [0, 1])
    let errors = try #require(summary.standardErrors)
    #expect(errors[0] == .infinity && errors[1] == .infinity && errors[2].isFinite)
  }

  @Test func `a perfect fit converges and fewer residuals than parameters are allowed`() {
    let wide = LinearProblem(design: Matrix(columns: [[3], [4]]), response: [25])
    let summary = LevenbergMarquardt().minimize(wide, from: [0, 0])
    #expect(summary.termination.isConverged)
    // Far below the rounding of 25 squared.
    #expect(summary.cost.agrees(with: 0, within: Tolerance(absolute: 1e-25)))
    #expect(summary.standardErrors == nil)
    let settled = LevenbergMarquardt().minimize(wide, from: [3, 4])
    #expect(settled.termination == .costConverged)
    #expect(settled.iterations == 0)
  }

  @Test func `the reason for stopping is told`() {
    let problem = CurveProblem.rat43
    var short = LevenbergMarquardt()
    short.options.maxIterations = 2
    #expect(short.minimize(problem, from: problem.table.start1).termination == .iterationLimit)

    let nowhere = ResidualFunction(residualCount: 2, parameterCount: 1) { _, _ in false }
    let refused = LevenbergMarquardt().minimize(nowhere, from: [1])
    #expect(refused.termination == .notFinite(parameter: nil))
    #expect(refused.covarianceFactor.rank == 0)

    let steep = LinearProblem(design: Matrix(columns: [[1], [.infinity]]), response: [1])
    let fault = LevenbergMarquardt().minimize(steep, from: [1, 0])
    #expect(fault.termination == .notFinite(parameter: nil))
    let vertical = WrongJacobian(value: .nan)
    #expect(
      LevenbergMarquardt().minimize(vertical, from: [1]).termination == .notFinite(parameter: 0))
  }

  @Test func `a derivative of the wrong sign stalls`() {
    let summary = LevenbergMarquardt().minimize(WrongJacobian(value: -1), from: [1])
    #expect(summary.termination == .stalled)
    #expect(!summary.termination.isConverged)
    #expect(summary.parameters == [1])
  }

  @Test func `steps into places without a value are refused`() {
    // log θ = 1 from where the first step would make θ negative.
    let problem = ResidualFunction(residualCount: 1, parameterCount: 1) { b, residuals in
      residuals[0] = b[0] > 0 ? log(b[0]) - 1 : .nan
      return true
    }
    let summary = LevenbergMarquardt().minimize(problem, from: [50])
    #expect(summary.termination.isConverged)
    #expect(summary.parameters[0].agrees(with: 2.718281828459045, within: .printed(digits: 12)))
  }

  @Test func `scaling a parameter does not change the path`() {
    let table = NISTTables.rat42
    let scaled = CurveProblem(table: table) { b, x, gradient in
      let y = CurveProblem.rat42.curve([b[0] * 1024, b[1], b[2]], x, &gradient)
      gradient[0] *= 1024
      return y
    }
    let a = LevenbergMarquardt().minimize(CurveProblem.rat42, from: table.start1)
    let start = [table.start1[0] / 1024, table.start1[1], table.start1[2]]
    let b = LevenbergMarquardt().minimize(scaled, from: start)
    #expect(a.iterations == b.iterations)
    #expect(a.cost == b.cost)
    #expect(a.parameters[0] == b.parameters[0] * 1024)
  }
}

/// y = X b.
private struct LinearProblem: LeastSquaresProblem {
  let design: Matrix
  let response: [Double]

  var residualCount: Int { response.count }
  var parameterCount: Int { design.columns }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    for i in response.indices {
      residuals[i] = -response[i]
      for j in parameters.indices { residuals[i] += design[i, j] * parameters[j] }
    }
    jacobian = design
    return true
  }
}

/// f(θ) = θ with a made-up derivative.
private struct WrongJacobian: LeastSquaresProblem {
  let value: Double
  var residualCount: Int { 1 }
  var parameterCount: Int { 1 }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    residuals[0] = parameters[0]
    jacobian[0, 0] = value
    return true
  }
}

/// DanWood's curve b₁ x^b₂ with its second derivative along a direction.
private struct PowerCurve: LeastSquaresProblem {
  let table: NISTTable
  var residualCount: Int { table.response.count }
  var parameterCount: Int { 2 }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    CurveProblem.danWood.evaluate(parameters, residuals: &residuals, jacobian: &jacobian)
  }

  func secondDerivative(
    at parameters: [Double], along direction: [Double], into result: inout [Double]
  ) -> Bool {
    for (i, x) in table.predictor.enumerated() {
      let mixed = 2 * direction[0] * direction[1] * log(x)
      let bend = parameters[0] * direction[1] * direction[1] * log(x) * log(x)
      result[i] = pow(x, parameters[1]) * (mixed + bend)
    }
    return true
  }
}

extension LeastSquaresSummary {
  /// As regression has them; `nil` when no degree of freedom is left.
  fileprivate var standardErrors: [Double]? {
    let degrees = residuals.count - covarianceFactor.rank
    guard degrees > 0 else { return nil }
    return covarianceFactor.standardErrors(scale: (cost / Double(degrees)).squareRoot())
  }
}
