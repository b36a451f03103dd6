import Quantities

// Dates in expressions. Where a text could also be arithmetic (2027/6, 2000-500), it stays that,
// unless nobody would write it so.
extension Lexer {
  /// Takes a date that begins with its year: `2022-06`, `2022-Q3`, `2022Q3`, `2022年6月`,
  /// `2022/06`; a year alone is a number.
  mutating func date() throws(ExpressionIssue) -> Period? {
    guard (0..<4).allSatisfy({ Self.isDigit(peek($0)) }), let end = endOfDate() else { return nil }
    return try period(until: end)
  }

  /// Takes a date that begins with a word: `June 2022`, `Q3 2022`.
  mutating func dateInWords() throws(ExpressionIssue) -> Period? {
    guard let first = peek(), first.isASCII, first.isLetter else { return nil }
    var end = position
    while end < letters.count, Self.isNamePart(letters[end]) { end += 1 }
    guard end - position <= 9 else { return nil }
    if end < letters.count, letters[end] == "." { end += 1 }
    let word = end
    while end < letters.count, letters[end].isWhitespace { end += 1 }
    let year = end
    while end < letters.count, Self.isDigit(letters[end]) { end += 1 }
    guard year > word, end - year == 4, end == letters.count || !Self.continuesNumber(letters[end])
    else { return nil }
    do throws(QuantityError) {
      let period = try Period(String(letters[position..<end]))
      position = end
      return period
    } catch {
      // `to 2022` and `per 1000` are no dates at all; `H1 2026` is one that is not read.
      if case .otherDate = error { throw issue(position..<end, .quantity(error)) }
      return nil
    }
  }

  private static func continuesNumber(_ c: Character) -> Bool { isNamePart(c) || c == "." }

  private mutating func period(until end: Int) throws(ExpressionIssue) -> Period {
    let text = String(letters[position..<end])
    do throws(QuantityError) {
      let period = try Period(text)
      position = end
      return period
    } catch {
      throw issue(position..<end, .quantity(error))
    }
  }

  /// Where a date that begins here with four digits ends; nil where none stands here.
  private func endOfDate() -> Int? {
    switch peek(4) {
    case "年", "第": endOfWord(from: position + 4)
    case "Q", "q", "H": Self.isDigit(peek(5)) ? endOfWord(from: position + 4) : nil
    case "-": endAfterHyphen()
    // 2022/06 is no quotient: nobody writes a number so.
    case "/":
      peek(5) == "0" && Self.isDigit(peek(6)) && !Self.isDigit(peek(7))
        ? endOfNumbers(from: position + 7, sign: "/") : nil
    default: nil
    }
  }

  private func endAfterHyphen() -> Int? {
    if let letter = peek(5), "QqHh".contains(letter), Self.isDigit(peek(6)) {
      let end = endOfWord(from: position + 5)
      return peek(end - position) == "." ? nil : end
    }
    guard Self.isDigit(peek(5)) else { return nil }
    let isMonth = Self.isDigit(peek(6))
    let next = peek(isMonth ? 7 : 6)
    guard !Self.isNamePart(next) || next == "月", next != "." else { return nil }
    if isMonth || next == "-" && Self.isDigit(peek(7)) {
      return endOfNumbers(from: position + (isMonth ? 7 : 6), sign: "-")
    }
    // 2027-6 is a month to whoever writes no blanks; 1000-5 is a difference.
    let isCalendarYear = peek() == "1" && peek(1) == "9" || peek() == "2" && peek(1) == "0"
    return isCalendarYear && peek(5) != "0" ? endOfWord(from: position + 6) : nil
  }

  /// The end of further numbers, as in 2022-06-30.
  private func endOfNumbers(from start: Int, sign: Character) -> Int {
    var end = start
    while end + 1 < letters.count, letters[end] == sign, Self.isDigit(letters[end + 1]) {
      end += 1
      while end < letters.count, Self.isDigit(letters[end]) { end += 1 }
    }
    return end == start ? endOfWord(from: start) : end
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while end < letters.count, Self.isNamePart(letters[end]) { end += 1 }
    return end
  }
}
