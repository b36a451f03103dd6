public import Wording

/// How a program ends, by class: the exit codes of the manual page sysexits(3), and those of a shell for
/// signals.
public enum ExitClass: Int32, CaseIterable, Sendable {
  case checkFailed = 1
  case usage = 64
  case badData = 65
  case missingInput = 66
  case tooMuch = 69
  case cannotCreate = 73
  case inputOutput = 74
  case interrupted = 130
  case terminated = 143
}

/// Why something is not done, with the sentence for people and the class of the exit code.
public protocol Refusal: Error, CustomStringConvertible {
  /// The sentence for people.
  var phrase: Phrase { get }
  /// How a program ends that is refused so.
  var exit: ExitClass { get }
}

extension Refusal {
  /// The sentence in English.
  public var description: String { phrase.english }
}
