internal import GrowthModels
internal import SpecialFunctions

/// The automatic forecaster's path over one block: the annual scheme at whole years after the
/// origin and Brownian bridges between them.
struct ForecasterState {
  private let plan: ForecasterPlan
  private let grid: TimeGrid
  private let origin: Int

  /// The ceiling of each path, where it is known.
  private(set) var ceiling: [Double]?
  private var drawn: DrawnCeilings?
  private var scale: [Double]
  private var driftError: [Double]
  private var lastShock: [Double]
  /// Σ_{j ≤ h} (v_j + θ v_{j−1}) at the last whole year, in units of `scale`.
  private var sum: [Double]
  /// v at the last whole year, in units of `scale`.
  private var shock: [Double]
  /// The noise of z at the two whole years around the period, in units of `scale`.
  private var before: [Double]
  private var after: [Double]
  /// The Brownian motion of the running year at the period, and at the year's end.
  private var walk: [Double]
  private var walkOfYear: [Double]

  init(_ plan: ForecasterPlan, grid: TimeGrid, origin: Int, paths: Int) {
    self.plan = plan
    self.grid = grid
    self.origin = origin
    let zeros = [Double](repeating: 0, count: paths)
    drawn = plan.ceiling == nil ? nil : DrawnCeilings(plan.byCeiling, paths: paths)
    ceiling =
      if plan.ceiling != nil {
        zeros
      } else if case .arcsine(_, let value) = plan.transform {
        [Double](repeating: value, count: paths)
      } else {
        nil
      }
    scale = zeros
    driftError = zeros
    lastShock = zeros
    sum = zeros
    shock = zeros
    before = zeros
    after = zeros
    walk = zeros
    walkOfYear = zeros
  }

  mutating func begin(_ values: borrowing CaseValues, level: [Double]) {
    values.copy(plan.scale, into: &scale)
    if let node = plan.ceiling, var column = ceiling {
      ceiling = nil
      values.copy(node, into: &column)
      drawn?.begin(&column, level: level, scale: &scale)
      ceiling = column
    }
    values.copy(plan.driftError, into: &driftError)
    values.copy(plan.lastShock, into: &lastShock)
    for i in sum.indices {
      sum[i] = 0
      shock[i] = lastShock[i]
      after[i] = 0
    }
  }

  /// Moves to the end of a period and gives the values there.
  mutating func advance(
    to step: Int, level: [Double], innovations: InnovationColumns, into column: inout [Double]
  ) {
    let perYear = grid.stepsPerYear
    let elapsed = step - origin
    let year = (elapsed - 1) / perYear
    let part = elapsed - year * perYear
    if part == 1 { beginYear(year, innovations: innovations) }
    let rootOfTime = grid.yearsPerStep.squareRoot()
    let shocks = innovations.column(step)
    for i in walk.indices { walk[i] += rootOfTime * shocks[i] }

    let h = Double(part) / Double(perYear)
    if drawn != nil {
      for i in column.indices { column[i] = noise(i, h, year: year) }
      drawn?.toValues(&column, ceiling: ceiling ?? [], year: year, part: h)
      return
    }
    let centreBefore = year == 0 ? 0 : plan.centre[year - 1]
    let centre = centreBefore + h * (plan.centre[year] - centreBefore)
    for i in column.indices { column[i] = centre + noise(i, h, year: year) }
    toValues(&column, level: level)
  }

  /// What z deviates from its centre at the part h of a year.
  private func noise(_ i: Int, _ h: Double, year: Int) -> Double {
    guard h < 1 else { return scale[i] * after[i] }
    // The bridge W(h) − h W(1) has variance h (1 − h) and does not depend on W(1).
    let variances = plan.bridgeVariances
    let width = (year == 0 ? variances.first : variances.later).squareRoot()
    let line = before[i] + h * (after[i] - before[i])
    return scale[i] * (line + width * (walk[i] - h * walkOfYear[i]))
  }

  /// Looks a year ahead: the sum of its innovations is the year's shock.
  private mutating func beginYear(_ year: Int, innovations: InnovationColumns) {
    let perYear = grid.stepsPerYear
    let first = origin + 1 + year * perYear
    let rootOfTime = grid.yearsPerStep.squareRoot()
    for i in walk.indices {
      walk[i] = 0
      walkOfYear[i] = 0
      before[i] = after[i]
    }
    for step in first..<(first + perYear) {
      let shocks = innovations.column(step)
      for i in walkOfYear.indices { walkOfYear[i] += rootOfTime * shocks[i] }
    }
    let h = Double(year + 1)
    let theta = plan.theta
    for i in sum.indices {
      sum[i] += walkOfYear[i] + theta * shock[i]
      shock[i] = walkOfYear[i]
      after[i] = sum[i] - h * driftError[i]
    }
  }

  /// Turns z into values, in proportion to the value at the origin where that is uncertain.
  private func toValues(_ column: inout [Double], level: [Double]) {
    var span = column.mutableSpan
    plan.transform.fillValues(&span)
    switch plan.transform {
    case .squareRoot(let last):
      for i in column.indices where level[i] != last { column[i] *= level[i] / last }
    case .arcsine(let last, let ceiling):
      for i in column.indices where level[i] != last {
        column[i] = min(ceiling, column[i] * (level[i] / last))
      }
    case .additive(let last, _, _):
      for i in column.indices where level[i] != last { column[i] += level[i] - last }
    }
  }
}
