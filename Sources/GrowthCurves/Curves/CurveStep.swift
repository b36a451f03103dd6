internal import SpecialFunctions

/// A growth curve that runs on step by step by its own equation, under a ceiling that holds for
/// one step and may be another for the next.
///
/// Each step is exact for the ceiling that it is given. Where y is above the ceiling it declines to
/// it. With one ceiling for all steps it is the family's curve.
package struct CurveStep: Sendable {
  /// The formulas of the family.
  private let form: any BoundedForm.Type
  /// The pace, per year: r, p + q, or 1/age at the anchor.
  package var pace: Double
  /// ν (Richards), q/p (Bass), k (Weibull) or h (Hill).
  let shape: Double
  /// ζ, the share of the ceiling at the anchor; read by Weibull and Hill curves.
  let share: Double

  /// A curve.
  package init(_ form: any BoundedForm.Type, pace: Double, shape: Double, share: Double) {
    self.form = form
    self.pace = pace
    self.shape = shape
    self.share = share
  }

  /// The curve that grows at a relative rate where it stands.
  package init(_ form: any BoundedForm.Type, growth: Double, share: Double, shape: Double) {
    let kernel = form.kernel(growth: growth, share: share, shape: shape)
    self.init(form, pace: kernel[0], shape: shape, share: share)
  }

  /// The value at the end of a step.
  ///
  /// - Parameters:
  ///   - value: y at its beginning, > 0; a Bass curve may stand at 0.
  ///   - elapsed: τ there, years after the anchor; negative before it.
  ///   - years: the length of the step.
  ///   - ceiling: K during the step.
  /// - Returns: y at its end.
  package func value(
    after value: Double, at elapsed: Double, over years: Double, ceiling: Double
  ) -> Double {
    // A ceiling at or below 0 leaves next to nothing.
    let ceiling = max(ceiling, 1e-290)
    var curve = self
    // Above its ceiling also a curve that fell below it comes down to it.
    if value > ceiling { curve.pace = abs(pace) }
    return form.step(value, curve, at: elapsed, over: years, ceiling: ceiling)
  }

  /// Runs from one value through several steps.
  func value(
    after first: Double, at elapsed: Double, over years: Double, ceilings: [Double]
  ) -> Double {
    var value = first
    for (index, ceiling) in ceilings.enumerated() {
      value = self.value(
        after: value, at: elapsed + Double(index) * years, over: years, ceiling: ceiling)
    }
    return value
  }

  /// The same curve at the pace that leads from one value to another, the last one at the anchor.
  ///
  /// - Parameters:
  ///   - first: the earlier value, > 0.
  ///   - last: the later value, > 0.
  ///   - ceilings: K of each step between them.
  ///   - years: the length of a step.
  /// - Returns: the curve; at the slowest or fastest pace where none leads there.
  package func through(
    _ first: Double, _ last: Double, ceilings: [Double], over years: Double
  ) -> CurveStep {
    var curve = self
    let gap = years * Double(ceilings.count)
    let target = Elementary.log(last)
    func excess(_ pace: Double) -> Double {
      curve.pace = pace
      let end = curve.value(after: first, at: -gap, over: years, ceilings: ceilings)
      return Elementary.log(max(end, 1e-300)) - target
    }
    let paces = form.paces(over: gap)
    var (low, high) = (paces.lowerBound, paces.upperBound)
    var (lowest, highest) = (excess(low), excess(high))
    if lowest >= 0 || highest <= 0 {
      curve.pace = lowest >= 0 ? low : high
      return curve
    }
    // Regula falsi with halved weights (Illinois), which keeps the bracket.
    var side = 0
    for _ in 0..<200 where high - low > 1e-14 * max(1, abs(high)) {
      var middle = (low * highest - high * lowest) / (highest - lowest)
      if !(middle > low && middle < high) { middle = low + (high - low) / 2 }
      let error = excess(middle)
      if abs(error) < 1e-14 { return curve }
      if error < 0 {
        (low, lowest) = (middle, error)
        if side < 0 { highest /= 2 }
        side = -1
      } else {
        (high, highest) = (middle, error)
        if side > 0 { lowest /= 2 }
        side = 1
      }
    }
    return curve
  }
}
