internal import SpecialFunctions

/// The formulas of an anchored family with a ceiling.
///
/// The first number of its kernel is the pace of the curve, per year.
package protocol BoundedForm: AnchoredForm {
  /// Growth times the years from the anchor to the date at which half of the ceiling is reached.
  static func midpointTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N

  /// The value at the end of a step by the family's own equation, exact for a ceiling above 0.
  static func step(
    _ value: Double, _ curve: CurveStep, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double

  /// The paces among which the curve is searched that has passed a value some years before the anchor.
  static func paces(over gap: Double) -> ClosedRange<Double>
}

extension BoundedForm {
  /// Faster curves reach the ceiling at once.
  package static func paces(over gap: Double) -> ClosedRange<Double> {
    let fastest = 60.0
    return (hasAge ? 0 : -fastest)...fastest
  }
}

/// A family with a rate that says how fast it approaches its ceiling at any time.
package protocol RatedForm: AnchoredForm {
  /// The rate for each unit of relative growth at the anchor.
  static func ratePerGrowth<N: Arithmetic>(level: N, share: N, shape: N) -> N
}

/// A family that its rate alone carries on from any of its points.
package protocol FlowForm: RatedForm {
  /// Lets one value for each path follow the family's differential equation.
  ///
  /// `growth` is the rate times the length of the step, and is overwritten; only families with a ceiling
  /// read `ceiling`.
  static func flow(_ values: inout [Double], ceiling: [Double], growth: inout [Double])
}

/// A family whose rate says how fast it approaches its ceiling, and whose midpoint says when.
package protocol SigmoidForm: BoundedForm, RatedForm {
  /// The rate times the years from the anchor to the date of half of the ceiling.
  static func ahead<N: Arithmetic>(share: N, shape: N) -> N

  /// ζ from what ``ahead(share:shape:)`` gives.
  static func share<N: Arithmetic>(ahead: N, shape: N) -> N

  /// The derivative of ``ahead(share:shape:)`` by ζ, without its sign.
  static func slopeOfAhead(share: Double, shape: Double) -> Double
}

extension SigmoidForm {
  package static var limit: CurveLimit { .exponential }

  package static func midpointTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N {
    ahead(share: share, shape: shape) / ratePerGrowth(level: 1, share: share, shape: shape)
  }
}

/// A family that reaches a part of its ceiling by its age alone, counted from a birth at zero.
package protocol AgeingForm: BoundedForm {
  /// The age at the anchor, times growth.
  static func ageTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N

  /// How many times as old as at the anchor the curve is at half of its ceiling.
  static func agesToMidpoint<N: Arithmetic>(share: N, shape: N) -> N

  /// The part of the ceiling that is still missing when the curve is some times as old as at the anchor.
  static func remaining(at ages: Double, share: Double, shape: Double) -> Double
}

extension AgeingForm {
  package static var limit: CurveLimit { .powerLaw }

  package static func midpointTimesGrowth<N: Arithmetic>(share: N, shape: N) -> N {
    let age: N = ageTimesGrowth(share: share, shape: shape)
    return age * agesToMidpoint(share: share, shape: shape) - age
  }

  /// y′ = h(τ)(K − y), h the hazard of the curve with the share ζ at the anchor.
  package static func step(
    _ value: Double, _ curve: CurveStep, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double {
    func remaining(_ elapsed: Double) -> Double {
      self.remaining(
        at: max(0, 1 + elapsed * curve.pace), share: curve.share, shape: curve.shape)
    }
    return ceiling
      - (ceiling - value) * (remaining(elapsed + years) / max(remaining(elapsed), 1e-300))
  }

  /// The curve was born before it passed the value.
  package static func paces(over gap: Double) -> ClosedRange<Double> { 0...1 / gap }
}

extension CurveFamily {
  /// The anchored formulas, or `nil` for the families that are only fitted.
  package var anchored: (any AnchoredForm.Type)? { form as? any AnchoredForm.Type }

  /// The formulas of a family with a ceiling.
  package var bounded: (any BoundedForm.Type)? { form as? any BoundedForm.Type }

  /// The formulas of a family with a rate.
  package var rated: (any RatedForm.Type)? { form as? any RatedForm.Type }

  /// The formulas of a family that its rate carries on.
  package var flowing: (any FlowForm.Type)? { form as? any FlowForm.Type }

  /// The formulas of a family with a rate and a midpoint.
  package var sigmoid: (any SigmoidForm.Type)? { form as? any SigmoidForm.Type }
}
