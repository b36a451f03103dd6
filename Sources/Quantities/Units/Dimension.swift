public import Wording

/// One of the independent things that a quantity can measure.
public enum BaseDimension: String, Hashable, Sendable, CaseIterable, Comparable {
  case yuan, usd, eur, hkd
  case length, mass, energy, time

  /// Orders base dimensions as they are declared, which is the order of printing.
  public static func < (a: BaseDimension, b: BaseDimension) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What a quantity measures: a product of powers of base dimensions.
///
/// Each currency is a dimension of its own, so yuan and dollars cannot be added by accident.
/// Energy stands beside mass and length because plans convert kilowatt hours to kilowatts and
/// never to kilograms; power is energy per time. Counted things (enterprises, stations) and
/// percentages have no dimension.
public struct Dimension: Hashable, Sendable {
  /// The exponent of each base dimension; those that are absent are zero.
  public let exponents: [BaseDimension: Int]

  /// Creates a dimension; zero exponents are dropped, so equal dimensions compare equal.
  public init(_ exponents: [BaseDimension: Int] = [:]) {
    self.exponents = exponents.filter { $0.value != 0 }
  }

  /// No dimension: a pure number.
  public static let none = Dimension()

  /// One over time: a rate.
  public static let rate = Dimension([.time: -1])

  /// Time.
  public static let time = Dimension([.time: 1])

  /// Whether this is the dimension of a pure number.
  public var isNone: Bool { exponents.isEmpty }

  /// The exponent of one base dimension.
  public subscript(base: BaseDimension) -> Int { exponents[base] ?? 0 }

  /// The dimension of a product.
  public static func * (a: Dimension, b: Dimension) -> Dimension {
    Dimension(a.exponents.merging(b.exponents, uniquingKeysWith: +))
  }

  /// The dimension of a quotient.
  public static func / (a: Dimension, b: Dimension) -> Dimension { a * b.power(-1) }

  /// The dimension of a power.
  public func power(_ exponent: Int) -> Dimension {
    Dimension(exponents.mapValues { $0 * exponent })
  }
}

extension Dimension: CustomStringConvertible {
  /// The customary name in English.
  public var description: String { phrase.english }

  /// The customary name, such as "an area" or "money per time".
  public var phrase: Phrase {
    switch exponents {
    case [:]: return Phrase("a number", "数字")
    case [.length: 1]: return Phrase("a length", "长度")
    case [.length: 2]: return Phrase("an area", "面积")
    case [.length: 3]: return Phrase("a volume", "体积")
    case [.mass: 1]: return Phrase("a mass", "质量")
    case [.time: 1]: return Phrase("a time", "时间长度")
    case [.time: -1]: return Phrase("a rate per time", "单位时间的速率")
    case [.energy: 1]: return Phrase("an energy", "能量")
    case [.energy: 1, .time: -1]: return Phrase("a power", "功率")
    default:
      func words(_ sign: Int) -> [String] {
        exponents.keys.sorted().compactMap { base in
          let exponent = self[base] * sign
          guard exponent > 0 else { return nil }
          return base.rawValue + (exponent > 1 ? "^\(exponent)" : "")
        }
      }
      let over = words(1).joined(separator: " ")
      let under = words(-1)
      return Phrase(
        (over.isEmpty ? "one" : over) + under.map { " per " + $0 }.joined(),
        Self.chinese(([over.isEmpty ? "1" : over] + under).joined(separator: "/")))
    }
  }

  /// The names of the bases in Chinese; currencies keep theirs.
  private static func chinese(_ english: String) -> String {
    [("length", "长度"), ("mass", "质量"), ("time", "时间"), ("energy", "能量")]
      .reduce(english) { $0.replacing($1.0, with: $1.1) }
  }
}
