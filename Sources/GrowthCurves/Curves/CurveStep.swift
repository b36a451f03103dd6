internal import SpecialFunctions

/// A growth curve that runs on step by step by its own equation, under a ceiling that holds for
/// one step and may be another for the next.
///
/// - logistic: y′ = r y (1 − y/K)
/// - Gompertz: y′ = r y log(K/y)
/// - Richards: y′ = (r/ν) y (1 − (y/K)^ν)
/// - Bass: y′ = (p + q y/K)(K − y)
/// - Weibull, Hill: y′ = h(τ)(K − y), h the hazard of the curve with the share ζ at the anchor
///
/// Each step is exact for the ceiling that it is given. Where y is above the ceiling it declines to
/// it. With one ceiling for all steps it is the family's curve.
package struct CurveStep: Sendable {
  /// The pace of a curve is searched up to this, per year: faster ones reach the ceiling at once.
  private static let fastest = 60.0

  /// One of the families with a ceiling.
  let family: CurveFamily
  /// The pace, per year: r; for Bass p + q; for Weibull and Hill 1/age at the anchor.
  package var pace: Double
  /// ν (Richards), q/p (Bass), k (Weibull) or h (Hill).
  let shape: Double
  /// ζ, the share of the ceiling at the anchor; read by Weibull and Hill curves.
  let share: Double

  /// A curve.
  package init(_ family: CurveFamily, pace: Double, shape: Double, share: Double) {
    self.family = family
    self.pace = pace
    self.shape = shape
    self.share = share
  }

  /// The curve that grows at a relative rate where it stands.
  ///
  /// - Parameters:
  ///   - family: one of the families with a ceiling.
  ///   - growth: g at the anchor, per year.
  ///   - share: ζ, below 1.
  ///   - shape: ν, q/p, k or h.
  package init(_ family: CurveFamily, growth: Double, share: Double, shape: Double) {
    let pace: Double
    switch family {
    case .gompertz: pace = -growth / Elementary.log(share)
    case .richards: pace = shape * growth / (1 - Elementary.pow(share, shape))
    case .bass: pace = growth * share * (1 + shape) / ((1 + shape * share) * (1 - share))
    case .weibull: pace = share * growth / (-shape * Elementary.log1p(-share) * (1 - share))
    case .hill: pace = growth / (shape * (1 - share))
    default: pace = growth / (1 - share)
    }
    self.init(family, pace: pace, shape: shape, share: share)
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
    // Above its ceiling also a curve that fell below it comes down to it.
    let rate = value > ceiling ? abs(pace) : pace
    switch family {
    case .gompertz:
      let power = Elementary.exp(-rate * years)
      return ceiling * Elementary.exp(power * Elementary.log(value / ceiling))
    case .richards:
      let z = Elementary.exp(shape * Elementary.log(value / ceiling))
      return ceiling * Elementary.exp(Elementary.log(logistic(z, rate * years)) / shape)
    case .bass:
      let share = value / ceiling
      let open = (1 - share) / (1 + shape * share) * Elementary.exp(-rate * years)
      return ceiling * (1 - open) / (1 + shape * open)
    case .weibull, .hill:
      let remaining = remaining(after: elapsed + years) / max(remaining(after: elapsed), 1e-300)
      return ceiling - (ceiling - value) * remaining
    default:
      return ceiling * logistic(value / ceiling, rate * years)
    }
  }

  /// z e^g / (1 + z (e^g − 1)).
  private func logistic(_ z: Double, _ growth: Double) -> Double {
    // Beyond any number that matters, so that what has grown for ever is at its ceiling.
    let added = min(Elementary.expm1(growth), 1e100)
    return z * (1 + added) / (1 + z * added)
  }

  /// 1 − F of an ageing curve, years after the anchor.
  private func remaining(after elapsed: Double) -> Double {
    let age = max(0, 1 + elapsed * pace)
    if family == .weibull {
      return Elementary.exp(Elementary.log1p(-share) * Elementary.pow(age, shape))
    }
    return 1 / (1 + share / (1 - share) * Elementary.pow(age, shape))
  }

  /// Runs from one value through several steps.
  private func value(
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
    let isAged = family == .weibull || family == .hill
    var low = family.hasAge ? 0 : -CurveStep.fastest
    var high = isAged ? 1 / gap : CurveStep.fastest
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

  /// The part of a Bass curve's pace that is not given, by which it leads from one value to another.
  ///
  /// - Parameters:
  ///   - known: p or q, > 0 per year.
  ///   - isInnovation: whether `known` is p.
  ///   - first: the earlier value, > 0.
  ///   - last: the later value.
  ///   - ceilings: K of each step between them.
  ///   - years: the length of a step.
  /// - Returns: q or p, per year, at least 0.
  package static func adoption(
    given known: Double, isInnovation: Bool, from first: Double, to last: Double,
    ceilings: [Double], over years: Double
  ) -> Double {
    func end(_ other: Double) -> Double {
      let (p, q) = isInnovation ? (known, other) : (max(other, 1e-12), known)
      let curve = CurveStep(.bass, pace: p + q, shape: q / p, share: 0)
      return curve.value(after: first, at: 0, over: years, ceilings: ceilings)
    }
    var (low, high) = (0.0, 1.0)
    while high < fastest, end(high) < last { high *= 2 }
    // The share of adopters rises with p and with q.
    for _ in 0..<100 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if end(middle) < last { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}
