internal import Expressions
internal import Plans
internal import Quantities
internal import Wording

// What stands in the place of a share, a factor or a rate, however it is spelled.
extension CaseCompiler {
  /// A law reaches as far as more than this share of its values, on either side.
  private static let rare = 0.0005
  /// What arithmetic may miss a limit by.
  private static let tiny = 1e-9

  /// Reports a number of things in the place of a share, a factor or a rate, and a value that may not
  /// stand in its place, where the case knows it: a number, what levers and constants come to, and the
  /// ends between which an experiment draws.
  func requireLimits(_ text: ExpressionText, _ node: NodeID, at place: Place) {
    guard let value = graph.constant(node) else {
      if !scenario.drawn.isEmpty { requireLimitsOfDraw(text, node, at: place) }
      return
    }
    let words = scenario.names.words(of: place.path, section: true)
    guard let parameter = Parameter.at(words) else { return }
    if !parameter.takesThings(in: modelOfGrowth(at: words)), let unit = unitOfThings(text) {
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
    let limits = limits(of: parameter, at: words)
    let isEmptying = parameter.key == "exits" && value == 1
    // What a case or a setting did wrong in one place is told once.
    guard !limits.hold(value) || isEmptying, !issues.hasReported(text) else { return }
    guard ConstantText(text.text) == nil else {
      requireLimits(ofNumber: text, value, limits, isEmptying: isEmptying, at: words)
      return
    }
    // What arithmetic brings to a limit, or between two whole numbers, is computed as what it is.
    guard !limits.leave(value, roundedBy: Self.tiny) else { return }
    let names = knownNames(in: text)
    guard names.allSatisfy({ !fixedWithinLaw.contains($0.name) }) else { return }
    report(text, value, limits, names, parameter, at: place)
  }

  /// Notes whether an experiment gives an uncertainty a value that its law has too: what lies beyond
  /// the limits of a place is then that of a law.
  mutating func noteReach(of uncertainty: String, _ node: NodeID) {
    guard let value = fixed[uncertainty], graph.constant(node) == nil else { return }
    if let law = graph.law(of: node),
      value < law.quantile(Self.rare) || value > law.quantile(1 - Self.rare)
    {
      return
    }
    fixedWithinLaw.insert(uncertainty)
  }

  /// The values that may stand in a place: with what an indicator begins depends on what it is.
  private func limits(of parameter: Parameter, at words: [String]) -> ParameterLimits {
    guard parameter.key == Parameter.initial.key, let place = scope.indicators[words[1]] else {
      return parameter.limits
    }
    switch scenario.indicators[place.index].kind {
    case .count, .rollout: return .whole
    case .output(_, let growth): return growth.model.adopts ? .notNegative : .positive
    // A balance may begin below 0.
    case .derived, .milestone, .reading: return .any
    }
  }

  /// Reports a written number as where the file is read; an experiment may write the ends of a range, and
  /// parts of a whole.
  private func requireLimits(
    ofNumber text: ExpressionText, _ value: Double, _ limits: ParameterLimits, isEmptying: Bool,
    at words: [String]
  ) {
    guard text.isVerbatim || !(limits.range?.contains(value) ?? true) else { return }
    let isDated =
      words[0] == "events" && scenario.events.contains { $0.name == words[1] && $0.date != nil }
    let units = UnitParser(labels: labels)
    if let found = limits.problem(of: text, units, isDated: isDated) {
      issues.report(text.place, text.path, found.problem, found.advice)
    } else if isEmptying, text.share(units) == 1 {
      issues.report(
        text.place, text.path,
        Phrase(
          "would empty the stock within every year, found \(text.text.quoted)",
          "将使存量每年清空，实为 \(text.text.quoted)"),
        Phrase(
          "write the share of the stock that leaves in a year, as in `8 %`",
          "请写每年退出的存量份额，如 `8 %`"))
    }
  }

  // MARK: Names

  /// A lever, or an uncertainty that is a number, in a text.
  private struct KnownName {
    let name: String
    let symbol: Symbol
    let value: Double

    /// As a file writes it.
    var words: String {
      if symbol.isShare { return "\(plain(rounded(value * 100))) %" }
      guard let unit = symbol.unit, unit != .one else { return plain(rounded(value)) }
      return "\(plain(rounded(value))) \(unit.symbol)"
    }
  }

  private func knownNames(in text: ExpressionText) -> [KnownName] {
    ((try? syntax.tree(of: text))?.names ?? []).compactMap { name in
      guard let symbol = scope.symbols[name] else { return nil }
      switch symbol.source {
      case .constant(let value): return KnownName(name: name, symbol: symbol, value: value)
      case .node(let node):
        return graph.constant(node).map { KnownName(name: name, symbol: symbol, value: $0) }
      case .input: return nil
      }
    }
  }

  /// Whether a text is one name and nothing else.
  private func isName(_ text: ExpressionText) -> Bool {
    if case .name? = (try? syntax.tree(of: text))?.root.kind { true } else { false }
  }

  private func report(
    _ text: ExpressionText, _ value: Double, _ limits: ParameterLimits, _ names: [KnownName],
    _ parameter: Parameter, at place: Place
  ) {
    let isName = isName(text)
    var found = plain(rounded(value))
    if let unit = place.unit, unit != .one, unit.dimension != .rate { found += " \(unit.symbol)" }
    if isName, let name = names.first { found = name.words }
    var (english, chinese) = ("", "")
    if !isName, !names.isEmpty {
      english = ", for " + names.map { "`\($0.name)` is \($0.words)" }.joined(separator: ", ")
      chinese = "，因 " + names.map { "`\($0.name)` 为 \($0.words)" }.joined(separator: "、")
    }
    issues.report(
      text.place, text.path,
      limits.demand
        + Phrase(
          ", and \(text.text.quoted) is \(found)\(english)",
          "，而 \(text.text.quoted) 为 \(found)\(chinese)"),
      advice(on: text, value, limits, names, parameter, at: place))
  }

  /// What to write instead.
  private func advice(
    on text: ExpressionText, _ value: Double, _ limits: ParameterLimits, _ names: [KnownName],
    _ parameter: Parameter, at place: Place
  ) -> Phrase? {
    if case .remainder = limits { return ParameterLimits.adviceOnRemainder }
    guard let first = names.first else { return nil }
    let isFactor = parameter.key == "multiply"
    if isFactor || limits.isShare, names.count == 1,
      isPercentage(first, in: text, limits, at: place)
    {
      let number = plain(rounded(first.value))
      let lever = scenario.levers.first { $0.name == first.name }
      return lever?.range == nil
        ? Phrase(
          "write it in percent, `\(first.name): \(number) %`", "请写成百分数 `\(first.name): \(number) %`"
        )
        : Phrase(
          "write it in percent, `\(first.name): \(number) %`, and its range too",
          "请写成百分数 `\(first.name): \(number) %`，其范围亦然")
    }
    if isName(text) {
      if isFactor, value > -1 {
        return Phrase(
          "it is the factor that is left; write `multiply: 1 + \(text.text)`",
          "此处为剩余的倍数；请写 `multiply: 1 + \(text.text)`")
      }
      return Phrase("give `\(first.name)` another value", "请为 `\(first.name)` 取别的值")
    }
    // Where nothing is less than none the bound says so; a factor that falls below 0 is another one.
    guard !isFactor else { return nil }
    return value < 0
      ? Phrase(
        "write `max(0, \(text.text))` if it ends at nothing", "若至零为止，请写 `max(0, \(text.text))`")
      : Phrase("write `min(1, \(text.text))` if it ends at all", "若至全部为止，请写 `min(1, \(text.text))`")
  }

  /// Whether a text may stand in its place once the value of a name is so many percent.
  private func isPercentage(
    _ known: KnownName, in text: ExpressionText, _ limits: ParameterLimits, at place: Place
  ) -> Bool {
    guard known.symbol.unit == nil || known.symbol.unit == .one,
      (2...100).contains(abs(known.value))
    else { return false }
    var scope = scope
    scope.symbols[known.name] = Symbol(.constant(known.value / 100), isShare: true)
    let checked = try? Checker.check(
      syntax.tree(of: text), at: written(place, text), in: scope, graph: &graph)
    return checked.flatMap { graph.constant($0.node) }.map(limits.hold) ?? false
  }

  // MARK: Draws

  /// Reports a value that may not stand in its place among those that an experiment has every path draw.
  private func requireLimitsOfDraw(_ text: ExpressionText, _ node: NodeID, at place: Place) {
    let words = scenario.names.words(of: place.path, section: true)
    guard let law = graph.law(of: node), let parameter = Parameter.at(words),
      let drawn = graph.draws(of: [node]).first?.draw.stream,
      let name = scenario.drawn.first(where: { $0.value.stream == drawn })?.key
    else { return }
    let limits = limits(of: parameter, at: words)
    let (low, high) = (law.support.lowerBound, law.support.upperBound)
    guard !limits.leave(low, roundedBy: Self.tiny) || !limits.leave(high, roundedBy: Self.tiny)
    else {
      return
    }
    let (from, to) = (plain(rounded(low)), plain(rounded(high)))
    issues.report(
      text.place, text.path,
      limits.demand
        + Phrase(
          ", and \(text.text.quoted) goes from \(from) to \(to)",
          "，而 \(text.text.quoted) 从 \(from) 至 \(to)"),
      isName(text) && limits.isShare && low >= 0 && (2...100).contains(high)
        ? Phrase(
          "write the ends in percent, `\(name)=\(from)%:\(to)%`",
          "请将两端写成百分数，`\(name)=\(from)%:\(to)%`")
        : Phrase("vary it between other ends", "请改变其两端"))
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

/// Without the last digits that arithmetic leaves.
private func rounded(_ value: Double) -> Double {
  abs(value) < 1e6 ? (value * 1e9).rounded() / 1e9 : value
}

extension ParameterLimits {
  fileprivate var isShare: Bool {
    switch self {
    case .share, .chance: true
    default: false
    }
  }

  /// Whether what arithmetic comes to may stand there: 0 is the least of what must be greater, but nothing
  /// remains of a cost that learning brings to 0.
  fileprivate func leave(_ value: Double, roundedBy tiny: Double) -> Bool {
    guard let range else { return true }
    if case .remainder = self, value <= 0 { return false }
    return value >= range.lowerBound - tiny && value <= range.upperBound + tiny
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
