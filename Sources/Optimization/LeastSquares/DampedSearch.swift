internal import LinearAlgebra

/// One run of ``LevenbergMarquardt``: the current point and the room its steps work in.
///
/// Everything is allocated at the start; a step allocates nothing of its own.
struct DampedSearch<Problem: LeastSquaresProblem> {
  private let problem: Problem
  private let options: LevenbergMarquardtOptions

  // The current point.
  private var parameters: [Double]
  private var residuals: [Double]
  private var jacobian: Matrix
  private var cost = Double.infinity
  private var columnNorms: [Double]
  /// D: the running maxima of the column norms.
  private var scale: [Double]
  private var factorization: DampedQR
  /// The part of the residuals that the parameters can change, Qᵀf.
  private var projection: [Double]
  private var rank = 0

  private var damping: Double
  private var wasRefused = false

  // The step: in scaled parameters D θ, and the point it leads to.
  private var velocity: [Double]
  private var acceleration: [Double]
  private var predictedDecrease = Double.infinity
  private var trialParameters: [Double]
  private var trialResiduals: [Double]
  private var trialJacobian: Matrix
  /// J v, and later the second derivative along v.
  private var change: [Double]
  private var direction: [Double]
  private var curvatureProjection: [Double]

  /// How many steps in a row have left the cost as it was.
  private var idleSteps = 0
  private var stepIsNegligible = false
  private(set) var iterations = 0
  private var evaluations = 0

  /// How far along the velocity the second derivative is probed.
  private static var probe: Double { 0.1 }

  init(_ problem: Problem, from start: [Double], options: LevenbergMarquardtOptions) {
    let (m, n) = (problem.residualCount, problem.parameterCount)
    self.problem = problem
    self.options = options
    parameters = start
    residuals = [Double](repeating: 0, count: m)
    jacobian = Matrix(rows: m, columns: n)
    columnNorms = [Double](repeating: 0, count: n)
    scale = columnNorms
    factorization = DampedQR(rows: m, columns: n)
    projection = columnNorms
    damping = options.initialDamping
    velocity = columnNorms
    acceleration = columnNorms
    trialParameters = start
    trialResiduals = residuals
    trialJacobian = jacobian
    change = residuals
    direction = columnNorms
    curvatureProjection = columnNorms
  }

  /// Evaluates the starting point.
  ///
  /// - Returns: whether all there is finite.
  mutating func begin() -> Bool {
    evaluations += 1
    guard problem.evaluate(parameters, residuals: &residuals, jacobian: &jacobian) else {
      return false
    }
    cost = sumOfSquares(residuals)
    guard cost.isFinite, measureColumns() else { return false }
    linearize()
    return true
  }

  /// What was not finite at the starting point.
  var startingFault: Termination {
    guard cost.isFinite else { return .notFinite(parameter: nil) }
    return .notFinite(parameter: columnNorms.firstIndex { !$0.isFinite })
  }

  /// Why the search is over at the current point, if it is.
  var convergence: Termination? {
    if cost == 0 { return .costConverged }
    let slope = reachable(rank).squareRoot()
    let size = cost.squareRoot()
    if slope <= options.gradientTolerance * size || slope <= rounding {
      return .gradientConverged
    }
    if stepIsNegligible { return .stepConverged }
    guard idleSteps >= 3 else { return nil }
    // Nothing moves. Directions that J hardly sees cannot testify that something should.
    let visible = reachable(factorization.rank(tolerance: 1e-7))
    if visible <= 1e-8 * cost || visible.squareRoot() <= 1e4 * rounding { return .costConverged }
    return damping > 1 ? .stalled : nil
  }

  /// ‖Qᵀf‖² over the first directions that J spans: what an undamped linear step along them would
  /// take off the cost.
  private func reachable(_ rank: Int) -> Double {
    var sum = 0.0
    for j in 0..<rank { sum += projection[j] * projection[j] }
    return sum
  }

  /// What rounding alone does to the residuals: one unit of the terms they are made of.
  private var rounding: Double {
    var terms = cost
    for j in parameters.indices {
      let term = columnNorms[j] * parameters[j]
      terms += term * term
    }
    return .ulpOfOne * terms.squareRoot()
  }

  /// Tries one step from the current point and accepts or refuses it.
  mutating func step() {
    iterations += 1
    findVelocity()
    guard !stepIsNegligible else { return }
    guard bendStep(), evaluateTrial() else { return refuse() }
    let trialCost = sumOfSquares(trialResiduals)
    let decrease = cost - trialCost
    let isNear = predictedDecrease <= 1e-8 * cost
    let isIdle = isNear && abs(decrease) <= max(options.costTolerance, 8 * .ulpOfOne) * cost
    let slope = reachable(rank)
    defer {
      // While the slope falls, the step was worth it, though the cost does not show it.
      let isFalling = reachable(rank) < 0.5 * slope
      idleSteps = isIdle && !isFalling ? idleSteps + 1 : 0
    }
    if decrease > 0 {
      accept(trialCost, gainRatio: decrease / predictedDecrease)
    } else if isNear, -decrease <= 1e-10 * cost {
      acceptIfSlopeFalls(trialCost)
    } else {
      refuse()
    }
  }

  /// Solves for the velocity and says whether it is too short to matter.
  private mutating func findVelocity() {
    factorization.damp(damping)
    factorization.solve(projection: projection, into: &velocity)
    var stepSquares = 0.0
    var parameterSquares = 0.0
    for j in velocity.indices {
      direction[j] = velocity[j] / scale[j]
      stepSquares += velocity[j] * velocity[j]
      let scaled = scale[j] * parameters[j]
      parameterSquares += scaled * scaled
    }
    multiply(jacobian, direction, into: &change)
    predictedDecrease = sumOfSquares(change) + 2 * damping * stepSquares
    // Where even the parameters overflow nothing is known to be small beside them.
    let least =
      parameterSquares.isFinite
      ? options.stepTolerance * options.stepTolerance * parameterSquares : 0
    stepIsNegligible =
      stepSquares <= least && damping <= 0.01 * factorization.leastPivotSquared(rank: rank)
    // A step that damping made negligible: rounding refuses everything.
    if stepSquares <= least, !stepIsNegligible { idleSteps += 1 }
  }

  /// Adds the acceleration and sets the trial point.
  ///
  /// - Returns: whether the second-order part is small enough to trust the step.
  private mutating func bendStep() -> Bool {
    // Near the minimum the second-order part is far below the first, and below rounding.
    let bends = options.usesGeodesicAcceleration && predictedDecrease > 1e-6 * cost
    guard bends, findAcceleration() else {
      for j in direction.indices { trialParameters[j] = parameters[j] + direction[j] }
      return true
    }
    var velocitySquares = 0.0
    var accelerationSquares = 0.0
    for j in velocity.indices {
      velocitySquares += velocity[j] * velocity[j]
      accelerationSquares += acceleration[j] * acceleration[j]
      trialParameters[j] = parameters[j] + (velocity[j] + acceleration[j] / 2) / scale[j]
    }
    let ratio = options.maxAccelerationRatio
    return accelerationSquares <= ratio * ratio * velocitySquares
  }

  /// Solves for the acceleration.
  ///
  /// - Returns: whether the second derivative along the velocity is finite.
  private mutating func findAcceleration() -> Bool {
    if !problem.secondDerivative(at: parameters, along: direction, into: &trialResiduals) {
      let h = Self.probe
      for j in direction.indices { trialParameters[j] = parameters[j] + h * direction[j] }
      evaluations += 1
      guard problem.evaluate(trialParameters, residuals: &trialResiduals) else { return false }
      for i in residuals.indices {
        trialResiduals[i] = 2 / h * ((trialResiduals[i] - residuals[i]) / h - change[i])
      }
    }
    guard sumOfSquares(trialResiduals).isFinite else { return false }
    factorization.project(trialResiduals, into: &curvatureProjection)
    factorization.solve(projection: curvatureProjection, into: &acceleration)
    return true
  }

  /// Evaluates the residuals at the trial point.
  private mutating func evaluateTrial() -> Bool {
    evaluations += 1
    return problem.evaluate(trialParameters, residuals: &trialResiduals)
      && sumOfSquares(trialResiduals).isFinite
  }

  /// Moves to the trial point, unless its Jacobian is not finite, and lowers the damping.
  private mutating func accept(_ trialCost: Double, gainRatio: Double) {
    guard moveToTrial(trialCost) else { return refuse() }
    linearize()
    let excess = 2 * gainRatio - 1
    damping *= max(1.0 / 3, 1 - excess * excess * excess)
    // Near the minimum, and where the linear model holds, damping in proportion to what is left to
    // gain makes convergence quadratic.
    let share = reachable(rank) / cost
    if share < 0.01, abs(gainRatio - 1) < 0.1 { damping = min(damping, share) }
    wasRefused = false
  }

  /// Moves to the trial point if the gradient there is smaller, where the costs tell no more.
  private mutating func acceptIfSlopeFalls(_ trialCost: Double) {
    let before = reachable(rank)
    guard moveToTrial(trialCost) else { return refuse() }
    linearize()
    guard reachable(rank) >= before else { return }
    moveBack()
    refuse()
  }

  /// Raises the damping: by 2, and by 3 when the last step was refused too.
  ///
  /// Nielsen doubles the factor at each refusal, which overshoots where the residuals at the
  /// minimum are large: Brown and Dennis's problem then takes 1900 steps instead of 160.
  private mutating func refuse() {
    damping = min(damping * (wasRefused ? 3 : 2), 1e100)
    wasRefused = true
  }

  /// Makes the trial point the current one, the old point the trial.
  private mutating func moveToTrial(_ trialCost: Double) -> Bool {
    evaluations += 1
    guard
      problem.evaluate(trialParameters, residuals: &trialResiduals, jacobian: &trialJacobian)
    else { return false }
    swapPoints()
    guard measureColumns() else {
      swapPoints()
      _ = measureColumns()
      return false
    }
    cost = trialCost
    return true
  }

  private mutating func moveBack() {
    swapPoints()
    cost = sumOfSquares(residuals)
    _ = measureColumns()
    linearize()
  }

  private mutating func swapPoints() {
    swap(&parameters, &trialParameters)
    swap(&residuals, &trialResiduals)
    swap(&jacobian, &trialJacobian)
  }

  /// Measures the columns of the Jacobian.
  ///
  /// - Returns: whether all are finite.
  private mutating func measureColumns() -> Bool {
    let m = residuals.count
    var areFinite = true
    for j in columnNorms.indices {
      var squares = 0.0
      for i in (j * m)..<((j + 1) * m) { squares += jacobian.storage[i] * jacobian.storage[i] }
      columnNorms[j] = squares.squareRoot()
      // Beside a parameter as far from 1 the other way such columns are of an ordinary size.
      if !squares.isFinite || (squares < 0x1p-900 && abs(parameters[j]) > 0x1p300) {
        columnNorms[j] = ColumnLength.of(jacobian.storage[(j * m)..<((j + 1) * m)])
      }
      areFinite = areFinite && columnNorms[j].isFinite
    }
    return areFinite
  }

  /// Factors the Jacobian of the current point and projects its residuals.
  private mutating func linearize() {
    for j in scale.indices {
      scale[j] = max(scale[j], columnNorms[j])
      if scale[j] == 0 { scale[j] = 1 }
    }
    factorization.factor(jacobian, scale: scale)
    factorization.project(residuals, into: &projection)
    rank = factorization.rank(tolerance: .ulpOfOne * Double(residuals.count))
  }

  /// The result, with the factor of the covariance at the current point.
  func summary(_ termination: Termination) -> LeastSquaresSummary {
    LeastSquaresSummary(
      parameters: parameters, cost: cost, residuals: residuals, iterations: iterations,
      evaluations: evaluations, termination: termination, covarianceFactor: covarianceFactor())
  }

  private func covarianceFactor() -> CovarianceFactor {
    let (m, n) = (residuals.count, parameters.count)
    guard cost.isFinite, columnNorms.allSatisfy(\.isFinite) else {
      return CovarianceFactor(
        r: Matrix(rows: n, columns: n), permutation: Array(0..<n), columnNorms: columnNorms,
        rank: 0)
    }
    // A column that has all but vanished since the start says nothing: keep it at its old scale.
    let norms = (0..<n).map {
      columnNorms[$0] > .ulpOfOne * scale[$0] ? columnNorms[$0] : scale[$0]
    }
    var factorization = factorization
    factorization.factor(jacobian, scale: norms)
    return CovarianceFactor(
      r: factorization.factorR, permutation: factorization.permutation, columnNorms: norms,
      rank: factorization.rank(tolerance: .ulpOfOne * Double(max(m, n))))
  }
}

private func sumOfSquares(_ x: [Double]) -> Double {
  var sum = 0.0
  for value in x { sum += value * value }
  return sum
}

/// y = A x, in place.
private func multiply(_ a: borrowing Matrix, _ x: [Double], into y: inout [Double]) {
  let m = a.rows
  for i in y.indices { y[i] = 0 }
  for j in x.indices {
    let factor = x[j]
    for i in y.indices { y[i] += a.storage[j * m + i] * factor }
  }
}
