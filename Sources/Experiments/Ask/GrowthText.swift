internal import Quantities
internal import Scenarios
internal import Tables

/// What a target may say of growth since the last observation in place of a level: `2倍`, `double`,
/// `+50%`, `增长50%`, `+5 % a year`, `+200`.
enum GrowthText: Hashable, Sendable {
  /// So many times the last observation.
  case factor(Double)
  /// So much a year, as written.
  case rate(String)
  /// So much more than the last observation, as written, and the unit in it; empty where it has none.
  case increase(String, number: String, unit: String)
  /// A percentage that is added, which is growth only of what is no percentage itself.
  case share(Double)

  /// Reads what stands before the date.
  ///
  /// - Returns: nil where it says no growth.
  init?(_ text: String) {
    let text = text.lowercased()
    if let factor = Self.words[text] {
      self = .factor(factor)
      return
    }
    let lead = Self.leads.first { text.hasPrefix($0) }
    var rest = text.dropFirst(lead?.count ?? 0).drop { $0 == " " }
    // 增长到 2倍 is 2倍, and 增长 2倍 is two times more.
    let isLevel = rest.first.map { "到至为".contains($0) } ?? false
    if isLevel { rest = rest.dropFirst() }
    let isAdded = lead != nil && !isLevel
    if let factor = Self.factor(String(rest)) {
      self = .factor(isAdded ? 1 + factor : factor)
      return
    }
    guard isAdded, let constant = ConstantText(String(rest)), constant.value > 0 else { return nil }
    let unit = try? UnitParser().declaredUnit(constant.unit)
    if let unit, unit.isShare {
      self = .share(unit.scale.convert(constant.value, to: .one))
    } else if let unit, unit.labels.isEmpty, unit.isPercentage {
      self = .rate(String(rest))
    } else {
      let isBare = unit.map { $0.dimension.isNone && $0.labels.isEmpty } ?? true
      self = .increase(
        String(rest), number: DecimalNumber.text(constant.value), unit: isBare ? "" : constant.unit)
    }
  }

  /// The name of it in the name of a file.
  var name: String {
    switch self {
    case .factor(let factor): DecimalNumber.text(factor) + "x"
    case .rate(let text): "plus-" + String(text.prefix { $0.isNumber || $0 == "." })
    case .increase(_, let number, _): "plus-" + number
    case .share(let share): DecimalNumber.text(1 + share) + "x"
    }
  }

  /// The number of `3倍`, `3 times`, `3-fold` or `3x`.
  private static func factor(_ text: String) -> Double? {
    guard let end = ["倍", "times", "-fold", "fold", "x"].first(where: text.hasSuffix) else {
      return nil
    }
    let number = String(text.dropLast(end.count))
    guard let constant = ConstantText(number), constant.unit.isEmpty, constant.value.isFinite,
      constant.value > 0
    else { return nil }
    return constant.value
  }

  private static let leads = [
    "+", "再增长", "再增加", "再增", "增长", "增加", "提高", "上升", "up ", "growth of ",
    "increase of ", "an increase of ",
  ]

  private static let words: [String: Double] = [
    "double": 2, "doubling": 2, "doubled": 2, "twofold": 2, "翻番": 2, "翻一番": 2, "倍增": 2, "两倍": 2,
    "triple": 3, "tripling": 3, "tripled": 3, "threefold": 3,
    "quadruple": 4, "quadrupling": 4, "quadrupled": 4, "fourfold": 4, "翻两番": 4,
  ]
}

extension Unit {
  /// Whether it is a part of a number: `%`, `‰`.
  var isShare: Bool { dimension.isNone && labels.isEmpty && scale.value < 1 }

  /// Whether it is a part of a number, or so many parts a year: `%`, `% a year`, `% of firms`.
  ///
  /// 200 a year is no growth by a part of anything.
  var isPercentage: Bool {
    (dimension.isNone || dimension == .rate) && (scale / timeScale).value < 1
  }
}
