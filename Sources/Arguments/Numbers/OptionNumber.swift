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
  static func value(_ text: String) -> Double? {
    guard let constant = ConstantText(ungrouped(text)) else { return nil }
    guard !constant.unit.isEmpty else { return constant.value }
    guard let unit = try? UnitParser().unit(constant.unit), unit.dimension.isNone,
      unit.labels.isEmpty
    else { return nil }
    return unit.scale.convert(constant.value, to: .one)
  }

  /// The text without the commas between groups of three digits; any other text as it is.
  private static func ungrouped(_ text: String) -> String {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
    let areGroups =
      parts.count > 1 && (1...3).contains(parts[0].count) && parts[0].allSatisfy(isDigit)
      && parts.dropFirst().allSatisfy { $0.prefix(while: isDigit).count == 3 }
      && parts.dropFirst().dropLast().allSatisfy { $0.count == 3 }
    return areGroups ? parts.joined() : text
  }

  /// A whole number of a range.
  static func whole(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = value(text), let whole = Int(exactly: value), range.contains(whole) else {
      return nil
    }
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
    guard let constant = ConstantText(text) else {
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
