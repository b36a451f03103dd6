internal import Expressions
internal import GrowthCurves
internal import Plans
internal import SpecialFunctions

/// The centre of a growth curve under a ceiling that changes in time, over one block of paths.
///
/// Through a step the family's own equation runs with the ceiling at the step's beginning: that just
/// after the end of the period before, so that a ceiling which steps there acts at once. Observations
/// are fitted with the ceilings of their dates and the equation between them.
struct MovingCurve {
  private let plan: CurvePlan
  private let form: any BoundedForm.Type
  private let grid: TimeGrid
  private let origin: Int
  /// The period from which the ceilings of the past are needed.
  private let firstObserved: Int

  /// The centre, with what levers have added.
  private(set) var centre: [Double]
  /// The ceiling at the end of the last period.
  private(set) var ceiling: [Double]
  /// The ceiling at the beginning of the next period.
  private var ahead: [Double]
  private var curves: [CurveStep]
  private var shape: [Double]
  private var rate: [Double]
  private var innovation: [Double]
  private var volatility: [Double]
  private var deviation: [Double]
  /// The ceilings at the beginnings of the periods from the first observation to the last.
  private var past: [[Double]]

  init(_ plan: CurvePlan, grid: TimeGrid, origin: Int, paths: Int) {
    guard let form = plan.family.bounded else {
      preconditionFailure("a \(plan.family) curve has no ceiling")
    }
    self.plan = plan
    self.form = form
    self.grid = grid
    self.origin = origin
    firstObserved =
      switch plan.motion {
      case .through(let points), .adoptionThrough(let points, _, _):
        min(origin, max(0, Int((points.times.lowerBound * Double(grid.stepsPerYear)).rounded())))
      case .anchored, .rate, .adoption: origin
      }
    let zeros = [Double](repeating: 0, count: paths)
    centre = zeros
    ceiling = zeros
    ahead = zeros
    shape = zeros
    rate = zeros
    innovation = zeros
    volatility = zeros
    deviation = zeros
    past = Array(repeating: zeros, count: origin - firstObserved)
    curves = Array(repeating: CurveStep(form, pace: 0, shape: 1, share: 0), count: paths)
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues, level: [Double]) {
    for i in level.indices {
      centre[i] = level[i]
      ceiling[i] = .nan
      ahead[i] = .nan
      shape[i] = plan.family.defaultShape
      deviation[i] = 0
    }
    if let node = plan.shape { values.copy(node, into: &shape) }
    if let node = plan.deviation { values.copy(node, into: &deviation) }
    switch plan.motion {
    case .anchored(let growth): values.copy(growth, into: &rate)
    case .adoptionThrough(_, let known, _): values.copy(known, into: &innovation)
    case .through, .rate, .adoption: break
    }
  }

  /// Takes the ceiling of a period up to the origin.
  mutating func observe(_ step: Int, _ values: borrowing CaseValues) {
    guard let node = plan.ceiling, let next = plan.ceilingAhead, step >= firstObserved else {
      return
    }
    if step < origin {
      values.copy(next, into: &past[step - firstObserved])
    } else {
      values.copy(node, into: &ceiling)
      values.copy(next, into: &ahead)
    }
  }

  /// Finds the curve of each path from the ceilings up to the origin.
  private mutating func begin(_ values: borrowing CaseValues) {
    guard let node = plan.ceiling else { return }
    // What a ceiling reads may not be known in every period of the past: there the next one that
    // is known stands in.
    values.copy(node, into: &volatility)
    for i in ceiling.indices where ceiling[i].isNaN { ceiling[i] = volatility[i] }
    for i in ahead.indices where ahead[i].isNaN { ahead[i] = ceiling[i] }
    for index in past.indices.reversed() {
      let later = index + 1 < past.count ? past[index + 1] : ceiling
      for i in later.indices where past[index][i].isNaN { past[index][i] = later[i] }
    }
    values.copy(plan.volatility, into: &volatility)
    switch plan.motion {
    case .rate, .adoption: break
    case .anchored:
      for i in centre.indices {
        curves[i] = CurveStep(form, growth: rate[i], share: share(i), shape: shape[i])
      }
    case .through(let points): fit(points)
    case .adoptionThrough(let points, _, let isInnovation): fit(points, isInnovation)
    }
  }

  /// ζ at the origin, below 1.
  private func share(_ i: Int) -> Double { min(centre[i] / max(ceiling[i], 1e-290), 1 - 1e-9) }

  /// The curve through both observations, less what each path's noise between them has been.
  private mutating func fit(_ points: TwoPoints) {
    let years = grid.yearsPerStep
    let root = (points.times.upperBound - points.times.lowerBound).squareRoot()
    var ceilings = [Double](repeating: 0, count: past.count)
    for i in centre.indices {
      for step in past.indices { ceilings[step] = past[step][i] }
      let noise = Elementary.exp(-deviation[i] * volatility[i] * root)
      let curve = CurveStep(form, pace: 0, shape: shape[i], share: share(i))
      curves[i] = curve.through(
        points.earlier * noise, points.later, ceilings: ceilings, over: years)
    }
  }

  /// The coefficient of a Bass curve through both observations.
  private mutating func fit(_ points: TwoPoints, _ isInnovation: Bool) {
    var ceilings = [Double](repeating: 0, count: past.count)
    for i in centre.indices {
      for step in past.indices { ceilings[step] = past[step][i] }
      let known = innovation[i]
      let found = Bass.coefficient(
        given: known, isInnovation: isInnovation, from: points.earlier, to: points.later,
        ceilings: ceilings, over: grid.yearsPerStep)
      (innovation[i], rate[i]) = isInnovation ? (known, found) : (found, known)
    }
  }

  /// Moves the centre to the end of a period.
  ///
  /// - Parameters:
  ///   - step: the period.
  ///   - values: the case's expressions, evaluated for the period.
  ///   - boost: what is added to relative growth over the period; it fades as the ceiling nears.
  mutating func advance(to step: Int, _ values: borrowing CaseValues, boost: [Double]?) {
    if step == origin + 1 { begin(values) }
    let years = grid.yearsPerStep
    let elapsed = grid.years(step - 1 - origin)
    switch plan.motion {
    case .anchored, .through:
      break
    case .rate(let node):
      values.copy(node, into: &rate)
      for i in curves.indices {
        curves[i] = CurveStep(form, pace: rate[i], shape: shape[i], share: 0)
      }
    case .adoption(let p, let q):
      values.copy(p, into: &innovation)
      values.copy(q, into: &rate)
      adopt()
    case .adoptionThrough:
      adopt()
    }
    for i in centre.indices {
      centre[i] = curves[i].value(
        after: centre[i], at: elapsed, over: years, ceiling: ahead[i])
    }
    if var boost { Logistic.flow(&centre, ceiling: ahead, growth: &boost) }
    if let node = plan.ceiling { values.copy(node, into: &ceiling) }
    if let node = plan.ceilingAhead { values.copy(node, into: &ahead) }
  }

  private mutating func adopt() {
    for i in curves.indices {
      let p = max(innovation[i], 1e-12)
      curves[i] = CurveStep(form, pace: p + rate[i], shape: rate[i] / p, share: 0)
    }
  }

  /// Cuts what noise carries above the ceiling, or above a centre that is still on its way down.
  func cut(_ column: inout [Double], part: Double) {
    for i in column.indices { column[i] = min(column[i], part * max(ceiling[i], centre[i])) }
  }
}
