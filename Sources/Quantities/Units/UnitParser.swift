internal import Wording

/// Reads units as people write them: "bn yuan/year", "亿元", "yuan/m2/year", "stations per month".
///
/// A unit is a product of words, each after an optional magnitude, divided by further ones. Every
/// `/`, `per`, `a` or `每` divides by what follows it, up to the next one. A word that is no known
/// unit must be a declared label. A number stands only before words: `年6个月` is no year times six months.
public struct UnitParser: Sendable {
  /// The words that count things in this file, such as "stations".
  public var labels: Set<String>

  /// Creates a parser that knows some labels.
  public init(labels: Set<String> = []) { self.labels = labels }

  /// Reads a unit in which every word must be known.
  ///
  /// - Throws: ``QuantityError`` naming the unknown word and the nearest known one.
  public func unit(_ text: String) throws(QuantityError) -> Unit {
    try Reader(text: text.halfWidth, labels: labels, isDeclaring: false).unit()
  }

  /// Reads the unit of an indicator, whose unknown words become labels.
  ///
  /// A word that looks like a known unit with letters swapped, dropped or doubled ("yaer") is still
  /// an error.
  ///
  /// - Returns: the unit; its ``Unit/labels`` are to be added to the parser for other places.
  /// - Throws: ``QuantityError``.
  public func declaredUnit(_ text: String) throws(QuantityError) -> Unit {
    try Reader(text: text.halfWidth, labels: labels, isDeclaring: true).unit()
  }

  /// Whether a word alone names a known unit, magnitude or label.
  package func knows(_ word: String) -> Bool { (try? unit(word)) != nil }

  /// Whether a word alone is a magnitude, such as `bn` or `万`.
  package static func isMagnitude(_ word: String) -> Bool { UnitTable.magnitudes[word] != nil }

  /// What a magnitude stands for: 10,000 of `万`; nil for any other word.
  package static func magnitude(of word: String) -> Double? { UnitTable.magnitudes[word] }

  /// The shortest Chinese word of a magnitude: 万 of 10,000; nil where there is none.
  package static func word(ofMagnitude magnitude: Scale) -> String? {
    ["百", "千", "万", "亿", "万亿"].first { UnitTable.magnitudes[$0] == magnitude.value }
  }

  /// Whether a word alone names a currency.
  package static func isCurrency(_ word: String) -> Bool {
    guard let unit = UnitTable.units[word] else { return false }
    return UnitTable.currencies.contains(unit.dimension)
  }

  /// The text with `mn` for `m` before a further word: `m yuan` was meant as millions.
  package static func withMillions(_ text: String) -> String {
    String((" " + text).replacing(" m ", with: " mn ").dropFirst())
  }
}

/// One reading of one text.
private struct Reader {
  let text: String
  let labels: Set<String>
  let isDeclaring: Bool

  private enum Token {
    case word(String)
    case number(Double)
    case power(Int)
    case divide
    case multiply
  }

  func unit() throws(QuantityError) -> Unit {
    let tokens = try tokens()
    guard !tokens.isEmpty else { throw .malformedUnit(text: text, found: Phrase("nothing", "空值")) }
    var product = Unit.one
    var divisor: Unit?
    var isGroupEmpty = true
    var modifier: (word: String, power: Int)?
    var last: Unit?
    /// Whether the last word was `m` alone, which before a further word was meant as million.
    var isAfterMetre = false
    /// Whether a number or a word has gone before that no sign parts from what follows.
    var isAfterFactor = false

    func close() throws(QuantityError) {
      if let modifier {
        throw .malformedUnit(
          text: text, found: Phrase("end after '\(modifier.word)'", "结尾（在 '\(modifier.word)' 之后）"))
      }
      if let last { multiply(last) }
      last = nil
    }
    func multiply(_ unit: Unit) {
      if let under = divisor { divisor = under * unit } else { product = product * unit }
    }

    for token in tokens {
      switch token {
      case .divide:
        guard !isGroupEmpty || divisor == nil && product == .one && last == nil else {
          throw .malformedUnit(text: text, found: Phrase("'/'", " '/'"))
        }
        try close()
        if let under = divisor { product = product / under }
        divisor = .one
        isGroupEmpty = true
        isAfterFactor = false
      case .multiply:
        guard !isGroupEmpty else { throw .malformedUnit(text: text, found: Phrase("'*'", " '*'")) }
        try close()
        isAfterFactor = false
      case .number(let value):
        guard !isAfterFactor else { throw .secondNumber(text: trimmed) }
        isAfterFactor = true
        guard value > 0, value == value.rounded() else {
          throw .malformedUnit(text: text, found: Phrase("the number \(value)", "数字 \(value)"))
        }
        try close()
        multiply(Self.magnitude(value))
        isGroupEmpty = false
      case .power(let exponent):
        guard let base = last else {
          throw .malformedUnit(text: text, found: Phrase("a power", "乘方"))
        }
        last = base.power(exponent)
      case .word(let word):
        isAfterFactor = true
        if isAfterMetre, modifier == nil { throw metreAsMillion(before: word) }
        if let power = ["square": 2, "sq": 2, "cubic": 3][word.lowercased()], modifier == nil {
          try close()
          modifier = (word, power)
          continue
        }
        let power = modifier?.power
        modifier = nil
        try close()
        let named = try meaning(of: word)
        if let power {
          guard named.dimension == Dimension([.length: 1]) else {
            throw .malformedUnit(
              text: text, found: Phrase("'\(word)' after a power word", " '\(word)'（在乘方词之后）"))
          }
          last = named.power(power)
        } else {
          last = named
        }
        isAfterMetre = word == "m" && power == nil
        isGroupEmpty = false
        continue
      }
      isAfterMetre = false
    }
    guard !isGroupEmpty else { throw .malformedUnit(text: text, found: Phrase("end", "结尾")) }
    try close()
    if let under = divisor { product = product / under }
    guard product.isWithinLimits else { throw .unitBeyondNumbers(text: text) }
    return Unit(
      symbol: trimmed, dimension: product.dimension, scale: product.scale,
      magnitude: product.magnitude, labels: product.labels, timeScale: product.timeScale)
  }

  /// `m yuan` is read as a metre times a yuan, and was never meant so.
  private func metreAsMillion(before word: String) -> QuantityError {
    .ambiguousUnit(
      word: "m \(word)",
      advice: Phrase(
        "m is a metre; write `mn \(word)` or `million \(word)`",
        "m 是米；请写 `mn \(word)` 或 `million \(word)`"))
  }

  private var trimmed: String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func magnitude(_ value: Double) -> Unit {
    Unit(symbol: "1", dimension: .none, scale: Scale(value), magnitude: Scale(value))
  }

  /// The unit that one word names: a table word, a magnitude, a label, or Chinese words run
  /// together (亿元, 万平方米).
  private func meaning(of word: String) throws(QuantityError) -> Unit {
    if let known = table(word) { return known }
    if let label = label(word) { return label }
    if let advice = UnitTable.ambiguous[word] { throw .ambiguousUnit(word: word, advice: advice) }
    let isASCII = word.utf8.allSatisfy { $0 < 128 }
    if !isASCII {
      // The longest leading magnitude whose rest is a unit: 万亿元 is 万亿 + 元, not 万 + 亿元.
      let letters = Array(word)
      for length in stride(from: min(2, letters.count - 1), through: 1, by: -1) {
        let head = String(letters[..<length])
        guard let factor = UnitTable.magnitudes[head] else { continue }
        let tail = String(letters[length...])
        if let rest = table(tail) ?? label(tail) {
          return Self.magnitude(factor) * rest
        }
        if isDeclaring, UnitTable.magnitudes[String(letters[length])] == nil {
          return Self.magnitude(factor) * labelUnit(tail)
        }
      }
      if isDeclaring, !letters.contains(where: { UnitTable.magnitudes[String($0)] != nil }) {
        return labelUnit(word)
      }
    } else if isDeclaring, !looksMistyped(word) {
      return labelUnit(word)
    }
    throw .unknownUnit(word: word, nearest: nearest(word))
  }

  private func table(_ word: String) -> Unit? {
    if let factor = UnitTable.magnitudes[word] { return Self.magnitude(factor) }
    if let entry = UnitTable.units[word] {
      return Unit(symbol: word, dimension: entry.dimension, scale: entry.scale)
    }
    let lower = word.lowercased()
    return lower != word && word.count >= 4 ? table(lower) : nil
  }

  private func label(_ word: String) -> Unit? {
    if UnitTable.labels.contains(word) || labels.contains(word) { return labelUnit(word) }
    let variants = [word + "s", word + "es", String(word.dropLast()), String(word.dropLast(2))]
    for variant in variants where variant.count >= 3 && labels.contains(variant) {
      let longer = max(variant.count, word.count) == variant.count ? variant : word
      if longer.hasSuffix("s") { return labelUnit(variant) }
    }
    return nil
  }

  private func labelUnit(_ word: String) -> Unit {
    Unit(symbol: word, dimension: .none, scale: .one, labels: [word])
  }

  private func nearest(_ word: String) -> String? {
    let known = Array(UnitTable.units.keys) + Array(UnitTable.magnitudes.keys) + Array(labels)
    return NearestName.of(word, among: known.filter { $0.count >= 2 })
  }

  /// Whether a word is a known unit with letters swapped, dropped or doubled.
  ///
  /// One letter for another does not count: trams are not grams.
  private func looksMistyped(_ word: String) -> Bool {
    guard word.count >= 4, let known = nearest(word), known.count >= 4 else { return false }
    let (a, b) = (Array(word.lowercased()), Array(known.lowercased()))
    guard NearestName.distance(a, b) == 1 else { return false }
    return a.count != b.count || a.sorted() == b.sorted()
  }

  private func tokens() throws(QuantityError) -> [Token] {
    var tokens: [Token] = []
    let letters = Array(text)
    var position = 0
    func isDigit(_ c: Character) -> Bool { c >= "0" && c <= "9" && c.isASCII }
    func isLetter(_ c: Character) -> Bool { c.isLetter || "_$€¥'".contains(c) }
    while position < letters.count {
      let c = letters[position]
      let start = position
      switch c {
      case _ where c.isWhitespace:
        position += 1
      case "/", "／", "每":
        tokens.append(.divide)
        position += 1
      case "*", "·", "×":
        tokens.append(.multiply)
        position += 1
      case "%", "％", "‰":
        tokens.append(.word(String(c)))
        position += 1
      case "²", "³":
        tokens.append(.power(c == "²" ? 2 : 3))
        position += 1
      case "^":
        position += 1
        let isNegative = position < letters.count && letters[position] == "-"
        if isNegative { position += 1 }
        guard position < letters.count, isDigit(letters[position]),
          let exponent = Int(String(letters[position])), exponent > 0
        else {
          throw .malformedUnit(
            text: text, found: Phrase("'^' without a whole number", " '^'（其后没有整数）"))
        }
        tokens.append(.power(isNegative ? -exponent : exponent))
        position += 1
      case _ where isDigit(c):
        while position < letters.count,
          isDigit(letters[position]) || "_,".contains(letters[position])
        {
          position += 1
        }
        let digits = letters[start..<position].filter(isDigit)
        // `1e9` is a number here as everywhere, and no 1 of a thing named e9.
        let exponent = self.exponent(letters[position...])
        position += exponent.count
        guard exponent.count <= 4 else { throw .unitBeyondNumbers(text: text) }
        guard digits.count <= 15, let value = Double(String(digits + exponent)) else {
          throw .malformedUnit(
            text: text, found: Phrase("a number of \(digits.count) digits", " \(digits.count) 位的数字")
          )
        }
        tokens.append(.number(value))
      case _ where isLetter(c):
        while position < letters.count,
          isLetter(letters[position]) || letters[position] == "-"
            || (isDigit(letters[position]) && letters[position - 1].isASCII)
        {
          if letters[position] == "每" { break }
          position += 1
        }
        let word = String(letters[start..<position])
        // "a month" divides only behind a unit or before a time, so that no label named "a" is lost.
        if word == "per"
          || (word == "a" || word == "an") && (!tokens.isEmpty || isTime(letters[position...]))
        {
          tokens.append(.divide)
        } else if let split = powerSuffix(word) {
          tokens.append(.word(split.word))
          tokens.append(.power(split.power))
        } else {
          tokens.append(.word(word))
        }
      default:
        throw .malformedUnit(text: text, found: Phrase("'\(c)'", " '\(c)'"))
      }
    }
    return tokens
  }

  /// What makes powers of ten of a number, `e9` or `e-3`; nothing where a word begins.
  private func exponent(_ rest: ArraySlice<Character>) -> ArraySlice<Character> {
    guard let e = rest.first, e == "e" || e == "E" else { return [] }
    let sign = rest.dropFirst().prefix(1).filter { "+-".contains($0) }.count
    let digits = rest.dropFirst(1 + sign).prefix { $0.isASCII && $0.isNumber }
    let next = rest.dropFirst(1 + sign + digits.count).first
    guard !digits.isEmpty, !(next?.isLetter ?? false) else { return [] }
    return rest.prefix(1 + sign + digits.count)
  }

  /// Whether the next word is a unit of time, as in "0.3 a year".
  private func isTime(_ rest: ArraySlice<Character>) -> Bool {
    let word = String(rest.drop(while: \.isWhitespace).prefix(while: \.isLetter))
    return UnitTable.units[word]?.dimension == .time
  }

  /// "km2" is in the table; other lengths may carry their power the same way.
  private func powerSuffix(_ word: String) -> (word: String, power: Int)? {
    guard UnitTable.units[word] == nil, let digit = word.last, digit == "2" || digit == "3" else {
      return nil
    }
    let stem = String(word.dropLast())
    guard UnitTable.units[stem]?.dimension == Dimension([.length: 1]) else { return nil }
    return (stem, digit == "2" ? 2 : 3)
  }
}
