internal import Wording

/// A slip of syntax as people make it, with what would mend it.
struct SyntaxSlip {
  /// The line, from 1, and the index in it at which the slip stands.
  let line: Int
  let index: Int
  /// What is wrong and what to do; nil where the parser's complaint says it.
  let words: (problem: Phrase, advice: Phrase)?
  let mended: MendedText
}

/// Finds the slips that may be behind a complaint of the parser.
struct SyntaxSlips {
  let text: MendedText
  /// The lines that the complaint is about, the likeliest first.
  let lines: [Int]

  /// The lines of a complaint: its own, the one before it, and the one where its subject began.
  init(_ text: MendedText, line: Int, begun: Int?) {
    self.text = text
    var before = line - 1
    while before > 0, Self.isBlank(text.line(before)) { before -= 1 }
    var seen: Set<Int> = []
    lines = [line, before, begun ?? 0].filter { $0 > 0 && seen.insert($0).inserted }
  }

  static func isBlank(_ line: [Unicode.Scalar]) -> Bool {
    let first = line.first { !$0.properties.isWhitespace }
    return first == nil || first == "#"
  }

  /// The slips, the likeliest first.
  var all: [SyntaxSlip] {
    tabs() + lines.flatMap(fullWidth) + lines.flatMap(missingBlank)
      + lines.flatMap(missingColon) + indentation()
      + lines.flatMap(unclosed) + lines.flatMap(secondColon)
  }

  // MARK: Characters

  private static let groups: [(scalars: [Unicode.Scalar: String], name: String)] = [
    (["：": ":"], "colon"), (["｛": "{", "｝": "}"], "brace"), (["［": "[", "］": "]"], "bracket"),
    (["，": ",", "、": ",", "；": ","], "comma"), (["“": "\"", "”": "\""], "quotation mark"),
  ]

  /// The plain form of a sign of Chinese typing that may stand for structure, with its name.
  private static let chinese = [
    "colon": "冒号", "brace": "花括号", "bracket": "方括号", "comma": "逗号", "quotation mark": "引号",
  ]

  static func plain(_ scalar: Unicode.Scalar) -> (sign: String, name: String)? {
    for group in groups {
      if let sign = group.scalars[scalar] { return (sign, group.name) }
    }
    return nil
  }

  /// What to say of a full-width sign.
  static func words(_ scalar: Unicode.Scalar) -> (problem: Phrase, advice: Phrase)? {
    guard let (sign, name) = plain(scalar) else { return nil }
    return (
      Phrase(
        "the full-width \(name) `\(String(scalar))` is no sign of YAML",
        "全角\(chinese[name] ?? "符号") `\(String(scalar))` 不是 YAML 的符号"),
      name == "colon"
        ? Phrase("write `: `, with a blank after it", "请写 `: `，其后加空格")
        : Phrase("write `\(sign)`", "请写 `\(sign)`")
    )
  }

  /// What is said of a colon without a blank behind it.
  static func noBlank(_ key: String) -> (problem: Phrase, advice: Phrase) {
    (
      Phrase("no blank after the colon", "冒号后没有空格"),
      Phrase("write `\(key): …`", "请写 `\(key): …`")
    )
  }

  private func fullWidth(_ line: Int) -> [SyntaxSlip] {
    let scalars = text.line(line)
    let outside = Self.outsideQuotes(scalars)
    return Self.groups.compactMap { group in
      let places = outside.filter { group.scalars[scalars[$0]] != nil }
      guard let first = places.first else { return nil }
      var mended = text
      // A line has one colon of its own; its other signs come as often as they like.
      for index in group.name == "colon" ? [first] : places.reversed() {
        let sign = group.scalars[scalars[index]] ?? ""
        let isTight = index + 1 < scalars.count && !scalars[index + 1].properties.isWhitespace
        mended.replace(
          index..<(index + 1), with: sign == ":" && isTight ? ": " : sign, line: line)
      }
      return SyntaxSlip(
        line: line, index: first, words: Self.words(scalars[first]), mended: mended)
    }
  }

  /// The indices of a line outside plain quotes and comments.
  private static func outsideQuotes(_ scalars: [Unicode.Scalar]) -> [Int] {
    var quote: Unicode.Scalar?
    var indices: [Int] = []
    for (index, scalar) in scalars.enumerated() {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if (scalar == "\"" || scalar == "'") && (index == 0 || isEdge(scalars[index - 1])) {
        quote = scalar
      } else if scalar == "#", index == 0 || scalars[index - 1].properties.isWhitespace {
        break
      } else {
        indices.append(index)
      }
    }
    return indices
  }

  private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "[{,:(".unicodeScalars.contains(scalar)
  }

  /// `kind:count`: a key whose colon has no blank behind it.
  private func missingBlank(_ line: Int) -> [SyntaxSlip] {
    let scalars = text.line(line)
    guard let colon = scalars.firstIndex(of: ":"), colon + 1 < scalars.count,
      !scalars[colon + 1].properties.isWhitespace, scalars[colon + 1] != "/",
      let word = scalars[..<colon].firstIndex(where: { $0 != " " && $0 != "-" }),
      scalars[word..<colon].allSatisfy({
        $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
      })
    else { return [] }
    var mended = text
    mended.replace(colon..<(colon + 1), with: ": ", line: line)
    let key = String(String.UnicodeScalarView(scalars[word..<colon]))
    return [
      SyntaxSlip(
        line: line, index: colon,
        words: Self.noBlank(key), mended: mended)
    ]
  }

  /// `firms {kind: count}`: a key without its colon before a bracket.
  private func missingColon(_ line: Int) -> [SyntaxSlip] {
    let scalars = text.line(line)
    guard let word = scalars.firstIndex(where: { $0 != " " && $0 != "-" }),
      let bracket = scalars.firstIndex(where: { $0 == "{" || $0 == "[" }), bracket > word
    else { return [] }
    let blank = scalars[word..<bracket].firstIndex(of: " ") ?? bracket
    let isWord = scalars[word..<blank].allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
    guard isWord, scalars[blank..<bracket].allSatisfy({ $0 == " " }) else { return [] }
    var mended = text
    mended.replace(blank..<blank, with: blank == bracket ? ": " : ":", line: line)
    let key = String(String.UnicodeScalarView(scalars[word..<blank]))
    return [
      SyntaxSlip(
        line: line, index: blank,
        words: (
          Phrase("no colon after \(key.quoted)", "\(key.quoted) 之后缺少冒号"),
          Phrase("write `\(key): …`", "请写 `\(key): …`")
        ), mended: mended)
    ]
  }

  // MARK: Indentation

  private func tabs() -> [SyntaxSlip] {
    guard let line = lines.first(where: { indentation(text.line($0)).contains("\t") }) else {
      return []
    }
    let index = text.line(line).firstIndex(of: "\t") ?? 0
    return [2, 4, 8].map { width in
      var mended = text
      for number in 1...text.lines.count {
        let blank = indentation(text.line(number))
        guard blank.contains("\t") else { continue }
        let spaces = blank.reduce(0) { $0 + ($1 == "\t" ? width : 1) }
        mended.replace(
          0..<blank.count, with: String(repeating: " ", count: spaces), line: number)
      }
      return SyntaxSlip(
        line: line, index: index,
        words: (
          Phrase("a tab in the indentation", "缩进中有制表符"), Phrase("indent with spaces", "请用空格缩进")
        ),
        mended: mended)
    }
  }

  private func indentation(_ line: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
    line.prefix { $0 == " " || $0 == "\t" }
  }

  /// A line that stands deeper or less deep than its neighbours.
  private func indentation() -> [SyntaxSlip] {
    guard lines.count > 1, lines.prefix(2).allSatisfy({ text.line($0).contains(":") }) else {
      return []
    }
    let (own, before) = (lines[0], lines[1])
    let (width, other) = (
      indentation(text.line(own)).count, indentation(text.line(before)).count
    )
    var slips: [SyntaxSlip] = []
    if width != other {
      let both = [moved(before, to: width), moved(own, to: other)]
      slips = isOdd(before, like: own) ? both : both.reversed()
    }
    // Back to a line further up, or on to the next one.
    var tried: Set<Int> = [width, other]
    for number in stride(from: before - 1, to: max(before - 40, 0), by: -1)
    where !Self.isBlank(text.line(number)) {
      let count = indentation(text.line(number)).count
      if tried.insert(count).inserted { slips.append(moved(own, to: count)) }
    }
    return slips
  }

  /// Whether the line before is the odd one: what stands around the two has the width of the other.
  private func isOdd(_ before: Int, like own: Int) -> Bool {
    let (width, other) = (
      self.indentation(text.line(own)).count, self.indentation(text.line(before)).count
    )
    func indentation(from start: Int, by direction: Int) -> Int? {
      var number = start
      while text.lines.indices.contains(number - 1), Self.isBlank(text.line(number)) {
        number += direction
      }
      return text.lines.indices.contains(number - 1)
        ? self.indentation(text.line(number)).count : nil
    }
    if indentation(from: before - 1, by: -1) == width { return true }
    if indentation(from: own + 1, by: 1) == other { return false }
    return neighbours(of: own, at: width) > neighbours(of: own, at: other)
  }

  private func moved(_ line: Int, to width: Int) -> SyntaxSlip {
    let old = indentation(text.line(line)).count
    var mended = text
    mended.replace(0..<old, with: String(repeating: " ", count: width), line: line)
    return SyntaxSlip(
      line: line, index: old,
      words: (
        Phrase("indented by \(old), its neighbours by \(width)", "缩进 \(old) 格，相邻各行缩进 \(width) 格"),
        Phrase("indent it by \(width)", "请缩进 \(width) 格")
      ),
      mended: mended)
  }

  /// How many lines around one have an indentation, up to those that have less.
  private func neighbours(of line: Int, at width: Int) -> Int {
    var count = 0
    for direction in [-1, 1] {
      var number = direction < 0 ? line : line + 1
      while number > 0, number <= text.lines.count {
        let scalars = text.line(number)
        number += direction
        if Self.isBlank(scalars) { continue }
        let own = indentation(scalars).count
        if own == width { count += 1 }
        if own + 1 < width { break }
      }
    }
    return count
  }

  // MARK: What the parser says well enough

  /// A bracket that is open at the end of its line.
  private func unclosed(_ line: Int) -> [SyntaxSlip] {
    let scalars = text.line(line)
    var open: [Unicode.Scalar] = []
    for index in Self.outsideQuotes(scalars) {
      switch scalars[index] {
      case "{": open.append("}")
      case "[": open.append("]")
      case "(": open.append(")")
      case "}", "]", ")": if open.last == scalars[index] { open.removeLast() }
      default: break
      }
    }
    let end = scalars.last == "\r" ? scalars.count - 1 : scalars.count
    let quotes = scalars.filter { $0 == "\"" }.count
    guard !open.isEmpty || quotes % 2 == 1 else { return [] }
    var mended = text
    let closing = (quotes % 2 == 1 ? "\"" : "") + open.reversed().map { String($0) }.joined()
    mended.replace(end..<end, with: closing, line: line)
    return [SyntaxSlip(line: line, index: end, words: nil, mended: mended)]
  }

  /// `note: first: second`: the value goes between quotes.
  private func secondColon(_ line: Int) -> [SyntaxSlip] {
    let scalars = text.line(line)
    let colons = scalars.indices.dropLast().filter {
      scalars[$0] == ":" && scalars[$0 + 1] == " "
    }
    let end = scalars.last == "\r" ? scalars.count - 1 : scalars.count
    guard let first = colons.first, colons.count > 1, !scalars.contains("'"), first + 2 < end,
      !"{[\"&*|>".unicodeScalars.contains(scalars[first + 2])
    else { return [] }
    var mended = text
    mended.replace(end..<end, with: "'", line: line)
    mended.replace((first + 1)..<(first + 2), with: " '", line: line)
    return [SyntaxSlip(line: line, index: colons[1], words: nil, mended: mended)]
  }
}
