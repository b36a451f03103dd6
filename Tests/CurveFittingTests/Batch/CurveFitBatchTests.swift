import Columns
import CurveFitting
import GrowthCurves
import LinearAlgebra
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct CurveFitBatchTests {
  /// Whether two fits say the same, to nine digits of what is uncertain.
  private func agree(_ one: CurveFit, _ other: CurveFit) -> Bool {
    guard one.termination == other.termination, one.grade == other.grade,
      one.boundsCeiling == other.boundsCeiling, one.count == other.count,
      one.parameterNames == other.parameterNames
    else { return false }
    let sizes = zip(one.estimates, one.standardErrors ?? []).map { max(abs($0), $1) }
    for (i, size) in sizes.enumerated() {
      guard abs(one.estimates[i] - other.estimates[i]) <= 1e-9 * size else { return false }
    }
    for (a, b) in zip(one.standardErrors ?? [], other.standardErrors ?? []) {
      // The covariance follows the estimates to first order.
      guard abs(a - b) <= 3e-9 * b else { return false }
    }
    let squares = abs(one.residualSumOfSquares - other.residualSumOfSquares)
    return squares <= 1e-12 * other.residualSumOfSquares
  }

  private func compare(_ family: CurveFamily, _ many: ManySeries) throws {
    let fits = CurveFit.fits(family, times: many.times, values: many.values)
    for i in many.times.indices {
      let alone = try CurveFit(family, times: many.times[i], values: many.values[i])
      let fit = try fits[i].get()
      #expect(agree(fit, alone), "series \(i)")
    }
  }

  @Test func `logistic fits of many series are those of each`() throws {
    try compare(.logistic, .logistic(Slow.isAsked ? 10_000 : 800))
  }

  @Test func `Gompertz fits of many series are those of each`() throws {
    try compare(.gompertz, .gompertz(Slow.isAsked ? 10_000 : 800))
  }

  @Test func `curves fitted to series of the other shape are those of each`() throws {
    try compare(.gompertz, .logistic(300))
    try compare(.logistic, .gompertz(300))
  }

  @Test func `any other family is fitted series by series`() throws {
    try compare(.richards, .logistic(20))
  }

  /// Sums over all series by another program: SciPy's `curve_fit` with its `lm` method, from the
  /// same starts as `CurveEstimates`.
  @Test func `ten thousand fits have the sums of another program`() throws {
    let logistic = ManySeries.logistic(10_000)
    var (squares, rates) = (0.0, 0.0)
    for result in CurveFit.fits(.logistic, times: logistic.times, values: logistic.values) {
      let fit = try result.get()
      squares += Elementary.log(fit.residualSumOfSquares)
      rates += fit["rate"] ?? 0
    }
    #expect(abs(squares - 39748.9249) < 0.0005)
    #expect(abs(rates - 3785.092) < 0.0005)
    let gompertz = ManySeries.gompertz(10_000)
    squares = 0
    rates = 0
    for result in CurveFit.fits(.gompertz, times: gompertz.times, values: gompertz.values) {
      let fit = try result.get()
      squares += Elementary.log(fit.residualSumOfSquares)
      rates += fit["rate"] ?? 0
    }
    #expect(abs(squares - 39721.2427) < 0.0005)
    #expect(abs(rates - 3780.197) < 0.0005)
  }

  @Test func `a fit does not depend on the series beside it`() throws {
    let many = ManySeries.logistic(200)
    let fits = CurveFit.fits(.logistic, times: many.times, values: many.values)
    for i in stride(from: 0, to: 200, by: 7) {
      let alone = CurveFit.fits(.logistic, times: [many.times[i]], values: [many.values[i]])
      #expect(alone[0] == fits[i])
    }
    let backwards = CurveFit.fits(
      .logistic, times: many.times.reversed(), values: many.values.reversed())
    #expect(backwards.reversed() == fits)
  }

  /// Series that are no plain matter: each must end as it does alone.
  @Test(arguments: [CurveFamily.logistic, .gompertz])
  func `a hard series stops no other and ends as it does alone`(family: CurveFamily) {
    let dates = (2010...2021).map(Double.init)
    let steps = (0..<12).map(Double.init)
    let scatter = [0.3, -0.2, 0.1, 0.4, -0.5, 0.2, -0.1, 0.3, -0.4, 0.1, 0.2, -0.3]
    let hard: [(String, [Double], [Double])] = [
      ("exponential", dates, steps.map { 10 * Elementary.exp(0.2 * $0) + scatter[Int($0)] }),
      ("exact", dates, steps.map { 100 / (1 + Elementary.exp(5 - $0)) }),
      ("constant", dates, steps.map { _ in 7 }),
      ("zero", dates, steps.map { _ in 0 }),
      ("noise", dates, steps.map { scatter[Int($0)] }),
      ("falling", dates, steps.map { 100 / (1 + Elementary.exp($0 - 6)) + scatter[Int($0)] }),
      ("negative", dates, steps.map { -100 / (1 + Elementary.exp(5 - $0)) + scatter[Int($0)] }),
      ("a step", dates, steps.map { $0 < 6 ? 1 : 50 }),
      ("linear", dates, steps.map { 3 * $0 + scatter[Int($0)] }),
      ("one date", dates.map { _ in 2010 }, steps),
      ("not a number", dates, steps.map { $0 == 3 ? .nan : $0 }),
      ("infinite date", dates.map { $0 == 2013 ? .infinity : $0 }, steps),
      ("no points", [], []),
      ("three points", [2010, 2012, 2013], [3, 6, 8]),
      ("four points", [2010, 2012, 2013, 2015], [3, 6, 8, 9]),
      ("a huge value", dates, steps.map { $0 == 11 ? 1e200 : $0 }),
      (
        "tiny", dates, steps.map { 1e-30 * (100 / (1 + Elementary.exp(5 - $0)) + scatter[Int($0)]) }
      ),
      ("dates twice", dates.map { ($0 / 2).rounded() }, steps.map { $0 * $0 + scatter[Int($0)] }),
    ]
    let fits = CurveFit.fits(family, times: hard.map(\.1), values: hard.map(\.2))
    for (series, fit) in zip(hard, fits) {
      let alone = Result { try CurveFit(family, times: series.1, values: series.2) }
      switch (fit, alone) {
      case (.failure(let one), .failure(let other)):
        #expect(one == other as? GrowthModelError, "\(series.0)")
      case (.success(let one), .success(let other)):
        // As text, in which NaN equals NaN.
        #expect("\(one)" == "\(other)" || agree(one, other), "\(series.0)")
      default: Issue.record("\(series.0): \(fit), alone \(alone)")
      }
    }
  }

  @Test(arguments: [CurveFamily.logistic, .gompertz])
  func `every instruction set gives the same bits`(family: CurveFamily) {
    let many = family == .logistic ? ManySeries.logistic(500) : .gompertz(500)
    var results: [(fits: [Result<CurveFit, GrowthModelError>], estimates: [CurveEstimates])] = []
    for set in InstructionSet.available {
      InstructionSet.with(set) {
        results.append(
          (
            fits: CurveFit.fits(family, times: many.times, values: many.values),
            estimates: CurveEstimates.all(family, times: many.times, values: many.values)
          ))
      }
    }
    for other in results.dropFirst() {
      #expect(other.fits == results[0].fits)
      #expect(other.estimates == results[0].estimates)
    }
  }

  @Test func `no series, no fits`() {
    #expect(CurveFit.fits(.logistic, times: [], values: []).isEmpty)
    #expect(CurveEstimates.all(.gompertz, times: [], values: []).isEmpty)
  }
}

@Suite struct CurveEstimatesTests {
  /// Sums over all series by SciPy's `curve_fit` with its `lm` method from the same starts, and the
  /// median of the relative standard errors of the ceiling.
  @Test(arguments: [
    (CurveFamily.logistic, 39748.9249, 3785.092, 0.0234),
    (CurveFamily.gompertz, 39721.2427, 3780.197, 0.0244),
  ])
  func `ten thousand series have the sums of another program`(
    family: CurveFamily, squares: Double, rates: Double, error: Double
  ) {
    let many = family == .logistic ? ManySeries.logistic(10_000) : .gompertz(10_000)
    let all = CurveEstimates.all(family, times: many.times, values: many.values)
    #expect(all.allSatisfy { $0.isConverged })
    let sum = all.reduce(0) { $0 + Elementary.log($1.residualSumOfSquares) }
    #expect(abs(sum - squares) < 0.0005)
    #expect(abs(all.reduce(0) { $0 + $1.rate } - rates) < 0.0005)
    let errors = all.map { $0.standardErrors[0] / $0.ceiling }.sorted()
    #expect(abs(errors[5000] - error) < 0.00005)
  }

  @Test func `estimates and covariance are those of the fit with a verdict`() throws {
    let many = ManySeries.gompertz(100)
    let all = CurveEstimates.all(.gompertz, times: many.times, values: many.values)
    for (i, estimates) in all.enumerated() {
      let fit = try CurveFit(.gompertz, times: many.times[i], values: many.values[i])
      let covariance = try #require(fit.covariance)
      let found = [estimates.ceiling, estimates.rate, estimates.midpoint]
      for j in 0..<3 {
        #expect(abs(found[j] - fit.estimates[j]) <= 1e-9 * abs(fit.estimates[j]))
        for k in 0..<3 {
          let size = (covariance[j, j] * covariance[k, k]).squareRoot()
          #expect(abs(estimates.covariance(j, k) - covariance[j, k]) <= 5e-9 * size)
        }
      }
    }
  }

  @Test func `a series without a curve is said not to have converged`() {
    let all = CurveEstimates.all(
      .logistic, times: [[1, 1, 1, 1], [1, 2], [], [1, 2, 3, 4]],
      values: [[1, 2, 3, 4], [1, 2], [], [0, 0, 0, 0]])
    #expect(all.count == 4)
    #expect(!all.contains { $0.isConverged })
  }
}
