internal import Distributions
internal import LinearAlgebra
internal import Optimization
internal import SpecialFunctions

/// Intervals that follow the sum of squares itself instead of its curvature at the minimum.
///
/// The interval of a parameter holds the values at which the others, fitted anew, leave
/// (RSS(θ) − RSS)/s² ≤ t²: it may be lopsided, and open where no value on a side is bad enough.
///
/// Source: Bates and Watts 1988, *Nonlinear Regression Analysis and Its Applications*, ch. 6.
struct ProfileIntervals<Model: CurveModel> {
  private let problem: CurveProblem<Model>
  private let best: [Double]
  private let squares: Double
  /// The increase of the sum of squares at the ends.
  private let rise: Double

  /// - Parameters:
  ///   - problem: the curve and its observations.
  ///   - best: the estimates.
  ///   - squares: the sum of squares there.
  ///   - level: the confidence.
  init?(_ problem: CurveProblem<Model>, at best: [Double], squares: Double, level: Double) {
    let degrees = problem.residualCount - problem.parameterCount
    guard degrees > 0, squares > 0,
      let law = try? StudentT(degreesOfFreedom: Double(degrees))
    else { return nil }
    self.problem = problem
    self.best = best
    self.squares = squares
    let t = law.quantile((1 + level) / 2)
    rise = t * t * squares / Double(degrees)
  }

  /// The interval of a parameter; an open side is infinite.
  func interval(
    of index: Int, standardError: Double, stopsAtZero: Bool = false
  ) -> ClosedRange<Double> {
    ClosedRange(
      openFrom: end(of: index, step: -standardError, stopsAtZero: stopsAtZero),
      to: end(of: index, step: standardError, stopsAtZero: stopsAtZero))
  }

  /// An end of the interval of a parameter.
  ///
  /// - Parameters:
  ///   - index: the parameter.
  ///   - step: how far to look first, with the sign of the side; each further step is twice as long.
  ///   - stopsAtZero: whether 0 is looked at before what lies beyond it.
  /// - Returns: the end; infinite on an open side.
  func end(of index: Int, step: Double, stopsAtZero: Bool = false) -> Double {
    let direction: Double = step < 0 ? -1 : 1
    guard step.isFinite, step != 0 else { return direction * .infinity }
    var others = best
    others.remove(at: index)
    var (inside, length) = (best[index], step)
    // Out until the sum of squares has risen enough.
    for attempt in 0..<60 {
      var outside = inside + length
      if stopsAtZero, inside * outside < 0 { outside = 0 }
      guard let (miss, found) = miss(index, outside, from: others) else {
        // No curve there: the end is nearer.
        length /= 2
        if attempt > 50 { return inside }
        continue
      }
      if miss > 0 {
        return end(of: index, from: inside, to: outside, others, step: step)
      }
      (inside, others) = (outside, found)
      length *= 2
      if abs(outside) > 1e12 * max(abs(best[index]), abs(step)) { break }
    }
    return direction * .infinity
  }

  /// The end between two values of a parameter, by halves; `others` are the best beside the first.
  private func end(
    of index: Int, from inside: Double, to outside: Double, _ others: [Double], step: Double
  ) -> Double {
    var (inside, outside, others) = (inside, outside, others)
    for _ in 0..<60 where abs(outside - inside) > 1e-9 * max(abs(outside), abs(step)) {
      let middle = inside + (outside - inside) / 2
      guard let (miss, found) = miss(index, middle, from: others), miss <= 0 else {
        outside = middle
        continue
      }
      (inside, others) = (middle, found)
    }
    return inside + (outside - inside) / 2
  }

  /// The parameters that the sum of squares leaves open, though its curvature gives them an error.
  ///
  /// At a jump of the data the curvature vanishes with the slope, and the error is some huge number.
  /// What has an error ten times its size is followed for that error: where the sum of squares rises
  /// by less than a tenth of what the curvature foretells, it is not determined, nor is what else has
  /// such an error.
  ///
  /// - Parameters:
  ///   - standardErrors: by the curvature.
  ///   - linear: parameters whose errors are exact.
  /// - Returns: their places, with the sides on which nothing stops them.
  func undetermined(_ standardErrors: [Double], linear: [Int]) -> [OpenParameter] {
    let doubtful = best.indices.filter {
      !linear.contains($0) && standardErrors[$0].isFinite
        && standardErrors[$0] > Self.doubtfulError * abs(best[$0])
    }
    let open = doubtful.map { j in
      OpenParameter(
        place: j, isOpenBelow: isFlat(j, over: -standardErrors[j]),
        isOpenAbove: isFlat(j, over: standardErrors[j]))
    }
    return open.contains { $0.isOpenBelow || $0.isOpenAbove } ? open : []
  }

  /// An error so many times the size of a parameter is looked at.
  static var doubtfulError: Double { 10 }

  private func isFlat(_ index: Int, over reach: Double) -> Bool {
    // The rise at one standard error.
    let foretold = squares / Double(problem.residualCount - problem.parameterCount)
    var others = best
    others.remove(at: index)
    var earlier: (value: Double, others: [Double])?
    var value = best[index]
    var length = max(abs(best[index]), 1e-12 * abs(reach))
    while true {
      length = min(length, abs(reach))
      let next = best[index] + (reach < 0 ? -length : length)
      let plain = miss(index, next, from: others)
      // An error that reaches far past where the curve can be had says nothing.
      if plain == nil, abs(reach) > 1000 * abs(best[index]) { return true }
      var ends = [plain]
      if let earlier, earlier.value != 0, value != 0, next != 0 {
        // What goes on together with a steepness, as a midpoint, tends to its end as its inverse: where
        // that is so, steps that are too small for the search are made beforehand.
        let share = (1 / next - 1 / value) / (1 / value - 1 / earlier.value)
        ends.append(
          miss(index, next, from: zip(others, earlier.others).map { $0 + ($0 - $1) * share }))
      }
      guard let found = ends.compactMap(\.self).min(by: { $0.miss < $1.miss }),
        found.miss + rise < 0.1 * foretold
      else { return false }
      if length == abs(reach) { return true }
      earlier = (value, others)
      (value, others) = (next, found.others)
      length *= 2
    }
  }

  /// By how much the sum of squares is above its value at the end, with the others fitted anew.
  private func miss(
    _ index: Int, _ value: Double, from others: [Double]
  ) -> (miss: Double, others: [Double])? {
    let fixed = FixedParameterProblem(problem: problem, index: index, value: value)
    guard !others.isEmpty else {
      var residuals = [Double](repeating: 0, count: problem.residualCount)
      guard problem.evaluate([value], residuals: &residuals) else { return nil }
      return (residuals.reduce(0) { $0 + $1 * $1 } - squares - rise, [])
    }
    let summary = LevenbergMarquardt().minimize(fixed, from: others)
    guard summary.cost.isFinite else { return nil }
    return (summary.cost - squares - rise, summary.parameters)
  }
}

/// A parameter that the sum of squares does not determine.
struct OpenParameter {
  let place: Int
  let isOpenBelow: Bool
  let isOpenAbove: Bool
}

/// A curve problem with one parameter held.
struct FixedParameterProblem<Model: CurveModel>: LeastSquaresProblem {
  let problem: CurveProblem<Model>
  let index: Int
  let value: Double

  var residualCount: Int { problem.residualCount }
  var parameterCount: Int { problem.parameterCount - 1 }

  func evaluate(_ parameters: [Double], residuals: inout [Double]) -> Bool {
    problem.evaluate(whole(parameters), residuals: &residuals)
  }

  func evaluate(
    _ parameters: [Double], residuals: inout [Double], jacobian: inout Matrix
  ) -> Bool {
    var all = Matrix(rows: residualCount, columns: problem.parameterCount)
    guard problem.evaluate(whole(parameters), residuals: &residuals, jacobian: &all) else {
      return false
    }
    for j in 0..<parameterCount {
      for i in 0..<residualCount { jacobian[i, j] = all[i, j < index ? j : j + 1] }
    }
    return true
  }

  private func whole(_ parameters: [Double]) -> [Double] {
    var all = parameters
    all.insert(value, at: index)
    return all
  }
}
