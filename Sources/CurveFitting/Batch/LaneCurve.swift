internal import Columns
internal import GrowthCurves
internal import Lanes
internal import SpecialFunctions

/// A curve K F(r (t − m)) whose searches run side by side.
protocol LaneCurve: SendableMetatype {
  /// The family that this is.
  static var family: CurveFamily { get }

  /// Which of the shapes that are searched side by side.
  static var shape: CurveShape { get }

  /// Replaces arguments z by F.
  static func takeFractions(_ column: inout MutableSpan<Double>)
}

/// F = 1 / (1 + e⁻ᶻ).
extension Logistic: LaneCurve {
  static var family: CurveFamily { .logistic }
  static var shape: CurveShape { .logistic }

  static func takeFractions(_ column: inout MutableSpan<Double>) {
    Elementary.logistic(&column)
  }
}

/// F = exp(−e⁻ᶻ).
extension Gompertz: LaneCurve {
  static var family: CurveFamily { .gompertz }
  static var shape: CurveShape { .gompertz }

  static func takeFractions(_ column: inout MutableSpan<Double>) {
    for i in column.indices { column[i] = -column[i] }
    Elementary.exp(&column)
    for i in column.indices { column[i] = -column[i] }
    Elementary.exp(&column)
  }
}

/// F = eᶻ.
extension Exponential: LaneCurve {
  static var family: CurveFamily { .exponential }
  static var shape: CurveShape { .exponential }

  static func takeFractions(_ column: inout MutableSpan<Double>) {
    Elementary.exp(&column)
  }
}
