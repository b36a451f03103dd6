import Expressions
import SpecialFunctions
import Testing
import _TestSupport

@Suite struct CompiledCurveTests {
  @Test func `free parameters come in the order of appearance`() throws {
    #expect(try CompiledCurve("b1*(1-exp(-b2*t))").parameters == ["b1", "b2"])
    #expect(
      try CompiledCurve("b3*exp(-b1*x) + m/(pi*x)", predictors: ["x"]).parameters
        == ["b3", "b1", "m"])
    #expect(
      try CompiledCurve("a + b*x1 + c*x2", predictors: ["x1", "x2"]).parameters == ["a", "b", "c"])
    #expect(
      try CompiledCurve("K/(1+exp(-r*(year-t0)))", predictors: ["year"]).parameters == [
        "K", "r", "t0",
      ])
  }

  @Test(arguments: [
    ("b1*norm(t)", "column 4: unknown function or law 'norm'; did you mean 'normal'?"),
    ("b1 + normal(0, 1)", "column 6: a law cannot stand here"),
    ("b1*exp", "column 4: 'exp' is a function; it needs its arguments in parentheses"),
    ("b1*lag(t, 1)", "column 8: lag needs the name of an indicator, found 't'"),
    ("b1*(t", "column 6: '(' at column 4 is never closed"),
    (
      "b1*step(from: 2015)",
      "column 4: 'step(from: 2015)', which changes in time, cannot stand here"
    ),
    (
      "step(from: 2015)",
      "column 1: 'step(from: 2015)', which changes in time, cannot stand here"
    ),
    (
      "step(from: 2015) * b1",
      "column 1: 'step(from: 2015)', which changes in time, cannot stand here"
    ),
    (
      "b1*ramp(from: 2012, over: 3)",
      "column 4: 'ramp(from: 2012, over: 3)', which changes in time, cannot stand here"
    ),
    (
      "ramp(from: 2012, over: 3)",
      "column 1: 'ramp(from: 2012, over: 3)', which changes in time, cannot stand here"
    ),
    (
      "b1*pulse(from: 2012, for: 2)",
      "column 4: 'pulse(from: 2012, for: 2)', which changes in time, cannot stand here"
    ),
    (
      "pulse(from: 2012, for: 2)",
      "column 1: 'pulse(from: 2012, for: 2)', which changes in time, cannot stand here"
    ),
    ("b1*t**2", "column 5: expected '^' for a power, found '**'"),
  ])
  func `what is no curve is refused in words`(source: String, message: String) {
    #expect {
      try CompiledCurve(source)
    } throws: { error in
      "\(error)" == message
    }
  }

  /// Misra1a of the NIST StRD: value and gradient by hand at the certified parameters.
  @Test func `value and gradient are those of the formula`() throws {
    let curve = try CompiledCurve("b1*(1-exp(-b2*x))", predictors: ["x"])
    let (b1, b2, x) = (2.3894212918e2, 5.5015643181e-4, 77.6)
    let (value, gradient) = curve.valueAndGradient(parameters: [b1, b2], at: [x])
    let e = Elementary.exp(-b2 * x)
    #expect(value.agrees(with: b1 * (1 - e), within: .fewUlps))
    #expect(gradient[0].agrees(with: 1 - e, within: .fewUlps))
    #expect(gradient[1].agrees(with: b1 * x * e, within: .fewUlps))
    #expect(curve.value(parameters: [b1, b2], at: [x]) == value)
  }

  @Test(arguments: [
    "b1*(1-exp(-b2*x))", "b1*exp(-b2*x) + b3*exp(-(x-b4)^2/b5^2)",
    "(b1+b2*x+b3*x^2)/(1+b4*x+b5*x^2)",
    "b1/(1+exp(b2-b3*x))^(1/b4)", "b1 + b2*cos(2*pi*x/12) + b3*sin(2*pi*x/b4)", "b1*x^b2", "b1",
    "x",
    "b1*(b2+x)^(-1/b3)", "b1 - b2*x - atan(b3/(x-b4))/pi",
  ])
  func `columns agree with single points bit for bit`(source: String) throws {
    let curve = try CompiledCurve(source, predictors: ["x"])
    let points = (0..<50).map { Double($0) * 0.35 + 0.1 }
    var columns = CurveColumns(curve, at: [points])
    for round in 1...3 {
      let parameters = curve.parameters.indices.map { 0.7 + 0.31 * Double($0 * round) }
      columns.evaluate(parameters)
      var values = [Double](repeating: .nan, count: points.count)
      var slopes = values
      var valueSpan = values.mutableSpan
      columns.readValues(into: &valueSpan)
      for (index, point) in points.enumerated() {
        let single = curve.valueAndGradient(parameters: parameters, at: [point])
        #expect(values[index] == single.value)
      }
      for parameter in parameters.indices {
        var slopeSpan = slopes.mutableSpan
        columns.readDerivative(withRespectTo: parameter, into: &slopeSpan)
        for (index, point) in points.enumerated() {
          let single = curve.valueAndGradient(parameters: parameters, at: [point])
          #expect(slopes[index] == single.gradient[parameter])
        }
      }
    }
  }
}
