internal import Columns
internal import SpecialFunctions

/// A continuous law whose quantile function is dear, and smooth on the scale of a coordinate s.
///
/// As a function of the standard normal quantile z, the coordinate has the slope φ(z) / h(s),
/// where h is the density of s, and so a second derivative too. That is what an interpolation
/// needs.
protocol SmoothLaw: UnivariateLaw {
  /// Whether the interpolation was checked for these parameters.
  var isInterpolated: Bool { get }
  /// The coordinate of the quantile; `upper` is 1 − `lower`.
  func coordinate(lower: Double, upper: Double) -> Double
  /// The density of the coordinate and the derivative of its logarithm.
  func coordinateDensity(_ s: Double) -> (density: Double, logSlope: Double)
  /// Turns coordinates into values of the variable, in place.
  func values(_ s: inout MutableSpan<Double>)
}

extension Gamma: SmoothLaw {
  var isInterpolated: Bool { shape >= 0.1 && shape <= 1e8 }

  // s = ln(x / scale).
  func coordinate(lower: Double, upper: Double) -> Double {
    Elementary.log(
      lower < upper
        ? GammaFunction.inverseRegularizedLower(a: shape, p: lower)
        : GammaFunction.inverseRegularizedUpper(a: shape, q: upper))
  }
  func coordinateDensity(_ s: Double) -> (density: Double, logSlope: Double) {
    let x = Elementary.exp(s)
    return (shape * GammaFunction.poissonMass(shape, mean: x), shape - x)
  }
  func values(_ s: inout MutableSpan<Double>) {
    Elementary.exp(&s)
    for i in s.indices { s[i] *= scale }
  }
}

extension Beta: SmoothLaw {
  var isInterpolated: Bool {
    Swift.min(a, b) >= 0.4 && Swift.max(a, b) <= 1e8
  }

  // s = ln((x − min) / (max − x)).
  func coordinate(lower: Double, upper: Double) -> Double {
    BetaFunction.inverseLogit(a: a, b: b, lower: lower, upper: upper)
  }
  func coordinateDensity(_ s: Double) -> (density: Double, logSlope: Double) {
    let (x, y) = BetaFunction.odds(s)
    let mass = BetaFunction.binomialMass(a, b, x: x, y: y)
    return (mass * (a * b / (a + b)), a * y - b * x)
  }
  func values(_ s: inout MutableSpan<Double>) {
    Elementary.logistic(&s)
    let width = max - min
    for i in s.indices { s[i] = min + width * s[i] }
  }
}

extension Pert: SmoothLaw {
  var isInterpolated: Bool { beta.isInterpolated }

  func coordinate(lower: Double, upper: Double) -> Double {
    beta.coordinate(lower: lower, upper: upper)
  }
  func coordinateDensity(_ s: Double) -> (density: Double, logSlope: Double) {
    beta.coordinateDensity(s)
  }
  func values(_ s: inout MutableSpan<Double>) { beta.values(&s) }
}

extension StudentT: SmoothLaw {
  var isInterpolated: Bool { degreesOfFreedom >= 0.5 && degreesOfFreedom <= 1e8 }

  // t = √ν sinh(s), so that s has the density C cosh(s)^(−ν).
  func coordinate(lower: Double, upper: Double) -> Double {
    let t = standardised(lower < upper ? quantile(lower) : quantile(upper: upper))
    let size = abs(t) / degreesOfFreedom.squareRoot()
    let s = Elementary.log1p(size + size * (size / (1 + (1 + size * size).squareRoot())))
    return t < 0 ? -s : s
  }
  func coordinateDensity(_ s: Double) -> (density: Double, logSlope: Double) {
    // cosh² = 1 + sinh², without cancellation for the small s of many degrees of freedom.
    let sinh = Self.sinh(s)
    let logCosh = 0.5 * Elementary.log1p(sinh * sinh)
    let logDensity =
      -degreesOfFreedom * logCosh - BetaFunction.logBeta(degreesOfFreedom / 2, 0.5)
    let tanh = sinh / (1 + sinh * sinh).squareRoot()
    return (Elementary.exp(logDensity), -degreesOfFreedom * tanh)
  }
  func values(_ s: inout MutableSpan<Double>) {
    let width = scale * degreesOfFreedom.squareRoot()
    for i in s.indices { s[i] = location + width * Self.sinh(s[i]) }
  }

  private static func sinh(_ s: Double) -> Double {
    let power = Elementary.expm1(abs(s))
    let value = 0.5 * (power + power / (power + 1))
    return s < 0 ? -value : value
  }

  private func standardised(_ x: Double) -> Double { (x - location) / scale }
}
