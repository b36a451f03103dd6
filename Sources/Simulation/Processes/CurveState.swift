internal import Expressions
internal import GrowthModels
internal import SpecialFunctions

/// A growth curve over one block of paths: its centre and its integrated noise.
struct CurveState {
  private let plan: CurvePlan
  private let grid: TimeGrid
  private let origin: Int

  /// The ceiling of each path, where the family has one.
  private(set) var ceiling: [Double]?
  private var anchored: AnchoredColumns?
  private var centre: [Double]
  private var rate: [Double]
  private var volatility: [Double]
  private var noise: [Double]

  init(_ plan: CurvePlan, grid: TimeGrid, origin: Int, paths: Int) {
    self.plan = plan
    self.grid = grid
    self.origin = origin
    let zeros = [Double](repeating: 0, count: paths)
    ceiling = plan.ceiling == nil ? nil : zeros
    anchored = if case .anchored = plan.motion { AnchoredColumns(plan.family) } else { nil }
    centre = zeros
    rate = zeros
    volatility = zeros
    noise = zeros
  }

  /// The nodes that must be up to date when the block begins.
  static func prologue(_ plan: CurvePlan) -> [NodeID] {
    guard case .anchored(let growth) = plan.motion else { return [] }
    return [growth] + [plan.ceiling, plan.shape].compactMap { $0 }
  }

  /// The nodes that must be up to date in every period.
  static func stepRoots(_ plan: CurvePlan) -> [NodeID] {
    guard case .rate(let rate) = plan.motion else { return [plan.volatility] }
    return [plan.volatility, rate] + [plan.ceiling].compactMap { $0 }
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues, level: [Double]) {
    for i in level.indices {
      centre[i] = level[i]
      noise[i] = 0
    }
    guard case .anchored(let growth) = plan.motion else { return }
    values.copy(growth, into: &rate)
    let growths = rate
    var share = [Double](repeating: 0, count: level.count)
    if let node = plan.ceiling {
      values.copy(node, into: &share)
      ceiling = share
      for i in share.indices { share[i] = level[i] / share[i] }
    }
    var shape = [Double](repeating: 1, count: level.count)
    if let node = plan.shape { values.copy(node, into: &shape) }
    anchored?.load(level: level.span, growth: growths.span, share: share.span, shape: shape.span)
  }

  /// Gives the centre at the end of a period.
  mutating func advanceCentre(
    to step: Int, values: borrowing CaseValues, into column: inout [Double]
  ) {
    values.copy(plan.volatility, into: &volatility)
    switch plan.motion {
    case .anchored:
      var span = column.mutableSpan
      anchored?.fillCentre(after: grid.years(step - origin), into: &span)
    case .rate(let node):
      values.copy(node, into: &rate)
      if let ceilingNode = plan.ceiling {
        var column = ceiling ?? rate
        values.copy(ceilingNode, into: &column)
        ceiling = column
      }
      flow()
      for i in column.indices { column[i] = centre[i] }
    }
  }

  /// Lets the centre follow the family's differential equation over one step.
  private mutating func flow() {
    let dt = grid.yearsPerStep
    if plan.family == .linear {
      for i in centre.indices { centre[i] += rate[i] * dt }
      return
    }
    for i in rate.indices { rate[i] *= dt }
    switch (plan.family, ceiling) {
    case (.logistic, .some(let ceiling)):
      GrowthFlow.belowCeiling(&centre, ceiling: ceiling, growth: &rate)
    case (.gompertz, .some(let ceiling)):
      for i in centre.indices {
        centre[i] = ceiling[i] * Elementary.pow(centre[i] / ceiling[i], Elementary.exp(-rate[i]))
      }
    default:
      GrowthFlow.unlimited(&centre, growth: &rate)
    }
  }

  /// Multiplies the values of a period by the noise gathered since the origin.
  mutating func multiplyByNoise(
    _ column: inout [Double], step: Int, innovations: InnovationColumns, scratch: inout [Double]
  ) {
    let rootOfTime = grid.yearsPerStep.squareRoot()
    let shocks = innovations.column(step)
    for i in noise.indices {
      noise[i] += volatility[i] * rootOfTime * shocks[i]
      scratch[i] = noise[i]
    }
    var span = scratch.mutableSpan
    Elementary.exp(&span)
    for i in column.indices { column[i] *= scratch[i] }
  }
}
