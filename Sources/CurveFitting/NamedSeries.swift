internal import GrowthCurves
internal import Optimization
internal import SpecialFunctions

/// A series on its way through the fit of a named curve.
struct NamedSeries {
  let times: [Double]
  let values: [Double]
  let rootWeights: [Double]
  let options: CurveFitOptions

  /// Fits one family; `form` brings its formulas as a type.
  func fit<Form: CurveForm>(_ family: CurveFamily, _ form: Form.Type) -> CurveFit {
    let origin = options.origin ?? CurveFit.defaultOrigin(family, times: times)
    // A midpoint near the data keeps its digits when it is counted from there.
    let shift = family.needsOrigin ? origin : middle
    let free = model(form, shift: shift, isFree: true)
    let classical = model(form, shift: shift, isFree: false)
    let limit = exponentialLimit(of: family)

    var search = NamedSearch(free, self)
    search.run(steps: 60)
    var hidden = search.best.flatMap { isHidden($0, free, limit) }
    if hidden == nil {
      search.finish()
      hidden = search.best.flatMap { isHidden($0, free, limit) }
    }
    guard var best = search.best else {
      return CurveFit(
        model: classical, at: [Double](repeating: .nan, count: family.parameterCount),
        rootWeights: rootWeights, squares: .nan, errors: options.errors, termination: .notFinite,
        family: family)
    }
    // A limit that was found already is not given up for one that is as good.
    let least = min(best.cost, hidden == nil ? .infinity : limit?.residualSumOfSquares ?? .infinity)
    let bound = least * (hidden == nil ? 1 + 1e-9 : 1 - 1e-6)
    if let step = stepFit(family, origin: origin, shift: shift, notAbove: bound, limit: limit) {
      // What is softer than the step may lead below it, to an end.
      search.follow(softened(step, form, shift: shift))
      guard let lower = search.best, lower.termination.isConverged,
        lower.cost < step.residualSumOfSquares * (1 - 1e-9)
      else { return step }
      best = lower
      hidden = isHidden(best, free, limit)
    }
    if family == .fourParameterLogistic, isFarFromALevel(best, free),
      let one = oneLevelFit(
        shift: shift, notAbove: best.cost * (hidden == nil ? 1 + 1e-9 : 1 + 1e-6))
    {
      return one
    }
    if hidden == .ceilingNotShown, let limit { return CurveFit(unbounded: limit, family: family) }

    let lanes = Form.canonical(free.lanes(best.parameters))
    var dated = lanes
    if !family.needsOrigin { dated[2] += shift }
    let curve = GrowthCurve(family, lanes: dated, origin: origin)
    let termination =
      hidden ?? flatness(best.cost, family) ?? edge(lanes, free) ?? search.termination(best)
    var fit = CurveFit(
      model: classical, at: classical.parameters(lanes), rootWeights: rootWeights,
      squares: best.cost, errors: options.errors, whitening: options.whitening,
      termination: termination, family: family,
      curve: curve, boundsCeiling: limit.map { isBounded(best.cost, by: $0, family) })
    let problem = CurveProblem(
      model: classical, observed: values, rootWeights: rootWeights, errors: options.errors,
      whitening: options.whitening)
    let open = fit.leaveOpen(problem, classical.parameters(lanes), linear: [Form.scaleLane])
    if options.profilesIntervals, hidden == nil {
      let steepLane = (family.form as? any SteepForm.Type)?.steepLane
      let found = fit.profiles(
        of: problem, classical.parameters(lanes), open, signed: steepLane)
      // Dates are counted from the calendar, as the estimates will be.
      fit.profiles = found.map { intervals in
        zip(intervals, zip(curve.parameters, fit.estimates)).map { interval, estimates in
          let moved = estimates.0 - estimates.1
          return interval.lowerBound + moved...interval.upperBound + moved
        }
      }
    }
    if let limit, fit.isOpenUpwards {
      // A number that is not beyond belief is kept for who knows more than the data.
      let highest = values.max() ?? 0
      guard let ceiling = fit["ceiling"], ceiling < 100 * highest else {
        return CurveFit(unbounded: limit, family: family)
      }
      return fit.reporting(curve.parameters).open
    }
    return hidden == nil
      ? fit.reporting(curve.parameters) : fit.withoutBound(curve.parameters, hidden)
  }

  func model<Form: CurveForm>(
    _ form: Form.Type, shift: Double, isFree: Bool
  ) -> FamilyModel<Form> {
    var starts: [Double] = []
    if options.observation == .increment {
      let first = times[0] - CurveFit.step(of: times)
      starts = ([first] + times.dropLast()).map { $0 - shift }
    }
    return FamilyModel<Form>(times: times.map { $0 - shift }, starts: starts, isFree: isFree)
  }

  /// The exponential fit, for the families that tend to it as the ceiling rises.
  private func exponentialLimit(of family: CurveFamily) -> CurveFit? {
    guard family.anchored?.limit == .exponential, options.observation == .level else { return nil }
    var once = options
    once.searchesWidely = false
    let series = NamedSeries(
      times: times, values: values, rootWeights: rootWeights, options: once)
    let limit = series.fit(.exponential, Exponential.self)
    return limit.termination.isConverged ? limit : nil
  }

  private var middle: Double {
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    return ((first + last) / 2).rounded()
  }
}

/// The search for the lowest minimum of a named curve from the starts of its grid.
struct NamedSearch<Form: CurveForm> {
  private let problem: CurveProblem<FamilyModel<Form>>
  private let method: LevenbergMarquardt
  private let starts: [[Double]]
  private var ends: [LeastSquaresSummary] = []
  private var steps = 0

  init(_ free: FamilyModel<Form>, _ series: NamedSeries) {
    let options = series.options
    problem = CurveProblem(
      model: free, observed: series.values, rootWeights: series.rootWeights,
      errors: options.errors, whitening: options.whitening)
    // Nine digits of the gradient are ample for curves of three or four parameters.
    var method = LevenbergMarquardt(options: options.search)
    method.options.gradientTolerance = max(1e-10, options.search.gradientTolerance)
    method.options.stepTolerance = max(1e-11, options.search.stepTolerance)
    self.method = method
    starts = StartSearch(
      model: free, observed: series.values, weights: series.rootWeights.map { $0 * $0 },
      errors: options.errors
    )
    .starts(options.searchesWidely ? 3 : 1)
    .map(free.parameters)
  }

  /// The lowest point so far; of those as low to rounding one that has converged, if there is one.
  var best: LeastSquaresSummary? {
    guard let lowest = ends.min(by: { $0.cost < $1.cost }) else { return nil }
    guard !lowest.termination.isConverged else { return lowest }
    let asLow = lowest.cost * (1 + 1e-12)
    return ends.first { $0.termination.isConverged && $0.cost <= asLow } ?? lowest
  }

  /// Follows every start for some steps.
  mutating func run(steps: Int) {
    var brief = method
    self.steps = min(steps, method.options.maxIterations)
    brief.options.maxIterations = self.steps
    ends = starts.map { brief.minimize(problem, from: $0) }.filter { $0.cost.isFinite }
  }

  /// Follows further starts to their ends.
  mutating func follow(_ starts: [SIMD4<Double>]) {
    ends += starts.map { method.minimize(problem, from: problem.model.parameters($0)) }
      .filter { $0.cost.isFinite }
  }

  /// Follows the lowest point to its end, if it is not there.
  mutating func finish() {
    guard let best, best.termination == .iterationLimit, steps < method.options.maxIterations
    else { return }
    var rest = method
    rest.options.maxIterations = method.options.maxIterations - steps
    ends.append(rest.minimize(problem, from: best.parameters))
  }

  /// How the search ended; minima with the same curve count once.
  func termination(_ best: LeastSquaresSummary) -> FitTermination {
    guard best.termination.isConverged else { return .notConverged(best.termination) }
    let bound = best.cost * Elementary.exp(2 / Double(problem.residualCount))
    var different: [[Double]] = [best.parameters]
    for end in ends where end.termination.isConverged && end.cost <= bound {
      if !different.contains(where: { problem.model.isSameCurve($0, end.parameters) }) {
        different.append(end.parameters)
      }
    }
    return different.count == 1 ? .converged : .multimodal(optima: different.count)
  }
}
