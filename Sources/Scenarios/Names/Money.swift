internal import Expressions
internal import Quantities

/// What a file says of money: what other currencies are worth, and how prices rise.
///
/// `money: {usd: lognormal(p10: 6.4, p90: 7.6), inflation: 2 %, base: 2020}` declares the uncertainties
/// `money.usd`, `money.inflation` and `money.base`.
enum Money {
  /// The key of the section, and what the names begin with.
  static let section = "money"
  /// The currencies whose price in yuan may be given.
  static let currencies = ["usd", "eur", "hkd"]
  static let inflation = "inflation"
  static let base = "base"

  /// The name of what a key declares.
  static func name(_ key: String) -> String { "\(section).\(key)" }

  /// Whether a name is that of something that a file says of money.
  static func isName(_ name: String) -> Bool {
    name.contains(".") && name.split(separator: ".").suffix(2).first == Substring(section)
  }

  /// What is expected in the place of a law of money; nil for other uncertainties.
  ///
  /// - Parameters:
  ///   - place: the place of the law.
  ///   - path: the words of its path.
  static func configure(_ place: inout Place, _ path: [String]) {
    guard path.count == 2, path[0] == "uncertainties" else { return }
    let words = path[1].split(separator: ".").suffix(2)
    guard words.count == 2, words.first == Substring(section), let key = words.last else { return }
    if currencies.contains(String(key)) {
      place.unit = Unit(symbol: "yuan", dimension: Dimension([.yuan: 1]), scale: .one)
    } else if key == Substring(inflation) {
      place.unit = .perYear
      place.conversion = .compounding
    }
  }
}

extension NameScope {
  /// The uncertainty that is the price of a currency where a text stands; nil where none is given.
  func price(of currency: String) -> String? {
    resolve(Money.name(currency), among: names.values)
  }
}
