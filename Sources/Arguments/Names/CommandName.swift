internal import Quantities
public import Wording

/// What somebody typed where the name of a command is expected.
public enum CommandName {
  /// What is wrong with it, and what was probably meant.
  ///
  /// - Parameters:
  ///   - arguments: all that was typed behind the name of the program.
  ///   - commands: the names of the commands.
  ///   - isFile: whether a file stands at a path.
  /// - Returns: a sentence; nil where a command or an option stands there, or nothing.
  public static func problem(
    _ arguments: [String], commands: [String], isFile: (String) -> Bool
  ) -> Phrase? {
    let words = arguments.first == help ? arguments.dropFirst() : arguments[...]
    guard let word = words.first, !word.hasPrefix("-"), word != help, !commands.contains(word)
    else { return nil }
    if let meant = NearestName.of(word, among: commands) {
      return Phrase(
        "there is no command '\(word)'; did you mean `\(meant)`?",
        "没有命令“\(word)”；是否指 `\(meant)`？")
    }
    if isFile(word) {
      let file = ShellWord.file(word)
      return Phrase(
        "'\(word)' is a file, not a command; to simulate it: waymark run \(file)",
        "“\(word)”是文件，不是命令；要模拟它：waymark run \(file)")
    }
    return Phrase(
      "there is no command '\(word)'; the commands are \(commands.joined(separator: ", "))",
      "没有命令“\(word)”；命令有 \(commands.joined(separator: "、"))")
  }

  /// The parser's own command.
  private static let help = "help"
}

/// What somebody typed where an option is expected.
public enum OptionName {
  /// The option that was probably meant.
  ///
  /// - Parameters:
  ///   - name: what was typed, with its dashes.
  ///   - options: the options that would have been valid, with theirs.
  /// - Returns: the nearest one, or nil.
  public static func nearest(_ name: String, among options: [String]) -> String? {
    // Dashes are shared by all and make no name like another.
    func word(_ option: String) -> String { String(option.drop { $0 == "-" }) }
    let meant = NearestName.of(word(name), among: options.map(word))
    return meant.flatMap { meant in options.first { word($0) == meant } }
  }

  /// The parser's line on an option that there is not, with a suggestion only where it is near: the
  /// parser's own are of names that share few letters.
  ///
  /// - Parameters:
  ///   - line: what the parser says.
  ///   - others: options that the parser does not suggest.
  /// - Returns: the line; as it is where it is about something else.
  public static func advised(_ line: String, among others: [String]) -> String {
    let lead = "Error: Unknown option '"
    guard line.hasPrefix(lead) else { return line }
    let words = line.dropFirst(lead.count).split(
      separator: "'", omittingEmptySubsequences: false)
    guard let typed = words.first.map(String.init) else { return line }
    let suggested = words.count > 2 ? [String(words[2])] : []
    let meant = nearest(typed, among: suggested) ?? nearest(typed, among: others)
    return "\(lead)\(typed)'" + (meant.map { ". Did you mean '\($0)'?" } ?? "")
  }
}
