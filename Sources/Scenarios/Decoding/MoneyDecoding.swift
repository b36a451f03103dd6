internal import Quantities
internal import Wording

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
