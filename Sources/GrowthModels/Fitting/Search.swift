internal import Optimization

/// The search for a curve of the caller's own: the start, then wider ones.
struct Search {
  let best: LeastSquaresSummary
  private let optima: [MultistartSummary.Optimum]

  init<Problem: LeastSquaresProblem>(
    _ problem: Problem, from start: [Double], wasGiven: Bool, options: CurveFitOptions
  ) {
    guard options.searchesWidely || !wasGiven else {
      best = LevenbergMarquardt(options: options.search).minimize(problem, from: start)
      optima = []
      return
    }
    var wide = MultistartLeastSquares()
    wide.options.local = options.search
    if !wasGiven {
      wide.options.starts = 128
      wide.options.finishers = 6
    }
    let summary = wide.minimize(problem, from: start)
    best = summary.best
    optima = summary.optima
  }

  /// How the search ended; minima with the same curve count once.
  func termination(sameCurve: ([Double], [Double]) -> Bool) -> FitTermination {
    if case .notFinite = best.termination { return .notFinite }
    guard best.termination.isConverged else { return .notConverged(best.termination) }
    // A deviance within 2 of the best: cost ratio below e^(2/n).
    let share = 2 / Double(max(best.residuals.count, 1))
    let bound = best.cost * (1 + share + share * share / 2 + share * share * share / 6)
    let rivals = optima.filter {
      $0.cost <= bound && !sameCurve($0.parameters, best.parameters)
    }
    return rivals.isEmpty ? .converged : .multimodal(optima: rivals.count + 1)
  }
}
