internal import ArgumentParser
internal import Arguments
internal import Wording

/// Amounts of a column behind an option, with refusals that name it.
enum AmountOptions {
  /// The texts of a list of amounts.
  static func parts(_ option: String, _ text: String) throws -> [String] {
    try named(option, text) { () throws(OptionNumberError) in try AmountList.parts(text) }
  }

  /// An amount as a number in the unit of the values.
  static func value(_ option: String, _ text: String, _ unit: String?) throws -> Double {
    try named(option, text) { () throws(OptionNumberError) in
      try ColumnAmount.read(text, unit: unit)
    }
  }

  private static func named<Value>(
    _ option: String, _ text: String, _ read: () throws(OptionNumberError) -> Value
  ) throws -> Value {
    do throws(OptionNumberError) {
      return try read()
    } catch {
      throw ValidationError(
        Phrase("\(option) '\(text)'", "\(option) “\(text)”") + .colon + error.phrase)
    }
  }
}

extension Array where Element: Hashable {
  /// The elements without those that came before.
  var eachOnce: [Element] {
    var known: Set<Element> = []
    return filter { known.insert($0).inserted }
  }
}
