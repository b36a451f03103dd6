/// Words of commands that people copy into a shell.
public enum ShellWord {
  /// The path of a file as a word: in quotes where a shell would read more in it, and never like an option.
  public static func file(_ path: String) -> String {
    // The program takes a dash alone for standard input.
    let path = path.hasPrefix("-") && path != "-" ? "./" + path : path
    return !path.isEmpty && path.unicodeScalars.allSatisfy(isPlain) ? path : quoted(path)
  }

  /// A text in the plainest quotes between which a shell reads nothing in it; on one line, with what cannot be seen
  /// by its number.
  public static func quoted(_ text: String) -> String {
    // Scalar by scalar: a mark that an accent follows is another character, and the same to a shell.
    let scalars = text.unicodeScalars
    if scalars.contains(where: isHidden) { return "$'" + numbered(text) + "'" }
    if !scalars.contains(where: "\"$`\\!".unicodeScalars.contains) { return "\"" + text + "\"" }
    return "'" + scalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }

  private static func numbered(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      if isHidden(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
      return scalar == "'" || scalar == "\\" ? "\\\(scalar)" : "\(scalar)"
    }.joined()
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return !isHidden(scalar) && !scalar.properties.isWhitespace }
    return switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ":", "@", "%", "+", ",": true
    default: false
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
