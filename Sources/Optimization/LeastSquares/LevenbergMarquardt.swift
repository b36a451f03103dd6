/// Minimises a sum of squares by damped Gauss–Newton steps with geodesic acceleration.
///
/// Each step v solves min ‖J v + f‖² + μ‖D v‖² by an orthogonal factorization, never by normal
/// equations. D holds the greatest length that each column of J has had (Moré 1978), μ follows
/// the ratio of the actual to the predicted decrease (Nielsen 1999), and the acceleration
/// a, which solves the same system for the second derivative along v, bends the step to v + a/2
/// (Transtrum and Sethna 2012).
///
/// Close to the minimum, where rounding hides differences of the cost, a step is judged by the
/// gradient instead: this gains the last digits.
///
/// Source: Levenberg (1944); Marquardt (1963); Moré (1978), MINPACK; Nielsen (1999),
/// *Damping parameter in Marquardt's method*, IMM-REP-1999-05; Transtrum and Sethna (2012),
/// arXiv:1201.5885.
public struct LevenbergMarquardt: Sendable {
  /// When to stop and how to step.
  public var options: LevenbergMarquardtOptions

  /// Creates the method with its options.
  public init(options: LevenbergMarquardtOptions = LevenbergMarquardtOptions()) {
    self.options = options
  }

  /// Searches for a local minimum.
  ///
  /// - Parameters:
  ///   - problem: the residuals and their Jacobian.
  ///   - start: the parameters to start from, n elements.
  /// - Returns: the point reached and why the search ended there; not reaching a minimum is in
  ///   the value.
  /// - Precondition: `start` has `problem.parameterCount` elements.
  public func minimize<P: LeastSquaresProblem>(
    _ problem: P, from start: [Double]
  ) -> LeastSquaresSummary {
    precondition(
      start.count == problem.parameterCount,
      "\(start.count) starting values for \(problem.parameterCount) parameters")
    var search = DampedSearch(problem, from: start, options: options)
    guard search.begin() else { return search.summary(search.startingFault) }
    while true {
      if let termination = search.convergence { return search.summary(termination) }
      if search.iterations >= options.maxIterations { return search.summary(.iterationLimit) }
      search.step()
    }
  }
}
