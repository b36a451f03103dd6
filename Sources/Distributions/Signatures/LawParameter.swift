/// One parameter of a written law: its label and what its number means.
public struct LawParameter: Hashable, Sendable {
  /// What the number means, from which the unit that it may carry follows.
  public enum Kind: Hashable, Sendable {
    /// A value of the quantity: mean, median, bound, quantile. Has its unit.
    case location
    /// A spread of the quantity: sd, scale. Has its unit, without an origin.
    case scale
    /// One over the quantity: a rate.
    case inverseScale
    /// A pure number: shape, sigma, degrees of freedom.
    case number
    /// A number of things: trials, expected counts.
    case count
    /// A pure number from 0 to 1, which may be written in %.
    case probability
  }

  /// The label under which it is written.
  public let label: String
  /// What the number means.
  public let kind: Kind
  /// What is taken when it is not written; nil if it must be.
  public let defaultValue: Double?

  init(_ label: String, _ kind: Kind, default defaultValue: Double? = nil) {
    self.label = label
    self.kind = kind
    self.defaultValue = defaultValue
  }
}
