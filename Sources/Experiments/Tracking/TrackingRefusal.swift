public import Tables
public import Wording

/// Why statistics are not added.
public struct TrackingRefusal: Refusal, Hashable, Sendable {
  /// The sentence for people.
  public let phrase: Phrase
  /// How a program ends that is refused so.
  public let exit: ExitClass

  init(_ phrase: Phrase, exit: ExitClass = .usage) {
    self.phrase = phrase
    self.exit = exit
  }
}
