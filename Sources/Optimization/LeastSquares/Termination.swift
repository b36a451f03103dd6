/// Why a least-squares fit stopped.
public enum Termination: Hashable, Sendable {
  /// The cost cannot be lowered by more than the tolerance, or by more than rounding hides.
  case costConverged
  /// The full step is shorter than the tolerance.
  case stepConverged
  /// The residuals stand at a right angle to what the parameters can change.
  case gradientConverged
  /// The allowed number of iterations ran out first.
  case iterationLimit
  /// No step, however short, lowered the cost, though the derivatives say that one should: the
  /// Jacobian is wrong or the function is not smooth.
  case stalled
  /// The residuals (`parameter` is `nil`) or the derivative by this parameter (counted from 0)
  /// are not finite at the starting point.
  case notFinite(parameter: Int?)

  /// Whether the parameters may be used without a warning.
  public var isConverged: Bool {
    switch self {
    case .costConverged, .stepConverged, .gradientConverged: true
    case .iterationLimit, .stalled, .notFinite: false
    }
  }
}

extension Termination: CustomStringConvertible {
  /// One clause for people.
  public var description: String {
    switch self {
    case .costConverged: "converged: the sum of squares cannot be lowered further"
    case .stepConverged: "converged: the parameters do not move any more"
    case .gradientConverged: "converged: the derivative of the sum of squares is zero"
    case .iterationLimit: "not converged: the iteration limit was reached"
    case .stalled: "not converged: no step lowers the sum of squares although its slope is not zero"
    case .notFinite(nil): "not converged: the curve is not finite at the starting values"
    case .notFinite(let parameter?):
      "not converged: the derivative by parameter \(parameter) (counted from 0) is not finite "
        + "at the starting values"
    }
  }
}
