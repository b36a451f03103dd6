/// Two observations, which with a given ceiling determine a growth curve exactly.
public struct TwoPoints: Hashable, Sendable {
  /// The dates, in years.
  public let times: ClosedRange<Double>
  /// The value at the earlier date.
  public let earlier: Double
  /// The value at the later date.
  public let later: Double

  /// Two observations.
  ///
  /// - Throws: ``GrowthModelError`` when the dates do not increase or a value is not positive.
  public init(
    _ earlier: (time: Double, value: Double), _ later: (time: Double, value: Double)
  ) throws(GrowthModelError) {
    guard later.time > earlier.time else { throw .timesNotIncreasing(index: 1, time: later.time) }
    for (index, value) in [earlier.value, later.value].enumerated() {
      guard value.isFinite else { throw .notFinite(index: index) }
      guard value > 0 else { throw .notPositive(index: index, value: value) }
    }
    times = earlier.time...later.time
    self.earlier = earlier.value
    self.later = later.value
  }

  /// The curve of a family through both points, anchored at the later one.
  ///
  /// - Parameters:
  ///   - family: one of ``CurveFamily/growthModels``.
  ///   - ceiling: K, above both values; `nil` or infinite for none. Families without one ignore it.
  ///   - shape: ν, q/p, k or h; left out, the family's ``CurveFamily/defaultShape``.
  /// - Returns: the curve.
  /// - Throws: ``GrowthModelError/aboveCeiling(index:value:ceiling:)``, or
  ///   ``GrowthModelError/outOfRange(parameter:value:required:)`` when the family cannot fall and the
  ///   points do.
  public func curve(
    _ family: CurveFamily, ceiling: Double? = nil, shape: Double? = nil
  ) throws(GrowthModelError) -> AnchoredCurve {
    guard let form = family.anchored else { throw .noAnchoredForm(family) }
    let ceiling = family.hasCeiling ? ceiling ?? .infinity : .infinity
    for (index, value) in [earlier, later].enumerated() where value >= ceiling {
      throw .aboveCeiling(index: index, value: value, ceiling: ceiling)
    }
    let shape = form.defaultShape.map { shape ?? $0 } ?? 1
    let share = later / ceiling
    let growth = form.growth(
      ratio: earlier / later, over: times.upperBound - times.lowerBound, share: share, shape: shape)
    return try AnchoredCurve(
      family, time: times.upperBound, level: later, growth: growth, share: share, shape: shape)
  }

  /// The growth at the later point and ζ, for each path of a block.
  ///
  /// A drawn ceiling at or below the greater value is impossible; it is raised to one part in 10⁹
  /// above it, and counted.
  ///
  /// - Parameters:
  ///   - family: a family with an anchored form.
  ///   - ceilings: K of each path; may be infinite.
  ///   - shapes: ν, q/p, k or h of each path; read only by families with a shape.
  ///   - growth: receives g.
  ///   - share: receives ζ.
  /// - Returns: how many ceilings were raised.
  @discardableResult
  package func fillAnchors(
    _ family: CurveFamily, ceilings: Span<Double>, shapes: Span<Double>,
    growth: inout MutableSpan<Double>, share: inout MutableSpan<Double>
  ) -> Int {
    guard let form = family.anchored else { preconditionFailure("\(family) has no anchored form") }
    let least = max(earlier, later) * (1 + 1e-9)
    let (ratio, gap) = (earlier / later, times.upperBound - times.lowerBound)
    let hasShape = family.hasShape
    var raised = 0
    for i in growth.indices {
      if ceilings[i] < least { raised += 1 }
      share[i] = later / max(ceilings[i], least)
      growth[i] = form.growth(
        ratio: ratio, over: gap, share: share[i], shape: hasShape ? shapes[i] : 1)
    }
    return raised
  }
}
