internal import Quantities
internal import Tables

/// A number with an optional unit as a file writes it: `80_000`, `14 bn yuan`, `8 万`, `16 %`.
struct ConstantText {
  let value: Double
  /// The unit as written; empty when there is none.
  let unit: String

  /// Reads a constant.
  ///
  /// - Returns: nil when the text is an expression or not a number at all.
  init?(_ text: String) {
    let letters = Array(text)
    var index = 0
    while index < letters.count, letters[index] == " " { index += 1 }
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
    guard !rest.contains(where: { "*+-(),<>=".contains($0) }) else { return nil }
    self.value = value
    unit = rest
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

extension Field {
  /// A number in a unit; a number without a unit is in that unit already.
  func number(in unit: Unit, _ units: UnitParser) -> Double? {
    guard let scalar = node.scalar, !node.isNull else {
      report("must be a number, found \(node.kind)")
      return nil
    }
    return number(scalar.text, in: unit, units)
  }

  /// A number in a unit, from a part of the text.
  func number(_ text: String, in unit: Unit, _ units: UnitParser) -> Double? {
    guard let constant = ConstantText(text) else {
      let isGrouped = text.contains(",") && text.contains(where: \.isNumber)
      report(
        "must be a number, found \(text.quoted)",
        isGrouped ? "separate thousands with `_`, as in 80_000" : nil)
      return nil
    }
    guard !constant.unit.isEmpty else { return constant.value }
    do {
      let written = try units.unit(constant.unit)
      // A magnitude alone counts in the unit of the place.
      if written.isOnlyMagnitude && !unit.dimension.isNone {
        return written.scale.convert(constant.value, to: unit.magnitude)
      }
      return try written.convert(constant.value, to: unit)
    } catch {
      report("\(error)")
      return nil
    }
  }

  /// A whole number within bounds.
  func integer(_ range: ClosedRange<Int>) -> Int? {
    guard let value = number(in: .one, UnitParser()) else { return nil }
    guard let whole = Int(exactly: value) else {
      report("must be a whole number, found \(node.kind)")
      return nil
    }
    guard range.contains(whole) else {
      report(
        "must be between \(range.lowerBound) and \(range.upperBound), found \(whole)")
      return nil
    }
    return whole
  }

  /// A calendar period.
  func period() -> Period? {
    guard let scalar = node.scalar, !node.isNull else {
      report("must be a date, found \(node.kind)", Self.dateAdvice)
      return nil
    }
    return period(scalar.text)
  }

  /// A calendar period from a part of the text.
  func period(_ text: String) -> Period? {
    do {
      return try Period(text.trimmed)
    } catch .malformedPeriod {
      report("\(text.quoted) is not a date", Self.dateAdvice)
    } catch {
      report("\(error)")
    }
    return nil
  }

  static let dateAdvice = "write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
}

extension Unit {
  /// Whether it was written as a magnitude word and nothing else.
  var isOnlyMagnitude: Bool { dimension.isNone && labels.isEmpty && magnitude != .one }
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

  /// The number as written, whatever its unit; nil when it is no constant.
  var writtenNumber: Double? { ConstantText(text)?.value }
}
