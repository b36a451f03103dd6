internal import GrowthCurves
internal import LinearAlgebra
internal import Optimization
internal import SpecialFunctions

// Limits of named curves in which some parameters run to infinity while the curve does not.
extension NamedSeries {
  /// The fit of a step, where it is as low as anything that was found.
  ///
  /// - Parameters:
  ///   - family: which curve.
  ///   - origin: the date from which it counts time.
  ///   - shift: the date from which the search counts.
  ///   - squares: what a step must reach.
  ///   - limit: the curve without a ceiling.
  /// - Returns: nil where a finite steepness fits better, or the curve has no such limit.
  func stepFit(
    _ family: CurveFamily, origin: Double, shift: Double, notAbove squares: Double,
    limit: CurveFit?
  ) -> CurveFit? {
    guard options.observation == .level, options.whitening == nil,
      let form = family.form as? any SteepForm.Type
    else { return nil }
    return stepFit(family, form, origin, shift, squares, limit)
  }

  private func stepFit<Form: SteepForm>(
    _ family: CurveFamily, _ form: Form.Type, _ origin: Double, _ shift: Double,
    _ squares: Double, _ limit: CurveFit?
  ) -> CurveFit? {
    let classical = model(form, shift: shift, isFree: false)
    let isAgeing = family.needsOrigin
    let step = StepLimit(
      times: classical.times, values: values, weights: rootWeights.map { $0 * $0 },
      errors: options.errors, hasFloor: Form.floorLane != nil, mayFall: Form.mayFall,
      birth: isAgeing ? 0 : -.infinity)
    let constant = constantSquares
    guard step.squares <= squares, step.squares < constant * (1 - 1e-9) else { return nil }
    let lanes = Form.lanes(of: step)
    var dated = lanes
    if !family.needsOrigin { dated[2] += shift }
    let curve = GrowthCurve(family, lanes: dated, origin: origin)
    let estimates = classical.parameters(lanes)
    var fitted = values
    guard classical.evaluate(estimates, values: &fitted) else { return nil }

    let degrees = values.count - estimates.count
    var standardErrors: [Double]?
    if degrees > 0 || options.errors == .poisson {
      let errors = step.standardErrors(variance: step.squares / Double(max(degrees, 1)))
      standardErrors = estimates.indices.map { lane in
        guard lane == Form.scaleLane || lane == Form.floorLane else { return .infinity }
        return lanes[lane] == step.before ? errors.before : errors.after
      }
    }
    var fit = CurveFit(
      family: family, parameterNames: family.parameterNames, estimates: curve.parameters,
      standardErrors: standardErrors, covariance: nil, residualSumOfSquares: step.squares,
      count: values.count, fitted: fitted,
      termination: .notIdentifiable(parameters: Form.stepNames), grade: .d,
      boundsCeiling: limit.map { isBounded(step.squares, by: $0, family) }, curve: curve)
    if options.profilesIntervals, options.errors != .poisson, let standardErrors {
      fit.profiles = profiles(form, shift, lanes, step.squares, standardErrors, curve)
    }
    return fit
  }

  /// Curves a tenth and a thirtieth as steep as one that cannot be told from a step.
  func softened<Form: CurveForm>(
    _ step: CurveFit, _ form: Form.Type, shift: Double
  ) -> [SIMD4<Double>] {
    guard let steep = (form as? any SteepForm.Type)?.steepLane, let curve = step.curve else {
      return []
    }
    return [10, 30].map { factor in
      var lanes = curve.lanes
      if !Form.needsOrigin { lanes[2] -= shift }
      lanes[steep] /= factor
      return lanes
    }
  }

  /// The profile intervals about a step: open on the side on which steepness may grow.
  private func profiles<Form: SteepForm>(
    _ form: Form.Type, _ shift: Double, _ lanes: SIMD4<Double>, _ squares: Double,
    _ standardErrors: [Double], _ curve: GrowthCurve
  ) -> [ClosedRange<Double>]? {
    // Parameters that must be positive are held, and fitted anew, by their logarithms.
    let free = self.model(form, shift: shift, isFree: true)
    let problem = CurveProblem(
      model: free, observed: values, rootWeights: rootWeights, errors: options.errors)
    let best = free.parameters(lanes)
    guard let profile = ProfileIntervals(problem, at: best, squares: squares, level: 0.95)
    else { return nil }
    let steepness = lanes[Form.steepLane]
    return best.indices.map { lane in
      let isLogarithm = Form.positiveLanes.contains(lane)
      let moved = curve.parameters[lane] - lanes[lane]
      var length = standardErrors[lane]
      var (isOpenBelow, isOpenAbove) = (false, false)
      if lane == Form.steepLane {
        length = isLogarithm ? 0.7 : abs(steepness) / 2
        isOpenBelow = steepness < 0
        isOpenAbove = !isOpenBelow
      } else if !length.isFinite {
        // The step takes up 120 / steepness on its axis of time, or of the logarithm of age; any other
        // parameter is a shape.
        length = lane == 3 ? 0.5 : 15 / abs(steepness)
      }
      func reported(_ end: Double) -> Double {
        (isLogarithm ? Elementary.exp(end) : end) + moved
      }
      // A steepness of the other sign is another curve.
      let stops = lane == Form.steepLane && !isLogarithm
      let low =
        isOpenBelow
        ? -.infinity : reported(profile.end(of: lane, step: -length, stopsAtZero: stops))
      let high =
        isOpenAbove
        ? .infinity : reported(profile.end(of: lane, step: length, stopsAtZero: stops))
      return ClosedRange(openFrom: low, to: high)
    }
  }

  /// The profile intervals of a logistic curve one of whose levels is out of sight.
  private func profiles(
    _ model: FamilyModel<FourParameterLogistic>, _ lanes: SIMD4<Double>, _ squares: Double,
    _ standardErrors: [Double], shift: Double
  ) -> [ClosedRange<Double>]? {
    let problem = CurveProblem(
      model: model, observed: values, rootWeights: rootWeights, errors: options.errors)
    let estimates = model.parameters(lanes)
    guard
      let profile = ProfileIntervals(problem, at: estimates, squares: squares, level: 0.95)
    else { return nil }
    let way = lanes[0] - lanes[3]
    return estimates.indices.map { lane in
      let moved = lane == 2 ? shift : 0
      let isFar = standardErrors[lane] == .infinity
      let isAhead = lane == 0 || lane == 2 && lanes[2] > 0
      let length =
        !isFar ? standardErrors[lane] : lane == 2 ? 1 / abs(lanes[1]) : way / 2
      let low =
        isFar && !isAhead ? -.infinity : profile.end(of: lane, step: -length) + moved
      let high = isFar && isAhead ? .infinity : profile.end(of: lane, step: length) + moved
      return ClosedRange(openFrom: low, to: high)
    }
  }

  /// Whether the data take up less than a twentieth of the way between the levels.
  func isFarFromALevel<Form: CurveForm>(
    _ end: LeastSquaresSummary, _ model: FamilyModel<Form>
  ) -> Bool {
    guard let floorLane = Form.floorLane else { return false }
    let lanes = model.lanes(end.parameters)
    let fitted = times.indices.map { model.value($0, lanes) }
    guard let low = fitted.min(), let high = fitted.max() else { return false }
    return high - low < 0.05 * abs(lanes[Form.scaleLane] - lanes[floorLane])
  }

  /// The fit of a logistic curve between two levels one of which lies out of sight: exponential from,
  /// or towards, the other.
  ///
  /// - Parameters:
  ///   - shift: the date from which the search counts.
  ///   - squares: what the exponential curve must reach.
  /// - Returns: nil where a finite distance of both levels fits better.
  func oneLevelFit(shift: Double, notAbove squares: Double) -> CurveFit? {
    guard options.observation == .level else { return nil }
    var once = options
    once.origin = shift
    once.profilesIntervals = false
    let family = CurveFamily.fourParameterLogistic
    let series = NamedSeries(
      times: times, values: values, rootWeights: rootWeights, options: once)
    let limit = series.fit(.asymptotic, Asymptotic.self)
    guard limit.termination.isConverged, limit.residualSumOfSquares <= squares,
      let level = limit["ceiling"], let floor = limit["floor"], let rate = limit["rate"]
    else { return nil }
    // y = level + gap e^(−rate t), and the other level 10⁷ times as far as the data.
    let gap = floor - level
    let classical = model(FourParameterLogistic.self, shift: shift, isFree: false)
    let reach = classical.times.reduce(0) { max($0, abs(gap) * Elementary.exp(-rate * $1)) }
    func lanes(times distance: Double) -> SIMD4<Double> {
      let far = distance * reach * (gap < 0 ? -1 : 1)
      let midpoint = Elementary.log(gap / far) / rate
      return FourParameterLogistic.canonical([level + far, -rate, midpoint, level])
    }
    let distant = lanes(times: 1e7)
    var dated = distant
    dated[2] += shift
    let curve = GrowthCurve(family, lanes: dated, origin: 0)
    var fitted = values
    guard reach > 0, reach.isFinite, dated[2].isFinite,
      classical.evaluate(classical.parameters(distant), values: &fitted)
    else { return nil }
    let hidden = gap > 0 ? ["ceiling", "midpoint"] : ["midpoint", "floor"]
    // Growth without a ceiling is what other curves call so; nothing else is infinite.
    let isGrowth = gap > 0 && rate < 0

    let degrees = values.count - family.parameterCount
    let bending = BendingExponential(times: classical.times)
    let factor = CurveFit.covarianceFactor(
      bending, at: [level, rate, gap, 0], rootWeights, options.errors, options.whitening,
      fitted: limit.fitted)
    let scale: Double? =
      options.errors == .poisson
      ? 1 : degrees > 0 ? (limit.residualSumOfSquares / Double(degrees)).squareRoot() : nil
    let standardErrors = scale.map { scale in
      let errors = factor.standardErrors(scale: scale)
      return family.parameterNames.map { name in
        hidden.contains(name) ? .infinity : name == "rate" ? errors[1] : errors[0]
      }
    }
    var fit = CurveFit(
      family: family, parameterNames: family.parameterNames,
      estimates: zip(family.parameterNames, curve.parameters).map { name, estimate in
        isGrowth && hidden.contains(name) ? .infinity : estimate
      },
      standardErrors: standardErrors, covariance: nil,
      residualSumOfSquares: limit.residualSumOfSquares, count: values.count,
      fitted: limit.fitted,
      termination: isGrowth ? .ceilingNotShown : .notIdentifiable(parameters: hidden), grade: .d,
      boundsCeiling: gap > 0 ? false : nil, curve: curve)
    if options.profilesIntervals, options.errors != .poisson, let standardErrors {
      // From nearer, so that a step sees what it changes.
      fit.profiles = profiles(
        classical, lanes(times: 1e3), limit.residualSumOfSquares, standardErrors, shift: shift)
    }
    return fit
  }
}

/// The logistic curve between two levels in the parameters in which a level out of sight is at 0:
/// L + C e⁻ʳᵗ / (1 + κ e⁻ʳᵗ), with its derivatives at κ = 0.
private struct BendingExponential: CurveModel {
  let times: [Double]

  let parameterNames = ["level", "rate", "gap", "bend"]
  var pointCount: Int { times.count }

  func evaluate(_ parameters: [Double], values: inout [Double], jacobian: inout Matrix) -> Bool {
    var isFinite = true
    for (i, t) in times.enumerated() {
      let left = Elementary.exp(-parameters[1] * t)
      let gap = parameters[2] * left
      values[i] = parameters[0] + gap
      jacobian[i, 0] = 1
      jacobian[i, 1] = -t * gap
      jacobian[i, 2] = left
      jacobian[i, 3] = -gap * left
      isFinite = isFinite && values[i].isFinite
    }
    return isFinite
  }
}
