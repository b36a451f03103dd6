internal import Wording

// Targets of a rank among rivals.
extension ScenarioDecoder {
  /// `rank_at_most: 3` with `among: [a, b, c]`, where a family or region stands for all of its members but the
  /// one that is ranked.
  func rank(
    _ field: Field, _ section: Section, _ indicator: Indicator?
  ) -> Target.Condition? {
    guard let among = section["among"] else {
      issues.report(
        field.keyPlace, field.path, Phrase("does not say among whom", "没有写在哪些指标之中"),
        Phrase("add `among: [other_city, third_city]`", "请添加 `among: [other_city, third_city]`"))
      return nil
    }
    guard let elements = among.elements("among: [other_city, third_city]") else { return nil }
    var rivals: [String] = []
    for element in elements {
      let named = knownIndicators(element).map(\.name)
      guard !named.isEmpty else { return nil }
      for name in named where named.count == 1 || name != indicator?.name {
        guard name != indicator?.name, !rivals.contains(name) else {
          element.report(
            Phrase("\(name.quoted) is named twice", "\(name.quoted) 出现两次"), .keepOne)
          return nil
        }
        rivals.append(name)
      }
    }
    guard let number = field.expression() else { return nil }
    guard let rank = number.constant, rank >= 1, rank <= Double(rivals.count) else {
      let count = rivals.count
      field.report(
        Phrase(
          "among \(count) \(count == 1 ? "rival" : "rivals") a rank says something from 1 to \(count)",
          "与 \(count) 个对手相比，名次在 1 至 \(count) 之间才有意义"))
      return nil
    }
    return .rankAtMost(number, among: rivals)
  }

  /// The indicators that targets of a rank are about: `rank(own, a, b, c)`, under a name that is free.
  func rankIndicators(_ targets: inout [Target]) -> [Indicator] {
    var taken = Set(names.kinds.keys.map { $0.lowercased() })
    var indicators: [Indicator] = []
    for (index, target) in targets.enumerated() {
      guard case .indicator(let own, let condition) = target.statement,
        case .rankAtMost(_, let rivals) = condition
      else { continue }
      var name = target.name + "_rank"
      while !taken.insert(name.lowercased()).inserted { name += "_" }
      let text = ExpressionText(
        text: "rank(" + ([own] + rivals).joined(separator: ", ") + ")", place: target.place,
        path: "targets.\(target.name).among", isVerbatim: false)
      var indicator = Indicator(
        name: name, remarks: .none, unit: .one, kind: .derived, history: [],
        parameters: ["expression": text], initialDate: nil, lengthOfBeginning: .year,
        isAuxiliary: false, place: target.place)
      // A rank is that of a period and adds up to nothing.
      indicator.saysMeasure = true
      indicator.historyRemarks = [
        Phrase(name) + .colon
          + Phrase(
            "1 and how many of \(rivals.joined(separator: ", ")) are larger than \(own) in the same "
              + "period",
            "1 加上同一时期大于 \(own) 者（\(rivals.joined(separator: "、")) 之中）的个数")
      ]
      indicators.append(indicator)
      targets[index].statement = .indicator(name, condition)
    }
    return indicators
  }
}
