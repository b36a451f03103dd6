/// A number that was drawn for a path, or follows at once from one that was.
public struct ReplayedDraw: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A draw of an uncertainty of the scenario, or of a law without a name, by its path in the
    /// document.
    case draw
    /// A parameter of the growth of an indicator, which follows from draws.
    case parameter
    /// A standard normal innovation of an indicator, before it is correlated with others.
    case innovation
    /// The innovation that the indicator takes, where it is correlated with others.
    case correlated
    /// Whether an event begins: 1 or 0.
    case event
    /// The factor of an event on an indicator.
    case factor
    /// A count: who leaves, who comes, who is refused.
    case count
  }

  /// What it is.
  public let kind: Kind
  /// The name of its stream, or of what follows.
  public let name: String
  /// The index of its period; nil for what is drawn once for a path.
  public let step: Int?
  /// Its value.
  public let value: Double
  /// The uniform number in (0, 1) that it comes from; nil for what only follows.
  public let uniform: Double?
}
