import SpecialFunctions
import Testing
import _TestSupport

/// One function, its references and the error that its documentation promises.
struct Promise: Sendable, CustomTestStringConvertible {
  let name: String
  let ulps: Double
  let references: [Reference]
  let function: @Sendable (Double, Double) -> Double

  init(
    _ name: String, ulps: Double, _ references: [Reference],
    _ function: @escaping @Sendable (Double) -> Double
  ) {
    (self.name, self.ulps, self.references) = (name, ulps, references)
    self.function = { x, _ in function(x) }
  }

  init(
    _ name: String, ulps: Double, _ references: [Reference],
    ofTwo function: @escaping @Sendable (Double, Double) -> Double
  ) {
    (self.name, self.ulps, self.references) = (name, ulps, references)
    self.function = function
  }

  var testDescription: String { name }

  static let all = [
    Promise("exp", ulps: 1.04, ElementaryReferences.exp) { Elementary.exp($0) },
    Promise("expm1", ulps: 1.1, ElementaryReferences.expm1) { Elementary.expm1($0) },
    Promise("log", ulps: 1, ElementaryReferences.log) { Elementary.log($0) },
    Promise("log1p", ulps: 1, ElementaryReferences.log1p) { Elementary.log1p($0) },
    Promise("log2", ulps: 1, ElementaryReferences.log2) { Elementary.log2($0) },
    Promise("log10", ulps: 1, ElementaryReferences.log10) { Elementary.log10($0) },
    Promise("logistic", ulps: 2.1, ElementaryReferences.logistic) { Elementary.logistic($0) },
    Promise("tanh", ulps: 2, ElementaryReferences.tanh) { Elementary.tanh($0) },
    Promise("sin", ulps: 1, ElementaryReferences.sin) { Elementary.sin($0) },
    Promise("cos", ulps: 1, ElementaryReferences.cos) { Elementary.cos($0) },
    Promise("tan", ulps: 2.1, ElementaryReferences.tan) { Elementary.tan($0) },
    Promise("atan", ulps: 1, ElementaryReferences.atan) { Elementary.atan($0) },
    Promise("asin", ulps: 1, ElementaryReferences.asin) { Elementary.asin($0) },
    Promise("pow", ulps: 1, ElementaryReferences.pow, ofTwo: { Elementary.pow($0, $1) }),
  ]
}

@Suite struct ElementaryTests {
  /// Source of the values: mpmath 1.3.0, see `tools/references/elementary_functions.py`.
  @Test(arguments: Promise.all)
  func `values lie within the promised distance of the true ones`(promise: Promise) {
    for reference in promise.references {
      let error = reference.error(of: promise.function(reference.x, reference.y))
      #expect(
        error <= promise.ulps, "\(promise.name)(\(reference.x), \(reference.y)): \(error) ulp")
    }
  }

  @Test func `NaN stays NaN`() {
    for promise in Promise.all { #expect(promise.function(.nan, 2).isNaN, "\(promise.name)") }
  }

  @Test func `exp overflows to infinity and underflows gradually to zero`() {
    #expect(Elementary.exp(709.782712893384) < .infinity)
    #expect(Elementary.exp(709.7827128933841) == .infinity)
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(1e300) == .infinity)
    #expect(Elementary.exp(-745.1) == .leastNonzeroMagnitude)
    #expect(Elementary.exp(-745.2) == 0)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(0) == 1)
  }

  @Test func `expm1 keeps tiny arguments and the sign of zero`() {
    #expect(Elementary.expm1(1e-300) == 1e-300)
    #expect(Elementary.expm1(-0.0).sign == .minus)
    #expect(Elementary.expm1(-.infinity) == -1)
    #expect(Elementary.expm1(.infinity) == .infinity)
    #expect(Elementary.expm1(-100) == -1)
  }

  @Test func `logarithms of zero, one, infinity and negative numbers`() {
    for log in [Elementary.log, Elementary.log2, Elementary.log10] {
      #expect(log(0) == -.infinity)
      #expect(log(-0.0) == -.infinity)
      #expect(log(1) == 0)
      #expect(log(.infinity) == .infinity)
      #expect(log(-1).isNaN)
      #expect(log(-.infinity).isNaN)
    }
    #expect(Elementary.log1p(-1) == -.infinity)
    #expect(Elementary.log1p(-1.5).isNaN)
    #expect(Elementary.log1p(.infinity) == .infinity)
    #expect(Elementary.log1p(-0.0).sign == .minus)
    #expect(Elementary.log1p(.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
  }

  @Test func `powers of two and of ten have whole logarithms`() {
    for k in -1074...1023 {
      #expect(Elementary.log2(Double(sign: .plus, exponent: k, significand: 1)) == Double(k))
    }
    var power = 1.0
    for k in 0...22 {
      #expect(Elementary.log10(power) == Double(k))
      power *= 10
    }
  }

  @Test func `log and exp undo each other`() {
    for i in -700...700 {
      let x = Double(i) * 1.01
      // An error of one ulp of exp(x) is one unit of 2⁻⁵² in its logarithm.
      #expect(
        Elementary.log(Elementary.exp(x)).agrees(
          with: x, within: .fewUlps.orAbsolute(2 * .ulpOfOne)))
    }
  }

  @Test func `pow follows IEEE 754 at the edges`() {
    let pow = { Elementary.pow($0, $1) }
    #expect(pow(.nan, 0) == 1)
    #expect(pow(1, .nan) == 1)
    #expect(pow(2, .nan).isNaN)
    #expect(pow(-8, 1.0 / 3).isNaN)
    #expect(pow(-2, 3) == -8)
    #expect(pow(-2, 2) == 4)
    #expect(pow(-2, -1) == -0.5)
    #expect(pow(0, -1) == .infinity)
    #expect(pow(-0.0, -1) == -.infinity)
    #expect(pow(-0.0, 3).sign == .minus)
    #expect(pow(0, 0.5) == 0)
    #expect(pow(0.5, .infinity) == 0)
    #expect(pow(0.5, -.infinity) == .infinity)
    #expect(pow(-1, .infinity) == 1)
    #expect(pow(.infinity, -0.1) == 0)
    #expect(pow(-.infinity, 3) == -.infinity)
    #expect(pow(-.infinity, -2) == 0)
    #expect(pow(2, 1024) == .infinity)
    #expect(pow(2, -1074) == .leastNonzeroMagnitude)
    #expect(pow(2, -1080) == 0)
    #expect(pow(1.0000000001, 1e300) == .infinity)
    #expect(pow(-1, 9_007_199_254_740_992) == 1)
    #expect(pow(-1, 4_503_599_627_370_495) == -1)
    #expect(pow(-1, 4_503_599_627_370_497) == -1)
  }

  @Test func `pow of small integers is exact`() {
    for base in 2...10 {
      var power = 1.0
      for exponent in 0...15 {
        #expect(Elementary.pow(Double(base), Double(exponent)) == power)
        power *= Double(base)
      }
    }
  }

  @Test func `angles beyond a million are refused`() {
    #expect(Elementary.sin(1e6).isFinite)
    for f in [Elementary.sin, Elementary.cos, Elementary.tan] {
      #expect(f(1.1e6).isNaN)
      #expect(f(.infinity).isNaN)
    }
    #expect(Elementary.sin(-0.0).sign == .minus)
    #expect(Elementary.cos(0) == 1)
  }

  @Test func `inverse functions at their ends`() {
    #expect(Elementary.asin(1) == .pi / 2)
    #expect(Elementary.asin(-1) == -.pi / 2)
    #expect(Elementary.asin(1.0000001).isNaN)
    #expect(Elementary.atan(.infinity) == .pi / 2)
    #expect(Elementary.atan(-.infinity) == -.pi / 2)
    #expect(Elementary.atan(-0.0).sign == .minus)
  }

  @Test func `logistic and tanh saturate without NaN`() {
    #expect(Elementary.logistic(1000) == 1)
    #expect(Elementary.logistic(-1000) == 0)
    #expect(Elementary.logistic(0) == 0.5)
    #expect(Elementary.tanh(.infinity) == 1)
    #expect(Elementary.tanh(-1e300) == -1)
    #expect(Elementary.tanh(-0.0).sign == .minus)
  }
}
