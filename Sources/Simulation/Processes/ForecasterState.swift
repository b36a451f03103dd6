internal import Expressions
internal import GrowthCurves
internal import Plans
internal import SpecialFunctions

/// The automatic forecaster's path over one block: the annual recursion of its trend model at whole
/// years after the origin and Brownian bridges between them.
struct ForecasterState {
  private let plan: ForecasterPlan
  private let grid: TimeGrid
  private let origin: Int

  /// The ceiling of each path, where there is one: for good, or in the period.
  private(set) var ceiling: [Double]?
  private var model: PathModels
  private var values: ForecastValues
  private var pick: [Double]
  private var deviation: [Double]
  private var levelDeviation: [Double]
  /// z at the two whole years around the period.
  private var before: [Double]
  private var after: [Double]
  /// The Brownian motion of the running year at the period, and at the year's end.
  private var walk: [Double]
  private var walkOfYear: [Double]
  /// Of a total: z in its periods, what is added to them, and the growth in a year.
  private var window: [[Double]] = []
  private var shift: [Double]
  private var growth: [Double]

  init(_ plan: ForecasterPlan, grid: TimeGrid, origin: Int, paths: Int) {
    self.plan = plan
    self.grid = grid
    self.origin = origin
    let zeros = [Double](repeating: 0, count: paths)
    ceiling = plan.ceiling == nil && plan.limit == nil ? nil : zeros
    model = PathModels(plan.laws, paths: paths)
    values = ForecastValues(additive: plan.additive, paths: paths)
    pick = zeros
    deviation = zeros
    levelDeviation = zeros
    before = zeros
    after = zeros
    walk = zeros
    walkOfYear = zeros
    shift = zeros
    growth = zeros
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues, level: [Double]) {
    values.copy(plan.pick, into: &pick)
    values.copy(plan.deviation, into: &deviation)
    values.copy(plan.levelDeviation, into: &levelDeviation)
    if let node = plan.ceiling, var column = ceiling {
      ceiling = nil
      values.copy(node, into: &column)
      for i in column.indices { column[i] = max(column[i], level[i] * (1 + 1e-9)) }
      ceiling = column
    }
    let bound = plan.limit == nil ? ceiling : nil
    model.begin(
      pick: pick, deviation: deviation, levelDeviation: levelDeviation, level: level,
      ceiling: bound)
    self.values.begin(level: level, ceiling: bound, isRelative: model.isRelative)
    for i in after.indices { after[i] = 0 }
  }

  /// Moves to the end of a period and gives the values there.
  mutating func advance(
    to step: Int, _ values: borrowing CaseValues, innovations: InnovationColumns,
    into column: inout [Double]
  ) {
    refreshLimit(values)
    advance(to: step, innovations, z: &column)
    fill(&column, step)
  }

  /// Moves to the end of a period of a total.
  ///
  /// The periods of a total differ as the path does, and have in the mean, on the model's scale, what
  /// the path has at the end of the long period, as on a grid of those.
  mutating func advance(
    to step: Int, of total: TotalPlan, _ values: borrowing CaseValues,
    innovations: InnovationColumns, into column: inout [Double]
  ) {
    refreshLimit(values)
    let offset = step - origin - total.ahead - 1
    guard offset >= 0 else {
      advance(to: step, innovations, z: &column)
      fill(&column, step)
      return
    }
    if offset % total.count == 0 { lookAhead(from: step, total, innovations) }
    column.assign(window[offset % total.count])
    for i in column.indices { column[i] += shift[i] }
    fill(&column, step)
  }

  /// Turns z at the end of a period into values.
  private mutating func fill(_ column: inout [Double], _ step: Int) {
    values.fill(&column)
    let elapsed = step - origin
    guard elapsed <= plan.corrections.count else { return }
    let correction = plan.corrections[elapsed - 1]
    for i in column.indices { column[i] *= correction }
  }

  private mutating func refreshLimit(_ values: borrowing CaseValues) {
    guard let limit = plan.limit, var column = ceiling else { return }
    ceiling = nil
    values.copy(limit, into: &column)
    ceiling = column
  }

  /// Takes the path through the periods of a total, and what is to be added to them.
  private mutating func lookAhead(
    from step: Int, _ total: TotalPlan, _ innovations: InnovationColumns
  ) {
    let end = total.count - total.ahead - 1
    for i in shift.indices {
      shift[i] = 0
      growth[i] = 0
    }
    window = (0..<total.count).map { place in
      var z = walk
      advance(to: step + place, innovations, z: &z)
      for i in shift.indices {
        shift[i] -= z[i] / Double(total.count)
        growth[i] += (after[i] - before[i]) / Double(total.count)
      }
      return z
    }
    for i in shift.indices { shift[i] += window[end][i] }
  }

  /// Moves to the end of a period and gives the path there, on the model's scale.
  private mutating func advance(
    to step: Int, _ innovations: InnovationColumns, z column: inout [Double]
  ) {
    let perYear = grid.stepsPerYear
    let elapsed = step - origin
    let part = (elapsed - 1) % perYear + 1
    if part == 1 { beginYear(from: step - 1, innovations: innovations) }
    let rootOfTime = grid.yearsPerStep.squareRoot()
    let shocks = innovations.column(step)
    for i in walk.indices { walk[i] += rootOfTime * shocks[i] }
    if part == perYear {
      column.assign(after)
    } else {
      // The bridge W(h) − h W(1) has variance h (1 − h) and does not depend on W(1).
      let h = Double(part) / Double(perYear)
      for i in column.indices {
        let line = before[i] + h * (after[i] - before[i])
        column[i] = line + model.volatility[i] * (walk[i] - h * walkOfYear[i])
      }
    }
  }

  /// Cuts paths at their ceiling: one that changes in time, or one of values that began at 0 or below,
  /// whose scale knows none.
  func cut(_ column: inout [Double], part: Double) {
    guard plan.limit != nil || plan.additive != nil, let ceiling else { return }
    for i in column.indices { column[i] = min(column[i], part * max(0, ceiling[i])) }
  }

  /// Lowers the parts of totals by what the mean of e^z exceeds that of its middle by: for the path's
  /// growth within a year and for its noise.
  mutating func spread(_ total: TotalPlan, _ column: inout [Double]) {
    let years = grid.yearsPerStep
    let length = Double(total.count) * years
    let bend = (length * length - years * years) / 24
    let half = 0.5 * total.excessVariance * years
    for i in column.indices where model.isRelative[i] {
      let noise = model.volatility[i]
      column[i] *= Elementary.exp(-half * noise * noise - bend * growth[i] * growth[i])
    }
  }

  /// Looks a year ahead: the sum of its innovations is the year's shock.
  private mutating func beginYear(from last: Int, innovations: InnovationColumns) {
    let rootOfTime = grid.yearsPerStep.squareRoot()
    for i in walk.indices {
      walk[i] = 0
      walkOfYear[i] = 0
      before[i] = after[i]
    }
    for step in (last + 1)...(last + grid.stepsPerYear) {
      let shocks = innovations.column(step)
      for i in walkOfYear.indices { walkOfYear[i] += rootOfTime * shocks[i] }
    }
    model.advance(shocks: walkOfYear, into: &after)
  }
}
