internal import SpecialFunctions

/// A series on the two scales of trend models.
struct MeasuredSeries {
  let times: [Double]
  private let onRelative: [Double]
  private let onRoot: [Double]
  // Σ log |dz/d log y| over the observations after the first: densities are compared in logarithms of
  // the value.
  private let steepRelative: Double
  private let steepRoot: Double
  /// Whether it has a zero, which has no logarithm.
  let hasZero: Bool

  init(times: [Double], values: [Double], relative: ForecastScale, root: ForecastScale) {
    self.times = times
    let last = values[values.count - 1]
    hasZero = values.contains { $0 <= 0 }
    onRoot = values.map { root.position(of: $0) }
    onRelative = hasZero ? [] : values.map { relative.position(of: $0) }
    func steepness(_ scale: ForecastScale) -> Double {
      values.dropFirst().reduce(0) { sum, value in
        // A zero counts as a thousandth of the last value.
        let value = max(value, last / 1000)
        return sum + Elementary.log(scale.slope(at: value) * value)
      }
    }
    steepRoot = steepness(root)
    steepRelative = hasZero ? 0 : steepness(relative)
  }

  /// The free trends that have seen it: on the scale of roots where chance moves few things, whose
  /// spread goes with the root of their number, else on that of logarithms.
  func freeSchool(
    areFew: Bool, shear: Double
  ) -> (members: [ForecastMember], logDensity: Double) {
    let onRoots = areFew || hasZero
    let (members, density) = FreeTrends.school(
      times: times, z: onRoots ? onRoot : onRelative, link: onRoots ? .root : .relative,
      shear: shear)
    return (members, density + (onRoots ? steepRoot : steepRelative))
  }

  /// A model run through it; nil on a scale that it has no place on.
  func filter(
    _ model: TrendModel, shear: Double
  ) -> (state: TrendFilter.State, logDensity: Double)? {
    let isRelative = model.link == .relative
    if isRelative && hasZero { return nil }
    let filter = TrendFilter(
      model, times: times, z: isRelative ? onRelative : onRoot, shear: shear)
    return (filter.state, filter.logDensity + (isRelative ? steepRelative : steepRoot))
  }
}
