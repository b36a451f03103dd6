internal import Kernels
internal import SpecialFunctions

/// A curve K F(r (t − m)) whose shape F many series share, evaluated for a column of them at once.
///
/// The shape comes with its first two derivatives, F′ and F″ = F′ h, from which the exact Hessian of
/// a sum of squares follows.
protocol LaneCurve: SendableMetatype {
  /// The family that this is.
  static var family: CurveFamily { get }

  /// Whether the midpoint is a parameter of its own; it is not where it only scales the curve.
  static var hasMidpoint: Bool { get }

  /// Makes ready what ``shape(_:_:)`` needs: two columns of exponentials.
  ///
  /// - Parameters:
  ///   - first: arguments −z ≤ 700 on entry.
  ///   - second: of the same length; its content on entry has no meaning.
  static func exponentiate(_ first: inout MutableSpan<Double>, _ second: inout MutableSpan<Double>)

  /// F, F′ and h at one place, from the two columns.
  static func shape(_ first: Double, _ second: Double) -> (
    value: Double, slope: Double, bend: Double
  )
}

extension LaneCurve {
  static var hasMidpoint: Bool { true }
}

/// F = 1 / (1 + e⁻ᶻ), F′ = F (1 − F), h = 1 − 2 F.
extension Logistic: LaneCurve {
  static var family: CurveFamily { .logistic }

  static func exponentiate(
    _ first: inout MutableSpan<Double>, _ second: inout MutableSpan<Double>
  ) {
    Elementary.exp(&first)
  }

  @inline(__always)
  static func shape(_ first: Double, _ second: Double) -> (
    value: Double, slope: Double, bend: Double
  ) {
    let fraction = 1 / (1 + first)
    let rest = fraction * first
    return (fraction, fraction * rest, rest - fraction)
  }
}

/// F = exp(−e⁻ᶻ), F′ = F e⁻ᶻ, h = e⁻ᶻ − 1.
extension Gompertz: LaneCurve {
  static var family: CurveFamily { .gompertz }

  static func exponentiate(
    _ first: inout MutableSpan<Double>, _ second: inout MutableSpan<Double>
  ) {
    Elementary.exp(&first)
    for i in first.indices { second[i] = -first[i] }
    Elementary.exp(&second)
  }

  @inline(__always)
  static func shape(_ first: Double, _ second: Double) -> (
    value: Double, slope: Double, bend: Double
  ) {
    (second, second * first, first - 1)
  }
}

/// F = eᶻ = F′, h = 1.
extension Exponential: LaneCurve {
  static var family: CurveFamily { .exponential }
  static var hasMidpoint: Bool { false }

  static func exponentiate(
    _ first: inout MutableSpan<Double>, _ second: inout MutableSpan<Double>
  ) {
    for i in first.indices { first[i] = -first[i] }
    Elementary.exp(&first)
  }

  @inline(__always)
  static func shape(_ first: Double, _ second: Double) -> (
    value: Double, slope: Double, bend: Double
  ) {
    (first, first, 1)
  }
}
