public import Wording

/// How a vague word of a threshold was read: "several" as one of 3 to 7.
public struct VagueReading: Hashable, Sendable {
  /// The word as the file writes it.
  public let written: String
  /// The expression that stands for it.
  public let expression: String
  /// What it was read as, in words.
  public let said: Phrase
  /// Whether the file gives the reading itself.
  public let isOwn: Bool
  /// The way to it, as in `targets.pilots.at_least`.
  let path: String
  /// Where it stands.
  let place: SourcePlace

  /// Whether it stands for more than one number.
  public var isLaw: Bool { expression.contains("(") }

  /// The sentence for people.
  public var sentence: Phrase {
    Phrase("\(written.quoted) is read as ", "\(written.quoted) 读作 ") + said
  }

  /// How to give another reading.
  var advice: Phrase? {
    guard !isOwn else { return nil }
    let key = path.split(separator: ".").last ?? ""
    return isLaw && !key.contains("[")
      ? Phrase(
        "for another reading write `\(key): {\(written): …}`",
        "如另有解读，请写 `\(key): {\(written): …}`")
      : Phrase("write the number for another reading", "如另有解读，请直接写数字")
  }
}
