/// A growth curve told by where it stands: level L and relative growth g at a date, the share
/// ζ = L / ceiling, and a shape where the family has one.
///
/// Near forecasts depend almost only on L and g; ζ carries the curvature. ζ = 0 means no ceiling:
/// logistic, Gompertz and Richards curves are then exponential, Weibull and Hill curves power laws.
/// So what would be a ceiling at infinity is an ordinary point of a bounded parameter.
public struct AnchoredCurve: Hashable, Sendable {
  /// Which curve it is.
  public let family: CurveFamily
  /// The date at which the curve is anchored, in years.
  public let time: Double
  /// L, the value at that date; positive.
  public let level: Double
  /// g = d log y / dt at that date, per year.
  public let growth: Double
  /// ζ = L / ceiling, in 0..<1; 0 when there is no ceiling.
  public let share: Double
  /// ν (Richards), q/p (Bass), k (Weibull) or h (Hill); 1 elsewhere.
  public let shape: Double
  private let form: any AnchoredForm.Type

  /// An anchored curve.
  ///
  /// - Parameters:
  ///   - family: one of ``CurveFamily/growthModels``.
  ///   - time: the date of the anchor, in years.
  ///   - level: L, > 0.
  ///   - growth: g, per year; > 0 for Bass, Weibull and Hill, whose age follows from it.
  ///   - share: ζ = L / ceiling, in 0..<1; > 0 for Bass.
  ///   - shape: ν, q/p, k or h, > 0; left out, the family's ``CurveFamily/defaultShape``.
  /// - Throws: ``GrowthModelError/outOfRange(parameter:value:required:)``,
  ///   ``GrowthModelError/noAnchoredForm(_:)``.
  public init(
    _ family: CurveFamily, time: Double, level: Double, growth: Double, share: Double = 0,
    shape: Double? = nil
  ) throws(GrowthModelError) {
    guard let form = family.anchored else { throw .noAnchoredForm(family) }
    guard level > 0, level.isFinite else {
      throw .outOfRange(parameter: "level", value: level, required: "> 0")
    }
    guard share >= 0, share < 1, share > 0 || form.limit != .none else {
      throw .outOfRange(parameter: "level / ceiling", value: share, required: "between 0 and 1")
    }
    let shape = form.defaultShape.map { shape ?? $0 } ?? 1
    guard shape > 0, shape.isFinite else {
      throw .outOfRange(parameter: "shape", value: shape, required: "> 0")
    }
    guard growth.isFinite, growth > 0 || !form.hasAge else {
      throw .outOfRange(
        parameter: "growth", value: growth, required: form.hasAge ? "> 0" : "finite")
    }
    self.family = family
    self.time = time
    self.level = level
    self.growth = growth
    self.share = family.hasCeiling ? share : 0
    self.shape = shape
    self.form = form
  }

  /// The level the curve never passes; infinite when there is none.
  public var ceiling: Double { level / share }

  /// The value at a date.
  public func value(at date: Double) -> Double {
    level * form.factor(after: date - time, form.kernel(growth: growth, share: share, shape: shape))
  }

  /// log(y / L) at a date, with its exact derivatives by g and by ζ.
  ///
  /// The derivative of log y by log L, at fixed ζ, is 1. Where ζ = 0 is a corner (Gompertz, Richards
  /// with ν < 1) the derivative by ζ is infinite there.
  public func logRatio(at date: Double) -> LogRatio {
    form.logRatio(after: date - time, growth: growth, share: share, shape: shape)
  }

  /// Whether two curves are the same.
  public static func == (one: Self, other: Self) -> Bool {
    one.family == other.family && one.time == other.time && one.level == other.level
      && one.growth == other.growth && one.share == other.share && one.shape == other.shape
  }

  /// Feeds the parts that ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(family)
    for part in [time, level, growth, share, shape] { hasher.combine(part) }
  }
}
