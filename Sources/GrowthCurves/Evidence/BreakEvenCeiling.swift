internal import Optimization
internal import SpecialFunctions

/// The least ceiling with which a curve through two observations reaches a target in time.
public enum BreakEvenCeiling: Hashable, Sendable {
  /// The last observation is there already, and the series does not fall.
  case alreadyReached
  /// Even without a ceiling the curve only comes to this value by the deadline.
  case outOfReach(greatest: Double)
  /// The target needs a ceiling of at least that of this curve.
  case needs(AnchoredCurve)

  /// Solves for the break-even ceiling.
  ///
  /// - Parameters:
  ///   - family: a family with a ceiling that tends to unbounded growth without it: logistic,
  ///     Gompertz, Richards, Weibull or Hill.
  ///   - points: the two observations.
  ///   - target: the value to reach.
  ///   - deadline: the date by which to reach it, after the later observation.
  ///   - shape: ν, k or h; left out, the family's ``CurveFamily/defaultShape``.
  /// - Throws: ``GrowthModelError`` when the deadline is not after the observations, or the family
  ///   has no ceiling.
  public init(
    _ family: CurveFamily, through points: TwoPoints, reaching target: Double,
    at deadline: Double, shape: Double? = nil
  ) throws(GrowthModelError) {
    guard deadline > points.times.upperBound else {
      throw .timesNotIncreasing(index: 2, time: deadline)
    }
    guard let form = family.bounded, form.limit != .none else {
      throw .noAnchoredForm(family)
    }
    if target <= points.later, points.earlier <= points.later {
      self = .alreadyReached
      return
    }
    let unbounded = try points.curve(family, shape: shape)
    let greatest = unbounded.value(at: deadline)
    guard greatest >= target else {
      self = .outOfReach(greatest: greatest)
      return
    }
    // Ceilings are searched on the logarithm of how far they stand above the observations.
    let floor = max(points.earlier, points.later)
    func curve(_ logRoom: Double) throws(GrowthModelError) -> AnchoredCurve {
      try points.curve(family, ceiling: floor + floor * Elementary.exp(logRoom), shape: shape)
    }
    let search = try RootFinder.brent(in: -30...700, tolerance: 1e-13) {
      logRoom throws(GrowthModelError) in
      Elementary.log(try curve(logRoom).value(at: deadline) / target)
    }
    guard let logRoom = search.argument else {
      self = .outOfReach(greatest: greatest)
      return
    }
    self = .needs(try curve(logRoom))
  }

  /// The least ceiling, where one is needed.
  public var ceiling: Double? {
    if case .needs(let curve) = self { curve.ceiling } else { nil }
  }
}
