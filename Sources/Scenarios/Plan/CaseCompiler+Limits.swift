internal import Expressions
internal import Plans
internal import Quantities
internal import Wording

// What stands in the place of a share, a factor or a rate, however it is spelled.
extension CaseCompiler {
  /// Reports a number of things in such a place, and a share that comes to less than nothing or to more
  /// than all there is.
  func requireLimits(_ text: ExpressionText, _ node: NodeID, at place: Place) {
    let words = scenario.names.words(of: place.path, section: true)
    guard let parameter = Parameter.at(words) else { return }
    if let unit = unitOfThings(text), !parameter.takesThings(in: modelOfGrowth(at: words)) {
      let things = unit.labels.joined(separator: ", ")
      issues.report(
        text.place, text.path,
        Phrase(
          "\(text.text.quoted) counts things, and a share, a factor or a rate stands here",
          "\(text.text.quoted) 是事物的数量，而此处应为份额、倍数或速率"),
        Phrase(
          "write a number without \(things), as in 0.05", "请写不带 \(things) 的数，如 0.05"))
      return
    }
    // What a case or an experiment sets is its own affair, as are laws that reach beyond.
    guard parameter.limits.range == 0...1, let value = graph.constant(node),
      !(0...1).contains(value), let names = try? text.tree().names,
      names.allSatisfy({ scope.symbol(named: $0) == nil })
    else { return }
    issues.report(
      text.place, text.path,
      Phrase(
        "must be between 0 and 1, and \(text.text.quoted) is \(plain(value))",
        "须在 0 与 1 之间，而 \(text.text.quoted) 为 \(plain(value))"))
  }

  /// The unit of a written number of things; nil of anything else.
  private func unitOfThings(_ text: ExpressionText) -> Unit? {
    guard let constant = ConstantText(text.text), !constant.unit.isEmpty,
      let unit = try? UnitParser(labels: labels).unit(constant.unit), !unit.labels.isEmpty
    else { return nil }
    return unit
  }

  private func modelOfGrowth(at words: [String]) -> GrowthModelName? {
    scope.indicators[words[1]].flatMap { scenario.indicators[$0.index].growth?.model }
  }
}

extension Parameter {
  /// Whether a number of things may stand in its place: a straight line rises by so many in a year, and
  /// what comes by chance may be counted, as in `0.2次/年`.
  fileprivate func takesThings(in model: GrowthModelName?) -> Bool {
    switch quantity {
    case .level, .perPeriod, .chance, .duration, .date, .any: true
    case .rate: model == .curve(.linear)
    case .compoundGrowth, .leavingShare, .comingShare: false
    case .perYear: !key.hasPrefix("growth.")
    case .number: key == "under_way"
    }
  }
}
