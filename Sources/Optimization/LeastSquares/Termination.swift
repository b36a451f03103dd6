public import Wording

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
  public var phrase: Phrase {
    switch self {
    case .costConverged:
      Phrase("converged: the sum of squares cannot be lowered further", "已收敛：平方和无法再降低")
    case .stepConverged: Phrase("converged: the parameters do not move any more", "已收敛：参数不再变动")
    case .gradientConverged:
      Phrase("converged: the derivative of the sum of squares is zero", "已收敛：平方和的导数为零")
    case .iterationLimit:
      Phrase("not converged: the iteration limit was reached", "未收敛：已达迭代上限")
    case .stalled:
      Phrase(
        "not converged: no step lowers the sum of squares although its slope is not zero",
        "未收敛：斜率不为零，但任何一步都不能降低平方和")
    case .notFinite(nil):
      Phrase("not converged: the curve is not finite at the starting values", "未收敛：曲线在初值处非有限")
    case .notFinite(let parameter?):
      Phrase(
        "not converged: the derivative by parameter \(parameter) (counted from 0) is not finite "
          + "at the starting values", "未收敛：对第 \(parameter) 个参数（从 0 数起）的导数在初值处非有限")
    }
  }

  /// The clause in English.
  public var description: String { phrase.english }
}
