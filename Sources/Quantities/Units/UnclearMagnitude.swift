public import Wording

/// A magnitude without a unit where the unit of the place has a larger one of its own: `2万` among
/// 亿元 may be so many yuan or so many 亿 yuan.
///
/// A magnitude at least as large as that of the unit has one reading: nobody counts 万亿 of 亿.
public struct UnclearMagnitude: Hashable, Sendable {
  /// The amount as written.
  public let text: String
  /// The unit of the place as written.
  public let symbol: String
  /// The unit of the place without its magnitude, as one would write it.
  public let plainSymbol: String

  /// Finds an unclear magnitude.
  ///
  /// It is nil where the amount has one reading.
  ///
  /// - Parameters:
  ///   - text: the amount as written.
  ///   - magnitude: what its magnitude word stands for.
  ///   - unit: the unit of the place.
  public init?(_ text: String, magnitude: Scale, unit: Unit) {
    guard unit.magnitude != .one, magnitude.value < unit.magnitude.value else { return nil }
    self.text = text
    symbol = unit.symbol
    plainSymbol = Self.withoutMagnitude(unit.symbol)
  }

  /// The two readings.
  public var problem: Phrase {
    let (one, other) = (Self.joined(text, plainSymbol), Self.joined(text, symbol))
    return Phrase("'\(text)' may be \(one) or \(other)", "'\(text)' 可能是 '\(one)'，也可能是 '\(other)'")
  }

  /// What to write.
  public var advice: Phrase {
    let written = Self.joined(text, plainSymbol)
    return Phrase(
      "write the unit, as in \(written), or digits for so many \(symbol)",
      "请写出单位，如 \(written)；若以 \(symbol) 计，请用阿拉伯数字")
  }

  /// A unit as written, without its magnitude: 家 of 万家, stations of "thousand stations".
  package static func withoutMagnitude(_ symbol: String) -> String {
    var words = symbol.split(separator: " ").map(String.init)
    while words.count > 1, UnitTable.magnitudes[words[0]] != nil { words.removeFirst() }
    let first = words.first ?? ""
    for length in [2, 1] where first.count > length {
      guard UnitTable.magnitudes[String(first.prefix(length))] != nil,
        first.utf8.contains(where: { $0 > 127 })
      else { continue }
      words[0] = String(first.dropFirst(length))
      break
    }
    return words.joined(separator: " ")
  }

  /// An amount and its unit, with a blank between Latin words.
  private static func joined(_ amount: String, _ unit: String) -> String {
    let isChinese = !(amount.last?.isASCII ?? true) && !(unit.first?.isASCII ?? true)
    return amount + (isChinese ? "" : " ") + unit
  }
}

extension UnclearMagnitude: CustomStringConvertible {
  /// The sentence for people.
  public var phrase: Phrase { problem + .semicolon + advice }

  /// The sentence in English.
  public var description: String { phrase.english }
}
