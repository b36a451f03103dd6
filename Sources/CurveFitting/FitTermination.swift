public import Optimization

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
  public var description: String {
    switch self {
    case .converged: "converged"
    case .multimodal(let optima): "multimodal: \(optima) different curves fit nearly as well"
    case .ceilingNotShown: "not identifiable: the data cannot show a ceiling"
    case .ceilingOpen:
      "not identifiable: the data cannot show a ceiling; a curve without one fits as well"
    case .notIdentifiable(let parameters):
      "not identifiable: the data do not determine \(parameters.joined(separator: ", "))"
    case .boundary(let parameter): "boundary: \(parameter) ran to the end of its range"
    case .outOfRange(let parameter):
      "not converged: \(parameter) left the range of numbers; count the predictors from values near the data"
    case .notConverged(let reason): reason.description
    case .notFinite: "not finite: the curve has no finite value at the starts"
    }
  }
}
