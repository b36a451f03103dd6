public import GrowthCurves
internal import LinearAlgebra
internal import Optimization
internal import SpecialFunctions

extension CurveFit {
  /// Fits a named curve whose observations scatter as a model says.
  ///
  /// - Parameters:
  ///   - family: which curve.
  ///   - times: dates in years, in any order.
  ///   - values: what was observed.
  ///   - scatter: how it scatters.
  ///   - options: what an observation is, and the origin; errors are those of the model.
  /// - Throws: ``GrowthModelError`` as other fits, and where a count is no whole number or there are
  ///   too few observations for the model.
  public init(
    _ family: CurveFamily, times: [Double], values: [Double], scatter: ScatterModel,
    options: CurveFitOptions = CurveFitOptions()
  ) throws(GrowthModelError) {
    let fit = ScatterFit(times: times, values: values, options: options) {
      weights, _, options throws(GrowthModelError) in
      try CurveFit(
        unjudged: family, times: times, values: values, weights: weights, options: options)
    }
    self = try fit.best(scatter, needed: family.parameterCount)
    judge(family, times: times, values: values, options)
  }

  /// Fits a curve of one's own whose observations scatter as a model says.
  ///
  /// - Parameters:
  ///   - model: the curve at the points of the data.
  ///   - times: the dates of the points, in years; only errors that follow each other need them.
  ///   - values: what was observed.
  ///   - scatter: how it scatters.
  ///   - start: a value for each parameter of the curve, by name.
  ///   - options: how the search is run; errors are those of the model.
  /// - Throws: ``GrowthModelError`` as other fits.
  public init<Model: CurveModel>(
    _ model: Model, times: [Double], values: [Double], scatter: ScatterModel,
    start: [String: Double]? = nil, options: CurveFitOptions = CurveFitOptions()
  ) throws(GrowthModelError) {
    let fit = ScatterFit(times: times, values: values, options: options) {
      weights, before, options throws(GrowthModelError) in
      guard let before else {
        return try CurveFit(model, values: values, weights: weights, start: start, options: options)
      }
      // Other weights move the curve, not the place to look for it: wide searches, hundreds of times
      // one after the other, took minutes on a dozen points.
      var near = options
      near.searchesWidely = false
      let place = Dictionary(uniqueKeysWithValues: zip(before.parameterNames, before.estimates))
      return try CurveFit(model, values: values, weights: weights, start: place, options: near)
    }
    self = try fit.best(scatter, needed: model.parameterNames.count)
  }
}

/// A curve fitted again and again, with weights from the last fit.
package struct ScatterFit {
  let times: [Double]
  let values: [Double]
  let options: CurveFitOptions
  /// A least-squares fit with weights, near another one where one is given.
  let refit:
    (_ weights: [Double]?, _ before: CurveFit?, _ options: CurveFitOptions)
      throws(GrowthModelError) -> CurveFit

  private var count: Double { Double(values.count) }
  private static let logTwoPi = 1.837_877_066_409_345_3
  /// How many fits whose own search had no end are tried.
  ///
  /// Such a curve moves on with every one, and agrees with its weights to the last digit by chance alone; the
  /// weights of others settle in some thirty.
  private static let mostWithoutEnd = 50

  /// A series, and how a curve is fitted to it with weights.
  package init(
    times: [Double], values: [Double], options: CurveFitOptions,
    refit:
      @escaping (_ weights: [Double]?, _ before: CurveFit?, _ options: CurveFitOptions)
      throws(GrowthModelError) -> CurveFit
  ) {
    self.times = times
    self.values = values
    var options = options
    options.errors = .additive
    self.options = options
    self.refit = refit
  }

  /// The fit under a model of the scatter, of a curve with so many parameters.
  package func best(
    _ scatter: ScatterModel, needed: Int
  ) throws(GrowthModelError) -> CurveFit {
    // One observation more than parameters of the curve and of the scatter.
    let least = max(needed + 2, scatter.leastObservations)
    guard values.count >= least else {
      throw .tooFewObservations(count: values.count, needed: least)
    }
    switch scatter {
    case .power(let exponent): return try power(exponent)
    case .negativeBinomial: return try negativeBinomial()
    case .autoregressive: return try autoregressive()
    case .studentT(let degrees): return try studentT(degrees)
    }
  }

  // MARK: The models

  private func power(_ given: Double?) throws(GrowthModelError) -> CurveFit {
    if let index = values.firstIndex(where: { $0 <= 0 }) {
      throw .notPositive(index: index, value: values[index])
    }
    let first = try refit(nil, nil, options)
    func at(_ κ: Double) throws(GrowthModelError) -> CurveFit {
      var fit = try settled(from: first) { f, _ in f > 0 ? Elementary.pow(f, -2 * κ) : 0 }
      let logs = fit.fitted.reduce(0) { $0 + Elementary.log(max($1, .leastNormalMagnitude)) }
      fit.logLikelihood = gaussian(fit.residualSumOfSquares) - κ * logs
      return fit
    }
    if let given {
      var fit = try at(given)
      fit.scatter = [ScatterParameter(name: "exponent", estimate: given, standardError: nil)]
      return fit
    }
    return try likeliest("exponent", in: 0...2, at)
  }

  private func negativeBinomial() throws(GrowthModelError) -> CurveFit {
    for (index, value) in values.enumerated() {
      guard value >= 0 else { throw .notPositive(index: index, value: value) }
      guard value == value.rounded() else {
        throw .outOfRange(parameter: "count", value: value, required: "a whole number")
      }
    }
    // ρ = log size; beyond e¹² the law is a Poisson law to all purposes.
    let range = -3.0...12
    let first = try refit(nil, nil, options)
    func at(_ ρ: Double) throws(GrowthModelError) -> CurveFit {
      let size = Elementary.exp(ρ)
      var fit = try settled(from: first) { f, _ in 1 / (max(f, 1e-9) + f * f / size) }
      // The variance is that of the law, not the scatter that was seen.
      if let sd = fit.residualSD { fit = fit.scalingErrors(by: 1 / sd) }
      var sum = 0.0
      for (y, f) in zip(values, fit.fitted) {
        let f = max(f, 1e-300)
        sum += GammaFunction.logGamma(y + size) - GammaFunction.logGamma(size)
        sum -= GammaFunction.logGamma(y + 1)
        sum += size * Elementary.log(size / (size + f)) + y * Elementary.log(f / (size + f))
      }
      fit.logLikelihood = sum
      return fit
    }
    var fit = try likeliest("size", in: range, at)
    if let found = fit.scatter.first {
      let isBounded = found.estimate < range.upperBound - 0.01
      let size = Elementary.exp(found.estimate)
      fit.scatter = [
        ScatterParameter(
          name: "size", estimate: isBounded ? size : .infinity,
          standardError: isBounded ? found.standardError.map { $0 * size } : nil)
      ]
    }
    return fit
  }

  private func autoregressive() throws(GrowthModelError) -> CurveFit {
    func at(_ φ: Double) throws(GrowthModelError) -> CurveFit {
      var correlated = options
      let whitening = Whitening(times: times, correlation: φ)
      correlated.whitening = φ > 0 ? whitening : nil
      var fit = try refit(nil, nil, correlated)
      fit.logLikelihood =
        gaussian(fit.residualSumOfSquares) - (φ > 0 ? whitening.logDeterminant / 2 : 0)
      return fit
    }
    return try likeliest("correlation", in: 0...0.99, at)
  }

  private func studentT(_ ν: Double) throws(GrowthModelError) -> CurveFit {
    // The squared scale, found with the curve: s² = Σ w e² / n at the end.
    var fit = try refit(nil, nil, options)
    var square = fit.residualSumOfSquares / count
    var withoutEnd = 0
    for _ in 0..<500 {
      let now = square
      let weights = zip(values, fit.fitted).map { y, f in
        (ν + 1) / (ν + (y - f) * (y - f) / max(now, .leastNormalMagnitude))
      }
      let next = try refit(weights, fit, options)
      square = next.residualSumOfSquares / count
      let hasSettled =
        abs(square - now) <= 1e-12 * square && next.isNear(fit) || square < .leastNormalMagnitude
      fit = next
      if !fit.hasEnd { withoutEnd += 1 }
      if hasSettled || withoutEnd == Self.mostWithoutEnd { break }
    }
    let s = square.squareRoot()
    var sum = 0.0
    let constant =
      GammaFunction.logGamma((ν + 1) / 2) - GammaFunction.logGamma(ν / 2)
      - Elementary.log(ν * Double.pi) / 2 - Elementary.log(s)
    for (y, f) in zip(values, fit.fitted) {
      sum += constant - (ν + 1) / 2 * Elementary.log1p((y - f) * (y - f) / (ν * square))
    }
    // The expected information of t errors is (ν + 1)/((ν + 3) s²) JᵀJ.
    if let sd = fit.residualSD {
      fit = fit.scalingErrors(by: s / sd * ((ν + 3) / (ν + 1)).squareRoot())
    }
    fit.logLikelihood = sum
    // Of log s it is 2ν/(ν + 3) an observation.
    let error = s * ((ν + 3) / (2 * ν * count)).squareRoot()
    fit.scatter = [ScatterParameter(name: "scale", estimate: s, standardError: error)]
    return fit
  }

  // MARK: Parts

  /// Weighted fits until weights and curve agree.
  private func settled(
    from first: CurveFit, _ weight: (_ fitted: Double, _ observed: Double) -> Double
  ) throws(GrowthModelError) -> CurveFit {
    var fit = first
    var withoutEnd = 0
    for _ in 0..<200 {
      let raw = zip(fit.fitted, values).map(weight)
      let next = try refit(raw, fit, options)
      let hasSettled = next.isNear(fit)
      fit = next
      if !fit.hasEnd { withoutEnd += 1 }
      if hasSettled || withoutEnd == Self.mostWithoutEnd { break }
    }
    return fit
  }

  /// The logarithm of the normal likelihood at its greatest variance, RSS/n.
  private func gaussian(_ squares: Double) -> Double {
    -count / 2 * (Elementary.log(max(squares, .leastNormalMagnitude) / count) + 1 + Self.logTwoPi)
  }

  /// The fit with the parameter that makes the likelihood greatest, and its error from the curvature.
  private func likeliest(
    _ name: String, in range: ClosedRange<Double>,
    _ at: (Double) throws(GrowthModelError) -> CurveFit
  ) throws(GrowthModelError) -> CurveFit {
    func miss(_ x: Double) throws(GrowthModelError) -> Double {
      -(try at(x).logLikelihood ?? -.infinity)
    }
    // The best of a coarse grid, then the minimum around it.
    let steps = 12
    let width = (range.upperBound - range.lowerBound) / Double(steps)
    var lowest = (at: range.lowerBound, miss: Double.infinity)
    for step in 0...steps {
      let x = range.lowerBound + width * Double(step)
      let found = try miss(x)
      if found < lowest.miss { lowest = (x, found) }
    }
    let near =
      max(range.lowerBound, lowest.at - width)...min(range.upperBound, lowest.at + width)
    let minimum = try ScalarMinimizer.brent(in: near, tolerance: 1e-9, maxEvaluations: 80, miss)
    let best = minimum.value <= lowest.miss ? minimum.argument : lowest.at
    var fit = try at(best)
    let h = 1e-3 * (range.upperBound - range.lowerBound)
    var error: Double?
    if range.contains(best - h), range.contains(best + h) {
      let curvature = (try miss(best - h) - 2 * miss(best) + miss(best + h)) / (h * h)
      if curvature > 0 { error = (1 / curvature).squareRoot() }
    }
    fit.scatter = [ScatterParameter(name: name, estimate: best, standardError: error)]
    return fit
  }
}

extension ScatterModel {
  /// With fewer points an outlier is information, and no autocorrelation can be seen.
  fileprivate var leastObservations: Int {
    switch self {
    case .studentT, .autoregressive: 6
    case .power, .negativeBinomial: 5
    }
  }
}

extension CurveFit {
  /// Whether its search came to a minimum, or to a limit of the curve.
  fileprivate var hasEnd: Bool {
    switch termination {
    case .converged, .multimodal, .ceilingNotShown, .ceilingOpen, .notIdentifiable: true
    case .boundary, .outOfRange, .notConverged, .notFinite: false
    }
  }

  /// Whether the fitted values agree to ten digits.
  fileprivate func isNear(_ other: CurveFit) -> Bool {
    let size = fitted.reduce(0) { max($0, abs($1)) }
    return zip(fitted, other.fitted).allSatisfy { abs($0 - $1) <= 1e-10 * size }
  }

  /// The same fit with all standard errors times a factor.
  func scalingErrors(by factor: Double) -> CurveFit {
    var scaled = covariance
    if let columns = scaled?.columns {
      for i in 0..<columns {
        for j in 0..<columns { scaled?[i, j] *= factor * factor }
      }
    }
    var fit = CurveFit(
      family: family, parameterNames: parameterNames, estimates: estimates,
      standardErrors: standardErrors?.map { $0 * factor }, covariance: scaled,
      residualSumOfSquares: residualSumOfSquares, count: count, fitted: fitted,
      termination: termination, grade: grade, boundsCeiling: boundsCeiling, curve: curve)
    fit.scatter = scatter
    fit.logLikelihood = logLikelihood
    return fit
  }
}
