import Expressions
import LinearAlgebra
import SpecialFunctions
import Testing
import _TestSupport

/// Values in two doubles by `tools/references/double_double.py`.
private let reference: [(name: String, x: Double, high: Double, low: Double)] = [
  ("exp", 0.1, 1.1051709180756477, -8.763017013024472e-17),
  ("exp", 1.7, 5.4739473917272, -1.4626131885260075e-16),
  ("exp", -3.25, 0.03877420783172201, 1.1433418851841824e-18),
  ("exp", 12.5, 268337.2865208745, -2.0035114163950887e-11),
  ("exp", 0.0001, 1.0001000050001667, -4.326411477156449e-17),
  ("exp", 44, 1.2851600114359308e+19, -12.1907003678569),
  ("log", 0.1, -2.302585092994046, 2.1707562233822494e-16),
  ("log", 1.7, 0.5306282510621704, 2.1046353521846032e-17),
  ("log", 12.5, 2.5257286443082556, -1.7065574170429193e-16),
  ("log", 0.0001, -9.210340371976184, 8.683024893528997e-16),
  ("log", 44, 3.784189633918261, 1.4306712005964121e-16),
  ("sin", 0.1, 0.09983341664682815, -2.443367540153075e-18),
  ("sin", 1.7, 0.9916648104524686, 4.505628107546269e-17),
  ("sin", -3.25, 0.10819513453010837, 4.807490001967961e-18),
  ("sin", 12.5, -0.06632189735120068, -4.628667126141473e-18),
  ("sin", 0.0001, 9.999999983333333e-05, 3.6602107016817694e-21),
  ("sin", 44, 0.017701925105413577, 3.36506969044825e-19),
  ("cos", 0.1, 0.9950041652780258, -5.4466828902896175e-17),
  ("cos", 1.7, -0.1288444942955247, 7.819319431732577e-18),
  ("cos", -3.25, -0.9941296760805463, 3.4640341119010874e-17),
  ("cos", 12.5, 0.9977982791785807, 3.3602447434110414e-18),
  ("cos", 0.0001, 0.999999995, -2.6220688189332972e-17),
  ("cos", 44, 0.9998433086476912, -8.999491643889072e-20),
  ("atan", 0.1, 0.09966865249116202, 3.19111388420842e-18),
  ("atan", 1.7, 1.039072259536091, -3.088591753454164e-17),
  ("atan", -3.25, -1.2722973952087173, -2.245875015034507e-17),
  ("atan", 12.5, 1.4909663410826592, 6.221434760020122e-17),
  ("atan", 0.0001, 9.999999966666667e-05, 3.934011687679643e-22),
  ("atan", 44, 1.5480729659532555, 5.633780946415682e-17),
]

@Suite struct DoubleDoubleFunctionsTests {
  @Test func `curves have thirty digits`() throws {
    for row in reference {
      let curve = try CompiledCurve("a*\(row.name)(x)", predictors: ["x"])
      let columns = PreciseCurveColumns(curve, at: [[row.x]])
      var values = [DoubleDouble(0)]
      var jacobian = values
      #expect(columns.evaluate([DoubleDouble(1)], values: &values, jacobian: &jacobian))
      #expect(values == jacobian)
      let error = values[0] - DoubleDouble(row.high, plus: row.low)
      // Reduction of the argument and some ten operations, each of a few units of 2⁻¹⁰⁴.
      #expect(abs(error.high) <= 1e-29 * abs(row.high), "\(row)")
    }
  }

  @Test func `the exponential reaches down to the least double`() throws {
    // Up to where a product of two doubles can be split, 2⁹⁹⁶.
    let x = (-755...690).map(Double.init)
    let columns = PreciseCurveColumns(try CompiledCurve("a*exp(x)", predictors: ["x"]), at: [x])
    var values = x.map { _ in DoubleDouble(0) }
    var jacobian = values
    #expect(columns.evaluate([DoubleDouble(1)], values: &values, jacobian: &jacobian))
    let tolerance = Tolerance(relative: 4 * .ulpOfOne, absolute: .leastNonzeroMagnitude)
    for (x, value) in zip(x, values) {
      #expect(value.high.agrees(with: Elementary.exp(x), within: tolerance), "exp(\(x))")
    }
  }

  @Test func `a double is read back as the decimal that it was written as`() {
    let tenth = DoubleDouble(decimal: 0.1)
    #expect(abs((tenth * 10 - DoubleDouble(1)).high) < 1e-31)
    let small = DoubleDouble(decimal: -1.5e-8)
    #expect(abs((small * 1e8 + DoubleDouble(1.5)).high) < 1e-31)
    #expect(DoubleDouble(decimal: 250).low == 0)
  }

  @Test func `linear parameters are found from what derivatives depend on`() throws {
    let cases: [(String, [String])] = [
      ("b1*exp(-b2*x) + b3*exp(-b4*x)", ["b1", "b3"]),
      ("(b1 + b2*x)/(1 + b3*x)", ["b1", "b2"]),
      ("b1 + b2*x + b3*x^2", ["b1", "b2", "b3"]),
      ("b1*b2*x", ["b1"]),
      ("exp(-b1*x)/(b2 + b3*x)", []),
      ("b1*abs(x - b2)", []),
    ]
    for (expression, expected) in cases {
      let curve = try CompiledCurve(expression, predictors: ["x"])
      #expect(curve.linearParameters.map { curve.parameters[$0] } == expected)
    }
  }
}
