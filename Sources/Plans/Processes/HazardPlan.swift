public import Expressions

/// A milestone that comes by chance: where the integral of its hazard reaches an exponential number.
public struct HazardPlan: Hashable, Sendable {
  /// The exponential number with mean 1, drawn once per path.
  public let draw: NodeID
  /// The hazard per year: its mean over each month of a period, or one for the whole period.
  public let rates: [NodeID]
  /// The coordinate from which on it is exposed, in every period.
  public let begin: NodeID

  /// Creates a hazard.
  ///
  /// - Precondition: there is a rate.
  public init(draw: NodeID, rates: [NodeID], begin: NodeID) {
    precondition(!rates.isEmpty, "a hazard without a rate")
    self.draw = draw
    self.rates = rates
    self.begin = begin
  }
}
