package import Quantities
internal import Tables
internal import Wording

/// A number with an optional unit as a file writes it: `80_000`, `14 bn yuan`, `8 万`, `16 %`.
package struct ConstantText {
  /// The number as written.
  package let value: Double
  /// The unit as written; empty when there is none.
  package let unit: String
  /// The magnitude of a number written in characters, such as 八万 and 3万5千.
  package let magnitude: Scale?

  /// Reads a constant.
  ///
  /// - Returns: nil when the text is an expression or not a number at all.
  package init?(_ text: String) {
    let letters = Array(text.halfWidth.trimmed)
    if let numeral = Self.numeral(letters) {
      self = numeral
      return
    }
    var index = 0
    let currency = Self.currency(letters)
    index += currency.count
    while index < letters.count, letters[index] == " " { index += 1 }
    if !currency.isEmpty, let numeral = Self.numeral(Array(letters[index...])) {
      self = ConstantText(
        value: numeral.value, unit: Self.unit(numeral.unit, currency), magnitude: numeral.magnitude)
      return
    }
    let start = index
    if index < letters.count, letters[index] == "-" || letters[index] == "+" { index += 1 }
    var digits = letters[start..<index].filter { $0 != "+" }
    var last: Character = " "
    var sawDigit = false
    while index < letters.count {
      let letter = letters[index]
      let isDigit = letter.isASCII && letter.isNumber
      let next: Character = index + 1 < letters.count ? letters[index + 1] : " "
      let isExponent =
        (letter == "e" || letter == "E") && sawDigit
        && (next.isASCII && next.isNumber
          || ((next == "-" || next == "+") && index + 2 < letters.count
            && letters[index + 2].isASCII && letters[index + 2].isNumber))
      let isSign = (letter == "-" || letter == "+") && (last == "e" || last == "E")
      let isSeparator = letter == "_" && sawDigit && next.isASCII && next.isNumber
      guard isDigit || letter == "." || isExponent || isSign || isSeparator else { break }
      if !isSeparator { digits.append(letter) }
      sawDigit = sawDigit || isDigit
      last = letter
      index += 1
    }
    guard sawDigit, let value = DecimalNumber.parse(String(digits)) else { return nil }
    let rest = String(letters[index...]).trimmed
    // What follows is a unit only if it could be one; `2 * x` is an expression.
    let unit = Self.unit(rest, currency)
    guard !unit.contains(where: { "*+-(),<>=".contains($0) }) else { return nil }
    // `12 500` is no number of units of 500.
    if let first = unit.first, first.isASCII, first.isNumber { return nil }
    self.value = value
    self.unit = unit
    magnitude = nil
  }

  /// What it comes to in the unit of a place; nil where it measures something else.
  func amount(in place: Unit, _ units: UnitParser) -> Double? {
    func counted(_ value: Double) -> Double {
      place.withoutMagnitude.scale.convert(value, to: place.scale)
    }
    guard !unit.isEmpty else { return magnitude == nil ? value : counted(value) }
    guard let written = try? units.unit(unit) else { return nil }
    return written.isOnlyMagnitude
      ? counted(written.scale.convert(value, to: .one)) : try? written.convert(value, to: place)
  }

  private init(value: Double, unit: String, magnitude: Scale?) {
    self.value = value
    self.unit = unit
    self.magnitude = magnitude
  }

  /// 一万二千五百亿, 3万5千, perhaps with its unit.
  private static func numeral(_ letters: [Character]) -> ConstantText? {
    guard let numeral = try? ChineseNumeral.leading(letters) else { return nil }
    return ConstantText(
      value: Double(numeral.value), unit: String(letters[numeral.length...]).trimmed,
      magnitude: numeral.magnitude)
  }

  /// The currency before a number, as in `$26 bn`.
  private static func currency(_ letters: [Character]) -> String {
    let word = String(letters.prefix { $0.isLetter || "$€¥".contains($0) })
    return UnitParser.isCurrency(word) ? word : ""
  }

  /// The unit with the currency of the front behind its magnitude; without the hyphen that joins
  /// it to the number, as in `99-square kilometre`.
  private static func unit(_ rest: String, _ currency: String) -> String {
    guard currency.isEmpty else {
      let words = rest.split(separator: " ").map(String.init)
      let magnitudes = words.prefix { UnitParser.isMagnitude($0) || $0 == "m" }
      return (magnitudes + [currency] + words.dropFirst(magnitudes.count)).joined(separator: " ")
    }
    guard rest.first == "-", let unit = try? UnitParser().unit(String(rest.dropFirst())),
      !unit.dimension.isNone
    else { return rest }
    return String(rest.dropFirst())
  }
}

extension Field {
  /// A number in a unit; a number without a unit is in that unit already.
  func number(in unit: Unit, _ units: UnitParser) -> Double? {
    guard let scalar = node.scalar, !node.isNull else {
      report(
        Phrase(
          "must be a number, found \(node.kind.english)",
          "应为数字，实为 \(node.kind.chinese)"))
      return nil
    }
    return number(scalar.text, in: unit, units)
  }

  /// A number in a unit, from a part of the text.
  func number(_ text: String, in unit: Unit, _ units: UnitParser) -> Double? {
    guard let constant = ConstantText(text) else {
      if let amount = WrittenAmount(text, units) {
        report(amount.problem(text), amount.advice(at: path))
      } else {
        report(Phrase("must be a number, found \(text.quoted)", "应为数字，实为 \(text.quoted)"))
      }
      return nil
    }
    guard !constant.unit.isEmpty else {
      guard let magnitude = constant.magnitude else { return constant.value }
      return counted(constant.value, magnitude, text, in: unit)
    }
    do {
      let written = try units.unit(constant.unit)
      // A magnitude alone counts in the unit of the place.
      if written.isOnlyMagnitude {
        return counted(
          written.scale.convert(constant.value, to: .one), written.magnitude, text, in: unit)
      }
      if written.isAmount(ofRate: unit), !unit.dimension.isNone {
        let amount = text.trimmed + unit.timeSuffix(of: stepOfKey)
        report(
          Phrase(
            "expected \(unit.phrase.english), found \(written.phrase.english)",
            "应为\(unit.phrase.chinese)，实为\(written.phrase.chinese)"),
          Phrase("write `\(amount)`", "请写 `\(amount)`"))
        return nil
      }
      if unit.countsThings, written.isFraction {
        report(
          Phrase(
            "\(text.trimmed.quoted) is a share, and things are counted here",
            "\(text.trimmed.quoted) 是份额，而此处为计数"), Phrase("write how many", "请写数量"))
        return nil
      }
      return try written.convert(constant.value, to: unit)
    } catch {
      if let amount = WrittenAmount(text, units) {
        report(amount.problem(text), amount.advice(at: path))
      } else {
        report(error.phrase)
      }
      return nil
    }
  }

  /// A number of the place's unit without its magnitude, where that can only be meant.
  private func counted(
    _ value: Double, _ magnitude: Scale, _ text: String, in unit: Unit
  ) -> Double? {
    if let unclear = UnclearMagnitude(text.trimmed, magnitude: magnitude, unit: unit) {
      report(unclear.problem, unclear.advice)
      return nil
    }
    return unit.withoutMagnitude.scale.convert(value, to: unit.scale)
  }

  /// A whole number within bounds.
  func integer(_ range: ClosedRange<Int>) -> Int? {
    guard let value = number(in: .one, UnitParser()) else { return nil }
    guard let whole = Int(exactly: value) else {
      report(
        Phrase(
          "must be a whole number, found \(node.kind.english)",
          "须为整数，实为 \(node.kind.chinese)"))
      return nil
    }
    guard range.contains(whole) else {
      report(
        Phrase(
          "must be between \(range.lowerBound) and \(range.upperBound), found \(whole)",
          "须在 \(range.lowerBound) 与 \(range.upperBound) 之间，实为 \(whole)"))
      return nil
    }
    return whole
  }

  /// A calendar period.
  func period() -> Period? {
    guard let scalar = node.scalar, !node.isNull else {
      report(
        Phrase(
          "must be a date, found \(node.kind.english)",
          "应为日期，实为 \(node.kind.chinese)"), Self.dateAdvice)
      return nil
    }
    return period(scalar.text)
  }

  /// A calendar period from a part of the text.
  func period(_ text: String) -> Period? {
    do {
      return try Period(text.trimmed)
    } catch .malformedPeriod {
      report(Phrase("\(text.quoted) is not a date", "\(text.quoted) 不是日期"), Self.dateAdvice)
    } catch .otherDate(_, let found, let advice) {
      // What begins with a half year does so at its beginning.
      let beginning =
        ["start", "from"].contains(key) ? Period.beginning(ofHalf: text.trimmed) : nil
      report(
        Phrase("\(text.quoted) is \(found.english)", "\(text.quoted) 是\(found.chinese)"),
        beginning.map {
          Phrase("write its beginning, \($0)", "请写其起始，\($0)")
        } ?? advice)
    } catch {
      report(error.phrase)
    }
    return nil
  }

  static let dateAdvice = Phrase(
    "write a year (2022), a quarter (2022-Q3) or a month (2022-06)",
    "请写年份（2022）、季度（2022-Q3）或月份（2022-06）")
}

extension Unit {
  /// Whether it was written as a magnitude word and nothing else.
  package var isOnlyMagnitude: Bool { dimension.isNone && labels.isEmpty && magnitude != .one }
}

extension ExpressionText {
  /// The value of a plain number, with `%` and magnitudes applied; nil for anything else.
  var constant: Double? {
    guard let constant = ConstantText(text) else { return nil }
    guard !constant.unit.isEmpty else { return constant.value }
    guard let unit = try? UnitParser().unit(constant.unit), unit.dimension.isNone else {
      return nil
    }
    return unit.scale.convert(constant.value, to: .one)
  }

  /// The share that a number is, of whatever time: .05 for `5 % per quarter`; nil for anything else.
  func share(_ units: UnitParser) -> Double? {
    guard let constant = ConstantText(text) else { return nil }
    guard !constant.unit.isEmpty else { return constant.value }
    guard let unit = try? units.unit(constant.unit), unit.labels.isEmpty,
      unit.dimension.isNone || unit.dimension == .rate
    else { return nil }
    return (unit.scale / unit.timeScale).convert(constant.value, to: .one)
  }

  /// The number as written, whatever its unit; nil when it is no constant.
  var writtenNumber: Double? { ConstantText(text)?.value }
}
