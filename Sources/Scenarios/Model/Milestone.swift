public import Quantities

/// What a milestone waits for, and what is known of it.
public struct Milestone: Hashable, Sendable {
  /// The milestones that must be reached before it.
  public internal(set) var needs: [String] = []
  /// When it was reached, where that is known: at the end of this period.
  public internal(set) var reached: Period?
  /// The period until whose end it is known not to have been reached.
  public internal(set) var notBy: Period?
  /// The period from whose beginning on a hazard acts; nil where it is that of the scenario.
  public internal(set) var from: Period?
  /// Where ``notBy`` stands.
  var placeOfNotBy: SourcePlace?
}
