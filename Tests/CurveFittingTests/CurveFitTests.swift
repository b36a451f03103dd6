import CurveFitting
import GrowthCurves
import Testing
import _TestSupport

@Suite struct CurveFitTests {
  /// NIST StRD MGH09 (Kowalik and Osborne 1978), from its second start.
  @Test func `a rational curve of one's own`() throws {
    let curve = FormulaCurve(
      parameterNames: ["b1", "b2", "b3", "b4"],
      points: [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625]
    ) { b, x in b[0] * (x * x + b[1] * x) / (x * x + b[2] * x + b[3]) }
    let values = [
      0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246,
    ]
    let fit = try CurveFit(
      curve, values: values, start: ["b1": 0.25, "b2": 0.39, "b3": 0.415, "b4": 0.39])
    let expected = [
      ("b1", 0.19280693458, 0.011435312227), ("b2", 0.19128232873, 0.19633220911),
      ("b3", 0.12305650693, 0.080842031232), ("b4", 0.13606233068, 0.090025542308),
    ]
    for (name, estimate, error) in expected {
      #expect(try #require(fit[name]).agrees(with: estimate, within: .printed(digits: 8)))
      let ours = try #require(fit.standardError(name))
      #expect(ours.agrees(with: error, within: .printed(digits: 7)))
    }
    #expect(fit.residualSumOfSquares.agrees(with: 3.0750560385e-4, within: .printed(digits: 9)))
    #expect(fit.family == nil && fit.curve == nil)
  }

  let rat42 = FormulaCurve(
    parameterNames: ["b1", "b2", "b3"], points: referenceFits[0].times
  ) { b, x in b[0] / (1 + Dual.exp(b[1] - b[2] * x)) }

  @Test(
    arguments: [
      ["b1": 75, "b2": 2.5, "b3": 0.07], ["b1": 100, "b2": 1, "b3": 0.1], nil,
    ] as [[String: Double]?])
  func `near, far and no starts come to the same curve`(start: [String: Double]?) throws {
    let fit = try CurveFit(rat42, values: referenceFits[0].values, start: start)
    #expect(fit.termination == .converged)
    let expected = [72.462237576, 2.6180768402, 0.067359200066]
    #expect(agree(fit.estimates, expected, within: .printed(digits: 9)))
    #expect(try #require(fit.residualSD).agrees(with: 1.1587725499, within: .printed(digits: 9)))
  }

  @Test func `two terms that trade places are one curve`() throws {
    let times = (0..<15).map { Double($0) / 2 }
    let truth = times.enumerated().map { i, x in
      let noise = 0.01 * Double((i * 7) % 5 - 2)
      return 3 * exponential(-1.5 * x) + 1 * exponential(-0.2 * x) + noise
    }
    let curve = FormulaCurve(parameterNames: ["a", "r", "b", "s"], points: times) { b, x in
      b[0] * Dual.exp(-(b[1] * x)) + b[2] * Dual.exp(-(b[3] * x))
    }
    let fit = try CurveFit(
      curve, values: truth, start: ["a": 2, "r": 1, "b": 0.5, "s": 0.1])
    #expect(fit.termination == .converged)
    #expect(try #require(fit["r"]) > 1)
  }

  @Test func `parameters that only occur together are named`() throws {
    let curve = FormulaCurve(parameterNames: ["a", "b", "c"], points: [1, 2, 3, 4, 5]) { p, x in
      p[0] * p[1] * x + p[2]
    }
    let fit = try CurveFit(
      curve, values: [1, 3, 2, 5, 4], start: ["a": 1, "b": 1, "c": 0])
    #expect(fit.termination == .notIdentifiable(parameters: ["a", "b"]))
    #expect(fit.covariance == nil)
    #expect(fit.standardErrors?.prefix(2).allSatisfy { $0 == .infinity } == true)
    #expect(fit.standardErrors?[2].isFinite == true)
    #expect(fit.grade == .d)
  }

  @Test func `what is wrong is said`() throws {
    #expect(throws: GrowthModelError.startMismatch(expected: ["b1", "b2", "b3"])) {
      try CurveFit(rat42, values: referenceFits[0].values, start: ["b1": 1, "b2": 2])
    }
    #expect(throws: GrowthModelError.startMismatch(expected: ["b1", "b2", "b3"])) {
      try CurveFit(
        rat42, values: referenceFits[0].values, start: ["b1": 1, "b2": 2, "b3": 1, "b4": 3])
    }
    #expect(throws: GrowthModelError.countMismatch(what: "values", count: 1, expected: 9)) {
      try CurveFit(rat42, values: [1])
    }
    let short = FormulaCurve(parameterNames: ["a", "b"], points: [1]) { p, x in p[0] + p[1] * x }
    #expect(throws: GrowthModelError.tooFewObservations(count: 1, needed: 2)) {
      try CurveFit(short, values: [1])
    }
    let nowhere = FormulaCurve(parameterNames: ["a"], points: [1, 2]) { p, _ in
      Dual.log(-(p[0] * p[0]))
    }
    #expect(try CurveFit(nowhere, values: [1, 2]).termination == .notFinite)
  }
}
