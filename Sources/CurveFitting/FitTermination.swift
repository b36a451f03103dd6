public import Optimization
public import Wording

/// How a fit of a curve ended.
public enum FitTermination: Hashable, Sendable {
  /// At a minimum that determines every parameter.
  case converged
  /// At a minimum, but another curve with other values fits nearly as well (its deviance is within
  /// 2): the count of such minima.
  case multimodal(optima: Int)
  /// The data do not show the ceiling: an exponential curve fits as well as any ceiling, however
  /// high. The estimates are those of that limit.
  case ceilingNotShown
  /// At a minimum, but the curve without a ceiling fits nearly as well and the error of the ceiling
  /// exceeds it.
  case ceilingOpen
  /// The data do not determine these parameters.
  case notIdentifiable(parameters: [String])
  /// A parameter ran to the end of what makes sense, as a shape towards 0 or infinity.
  case boundary(parameter: String)
  /// The way to the minimum leads to where this parameter, or what it multiplies, is smaller or
  /// greater than a number can be.
  case outOfRange(parameter: String)
  /// The steps ran out, or no step led down.
  case notConverged(Termination)
  /// The curve has no finite value anywhere that was tried.
  case notFinite

  /// Whether the estimates may be used without a warning.
  public var isConverged: Bool { self == .converged }
}

extension FitTermination: CustomStringConvertible {
  /// One clause for people.
  public var phrase: Phrase {
    switch self {
    case .converged: Phrase("converged", "已收敛")
    case .multimodal(let optima):
      Phrase(
        "multimodal: \(optima) different curves fit nearly as well", "多解：\(optima) 条不同曲线拟合得几乎一样好")
    case .ceilingNotShown:
      Phrase("not identifiable: the data cannot show a ceiling", "无法识别：数据不能显示上限")
    case .ceilingOpen:
      Phrase(
        "not identifiable: the data cannot show a ceiling; a curve without one fits as well",
        "无法识别：数据不能显示上限；无上限的曲线拟合得同样好")
    case .notIdentifiable(let parameters):
      Phrase(
        "not identifiable: the data do not determine \(parameters.joined(separator: ", "))",
        "无法识别：数据不能确定 \(parameters.joined(separator: "、"))")
    case .boundary(let parameter):
      Phrase("boundary: \(parameter) ran to the end of its range", "触及边界：\(parameter) 到达取值范围的尽头")
    case .outOfRange(let parameter):
      Phrase(
        "not converged: \(parameter) left the range of numbers; count the predictors from values near the "
          + "data", "未收敛：\(parameter) 超出数的范围；自变量请从数据附近的值起算")
    case .notConverged(let reason): reason.phrase
    case .notFinite:
      Phrase("not finite: the curve has no finite value at the starts", "非有限：曲线在各初值处均无有限值")
    }
  }

  /// The clause in English.
  public var description: String { phrase.english }
}
