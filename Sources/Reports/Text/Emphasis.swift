/// How lines stand out on a terminal (ECMA-48, select graphic rendition); plain where it is off.
struct Emphasis {
  let isOn: Bool

  private static let bold = "\u{1B}[1m"
  private static let cyan = "\u{1B}[36m"
  private static let end = "\u{1B}[0m"

  /// A heading in bold.
  func heading(_ line: String) -> String {
    isOn && !line.isEmpty ? Self.bold + line + Self.end : line
  }

  /// A line whose percentages, `43.4 %` or `43%`, have a colour; an error behind `±` has none.
  func shares(_ line: String) -> String {
    guard isOn else { return line }
    var text = ""
    var number = ""
    for character in line {
      let isDigit = character.isASCII && character.isNumber
      let goesOn = !number.isEmpty && (character == "." || character == "," || character == " ")
      if isDigit && number.last != " " || goesOn && number.last != " " {
        number.append(character)
      } else if character == "%", !number.isEmpty {
        let isError = text.hasSuffix("± ")
        text += isError ? number + "%" : Self.cyan + number + "%" + Self.end
        number = ""
      } else {
        text += number
        number = isDigit ? String(character) : ""
        if !isDigit { text.append(character) }
      }
    }
    return text + number
  }
}
