internal import Distributions
internal import LinearAlgebra
internal import Optimization

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
  func interval(of index: Int, standardError: Double) -> ClosedRange<Double> {
    end(of: index, step: -standardError)...end(of: index, step: standardError)
  }

  private func end(of index: Int, step: Double) -> Double {
    let direction: Double = step < 0 ? -1 : 1
    guard step.isFinite, step != 0 else { return direction * .infinity }
    var others = best
    others.remove(at: index)
    var (inside, outside) = (best[index], best[index])
    var length = step
    // Out until the sum of squares has risen enough.
    for attempt in 0..<60 {
      outside = inside + length
      guard let (miss, found) = miss(index, outside, from: others) else {
        // No curve there: the end is nearer.
        length /= 2
        if attempt > 50 { return inside }
        continue
      }
      if miss > 0 { break }
      (inside, others) = (outside, found)
      length *= 2
      if attempt == 59 || abs(outside) > 1e12 * max(abs(best[index]), abs(step)) {
        return direction * .infinity
      }
    }
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
