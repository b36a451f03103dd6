public import GrowthCurves

/// Why a posterior of a growth curve cannot be computed.
public enum GrowthPosteriorError: Error, Hashable, Sendable {
  /// The data are unusable.
  case data(GrowthModelError)
  /// The law has no density: its values are countable. The caller may draw from it instead.
  case noDensity(parameter: String, law: String)
  /// The family does not have the parameter.
  case notTaken(parameter: String, family: CurveFamily)
  /// More numbers are given than the curve has parameters.
  case overdetermined(parameters: [String])
  /// The last observation is exact, so it is the level already.
  case levelIsObserved
  /// The priors leave nothing above the highest exact observation, or nothing that the data allow.
  case contradiction(String)
}

extension GrowthPosteriorError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .data(let error): "\(error)"
    case .noDensity(let parameter, let law):
      "the law \(law) of \(parameter) has no density, which a posterior needs"
    case .notTaken(let parameter, let family):
      "the \(family.rawValue) curve has no \(parameter)"
    case .overdetermined(let parameters):
      "\(parameters.joined(separator: ", ")) are given as numbers, which is more than the curve has "
        + "parameters"
    case .levelIsObserved:
      "the last observation is exact and is the level; a level besides it says the same thing twice"
    case .contradiction(let what): "priors and data contradict each other: \(what)"
    }
  }
}
