import Quantities
internal import Wording

/// One word of an expression.
struct Token: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case date(Period)
    case name
    case symbol
    case end
  }
  let kind: Kind
  let text: String
  let range: Range<Int>
  /// Whether a blank stands before it.
  let isAfterBlank: Bool

  /// The token as messages name it.
  var phrase: Phrase {
    kind == .end ? Phrase("the end", "结尾") : Phrase("'\(text)'", " '\(text)'")
  }
}

/// Splits an expression into numbers, dates, names and symbols.
struct Lexer {
  let letters: [Character]
  var position = 0

  /// - Parameter letters: the text; wide letters, digits and signs are read as their plain forms.
  init(_ letters: [Character]) { self.letters = letters.map(\.halfWidth) }

  mutating func tokens() throws(ExpressionIssue) -> [Token] {
    var tokens: [Token] = []
    while true {
      let start = position
      while let c = peek(), c.isWhitespace { position += 1 }
      let token = try next(isAfterBlank: position > start)
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  func peek(_ offset: Int = 0) -> Character? {
    position + offset < letters.count ? letters[position + offset] : nil
  }

  static func isDigit(_ c: Character?) -> Bool {
    guard let c else { return false }
    return c >= "0" && c <= "9" && c.isASCII
  }

  private static let currencySigns: Set<Character> = ["$", "€", "¥"]

  static func isNameStart(_ c: Character?) -> Bool {
    guard let c else { return false }
    return c == "_" || "$€¥㎡".contains(c) || c.isLetter
  }

  static func isNamePart(_ c: Character?) -> Bool { isNameStart(c) || isDigit(c) }

  private mutating func next(isAfterBlank: Bool) throws(ExpressionIssue) -> Token {
    let start = position
    func token(_ kind: Token.Kind) -> Token {
      Token(
        kind: kind, text: String(letters[start..<position]), range: start..<position,
        isAfterBlank: isAfterBlank)
    }
    guard let c = peek() else { return token(.end) }
    if Self.isDigit(c) || (c == "." && Self.isDigit(peek(1))) {
      if let period = try date() { return token(.date(period)) }
      // 3万5千家 is one numeral, as 三万五千家 is; 3万家 is a number and its unit.
      if ChineseNumeral.isMixed(letters[position...]) {
        while Self.isNamePart(peek()) { position += 1 }
        return token(.name)
      }
      return token(.number(try number()))
    }
    if Self.isNameStart(c) {
      if let period = try dateInWords() { return token(.date(period)) }
      while let c = peek(), Self.isNamePart(c) {
        position += 1
        // `$26` is 26 dollars.
        if Self.currencySigns.contains(c) { break }
        // The names of a part: `luohu.firms`, `park.3.output`.
        if peek() == ".", Self.isNamePart(peek(1)) { position += 1 }
      }
      return token(.name)
    }
    let next = peek(1)
    if (c == "<" || c == ">" || c == "=" || c == "!") && next == "=" {
      position += 2
      return token(.symbol)
    }
    if c == "*", next == "*" {
      throw issue(
        start..<(start + 2),
        .unexpected(found: Phrase("'**'", " '**'"), expected: Phrase("'^' for a power", " '^'（乘方）"))
      )
    }
    if c == "=" {
      throw issue(
        start..<(start + 1),
        .unexpected(found: Phrase("'='", " '='"), expected: Phrase("'==' to compare", " '=='（比较）")))
    }
    guard "+-*/^(),:<>%‰²³".contains(c) else {
      throw issue(
        start..<(start + 1), .unreadableCharacter(character: String(c), advice: Self.advice(on: c)))
    }
    position += 1
    return token(.symbol)
  }

  private static func advice(on c: Character) -> Phrase? {
    func write(_ sign: String) -> Phrase { Phrase("write '\(sign)'", "请写 '\(sign)'") }
    if let value = c.wholeNumberValue, !isDigit(c) { return write("\(value)") }
    switch c {
    case "−", "–", "—": return write("-")
    case "×", "·": return write("*")
    case "÷": return write("/")
    case "≤": return write("<=")
    case "≥": return write(">=")
    case "≠": return write("!=")
    case "“", "”", "\"", "'": return Phrase("names are written without quotes", "名称不加引号")
    case "[", "]", "{", "}": return Phrase("write '(' and ')'", "请写 '(' 和 ')'")
    case "&", "|", "?": return Phrase("write if(condition, a, b)", "请写 if(condition, a, b)")
    case "。": return write(".")
    case "、": return write(",")
    default: return nil
    }
  }

  func issue(_ range: Range<Int>, _ problem: ExpressionProblem) -> ExpressionIssue {
    ExpressionIssue(range: range, problem: problem)
  }

  private mutating func number() throws(ExpressionIssue) -> Double {
    let start = position
    func fail(_ advice: Phrase) -> ExpressionIssue {
      var end = position
      while end < letters.count, Self.isNamePart(letters[end]) || letters[end] == "." { end += 1 }
      return issue(
        start..<end, .unreadableNumber(text: String(letters[start..<end]), advice: advice))
    }
    func digits() throws(ExpressionIssue) {
      while let c = peek(), Self.isDigit(c) || c == "_" {
        if c == "_", !(Self.isDigit(letters[max(position - 1, start)]) && Self.isDigit(peek(1))) {
          throw fail(Phrase("'_' may stand only between digits", "'_' 只能在数字之间"))
        }
        position += 1
      }
    }
    try digits()
    if peek() == ".", Self.isDigit(peek(1)) {
      position += 1
      try digits()
    }
    if peek() == "." {
      throw fail(
        Phrase(
          "a number has at most one '.', between or before digits",
          "一个数字至多有一个 '.'，在数字之间或之前"))
    }
    if peek() == "e" || peek() == "E" {
      let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if Self.isDigit(peek(1 + sign)) {
        position += 1 + sign
        try digits()
      }
    }
    guard let value = Double(String(letters[start..<position].filter { $0 != "_" })) else {
      throw fail(Phrase("write digits, as in 80_000 or 1.5e3", "请用数字，如 80_000 或 1.5e3"))
    }
    guard value.isFinite else { throw fail(Phrase("it is larger than 1.8e308", "它大于 1.8e308")) }
    return value
  }
}
