internal import SpecialFunctions

/// A series on the two scales of trend models.
struct MeasuredSeries {
  /// The dates, in years of the models.
  let times: [Double]
  /// How many of these pass in a year.
  let clock: Double
  private let onRelative: [Double]
  private let onRoot: [Double]
  // Σ log |dz/d log y| over the observations after the first: densities are compared in logarithms of
  // the value.
  private let steepRelative: Double
  private let steepRoot: Double
  /// Whether it has a zero, which has no logarithm.
  let hasZero: Bool

  /// A series, for models whose years are shorter than a year where `clock` is above 1.
  init(
    times: [Double], values: [Double], relative: ForecastScale, root: ForecastScale,
    clock: Double = 1
  ) {
    self.times = clock == 1 ? times : times.map { $0 * clock }
    self.clock = clock
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
    let shear = shear / clock
    let onRoots = areFew || hasZero
    let (members, density) = FreeTrends.school(
      times: times, z: onRoots ? onRoot : onRelative, link: onRoots ? .root : .relative,
      shear: shear, clock: clock)
    return (members, density + (onRoots ? steepRoot : steepRelative))
  }

  /// A model run through it; nil on a scale that it has no place on.
  func filter(
    _ model: TrendModel, shear: Double
  ) -> (state: TrendFilter.State, logDensity: Double)? {
    let isRelative = model.link == .relative
    if isRelative && hasZero { return nil }
    let filter = TrendFilter(
      model, times: times, z: isRelative ? onRelative : onRoot, shear: shear / clock)
    return (filter.state, filter.logDensity + (isRelative ? steepRelative : steepRoot))
  }
}
