/// The formulas of one family of curves.
///
/// Parameters travel as four lanes in the order of `parameterNames`; unused lanes are zero. `t` is
/// measured from the origin where the family needs one, and is the calendar time otherwise.
package protocol CurveForm: SendableMetatype {
  static var parameterNames: [String] { get }
  static var needsOrigin: Bool { get }

  /// The parameters that only make sense when positive: a fit works with their logarithms.
  static var positiveLanes: [Int] { get }

  /// The parameter that multiplies everything above the floor.
  static var scaleLane: Int { get }

  /// The parameter that adds a constant below.
  static var floorLane: Int? { get }

  /// The one of several equal descriptions of a curve that is reported.
  static func canonical(_ p: SIMD4<Double>) -> SIMD4<Double>

  /// Curves that between them resemble any series over these times, with scale 1 and floor 0.
  ///
  /// Rows are neighbours in one shape, and so are the curves within a row.
  static func startingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]]

  /// The value of the curve.
  static func value(_ t: Double, _ p: SIMD4<Double>) -> Double

  /// The value and its exact derivative by each parameter.
  static func valueAndGradient(_ t: Double, _ p: SIMD4<Double>) -> (Double, SIMD4<Double>)
}

extension CurveForm {
  package static var needsOrigin: Bool { false }
  package static var positiveLanes: [Int] { [] }
  package static var floorLane: Int? { nil }
  package static func canonical(_ p: SIMD4<Double>) -> SIMD4<Double> { p }
}

/// Shapes [1, midpoint, shape] of curves that count from a birth at 0.
func ageingShapes(over times: ClosedRange<Double>) -> [[SIMD4<Double>]] {
  let last = max(times.upperBound, .leastNormalMagnitude)
  return [0.4, 0.7, 1, 1.5, 2, 3, 4.5, 7, 11].map { shape in
    [0.03, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.2, 1.8, 3, 6, 15].map { [1, $0 * last, shape, 0] }
  }
}
