internal import Quantities
internal import Scenarios
public import Wording

/// A number that an option cannot take; the sentence goes on after the option and what was written.
public struct OptionNumberError: Error, Hashable, CustomStringConvertible {
  /// What it must be, with examples.
  public let phrase: Phrase

  /// The English sentence.
  public var description: String { phrase.english }
}

/// Numbers as people write them behind an option.
enum OptionNumber {
  /// The number of a text: `20000`, `20,000`, `100_000`, `1e6`, `10万`, `2 million`, `70%`.
  ///
  /// - Returns: nil where it is no number, or one of some quantity.
  static func value(_ text: String) -> Double? { value(text) { _ in true } }

  private static func value(_ text: String, where isWanted: (Unit) -> Bool) -> Double? {
    guard let constant = ConstantText(ungrouped(text)) else { return nil }
    guard !constant.unit.isEmpty else { return constant.value }
    guard let unit = try? UnitParser().unit(constant.unit), unit.dimension.isNone,
      unit.labels.isEmpty, isWanted(unit)
    else { return nil }
    return unit.scale.convert(constant.value, to: .one)
  }

  /// The text without the commas between groups of three digits; any other text as it is.
  static func ungrouped(_ text: String) -> String {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    let areGroups =
      parts.count > 1 && (1...3).contains(parts[0].count) && parts[0].allSatisfy(isDigit)
      && parts.dropFirst().allSatisfy { $0.prefix(while: isDigit).count == 3 }
      && parts.dropFirst().dropLast().allSatisfy { $0.count == 3 }
    return areGroups ? parts.joined() : text
  }

  /// A whole number of a range; a percentage is none, 100 % neither.
  static func whole(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = value(text, where: { $0.scale.convert(1, to: .one) >= 1 }),
      let whole = Int(exactly: value), range.contains(whole)
    else { return nil }
    return whole
  }
}

/// The number of paths that an option asks for.
public enum PathCount {
  /// The most that may be asked for.
  public static let most = 1_000_000_000

  /// Reads a number of paths.
  ///
  /// - Parameter text: as in `20000`, `100_000`, `1e6` or `10万`.
  /// - Returns: the number, from 1 to ``most``.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String) throws(OptionNumberError) -> Int {
    guard let paths = OptionNumber.whole(text, 1...most) else {
      throw OptionNumberError(
        phrase: Phrase(
          "write a whole number from 1 to 1,000,000,000, as in 20000, 100_000, 1e6 or 10万",
          "请写 1 到 1,000,000,000 的整数，如 20000、100_000、1e6 或 10万"))
    }
    return paths
  }
}

/// A count of anything else that an option asks for.
public enum WholeNumber {
  /// Reads a whole number; the command tells which are too many.
  ///
  /// - Parameter text: as in `1024`, `100_000`, `1e6` or `10万`.
  /// - Returns: the number, not below 0.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String) throws(OptionNumberError) -> Int {
    guard let number = OptionNumber.whole(text, 0...Int.max) else {
      throw OptionNumberError(
        phrase: Phrase(
          "write a whole number from 0, as in 1024, 100_000, 1e6 or 10万",
          "请写不小于 0 的整数，如 1024、100_000、1e6 或 10万"))
    }
    return number
  }

  /// Reads a whole number where the command tells which are too few, too.
  ///
  /// - Parameter text: as in `4`, `1_000` or `-1`.
  /// - Returns: the number.
  /// - Throws: ``OptionNumberError``.
  public static func readAny(_ text: String) throws(OptionNumberError) -> Int {
    guard let number = OptionNumber.whole(text, Int.min...Int.max) else {
      throw OptionNumberError(
        phrase: Phrase("write a whole number, as in 4, 1_000 or 1e3", "请写整数，如 4、1_000 或 1e3"))
    }
    return number
  }
}

/// The seed of random numbers that an option gives.
public enum SeedNumber {
  /// Reads a seed.
  ///
  /// - Parameter text: as in `2022`, `1_000`, `1e3` or `10万`.
  /// - Returns: the number, all 64 bits of it.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String) throws(OptionNumberError) -> UInt64 {
    // Large ones digit by digit: not every whole number is a double.
    if let seed = UInt64(OptionNumber.ungrouped(text).filter { $0 != "_" }) { return seed }
    guard let seed = OptionNumber.whole(text, 0...1 << 53) else {
      throw OptionNumberError(
        phrase: Phrase(
          "write a whole number from 0 to 18446744073709551615, as in 2022, 1_000 or 10万",
          "请写 0 到 18446744073709551615 的整数，如 2022、1_000 或 10万"))
    }
    return UInt64(seed)
  }
}

/// A share or a probability that an option asks for.
public enum Share {
  /// Reads a share.
  ///
  /// - Parameter text: as in `0.8` or `80%`.
  /// - Returns: the number, from 0 to 1.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String) throws(OptionNumberError) -> Double {
    guard let share = OptionNumber.value(text), (0...1).contains(share) else {
      throw OptionNumberError(
        phrase: Phrase(
          "write a number from 0 to 1 or a percentage, as in 0.8 or 80%",
          "请写 0 到 1 的数或百分数，如 0.8 或 80%"))
    }
    return share
  }
}

/// Several amounts that an option asks about.
public enum AmountList {
  /// The amounts of a list.
  ///
  /// - Parameter text: amounts between commas, as in `800,12.5万`, or between semicolons, as in
  ///   `1,000;2,000`, where commas divide thousands.
  /// - Returns: their texts.
  /// - Throws: ``OptionNumberError`` where a comma may do either: `1,200` is one number, or one and 200.
  public static func parts(_ text: String) throws(OptionNumberError) -> [String] {
    let text = String(text.map { digits[$0] ?? $0 })
    let isDivided = text.contains(where: dividers.contains)
    let parts = text.split { isDivided ? dividers.contains($0) : $0 == "," }
    guard !isDivided else { return parts.map(trimmed) }
    let groups = groups(parts)
    // Nobody writes an amount of 000, and who does not divide the thousands of one number does not divide
    // those of another.
    let apart = groups.flatMap(apart)
    if apart.count > groups.count, !parts.contains(where: isUngrouped) {
      let whole = groups.map { $0.joined() }
      let (one, several) = (whole.joined(separator: ";"), apart.joined(separator: ";"))
      let alone = whole.count == 1 ? one : "\"\(one)\""
      throw OptionNumberError(
        phrase: Phrase(
          "its comma may divide thousands or amounts; write \(alone) or \"\(several)\"",
          "其中的逗号可能是千位分隔，也可能分隔多个数；请写 \(alone) 或 \"\(several)\""))
    }
    return apart.map { trimmed($0[...]) }
  }

  private static let dividers: Set<Character> = [";", "；", "、"]
  /// Commas and digits of Chinese keyboards.
  private static let digits: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip("，０１２３４５６７８９", ",0123456789"))

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func trimmed(_ part: Substring) -> String {
    var part = part.drop(while: \.isWhitespace)
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }

  private static func isUngrouped(_ part: Substring) -> Bool {
    part.drop { !isDigit($0) }.prefix(while: isDigit).count > 3
  }

  /// The parts, those together that may be one number with its thousands divided: `1,000`, `12,345.6`.
  private static func groups(_ parts: [Substring]) -> [[Substring]] {
    var groups: [[Substring]] = []
    var isOpen = false
    for part in parts {
      // A blank parts two amounts, but no 000 from its number.
      let own = part.drop(while: \.isWhitespace)
      let next = own.first == "0" ? own : part
      if isOpen, next.prefix(while: isDigit).count == 3 {
        groups[groups.count - 1].append(next)
        // Decimals or a unit end the number.
        isOpen = next.count == 3
        continue
      }
      // What a sign or the x of a multiple stands before.
      let lead = part.drop { !isDigit($0) }
      isOpen = (1...3).contains(lead.count) && lead.allSatisfy(isDigit) && lead.first != "0"
      groups.append([part])
    }
    return groups
  }

  /// The numbers of a group where its commas divide amounts as far as they can.
  private static func apart(_ group: [Substring]) -> [String] {
    group.reduce(into: []) { numbers, part in
      if part.first == "0", !numbers.isEmpty {
        numbers[numbers.count - 1] += part
      } else {
        numbers.append(String(part))
      }
    }
  }
}

/// An amount of a column that an option asks about.
public enum ColumnAmount {
  /// Reads an amount as a number in the unit of the column.
  ///
  /// - Parameters:
  ///   - text: as in `800`, `18万个` or `10万`; a bare number is in the unit of the column, a
  ///     magnitude alone counts in that unit without its own.
  ///   - unit: the unit of the column, as the table tells it.
  /// - Returns: the number.
  /// - Throws: ``OptionNumberError``.
  public static func read(_ text: String, unit: String?) throws(OptionNumberError) -> Double {
    guard let constant = ConstantText(OptionNumber.ungrouped(text)) else {
      throw OptionNumberError(
        phrase: Phrase("write a number, as in 800, 18万个 or 10万", "请写数字，如 800、18万个 或 10万"))
    }
    let own = unit.flatMap { try? UnitParser().declaredUnit($0) }
    func counted(_ value: Double, _ magnitude: Scale) throws(OptionNumberError) -> Double {
      guard let own else { return value }
      if let unclear = UnclearMagnitude(text, magnitude: magnitude, unit: own) {
        throw OptionNumberError(phrase: unclear.phrase)
      }
      return own.withoutMagnitude.scale.convert(value, to: own.scale)
    }
    guard !constant.unit.isEmpty else {
      guard let magnitude = constant.magnitude else { return constant.value }
      return try counted(constant.value, magnitude)
    }
    let parser = UnitParser(labels: Set(own?.labels ?? []))
    if let written = try? parser.unit(constant.unit) {
      if written.isOnlyMagnitude {
        return try counted(written.scale.convert(constant.value, to: .one), written.magnitude)
      }
      if let own, written.isCompatible(with: own),
        written.dimension != .none || written.labels.isEmpty == own.labels.isEmpty
      {
        return written.scale.convert(constant.value, to: own.scale)
      }
    }
    throw OptionNumberError(
      phrase: unit.map {
        Phrase("the column is in \($0); write the number in that unit", "该列以 \($0) 计；请以该单位写数字")
      }
        ?? Phrase(
          "the table names no unit; write the number alone, as its cells have it",
          "表中没有注明单位；请按单元格的写法只写数字"))
  }
}
