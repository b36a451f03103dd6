public import Scenarios
public import Statistics

/// What became of one target in one case, and why.
public struct ComparisonRow: Sendable {
  /// The name of the case.
  public let caseName: String
  /// The name of the target; with several deadlines `target@2026`.
  public let target: String
  /// The probability before.
  public let before: Proportion
  /// The probability after.
  public let after: Proportion
  /// After less before.
  public let difference: Double
  /// Its standard error, on the same random numbers where seed and paths are the same.
  public let differenceError: Double
  /// What each part has to do with it; the shares add up to the difference.
  public let shares: [ComparisonShare]
}

/// The share of some parts in a difference.
public struct ComparisonShare: Sendable {
  /// The parts; several where one without the other is no scenario.
  public let parts: [ComparisonPart]
  /// The Shapley value, in units of probability.
  public let value: Double
  /// Its standard error.
  public let error: Double

  /// The parts by name.
  public var name: String { parts.map(\.name).joined(separator: " + ") }
}

/// Something that differs and may move the probability of a target.
public enum ComparisonPart: Hashable, Sendable {
  /// A part of the scenario.
  case component(ScenarioComponent)
  /// What the case sets and assumes.
  case caseDefinition(String)
  /// What the target asks for.
  case targetDefinition(String)
  /// Another seed or number of paths.
  case monteCarlo

  /// Its name.
  public var name: String {
    switch self {
    case .component(let component): component.name
    case .caseDefinition(let name): "case \(name)"
    case .targetDefinition(let name): "target \(name)"
    case .monteCarlo: "Monte Carlo"
    }
  }
}
