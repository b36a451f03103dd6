internal import Columns
internal import Expressions
internal import GrowthCurves
internal import Plans
internal import SpecialFunctions

/// The state of a growing indicator over one block of paths.
///
/// The path is centre × exp(noise). The centre follows the growth model, bent by what levers add
/// to relative growth; the noise is the sum of normal innovations, so that bands widen with the
/// horizon.
struct GrowthProcess {
  private let plan: GrowthPlan
  private let grid: TimeGrid
  private let origin: Int

  /// The value at the origin, one per path.
  private(set) var level: [Double]
  /// The integral of boost since the origin.
  private var boost: [Double]
  private var scratch: [Double]
  private var curve: CurveState?
  private var forecaster: ForecasterState?
  private var members: [GrowthProcess] = []
  private var total: TotalState?
  /// The member that each path follows.
  private var choice: [Int]

  init(_ plan: GrowthPlan, grid: TimeGrid, origin: Int, paths: Int) {
    self.plan = plan
    self.grid = grid
    self.origin = origin
    let zeros = [Double](repeating: 0, count: paths)
    level = zeros
    boost = zeros
    scratch = zeros
    choice = [Int](repeating: 0, count: paths)
    total = plan.total.map { TotalState($0, paths: paths) }
    switch plan.model {
    case .curve(let curvePlan):
      curve = CurveState(curvePlan, grid: grid, origin: origin, paths: paths)
    case .forecaster(let law):
      forecaster = ForecasterState(law, grid: grid, origin: origin, paths: paths)
    case .average(let plans, _, _):
      members = plans.map { GrowthProcess($0, grid: grid, origin: origin, paths: paths) }
    }
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues) {
    values.copy(plan.level, into: &level)
    for i in boost.indices { boost[i] = 0 }
    curve?.begin(values, level: level)
    forecaster?.begin(values, level: level)
    total?.begin(level: level, origin: origin)
    guard case .average(_, let weights, let pick) = plan.model else { return }
    for index in members.indices { members[index].begin(values) }
    values.copy(pick, into: &scratch)
    for i in choice.indices {
      var cumulative = weights[0]
      choice[i] = 0
      while scratch[i] >= cumulative, choice[i] + 1 < weights.count {
        choice[i] += 1
        cumulative += weights[choice[i]]
      }
    }
  }

  /// Lowers totals at the origin to the part that the last period has of them.
  func takePart(of column: inout [Double]) {
    guard let share = plan.total?.shareOfLast else { return }
    for i in column.indices { column[i] *= share }
  }

  /// Takes what matters of a period up to the origin.
  mutating func observe(_ step: Int, _ values: borrowing CaseValues) {
    curve?.observe(step, values)
    for index in members.indices { members[index].observe(step, values) }
  }

  /// Moves to the end of a period.
  mutating func advance(
    _ step: ProcessStep, _ values: borrowing CaseValues, into column: inout [Double]
  ) {
    guard members.isEmpty else {
      for index in members.indices {
        members[index].advance(step, values, into: &scratch)
        for i in column.indices where choice[i] == index { column[i] = scratch[i] }
      }
      return
    }
    fillCentre(step, values, &column)
    let part = plan.total?.share ?? 1
    if let added = step.boost, !takesBoost {
      // A total of a long period has the growth of half of it more behind it than its middle has.
      let lead = plan.total.map { Double($0.count - 1) / 2 } ?? 0
      for i in boost.indices {
        boost[i] += added[i]
        scratch[i] = boost[i] + lead * added[i]
      }
      if let ceiling = curve?.ceiling ?? forecaster?.ceiling {
        Logistic.flow(&column, ceiling: ceiling, part: part, growth: &scratch)
      } else {
        Exponential.flow(&column, ceiling: [], growth: &scratch)
      }
    }
    multiplyByNoise(step, &column)
    // The centre nears its ceiling; a path that noise carries there stays at it.
    curve?.cut(&column, part: part)
    forecaster?.cut(&column, part: part)
  }

  /// Whether the curve itself takes up what levers add, step by step.
  private var takesBoost: Bool { plan.total == nil && curve?.takesBoost == true }

  /// The level that the model has without boost, and without the noise of a curve.
  private mutating func fillCentre(
    _ step: ProcessStep, _ values: borrowing CaseValues, _ column: inout [Double]
  ) {
    guard var state = total else {
      forecaster?.advance(to: step.index, values, innovations: step.innovations, into: &column)
      curve?.advanceCentre(to: step.index, values: values, boost: step.boost, into: &column)
      return
    }
    total = nil
    let totals = state.plan
    while let label = state.next(before: step.index) {
      state.push { centre in
        forecaster?.advance(
          to: label, of: totals, values, innovations: step.innovations, into: &centre)
        curve?.advanceCentre(to: label, values: values, boost: nil, into: &centre)
      }
    }
    state.fill(&column, isNoisy: forecaster != nil)
    total = state
    forecaster?.spread(totals, &column)
  }

  private mutating func multiplyByNoise(_ step: ProcessStep, _ column: inout [Double]) {
    guard let plan = plan.total else {
      curve?.multiplyByNoise(
        &column, step: step.index, innovations: step.innovations, scratch: &scratch)
      return
    }
    let first = step.index + plan.ahead
    if step.index == origin + 1 {
      for label in step.index..<first { curve?.gatherNoise(at: label, step.innovations) }
    }
    if (step.index - origin - 1) % plan.count == 0 {
      curve?.shiftNoise(from: first, plan, step.innovations)
    }
    curve?.multiplyByNoise(
      &column, step: first, innovations: step.innovations, scratch: &scratch,
      excess: plan.excessVariance)
  }
}

extension GrowthProcess {
  /// Whether any path has a ceiling.
  var hasCeiling: Bool {
    members.contains(where: \.hasCeiling) || (curve?.limit ?? forecaster?.ceiling) != nil
  }

  /// The part of the ceiling that is the values', where they are one of several periods of a total.
  var part: Double { members.first?.part ?? plan.total?.share ?? 1 }

  /// Copies the ceiling of each path in the period last taken, infinite where there is none.
  func copyCeiling(into column: inout [Double]) {
    guard members.isEmpty else {
      var own = column
      for index in members.indices {
        members[index].copyCeiling(into: &own)
        for i in column.indices where choice[i] == index { column[i] = own[i] }
      }
      return
    }
    if let ceiling = curve?.limit ?? forecaster?.ceiling {
      column.assign(ceiling)
    } else {
      for i in column.indices { column[i] = .infinity }
    }
  }
}
