internal import Expressions
internal import Quantities
internal import Wording

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

// The section of money.
extension ScenarioDecoder {
  /// Declares what the files say of money.
  mutating func declareMoney(_ parts: [Part]) {
    for part in parts {
      for field in fieldsOfMoney(part) {
        names.declareHidden(field.scope.qualified(Money.name(field.key)))
      }
    }
  }

  /// Prices of currencies and the rise of prices, as uncertainties.
  func money(_ parts: [Part]) -> [Uncertainty] {
    parts.flatMap { part -> [Uncertainty] in
      if let section = part.root[Money.section] {
        for (one, other) in [(Money.inflation, Money.base), (Money.base, Money.inflation)]
        where section.node[one] != nil && section.node[other] == nil {
          section.report(
            Phrase(
              "has \(one.quoted) without \(other.quoted)", "有 \(one.quoted) 而无 \(other.quoted)"),
            Phrase(
              "write both, as in `money: {inflation: 2 %, base: 2020}`",
              "请两者都写，如 `money: {inflation: 2 %, base: 2020}`"))
        }
      }
      return fieldsOfMoney(part).compactMap { field in
        let name = field.scope.qualified(Money.name(field.key))
        let path = "uncertainties.\(name)"
        var law: ExpressionText?
        if field.key == Money.base {
          guard let year = field.period() else { return nil }
          guard year.step == .year else {
            field.report(
              Phrase("prices are of a year, found \(year)", "价格基期为年份，实为 \(year)"),
              Phrase("write `base: 2020`", "请写 `base: 2020`"))
            return nil
          }
          law = ExpressionText(
            text: "\(year.year)", place: field.place, path: path,
            isVerbatim: false)
        } else {
          law = field.at(path: path).expression()
        }
        return law.map { Uncertainty(name: name, law: $0, remarks: .none, place: field.keyPlace) }
      }
    }
  }

  private func fieldsOfMoney(_ part: Part) -> [Field] {
    guard let field = part.root[Money.section],
      let section = Section(field, keys: FormatKeys.money)
    else { return [] }
    return FormatKeys.money.filter { !["source", "note"].contains($0) }.compactMap { section[$0] }
  }
}
