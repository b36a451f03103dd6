public import Wording

/// The arguments of the program as the system hands them over: bytes, mostly the names of files.
public enum ArgumentText {
  /// Refuses arguments that are no UTF-8: read as text they would name other files.
  ///
  /// - Throws: ``UnreadableArgument``.
  public static func check() throws(UnreadableArgument) {
    guard let place = SystemCalls.unreadableArguments.first else { return }
    throw UnreadableArgument(shown: CommandLine.arguments[place])
  }
}

/// An argument that is no UTF-8.
public struct UnreadableArgument: Refusal, Hashable {
  /// The argument with a mark for each byte that is none.
  public let shown: String

  /// How a program ends that is refused so.
  public var exit: ExitClass { .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    let shown = Excerpt.of(shown)
    return Phrase(
      "“\(shown)” is not UTF-8, as the name of a file from an old archive may be; rename it, and write the new name",
      "“\(shown)”不是 UTF-8（旧压缩包中的文件名常如此）；请改名后使用新名")
  }
}
