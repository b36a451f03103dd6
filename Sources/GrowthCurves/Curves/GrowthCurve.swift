/// A growth curve in classical form: a family and its parameters.
///
/// Dates are calendar years (2022.5 is the middle of 2022) or any other count of years; rates are
/// per year and continuous. For the families that count from a fixed date
/// (``CurveFamily/needsOrigin``) `origin` is that date; the others ignore it.
public struct GrowthCurve: Hashable, Sendable {
  /// Which curve it is.
  public let family: CurveFamily
  /// The date from which the family counts time; 0 where it does not matter.
  public let origin: Double
  /// The parameters as the formulas take them: a midpoint counted from the origin.
  package let lanes: SIMD4<Double>

  /// A curve with the given parameters, in the order of ``CurveFamily/parameterNames``.
  ///
  /// Nothing is required of the values: a fit may pass through odd places, and what cannot be
  /// computed comes out as not a number.
  ///
  /// - Parameters:
  ///   - family: which curve it is.
  ///   - parameters: one number for each name; a `midpoint` is a date.
  ///   - origin: the date from which the family counts time.
  /// - Precondition: the count of parameters is the family's.
  public init(_ family: CurveFamily, _ parameters: [Double], origin: Double = 0) {
    precondition(
      parameters.count == family.parameterCount,
      "\(family) takes \(family.parameterCount) parameters, got \(parameters.count)")
    self.family = family
    self.origin = family.needsOrigin ? origin : 0
    var lanes = SIMD4<Double>.zero
    for (lane, parameter) in parameters.enumerated() { lanes[lane] = parameter }
    if let midpoint = Self.countedMidpoint(family) { lanes[midpoint] -= origin }
    self.lanes = lanes
  }

  package init(_ family: CurveFamily, lanes: SIMD4<Double>, origin: Double) {
    self.family = family
    self.origin = family.needsOrigin ? origin : 0
    self.lanes = lanes
  }

  /// The parameters, in the order of ``CurveFamily/parameterNames``.
  public var parameters: [Double] {
    family.parameterNames.indices.map { lane in
      lane == Self.countedMidpoint(family) ? lanes[lane] + origin : lanes[lane]
    }
  }

  /// The parameter of that name, or `nil` when the family has none.
  public subscript(name: String) -> Double? {
    family.parameterNames.firstIndex(of: name).map { parameters[$0] }
  }

  /// The level the curve never passes, or `nil` when it grows without bound.
  public var ceiling: Double? { family.ceilingIndex.map { lanes[$0] } }

  /// The value at a date.
  public func value(at time: Double) -> Double { family.form.value(time - origin, lanes) }

  /// The value at a date with its exact derivative by each parameter.
  ///
  /// - Returns: the value, and derivatives in the order of ``CurveFamily/parameterNames``.
  public func valueAndGradient(at time: Double) -> (value: Double, gradient: [Double]) {
    let (value, gradient) = family.form.valueAndGradient(time - origin, lanes)
    return (value, family.parameterNames.indices.map { gradient[$0] })
  }

  /// Where a midpoint counted from the origin stands, in the families that have one.
  private static func countedMidpoint(_ family: CurveFamily) -> Int? {
    guard family.needsOrigin else { return nil }
    return family.parameterNames.firstIndex(of: "midpoint")
  }
}
