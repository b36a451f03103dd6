internal import Columns
internal import Expressions
internal import GrowthCurves
internal import Plans
internal import SpecialFunctions

/// A growth curve over one block of paths: its centre and its integrated noise.
struct CurveState {
  private let plan: CurvePlan
  private let grid: TimeGrid
  private let origin: Int

  /// The ceiling of each path, where the family has one.
  private(set) var ceiling: [Double]?
  /// The centre under a ceiling that changes in time.
  private var moving: MovingCurve?
  private var anchored: AnchoredColumns?
  private var centre: [Double]
  private var rate: [Double]
  private var innovation: [Double]
  private var volatility: [Double]
  private var noise: [Double]
  private var shift: [Double]

  init(_ plan: CurvePlan, grid: TimeGrid, origin: Int, paths: Int) {
    self.plan = plan
    self.grid = grid
    self.origin = origin
    let zeros = [Double](repeating: 0, count: paths)
    ceiling = plan.ceiling == nil ? nil : zeros
    moving =
      plan.hasMovingCeiling ? MovingCurve(plan, grid: grid, origin: origin, paths: paths) : nil
    anchored =
      switch plan.motion {
      case .anchored, .through: AnchoredColumns(plan.family)
      case .rate, .adoption, .adoptionThrough: nil
      }
    centre = zeros
    rate = zeros
    innovation = zeros
    volatility = zeros
    noise = zeros
    shift = zeros
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues, level: [Double]) {
    for i in level.indices {
      centre[i] = level[i]
      noise[i] = 0
    }
    guard !plan.hasMovingCeiling else {
      moving?.begin(values, level: level)
      return
    }
    var ceilings = [Double](repeating: .infinity, count: level.count)
    var share = [Double](repeating: 0, count: level.count)
    var shape = [Double](repeating: plan.family.defaultShape, count: level.count)
    switch plan.motion {
    case .rate, .adoption:
      return
    case .adoptionThrough(let points, let known, let isInnovation):
      if let node = plan.ceiling { values.copy(node, into: &ceilings) }
      if isInnovation {
        values.copy(known, into: &innovation)
      } else {
        values.copy(known, into: &rate)
      }
      let years = points.times.upperBound - points.times.lowerBound
      for i in ceilings.indices {
        let given = isInnovation ? innovation[i] : rate[i]
        let found = Bass.coefficient(
          given: given, isInnovation: isInnovation, from: points.earlier, to: points.later,
          ceilings: [ceilings[i]], over: years)
        if isInnovation { rate[i] = found } else { innovation[i] = found }
      }
      ceiling = ceilings
      return
    case .anchored(let growth):
      if let node = plan.ceiling { values.copy(node, into: &ceilings) }
      if let node = plan.shape { values.copy(node, into: &shape) }
      values.copy(growth, into: &rate)
      for i in share.indices { share[i] = level[i] / ceilings[i] }
    case .through(let points):
      if let node = plan.ceiling { values.copy(node, into: &ceilings) }
      if let node = plan.shape { values.copy(node, into: &shape) }
      let family = plan.family
      var growths = rate.mutableSpan
      var shares = share.mutableSpan
      points.fillAnchors(
        family, ceilings: ceilings.span, shapes: shape.span, growth: &growths,
        share: &shares)
      // A drawn ceiling below what was observed counts as just above it.
      for i in ceilings.indices where plan.ceiling != nil { ceilings[i] = level[i] / share[i] }
    }
    if plan.ceiling != nil { ceiling = ceilings }
    let growths = rate
    anchored?.load(level: level.span, growth: growths.span, share: share.span, shape: shape.span)
  }

  /// The ceiling of each path at the end of the period, which counts never pass.
  var limit: [Double]? { moving?.ceiling ?? ceiling }

  /// Whether the centre itself takes up what levers add, step by step.
  var takesBoost: Bool { plan.hasMovingCeiling }

  /// Takes the ceiling of a period up to the origin, where it changes in time.
  mutating func observe(_ step: Int, _ values: borrowing CaseValues) {
    moving?.observe(step, values)
  }

  /// Gives the centre at the end of a period.
  mutating func advanceCentre(
    to step: Int, values: borrowing CaseValues, boost: [Double]?, into column: inout [Double]
  ) {
    values.copy(plan.volatility, into: &volatility)
    guard !plan.hasMovingCeiling else {
      moving?.advance(to: step, values, boost: boost)
      if let moving {
        column.assign(moving.centre)
        // What is still above a ceiling that has come down may stay there.
        ceiling?.assign(zip(moving.ceiling, moving.centre).map { max($0, $1) })
      }
      return
    }
    switch plan.motion {
    case .anchored, .through:
      var span = column.mutableSpan
      anchored?.fillCentre(after: grid.years(step - origin), into: &span)
      return
    case .rate(let node):
      values.copy(node, into: &rate)
      refreshCeiling(values)
      flow()
    case .adoption(let p, let q):
      values.copy(p, into: &innovation)
      values.copy(q, into: &rate)
      refreshCeiling(values)
      adopt()
    case .adoptionThrough:
      adopt()
    }
    column.assign(centre)
  }

  private mutating func refreshCeiling(_ values: borrowing CaseValues) {
    guard let node = plan.ceiling, var column = ceiling else { return }
    ceiling = nil
    values.copy(node, into: &column)
    ceiling = column
  }

  /// Lets the centre follow the family's differential equation over one step.
  private mutating func flow() {
    guard let form = plan.family.flowing else {
      preconditionFailure("no rate carries on a \(plan.family) curve")
    }
    let years = grid.yearsPerStep
    for i in rate.indices { rate[i] *= years }
    form.flow(&centre, ceiling: ceiling ?? [], growth: &rate)
  }

  private mutating func adopt() {
    guard let ceiling else { return }
    Bass.flow(&centre, ceiling: ceiling, p: innovation, q: rate, over: grid.yearsPerStep)
  }

  /// Adds the shock of a period to the noise.
  mutating func gatherNoise(at step: Int, _ innovations: InnovationColumns) {
    let rootOfTime = grid.yearsPerStep.squareRoot()
    let shocks = innovations.column(step)
    for i in noise.indices { noise[i] += volatility[i] * rootOfTime * shocks[i] }
  }

  /// Finds what the periods of a total add to their noise so that the total has that of its year.
  mutating func shiftNoise(from step: Int, _ plan: TotalPlan, _ innovations: InnovationColumns) {
    let rootOfTime = grid.yearsPerStep.squareRoot()
    for i in shift.indices { shift[i] = 0 }
    for (offset, weight) in plan.weightsOfShift.enumerated() {
      let shocks = innovations.column(step + offset)
      for i in shift.indices { shift[i] += weight * shocks[i] }
    }
    for i in shift.indices { shift[i] *= volatility[i] * rootOfTime }
  }

  /// Multiplies the values of a period by the noise gathered since the origin.
  ///
  /// `excess` is the variance, in periods, by which the noise is greater than it should be in the
  /// mean.
  mutating func multiplyByNoise(
    _ column: inout [Double], step: Int, innovations: InnovationColumns, scratch: inout [Double],
    excess: Double = 0
  ) {
    gatherNoise(at: step, innovations)
    for i in noise.indices { scratch[i] = noise[i] }
    if excess != 0 {
      let half = 0.5 * excess * grid.yearsPerStep
      for i in scratch.indices { scratch[i] += shift[i] - half * volatility[i] * volatility[i] }
    }
    var span = scratch.mutableSpan
    Elementary.exp(&span)
    for i in column.indices { column[i] *= scratch[i] }
  }

  /// Cuts what noise carries above the ceiling.
  ///
  /// `part` is the part of the ceiling that is the values', where they are one of several periods of a
  /// total.
  func cut(_ column: inout [Double], part: Double) {
    if let moving {
      moving.cut(&column, part: part)
    } else if let ceiling {
      for i in column.indices { column[i] = min(column[i], part * ceiling[i]) }
    }
  }
}
