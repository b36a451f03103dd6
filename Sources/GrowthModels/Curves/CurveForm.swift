/// The formulas of one family of curves.
///
/// Parameters travel as four lanes in the order of `parameterNames`; unused lanes are zero. `t` is
/// measured from the origin where the family needs one, and is the calendar time otherwise.
protocol CurveForm: SendableMetatype {
  static var parameterNames: [String] { get }
  static var needsOrigin: Bool { get }

  /// The value of the curve.
  static func value(_ t: Double, _ p: SIMD4<Double>) -> Double

  /// The value and its exact derivative by each parameter.
  static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>)

  /// The relative growth d log y / dt, per year.
  static func relativeGrowth(_ t: Double, _ p: SIMD4<Double>) -> Double

  /// The time at which the curve passes the level; not a number when it never does.
  static func time(reaching level: Double, _ p: SIMD4<Double>) -> Double
}

extension CurveForm {
  static var needsOrigin: Bool { false }

  /// Values at many times: one call per column, so that the choice of family is made once.
  static func fill(_ values: inout [Double], at times: [Double], _ p: SIMD4<Double>) {
    for i in times.indices { values[i] = value(times[i], p) }
  }
}
