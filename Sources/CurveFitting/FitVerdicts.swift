internal import Distributions
internal import GrowthCurves
internal import Optimization
internal import SpecialFunctions

// What a minimum is worth: whether the data reach far enough to show the ceiling at all.
extension NamedSeries {
  /// A ceiling (or floor) so far from the data that they do not show it: the data take up less than
  /// a thousandth of the way, or the curve without a ceiling fits as well.
  func isHidden<Form: CurveForm>(
    _ end: LeastSquaresSummary, _ model: FamilyModel<Form>, _ limit: CurveFit?
  ) -> FitTermination? {
    guard Form.parameterNames.contains("ceiling"), model.starts.isEmpty else { return nil }
    let lanes = Form.canonical(model.lanes(end.parameters))
    let scale = lanes[Form.scaleLane]
    let fitted = times.indices.map { model.value($0, lanes) }
    guard let low = fitted.min(), let high = fitted.max() else { return nil }
    if let floorLane = Form.floorLane {
      let floor = lanes[floorLane]
      guard high - low < 1e-3 * abs(scale - floor) else { return nil }
      let isFloorNear = abs(floor - low) < abs(scale - high)
      // The date half way between the levels is as far off as the hidden one.
      guard let midpoint = Form.parameterNames.firstIndex(of: "midpoint") else {
        return isFloorNear ? .ceilingNotShown : .notIdentifiable(parameters: ["floor"])
      }
      guard isFloorNear else { return .notIdentifiable(parameters: ["midpoint", "floor"]) }
      let isAhead = lanes[midpoint] > (model.times.max() ?? 0)
      return isAhead ? .ceilingNotShown : .notIdentifiable(parameters: ["ceiling", "midpoint"])
    }
    if let limit, end.cost >= limit.residualSumOfSquares * (1 - 1e-9) { return .ceilingNotShown }
    return high >= 1e-3 * scale ? nil : .ceilingNotShown
  }

  /// Whether a curve without a ceiling fits significantly worse, at 5 %.
  func isBounded(_ squares: Double, by limit: CurveFit, _ family: CurveFamily) -> Bool {
    let degrees = times.count - family.parameterCount
    guard degrees > 0, let law = try? StudentT(degreesOfFreedom: Double(degrees)) else {
      return false
    }
    let t = law.quantile(0.975)
    return limit.residualSumOfSquares - squares > t * t * squares / Double(degrees)
  }

  /// A curve with a ceiling that explains no more than a constant determines only its ceiling.
  func flatness(_ squares: Double, _ family: CurveFamily) -> FitTermination? {
    guard family.hasCeiling, options.observation == .level, options.errors != .poisson,
      squares >= constantSquares * (1 - 1e-9)
    else { return nil }
    return .notIdentifiable(parameters: family.parameterNames.filter { $0 != "ceiling" })
  }

  /// The sum of squares of a constant; infinite for counts, of which none is taken.
  var constantSquares: Double {
    guard options.errors != .poisson else { return .infinity }
    let isLogarithmic = options.errors == .multiplicative
    let pivot = values[0]
    var (w, wy, wyy) = (0.0, 0.0, 0.0)
    for i in values.indices {
      let weight = rootWeights[i] * rootWeights[i]
      let y = isLogarithmic ? Elementary.log(values[i] / pivot) : values[i] - pivot
      w += weight
      wy += weight * y
      wyy += weight * y * y
    }
    return wyy - wy * wy / w
  }

  /// The parameter that ran away, if one did: further than 10⁷ from the size of the data's own.
  func edge<Form: CurveForm>(
    _ lanes: SIMD4<Double>, _ model: FamilyModel<Form>
  ) -> FitTermination? {
    let extent = model.times.reduce(0) { max($0, $1) }
    for lane in Form.positiveLanes {
      let name = Form.parameterNames[lane]
      let size =
        switch name {
        case "rate", "p", "q": lanes[lane] * extent
        case "midpoint": lanes[lane] / extent
        default: lanes[lane]
        }
      if !(1e-7...1e7).contains(size) { return .boundary(parameter: name) }
    }
    return nil
  }
}

extension CurveFit {
  /// Whether the ceiling is a number without a meaning: the curve without one does not fit
  /// significantly worse, and the error of the ceiling is as large as the ceiling.
  var isOpenUpwards: Bool {
    guard boundsCeiling == false, let ceiling = self["ceiling"],
      let error = standardError("ceiling")
    else { return false }
    return !(error < abs(ceiling))
  }

  /// The same fit with the verdict that the data do not bound the ceiling.
  var open: CurveFit {
    var fit = CurveFit(
      family: family, parameterNames: parameterNames, estimates: estimates,
      standardErrors: standardErrors, covariance: covariance,
      residualSumOfSquares: residualSumOfSquares, count: count, fitted: fitted,
      termination: .ceilingOpen, grade: .d, boundsCeiling: boundsCeiling, curve: curve)
    fit.profiles = profiles
    return fit
  }

  /// The same fit with its parameters counted from calendar dates.
  func reporting(_ parameters: [Double]) -> CurveFit {
    var fit = CurveFit(
      family: family, parameterNames: parameterNames, estimates: parameters,
      standardErrors: standardErrors, covariance: covariance,
      residualSumOfSquares: residualSumOfSquares, count: count, fitted: fitted,
      termination: termination, grade: grade, boundsCeiling: boundsCeiling, curve: curve)
    fit.profiles = profiles
    return fit
  }

  /// The same fit with what lies out of sight at infinity: the ceiling and the date of its half, or
  /// the floor.
  ///
  /// Where a floor has a date half way both keep their numbers, so that the curve can be drawn.
  func withoutBound(_ parameters: [Double], _ verdict: FitTermination?) -> CurveFit {
    let far: [String] =
      switch verdict {
      case .ceilingNotShown: ["ceiling", "midpoint"]
      case .notIdentifiable(["floor"]): ["floor"]
      default: []
      }
    let estimates = zip(parameterNames, parameters).map { name, estimate in
      guard far.contains(name) else { return estimate }
      return estimate < 0 ? -Double.infinity : Double.infinity
    }
    return CurveFit(
      family: family, parameterNames: parameterNames, estimates: estimates, standardErrors: nil,
      covariance: nil, residualSumOfSquares: residualSumOfSquares, count: count, fitted: fitted,
      termination: termination, grade: .d, boundsCeiling: false, curve: curve)
  }

  /// The report of a curve whose ceiling the data do not show, from the exponential fit.
  init(unbounded limit: CurveFit, family: CurveFamily) {
    let estimates = family.parameterNames.map { name in
      switch name {
      case "rate": limit["rate"] ?? .nan
      case "shape": Double.nan
      default: Double.infinity
      }
    }
    self.init(
      family: family, parameterNames: family.parameterNames, estimates: estimates,
      standardErrors: nil, covariance: nil, residualSumOfSquares: limit.residualSumOfSquares,
      count: limit.count, fitted: limit.fitted, termination: .ceilingNotShown, grade: .d,
      boundsCeiling: false, curve: limit.curve)
  }
}
