internal import LinearAlgebra
internal import Optimization
internal import SpecialFunctions

/// The search for a curve of the caller's own.
///
/// The start is followed to its end. Wider starts are tried beside it, in the parameters that are
/// not linear where the curve has linear ones, and what ends lowest is refined to the last digit
/// where the curve can be had so precisely. The given start's own end is kept unless another is
/// lower.
struct Search<Model: CurveModel> {
  /// An end of the search.
  struct End {
    var parameters: [Double]
    var cost: Double
    var termination: Termination
    var refinement: PreciseRefinement?

    /// Whether the residuals determine all parameters there.
    var isSound = false
  }

  private(set) var best: End
  private var rivals: [End] = []

  private let problem: CurveProblem<Model>
  private let precise: PreciseCurveProblem?
  private let options: CurveFitOptions
  private let start: [Double]

  init(
    _ problem: CurveProblem<Model>, from start: [Double], wasGiven: Bool, options: CurveFitOptions
  ) {
    self.problem = problem
    self.options = options
    self.start = start
    precise =
      problem.errors == .additive && problem.whitening == nil
      ? (problem.model as? any PreciseCurveModel).map {
        PreciseCurveProblem(
          model: $0, observed: problem.observed, rootWeights: problem.rootWeights)
      } : nil
    best = End(
      parameters: start, cost: .infinity, termination: .notFinite(parameter: nil),
      refinement: nil)

    let isPlain = problem.errors == .additive && problem.whitening == nil
    let linear = isPlain ? problem.model.linearParameters : []
    let isLinear = linear.count == start.count
    var isFirst = true
    if wasGiven && !isLinear {
      let local = LevenbergMarquardt(options: options.search).minimize(problem, from: start)
      best = refined(local)
      isFirst = false
    }
    guard options.searchesWidely || !wasGiven else { return }
    for wave in 0..<3 {
      for end in wideEnds(linear, wasGiven: wasGiven, wave: wave) {
        guard end.cost.isFinite else { continue }
        if isFirst {
          best = end
          isFirst = false
        } else if replaces(end, best) {
          rivals.append(best)
          best = end
        } else {
          rivals.append(end)
        }
      }
      if isLinear || (best.isSound && explainsMuch && leavesNoWaves) { break }
    }
    if wasGiven { putTermsInOrder(linear) }
  }

  /// Whether neighbouring residuals look unlike each other: a wrong minimum leaves waves (Durbin and
  /// Watson 1950, Biometrika 37:409).
  private var leavesNoWaves: Bool {
    guard problem.residualCount >= 20, start.count >= 3 else { return true }
    var residuals = [Double](repeating: 0, count: problem.residualCount)
    guard problem.evaluate(best.parameters, residuals: &residuals) else { return false }
    var (steps, squares) = (0.0, residuals[0] * residuals[0])
    for (one, next) in zip(residuals, residuals.dropFirst()) {
      steps += (next - one) * (next - one)
      squares += next * next
    }
    return steps >= 0.7 * squares
  }

  /// Whether the curve leaves less than a twentieth of the scatter about the mean.
  private var explainsMuch: Bool {
    guard problem.errors != .poisson else { return true }
    let isLogarithmic = problem.errors == .multiplicative
    let y = problem.observed.map { isLogarithmic ? Elementary.log($0) : $0 }
    let weights = problem.rootWeights.map { $0 * $0 }
    let total = weights.reduce(0, +)
    let mean = zip(y, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    let scatter = zip(y, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    return best.cost <= 0.05 * scatter
  }

  /// Exchanges terms so that they stand as in the start.
  private mutating func putTermsInOrder(_ linear: [Int]) {
    let model = problem.model
    let leading = start.indices.filter { !linear.contains($0) }
    guard best.isSound, leading.count > 1 else { return }
    let order = TermOrder(leading: leading, start: start)
    let here = best.parameters
    if let other = order.nearest(here, isSameCurve: { model.isSameCurve(here, $0) }) {
      var still = LevenbergMarquardt(options: options.search)
      if precise != nil { still.options.maxIterations = 0 }
      let end = refined(still.minimize(problem, from: other))
      if end.isSound, end.cost <= best.cost * (1 + 1e-6) { best = end }
    }
  }

  /// Where wider starts lead.
  private func wideEnds(
    _ linear: [Int], wasGiven: Bool, wave: Int
  ) -> [End] {
    var wide = MultistartLeastSquares()
    let isSecond = wave > 0
    if wave == 2 { wide.options.spread = 3 }
    wide.options.local = options.search
    wide.options.starts = isSecond ? 200 : wasGiven ? 24 : 128
    wide.options.finishers = isSecond ? 8 : wasGiven ? 3 : 6
    guard !linear.isEmpty else {
      let summary = wide.minimize(problem, from: start)
      var ends = summary.optima.map(\.parameters).map { follow($0) }
      if !summary.best.termination.isConverged { ends.append(refined(summary.best)) }
      return ends
    }
    let separated = SeparatedProblem(problem, linear: linear)
    guard !separated.searched.isEmpty else {
      return separated.complete([]).map { [follow($0)] } ?? []
    }
    // Nine digits of fewer parameters are a start for all of them.
    wide.options.local.maxIterations = min(400, options.search.maxIterations)
    wide.options.local.gradientTolerance = max(1e-9, options.search.gradientTolerance)
    wide.options.starts = isSecond ? 300 : wasGiven ? 40 : 160
    wide.options.probeIterations = 12
    let summary = wide.minimize(separated, from: separated.searched.map { start[$0] })
    var ends: [[Double]] = [summary.best.parameters]
    for optimum in summary.optima where optimum.parameters != summary.best.parameters {
      ends.append(optimum.parameters)
    }
    return ends.compactMap(separated.complete).map { follow($0) }
  }

  private func follow(_ parameters: [Double]) -> End {
    refined(LevenbergMarquardt(options: options.search).minimize(problem, from: parameters))
  }

  /// The end of a local search, with all its digits where they can be had.
  private func refined(_ local: LeastSquaresSummary) -> End {
    var end = End(
      parameters: local.parameters, cost: local.cost, termination: local.termination,
      refinement: nil)
    end.isSound =
      precise == nil && local.termination.isConverged && local.covarianceFactor.isFullRank
    guard let precise, local.cost.isFinite,
      let refinement = PreciseRefinement(precise, from: local.parameters),
      refinement.covarianceFactor.isFullRank,
      refinement.cost <= local.cost * (1 + 1e-6) + 100 * roundingFloor,
      refinement.isConverged || !local.termination.isConverged
    else { return end }
    end.parameters = refinement.parameters
    end.cost = refinement.cost
    end.refinement = refinement
    if refinement.isConverged { end.termination = .gradientConverged }
    end.isSound = end.termination.isConverged
    return end
  }

  /// Whether another end is to be reported in place of one.
  private func replaces(_ other: End, _ one: End) -> Bool {
    guard one.cost.isFinite else { return true }
    let margin = 1e-6 * max(one.cost, other.cost) + (precise == nil ? roundingFloor : 0)
    if other.cost < one.cost - margin { return other.isSound || !one.isSound }
    if one.isSound || !other.isSound { return false }
    return other.cost <= one.cost + margin
  }

  /// Sums of squares below this are rounding of the observations.
  private var roundingFloor: Double {
    var squares = 0.0
    for (y, w) in zip(problem.observed, problem.rootWeights) { squares += y * y * w * w }
    return squares * .ulpOfOne * .ulpOfOne
  }

  /// The linear parameter of which the column, or the parameter itself, is so large that the search
  /// ended before a minimum: there the residuals stand at a right angle to all columns.
  private var parameterOutOfRange: String? {
    let model = problem.model
    let count = model.pointCount
    var values = [Double](repeating: 0, count: count)
    var jacobian = Matrix(rows: count, columns: start.count)
    guard problem.errors == .additive, problem.whitening == nil, !model.linearParameters.isEmpty,
      model.evaluate(best.parameters, values: &values, jacobian: &jacobian)
    else { return nil }
    func column(_ j: Int) -> [Double] {
      (0..<count).map { jacobian[$0, j] * problem.rootWeights[$0] }
    }
    let extreme = model.linearParameters.first { j in
      ColumnLength.factor(greatest: column(j).reduce(0) { max($0, abs($1)) }) != 1
    }
    guard let extreme else { return nil }
    var basis = OrthonormalBasis()
    for j in start.indices { basis.append(column(j)) }
    let residuals = (0..<count).map {
      (values[$0] - problem.observed[$0]) * problem.rootWeights[$0]
    }
    var rest = residuals
    basis.removeReach(from: &rest)
    let (all, left) = (ColumnLength.of(residuals), ColumnLength.of(rest))
    // A thousandth of the residuals is more than searches leave, and far less than a wall does.
    let isMinimum = all * all - left * left <= 1e-6 * all * all || all * all <= 1e4 * roundingFloor
    return isMinimum ? nil : model.parameterNames[extreme]
  }

  /// How the search ended; minima with the same curve count once.
  var termination: FitTermination {
    if case .notFinite = best.termination { return .notFinite }
    if let parameter = parameterOutOfRange { return .outOfRange(parameter: parameter) }
    guard best.termination.isConverged else { return .notConverged(best.termination) }
    let bound = best.cost * Elementary.exp(2 / Double(max(problem.residualCount, 1)))
    var different: [[Double]] = [best.parameters]
    for end in rivals where end.isSound && end.cost <= bound {
      if !different.contains(where: { problem.model.isSameCurve($0, end.parameters) }) {
        different.append(end.parameters)
      }
    }
    return different.count == 1 ? .converged : .multimodal(optima: different.count)
  }
}
