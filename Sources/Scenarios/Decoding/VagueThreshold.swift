internal import Quantities
internal import Wording

/// A threshold in vague words, with what it is read as: `several`, `over 10 bn yuan`, `about 35`,
/// `doubling`, `100-bn-yuan level`, `千亿级`.
struct VagueThreshold {
  /// The word of the statement that it makes of the one that the file has.
  let word: String
  /// The expression in its place.
  let expression: String
  /// What that is, for people.
  let said: Phrase
  /// The amount as written, where it was taken for that of a year and does not say so, and with the
  /// money that it leaves out too.
  private(set) var amountOfNoTime: (written: String, money: String)?

  private init(_ word: String, _ expression: String, _ said: Phrase) {
    self.word = word
    self.expression = expression
    self.said = said
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: the text of the file.
  ///   - word: the word before it, as in `at_least`.
  ///   - unit: the unit of the indicator.
  ///   - units: the units of the file.
  /// - Returns: nil for a number, an expression, and what may not stand behind the word.
  static func read(
    _ text: String, after word: String, unit: Unit, _ units: UnitParser
  ) -> VagueThreshold? {
    let text = ungrouped(text.halfWidth.trimmed)
    switch VagueLexicon.meaning(of: text, things: unit) {
    case .oneOf(let numbers): return VagueThreshold(word, law(numbers), said(numbers))
    case .times(let factor):
      guard ["at_least", "growth_of_at_least"].contains(word) else { return nil }
      return VagueThreshold(
        "growth_of_at_least", "\(factor)",
        Phrase("\(factor) times the value before", "此前数值的 \(factor) 倍"))
    case nil: break
    }
    let reader = AmountReader(unit: unit, units: units)
    if let amount = VagueLexicon.amount(ofLevel: text) {
      guard !["at_most", "less_than"].contains(word), let whole = reader.complete(amount) else {
        return nil
      }
      return VagueThreshold(word, whole, orMore(whole, word)).of(amount, in: reader)
    }
    guard case .hedged(let hedge, _, let written)? = WrittenAmount(text, units),
      let amount = reader.complete(written)
    else { return nil }
    return hedged(hedge, amount, after: word)?.of(written, in: reader)
  }

  /// The same, which knows whether the amount was taken for that of a year.
  private func of(_ amount: String, in reader: AmountReader) -> VagueThreshold {
    var known = self
    known.amountOfNoTime = reader.withoutYear(amount).map { (amount, $0) }
    return known
  }

  /// `over 50,000` with its digits joined by `_`.
  private static func ungrouped(_ text: String) -> String {
    let letters = Array(text)
    func isDigit(_ index: Int) -> Bool {
      letters.indices.contains(index) && letters[index].isASCII && letters[index].isNumber
    }
    return String(
      letters.indices.map { index in
        let isMark =
          letters[index] == "," && isDigit(index - 1) && (1...3).allSatisfy { isDigit(index + $0) }
          && !isDigit(index + 4)
        return isMark ? "_" : letters[index]
      })
  }

  private static func hedged(
    _ hedge: WrittenAmount.Hedge, _ amount: String, after word: String
  ) -> VagueThreshold? {
    switch hedge {
    case .atLeast, .moreThan:
      guard !["at_most", "less_than", "between"].contains(word) else { return nil }
      let own = word == "at_least" ? hedge.rawValue : word
      return VagueThreshold(own, amount, orMore(amount, own))
    case .atMost, .lessThan:
      guard ["at_most", "less_than"].contains(word) else { return nil }
      let own = word == "at_most" ? hedge.rawValue : word
      return VagueThreshold(own, amount, orLess(amount, own))
    case .about: return spread(amount, word, below: VagueLexicon.about, above: VagueLexicon.about)
    case .nearly:
      guard !["at_most", "less_than"].contains(word) else { return nil }
      return spread(amount, word, below: VagueLexicon.nearly, above: 0)
    }
  }

  private static func orMore(_ amount: String, _ word: String) -> Phrase {
    word == "more_than"
      ? Phrase("more than \(amount)", "超过 \(amount)")
      : Phrase("\(amount) or more", "\(amount) 或以上")
  }

  private static func orLess(_ amount: String, _ word: String) -> Phrase {
    word == "less_than"
      ? Phrase("less than \(amount)", "低于 \(amount)")
      : Phrase("\(amount) or less", "\(amount) 或以下")
  }

  /// Evenly between two shares of an amount.
  private static func spread(
    _ amount: String, _ word: String, below: Double, above: Double
  ) -> VagueThreshold? {
    guard let constant = ConstantText(amount), constant.value > 0 else { return nil }
    var (low, high) = (constant.value * (1 - below), constant.value * (1 + above))
    var unit = constant.unit.isEmpty ? "" : " \(constant.unit)"
    // 约3万5千 counts in the unit of the place, as 约3.5万 does.
    if unit.isEmpty, let magnitude = constant.magnitude,
      let word = UnitParser.word(ofMagnitude: magnitude)
    {
      (low, high) = (low / magnitude.value, high / magnitude.value)
      unit = " \(word)"
    }
    let law = "uniform(\(digits(low)), \(digits(high)))\(unit)"
    return VagueThreshold(
      word, law,
      Phrase(
        "\(law), evenly \(digits(low)) to \(digits(high))",
        "\(law)，在 \(digits(low)) 与 \(digits(high)) 之间均匀分布"))
  }

  private static func digits(_ value: Double) -> String {
    let rounded = (value * 1e9).rounded() / 1e9
    return plain(rounded.isFinite && rounded > 0 ? rounded : value)
  }

  private static func law(_ numbers: [Int]) -> String {
    guard numbers.count > 1 else { return "\(numbers[0])" }
    // Seven digits, whose sum is 1 as exactly as a law needs it.
    let share = plain((1e7 / Double(numbers.count)).rounded() / 1e7)
    return "discrete(" + numbers.map { "\($0): \(share)" }.joined(separator: ", ") + ")"
  }

  private static func said(_ numbers: [Int]) -> Phrase {
    guard let first = numbers.first, let last = numbers.last, numbers.count > 1 else {
      return Phrase("\(numbers.first ?? 0)")
    }
    let step = numbers[1] - first
    let percent = plain((1000 / Double(numbers.count)).rounded() / 10)
    return Phrase(
      "discrete(\(first)..\(last)\(step == 1 ? "" : " by \(step)")), each \(percent) %",
      "discrete(\(first)..\(last)\(step == 1 ? "" : "，步长 \(step)"))，各 \(percent) %")
  }
}

/// Amounts of documents, which leave out what everybody knows: money, and that it is a year's.
private struct AmountReader {
  let unit: Unit
  let units: UnitParser

  /// The amount with the unit that fits the indicator: as written if it does, else with yuan, a year, or
  /// both behind it; nil if it is no amount.
  func complete(_ text: String) -> String? {
    guard let constant = ConstantText(text) else { return nil }
    guard !constant.unit.isEmpty else { return text }
    return text + (ending(of: constant) ?? "")
  }

  /// The amount complete but for its year; nil where it does not leave one out.
  func withoutYear(_ text: String) -> String? {
    guard let constant = ConstantText(text), !constant.unit.isEmpty,
      let ending = ending(of: constant), ending.hasSuffix(Self.ofYear)
    else { return nil }
    return text + ending.dropLast(Self.ofYear.count)
  }

  private static let ofYear = "/year"

  private func ending(of constant: ConstantText) -> String? {
    ["", "元"].flatMap { money in ["", Self.ofYear].map { money + $0 } }.first { ending in
      guard let own = try? units.unit(constant.unit + ending) else { return false }
      return own.isCompatible(with: unit)
    }
  }
}

// Thresholds that may be vague.
extension ScenarioDecoder {
  /// The threshold of a target: an expression, a vague word, or a word with a reading of the file's own,
  /// as in `{several: "discrete(2: 0.5, 3: 0.5)"}`.
  func threshold(
    _ field: Field, after word: String, _ section: Section, _ unit: Unit?
  ) -> ExpressionText? {
    if let vague = vague(field, after: word, unit), let text = field.node.scalar?.text {
      if let amount = vague.amountOfNoTime, let unit, let step = step(of: section), step != .year {
        reportNoTime(text.trimmed, amount, unit, step, field)
        return nil
      }
      return register(vague.expression, of: text.trimmed, vague.said, field)
    }
    guard let entries = field.node.entries, entries.count == 1, let entry = entries.first else {
      return field.expression(ofPeriod: step(of: section))
    }
    guard isVague(field.child(entry).ofKey, after: word, section, unit) else {
      field.issues.report(
        entry.keyPlace, field.path,
        Phrase(
          "\(entry.key.quoted) is no vague word of a number, and the quote does not have it",
          "\(entry.key.quoted) 不是表示数量的含糊词语，引文中也没有"),
        Phrase("write the number or the law itself", "请直接写数字或分布"))
      return nil
    }
    guard let text = field.child(entry).at(path: field.path).expression() else { return nil }
    field.issues.register(
      VagueReading(
        written: entry.key, expression: text.text, said: Phrase(text.text), isOwn: true,
        path: field.path, place: field.place))
    return text
  }

  /// The length of the period of which a target asks; of several that of the first.
  private func step(of section: Section) -> TimeStep? {
    guard let node = (section["in"] ?? section["by"])?.node,
      let text = (node.elements?.first ?? node).scalar?.text
    else { return nil }
    let first = ["..", " or ", "或"].reduce(text) { text, mark in
      text.firstRange(of: mark).map { String(text[..<$0.lowerBound]) } ?? text
    }
    return (try? Period(first.trimmed))?.step
  }

  /// A quarter's amount is a quarter of a year's: what leaves its time out may be either.
  private func reportNoTime(
    _ text: String, _ amount: (written: String, money: String), _ unit: Unit, _ step: TimeStep,
    _ field: Field
  ) {
    func written(_ step: TimeStep) -> String {
      let full = amount.money + unit.timeSuffix(of: step)
      return text.contains(amount.written) ? text.replacing(amount.written, with: full) : full
    }
    field.report(
      Phrase(
        "\(text.quoted) may be that of the \(step) or of a year at its pace",
        "\(text.quoted) 可能指该\(step.word.chinese)的总量，也可能指折合全年"),
      Phrase(
        "write `\(written(step))`, or `\(written(.year))`",
        "请写 `\(written(step))` 或 `\(written(.year))`"))
  }

  /// Whether a key is a vague word of a number, or stands in the quote of the target.
  private func isVague(
    _ key: Field, after word: String, _ section: Section, _ unit: Unit?
  ) -> Bool {
    let quote = section["quote"]?.node.scalar?.text ?? ""
    return vague(key, after: word, unit).map { $0.word == word } ?? quote.contains(key.key)
  }

  /// The vague words of a value; nil where it has none.
  func vague(_ field: Field, after word: String, _ unit: Unit?) -> VagueThreshold? {
    guard let text = field.node.scalar?.text, names.kinds[text.trimmed] == nil else { return nil }
    return VagueThreshold.read(text, after: word, unit: unit ?? .one, units)
  }

  private func register(
    _ expression: String, of written: String, _ said: Phrase, _ field: Field
  ) -> ExpressionText {
    let text = ExpressionText(
      text: expression, place: field.place, path: field.path, isVerbatim: false)
    field.issues.register(text)
    field.issues.register(
      VagueReading(
        written: written, expression: expression, said: said, isOwn: false, path: field.path,
        place: field.place))
    return text
  }
}
