internal import Quantities
internal import Wording

/// An amount as people write it and the format does not: a range (`3-7`), a bound or a guess in
/// words (`over 10 bn yuan`, `约35`), digits in groups (`12,500`).
package enum WrittenAmount {
  /// What a word makes of the number beside it: a bound, by the key of a target that says it, or a
  /// guess.
  package enum Hedge: String, Sendable {
    case atLeast = "at_least"
    case moreThan = "more_than"
    case atMost = "at_most"
    case lessThan = "less_than"
    case nearly, about
  }

  case range(low: String, high: String)
  case hedged(Hedge, word: String, amount: String)
  /// The amount with its digits joined by `_`.
  case grouped(String)

  /// Finds such an amount; nil for a plain number and for anything else.
  init?(_ text: String, _ units: UnitParser) {
    let text = text.halfWidth.trimmed
    guard text.unicodeScalars.count <= 200, Self.amount(text, units) == nil else { return nil }
    if let found = Self.inGroups(text) ?? Self.ofTwo(text, units) ?? Self.inWords(text, units) {
      self = found
    } else {
      return nil
    }
  }

  /// A number whose unit, if it has one, is known.
  private static func amount(_ text: String, _ units: UnitParser) -> ConstantText? {
    guard let constant = ConstantText(text) else { return nil }
    let isKnown = constant.unit.isEmpty || (try? units.unit(constant.unit)) != nil
    return isKnown ? constant : nil
  }

  // MARK: Ranges

  private static func ofTwo(_ text: String, _ units: UnitParser) -> WrittenAmount? {
    let letters = Array(text)
    for index in letters.indices.dropFirst() {
      guard let length = separator(at: index, in: letters) else { continue }
      let low = String(letters[..<index]).trimmed
      let high = String(letters[(index + length)...]).trimmed
      guard let from = amount(low, units), let to = amount(high, units) else { continue }
      let isRising =
        from.unit == to.unit || from.unit.isEmpty || to.unit.isEmpty ? from.value < to.value : true
      guard isRising else { continue }
      // The unit behind the second number is that of both.
      let blank = high.contains(" ") ? " " : ""
      return .range(
        low: from.unit.isEmpty && !to.unit.isEmpty ? low + blank + to.unit : low, high: high)
    }
    return nil
  }

  /// The length of what joins the ends of a range, if it stands here.
  private static func separator(at index: Int, in letters: [Character]) -> Int? {
    func isBlank(_ position: Int) -> Bool {
      position < letters.count && letters[position].isWhitespace
    }
    switch letters[index] {
    case "~", "–", "—", "―", "至", "到":
      return letters[index...].prefix { $0 == letters[index] }.count
    // With blanks around it is a minus.
    case "-": return isBlank(index - 1) || isBlank(index + 1) ? nil : 1
    case "t" where isBlank(index - 1) && isBlank(index + 2) && letters[index + 1] == "o": return 2
    default: return nil
    }
  }

  // MARK: Words

  private static let words: [(hedge: Hedge, words: [String])] = [
    (
      .atLeast,
      [
        "at least", "no less than", "not less than", "upwards of", ">=", "≥", "不少于", "不低于", "至少",
      ]
    ),
    (
      .moreThan,
      [
        "more than", "greater than", "exceeding", "over", "above", ">", "超过", "多于", "大于", "高于",
        "突破", "超", "逾",
      ]
    ),
    (
      .atMost,
      [
        "at most", "no more than", "not more than", "up to", "<=", "≤", "不超过", "不多于", "不高于", "至多",
      ]
    ),
    (
      .lessThan,
      ["less than", "fewer than", "below", "under", "<", "少于", "小于", "低于", "不足"]
    ),
    (.nearly, ["nearly", "almost", "近"]),
    (
      .about,
      [
        "approximately", "roughly", "approx.", "approx", "around", "about", "circa", "ca.", "~",
        "≈",
        "大约", "大概", "约为", "约",
      ]
    ),
  ]
  /// 以上, 以下 and 以内 include the number itself (Civil Code of China, article 1259).
  private static let endings: [(hedge: Hedge, words: [String])] = [
    (
      .atLeast,
      ["or more", "or higher", "or above", "and above", "at least", "minimum", "以上", "及以上", "或以上"]
    ),
    (
      .atMost,
      [
        "or less", "or fewer", "or lower", "or below", "and below", "at most", "maximum", "max",
        "以下",
        "及以下", "或以下", "以内", "之内",
      ]
    ),
    (.about, ["or so", "左右", "上下"]),
  ]

  /// The words before or behind a text that make a bound or a guess of it, each with the rest.
  package static func hedges(
    in text: String
  ) -> [(hedge: Hedge, word: String, rest: String)] {
    let lower = text.lowercased()
    // `overall` and `climax` are words of their own.
    func isApart(_ word: String, from next: Character?) -> Bool {
      next.map { !$0.isLetter || !$0.isASCII || !word.utf8.allSatisfy { $0 < 128 } } ?? false
    }
    func found(
      _ table: [(hedge: Hedge, words: [String])], _ cut: (String) -> Substring?,
      _ next: (Substring) -> Character?
    ) -> [(hedge: Hedge, word: String, rest: String)] {
      table.flatMap { hedge, words in
        words.compactMap { word in
          guard let rest = cut(word), isApart(word, from: next(rest)) else { return nil }
          return (hedge, word, String(rest).trimmed)
        }
      }
    }
    return found(words, { lower.hasPrefix($0) ? text.dropFirst($0.count) : nil }, \.first)
      + found(endings, { lower.hasSuffix($0) ? text.dropLast($0.count) : nil }, \.last)
  }

  private static func inWords(_ text: String, _ units: UnitParser) -> WrittenAmount? {
    for (hedge, word, rest) in hedges(in: text) where amount(rest, units) != nil {
      return .hedged(hedge, word: word, amount: rest)
    }
    return withRemainder(text, units)
  }

  private static func withRemainder(_ text: String, _ units: UnitParser) -> WrittenAmount? {
    guard let (_, word, rest) = remainder(in: text), amount(rest, units) != nil else { return nil }
    return .hedged(.moreThan, word: word, amount: rest)
  }

  /// `30余家`, `600多`: somewhat more than the number.
  package static func remainder(
    in text: String
  ) -> (hedge: Hedge, word: String, rest: String)? {
    let words: [Character] = ["余", "多", "+"]
    guard let index = text.firstIndex(where: words.contains), index > text.startIndex,
      !text[text.index(before: index)].isWhitespace
    else { return nil }
    let after = text[text.index(after: index)...]
    // `600+ 家` is more than 600; `80+5` is a sum.
    if text[index] == "+", let next = after.first(where: { !$0.isWhitespace }),
      next.isNumber || next == "."
    {
      return nil
    }
    return (.moreThan, String(text[index]), String(text[..<index] + after))
  }

  // MARK: Groups of digits

  /// `12,500`, `1 234 567 m2`: groups of three behind one to three digits.
  private static func inGroups(_ text: String) -> WrittenAmount? {
    let marks: Set<Character> = [",", " ", "'", "’", "\u{A0}", "\u{202F}", "\u{2009}"]
    let letters = Array(text)
    func isDigit(_ index: Int) -> Bool {
      index < letters.count && letters[index].isASCII && letters[index].isNumber
    }
    var index = 0
    while index < letters.count, !isDigit(index) { index += 1 }
    // A sign of a currency may stand before it; a word may not.
    guard letters[..<index].allSatisfy({ !$0.isLetter }) else { return nil }
    let start = index
    while isDigit(index) { index += 1 }
    guard (1...3).contains(index - start) else { return nil }
    var joined = String(letters[..<index])
    var groups = 0
    while index < letters.count, marks.contains(letters[index]), isDigit(index + 1),
      isDigit(index + 2), isDigit(index + 3), !isDigit(index + 4)
    {
      joined += "_" + String(letters[(index + 1)...(index + 3)])
      index += 4
      groups += 1
    }
    guard groups > 0 else { return nil }
    joined += String(letters[index...])
    return ConstantText(joined) == nil ? nil : .grouped(joined)
  }

  // MARK: Words for people

  /// What is wrong.
  func problem(_ text: String) -> Phrase {
    switch self {
    case .range(let low, let high):
      Phrase(
        "between \(low) and \(high)? \(text.quoted) is not one number",
        "\(text.quoted) 是 \(low) 至 \(high) 的范围，不是一个数字")
    case .hedged(.about, let word, _):
      Phrase(
        "\(word.quoted) before a number says that it is not known",
        "数字前的 \(word.quoted) 表示并不确知")
    case .hedged(_, let word, _):
      Phrase("\(word.quoted) makes a bound of the number", "\(word.quoted) 使该数字成为界限")
    case .grouped: Phrase("must be a number, found \(text.quoted)", "应为数字，实为 \(text.quoted)")
    }
  }

  /// What to write at a place of the file.
  func advice(at path: String) -> Phrase {
    let isTarget = path.hasPrefix("targets.")
    let isObserved = path.contains(".history")
    switch self {
    case .range(let low, let high):
      return isTarget
        ? Phrase("write `between: [\(low), \(high)]`", "请写 `between: [\(low), \(high)]`")
        : isObserved
          ? Phrase("write `\"\(low)..\(high)\"`", "请写 `\"\(low)..\(high)\"`")
          : path.hasPrefix("levers.")
            ? Phrase(
              "write one number, and `range: [\(low), \(high)]` beside `default`",
              "请写一个数字，并在 `default` 旁写 `range: [\(low), \(high)]`")
            : Phrase(
              "write one number, or a law such as `uniform(\(low), \(high))`",
              "请写一个数字，或分布，如 `uniform(\(low), \(high))`")
    case .hedged(let hedge, _, let amount) where hedge != .about:
      let key = (hedge == .nearly ? .lessThan : hedge).rawValue
      let sign = [.atLeast, .moreThan].contains(hedge) ? ">" : "<"
      return isTarget
        ? Phrase("write `\(key): \(amount)`", "请写 `\(key): \(amount)`")
        : isObserved
          ? Phrase("write `\"\(sign) \(amount)\"`", "请写 `\"\(sign) \(amount)\"`")
          : Phrase("write the number, or a law of what it may be", "请写数字，或写它可能取值的分布")
    case .hedged(_, _, let amount):
      return isObserved
        ? Phrase(
          "write `\(amount)`, or `\"\(amount) ± …\"` with its error",
          "请写 `\(amount)`，或连同误差写 `\"\(amount) ± …\"`")
        : isTarget
          ? Phrase("write `\(amount)`", "请写 `\(amount)`")
          : Phrase(
            "write `\(amount)`, or a law of what it may be",
            "请写 `\(amount)`，或写它可能取值的分布")
    case .grouped(let joined):
      return Phrase(
        "separate thousands with `_`, as in `\(joined)`",
        "千位请用 `_` 分隔，如 `\(joined)`")
    }
  }
}
