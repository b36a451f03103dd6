public import Wording

/// The arguments of the program as the system hands them over: bytes, mostly the names of files.
public enum ArgumentText {
  /// Refuses arguments that cannot be known, which would read as none, arguments that are no UTF-8, which read as text
  /// would name other files, and files whose names have several lines, of which answers would have one each.
  ///
  /// - Throws: ``UnreadableArgument``.
  public static func check() throws(UnreadableArgument) {
    // A program always has one, its name.
    if CommandLine.argc == 0 { throw .withheld }
    if let place = SystemCalls.unreadableArguments.first {
      throw .notUTF8(shown: CommandLine.arguments[place])
    }
    try check(CommandLine.arguments.dropFirst())
  }

  /// Refuses files whose names have several lines.
  package static func check(_ arguments: some Sequence<String>) throws(UnreadableArgument) {
    for text in arguments where !Excerpt.isOneLine(text) && FileReading.stands(at: text) {
      throw .severalLines(text)
    }
  }
}

/// An argument that names no file that can be spoken of.
public enum UnreadableArgument: Refusal, Hashable {
  /// It is no UTF-8; shown with a mark for each byte that is none.
  case notUTF8(shown: String)
  /// The file has a line feed in its name.
  case severalLines(String)
  /// The system does not tell the arguments: they are read from `/proc`.
  case withheld

  /// How a program ends that is refused so.
  public var exit: ExitClass { self == .withheld ? .tooMuch : .usage }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .notUTF8(let text):
      let shown = Excerpt.of(text)
      return Phrase(
        "“\(shown)” is not UTF-8, as the name of a file from an old archive may be; rename it, and write the new name",
        "“\(shown)”不是 UTF-8（旧压缩包中的文件名常如此）；请改名后使用新名")
    case .severalLines(let text):
      let shown = Excerpt.of(text)
      return Phrase(
        "“\(shown)” has a line feed in its name; rename it, and write the new name",
        "“\(shown)”的名称含换行；请改名后使用新名")
    case .withheld:
      return Phrase(
        "the arguments of the program cannot be read, for /proc is not there; mount it: mount -t proc proc /proc",
        "无法读取程序的参数：没有 /proc；请挂载：mount -t proc proc /proc")
    }
  }
}
