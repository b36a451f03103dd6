internal import Forecasting
internal import Quantities
internal import Tables
internal import Wording

/// The kinds of indicator as words.
private enum KindWord: String, CaseIterable {
  case output, count, rollout, milestone, derived

  var keys: [String] {
    switch self {
    case .output: FormatKeys.output
    case .count: FormatKeys.count
    case .rollout: FormatKeys.rollout
    case .milestone: FormatKeys.milestone
    case .derived: FormatKeys.derived
    }
  }
}

// Indicators.
extension ScenarioDecoder {
  mutating func indicators(
    _ parts: [Part], _ uncertainties: [Uncertainty], _ levers: [Lever]
  ) -> [Indicator] {
    var fields: [(field: Field, time: ScenarioTime?, label: String?)] = []
    for part in parts {
      guard let all = part.root["indicators"] else { continue }
      let own = all.named("indicators: {firms: {kind: count, history: {2020: 120}}}")
      if own.isEmpty, parts.count == 1, all.node.isNull || all.node.entries != nil {
        all.report(
          Phrase("the scenario has no indicators", "情景文件没有指标"),
          Phrase("add what grows", "请添加要增长的量"))
      }
      fields += own.map { ($0, part.time, part.part.called) }
    }
    // Labels first: an indicator may use the unit of a later one.
    for (field, _, _) in fields { declareLabels(field) }
    var indicators = fields.filter { unnumbered[$0.field.name] == nil }.compactMap {
      field, time, label in
      indicator(field, time).map { $0.called(label) }
    }
    indicators += readings(of: indicators, uncertainties, levers)
    indicatorPlaces = Dictionary(
      indicators.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    DerivedMeasures.settle(&indicators)
    checkNeeds(of: indicators)
    return indicators
  }

  /// An indicator by its name, found at once in a list of thousands.
  func indicator(_ name: String, among indicators: [Indicator]) -> Indicator? {
    indicatorPlaces[name].map { indicators[$0] }
  }

  private mutating func declareLabels(_ field: Field) {
    guard let text = field.node["unit"]?.scalar?.text,
      let unit = try? units.declaredUnit(text)
    else { return }
    units.labels.formUnion(unit.labels)
  }

  private func indicator(_ field: Field, _ time: ScenarioTime?) -> Indicator? {
    guard field.node.entries != nil else {
      field.report(
        Phrase(
          "must be a mapping, found \(field.node.kind.english)",
          "应为映射，实为 \(field.node.kind.chinese)"),
        FormatKeys.indicator.contains(field.key)
          ? Phrase("indent it like the other keys of its indicator", "请与其指标的其他键同样缩进")
          : Phrase(
            "write `\(field.key): {kind: output, history: {2020: 1}}`",
            "请写 `\(field.key): {kind: output, history: {2020: 1}}`"))
      return nil
    }
    guard let kindNode = field.node["kind"] ?? mistypedKind(field) else {
      field.issues.report(
        field.keyPlace, field.path, Phrase("has no `kind`", "缺少 `kind`"),
        Phrase(
          "add `kind: \(guessedKind(field).rawValue)` "
            + "(output, count, rollout, milestone or derived)",
          "请添加 `kind: \(guessedKind(field).rawValue)`（output、count、rollout、milestone 或 derived）"))
      return nil
    }
    let kindField = Field(
      key: "kind", keyPlace: kindNode.place, node: kindNode, path: field.path + ".kind",
      issues: issues, scope: field.scope)
    guard let word = kindField.choice(KindWord.self),
      let section = Section(field, keys: word.keys)
    else { return nil }

    let unit =
      section["unit"].map { declaredUnit($0) ?? .one } ?? requireUnit(section, word) ?? .one
    let isInteger = word == .count || word == .rollout
    if isInteger, let field = section["unit"] { requireSingleThings(field, unit) }
    let read = section["history"].map {
      self.history($0, unit: unit, isInteger: isInteger, time: time)
    }
    let history = read?.observations
    let (initial, beginning) =
      word == .milestone ? (nil, nil) : self.initial(section, history: history, time)
    // Adoption begins at nothing; every other curve needs a value to grow from.
    let model = field.node["growth"]?["model"]?.scalar.flatMap {
      GrowthModelName(rawValue: $0.text)
    }
    let mayBeZero = isInteger || word == .derived || model?.adopts == true
    require(initial, mayBeZero ? isInteger ? .whole : .notNegative : .positive)

    // What is computed of others names those of the file.
    let others = names.names(.indicator).filter { $0 != field.name }
    let example = others.isEmpty ? "100" : others.prefix(2).joined(separator: " / ")
    guard
      var parameters = given(
        Parameter.beside(kind: word.rawValue), in: section,
        examples: word == .derived ? ["expression": example] : [:])
    else {
      return nil
    }
    let kind: Indicator.Kind? =
      switch word {
      case .output: output(section, unit, history ?? [], initial)
      case .count: count(section, parameters, history ?? [], initial)
      case .rollout: .rollout(rollout(section))
      case .milestone: .milestone
      case .derived: .derived
      }
    guard let kind else { return nil }
    if case .output(.flow, _) = kind, let history { refuseParts(history, section.field.path) }
    parameters[Parameter.initial.key] = initial
    if let history, let initial, word == .rollout, let last = history.last {
      requireOpenLevel(initial, beside: last)
    }
    if let history, word == .output || word == .count {
      requireKnownLevel(section, history, initial, kind)
    } else if word == .output || word == .count {
      requireKnownLevel(section, [], initial, kind)
    }
    var indicator = Indicator(
      name: field.name, remarks: Remarks(section), unit: unit, kind: kind, history: history ?? [],
      parameters: parameters, initialDate: beginning?.last ?? ownBeginning(word, time),
      lengthOfBeginning: beginning?.length ?? time?.lengthOfStart ?? .year,
      isAuxiliary: section["auxiliary"]?.choice(TruthWord.self) == .yes, place: field.keyPlace)
    indicator.historyRemarks =
      (read?.remarks ?? []).map { Phrase("\(field.name)") + .colon + $0 }
    if word == .milestone { indicator.milestone = milestone(section, parameters, time) }
    if word == .derived, let measure = section["measure"]?.choice(Measure.self) {
      indicator.derivedMeasure = measure
      indicator.saysMeasure = true
    }
    return indicator
  }

  /// The unit of the values of an indicator without `unit`, which is asked for; nil where they have none.
  private func requireUnit(_ section: Section, _ word: KindWord) -> Unit? {
    guard word != .milestone, let unit = unitOfValues(section.field.node) else { return nil }
    let isAmount = word == .output && unit.dimension[.time] == 0
    // No value of YAML begins with a percent sign.
    let symbol = unit.symbol.hasPrefix("%") ? "\"\(unit.symbol)\"" : unit.symbol
    issues.report(
      section.field.keyPlace, section.field.path,
      Phrase(
        "has values in \(unit.phrase.english), but no `unit`",
        "数值以\(unit.phrase.chinese)为单位，却没有 `unit`"),
      Phrase("add `unit: \(symbol)`", "请添加 `unit: \(symbol)`")
        + (isAmount
          ? Phrase(
            ", or `unit: \(symbol)/year` for what a year brings",
            "；若为每年的量，请添加 `unit: \(symbol)/年`") : Phrase("")))
    return unit
  }

  /// The first unit among the values of an indicator that says none.
  func unitOfValues(_ indicator: DocumentNode) -> Unit? {
    guard indicator["unit"] == nil else { return nil }
    let values =
      [indicator["initial"], indicator["growth"]?["ceiling"], indicator["ceiling"]]
      + (indicator["history"]?.entries ?? []).map(\.value)
    return values.lazy.compactMap { node -> Unit? in
      guard let text = node?.scalar?.text, let constant = ConstantText(text),
        let unit = try? units.unit(constant.unit), !unit.dimension.isNone
      else { return nil }
      return unit
    }.first
  }

  /// Reports a total beside a part of it, which would count twice.
  private func refuseParts(_ history: [Observation], _ path: String) {
    for (earlier, later) in zip(history, history.dropFirst()) {
      let (end, laterEnd) = (
        earlier.period.coordinate(on: .month), later.period.coordinate(on: .month)
      )
      guard end < laterEnd, laterEnd - later.period.step.years < end - 1e-6 else { continue }
      let line = earlier.place.line(from: later.place)
      issues.report(
        later.place, path + ".history",
        Phrase(
          "the total of \(later.period) contains \(earlier.period), which is given in "
            + "\(line.english) and would count twice",
          "\(later.period) 的合计包含\(line.chinese)的 \(earlier.period)，将重复计算"),
        Phrase("keep the total, or all of its parts", "请只保留合计，或保留其全部各期"))
    }
  }

  /// When an indicator of a file with its own time begins, where that is not the first period of the
  /// grid: at the end of the file's start, or before the first period of a derived one.
  private func ownBeginning(_ word: KindWord, _ time: ScenarioTime?) -> Period? {
    guard let time, let gridStart, time.start > gridStart else { return nil }
    switch word {
    case .output, .count, .rollout: return time.startsAfter
    case .derived: return time.start.advanced(by: -1)
    case .milestone: return nil
    }
  }

  /// The value at the beginning, and the period that it is of: that of its date, or the one before
  /// `from`, with the length of that date and its last period on the grid.
  private func initial(
    _ section: Section, history: [Observation]?, _ time: ScenarioTime?
  ) -> (ExpressionText?, (last: Period, length: TimeStep)?) {
    let field = section["initial"]
    var (text, date): (ExpressionText?, (last: Period, length: TimeStep)?) = (nil, nil)
    if let entries = field?.node.entries, let field {
      guard entries.count == 1, let entry = entries.first else {
        field.report(
          Phrase(
            "must be one value, found \(entries.count)",
            "应为一个值，实有 \(entries.count) 个"),
          Phrase("write `initial: {2020: 5}`", "请写 `initial: {2020: 5}`"))
        return (nil, nil)
      }
      let child = field.child(entry).at(path: field.path)
      let dated = child.ofKey
      text = child.expression()
      date = dated.period().flatMap { onGridInside($0, dated, time) }
        .flatMap { period in
          time.flatMap { try? period.last(on: $0.step) }.map { ($0, period.step) }
        }
    } else {
      text = field?.expression()
    }
    guard let from = section["from"] else { return (text, date) }
    guard date == nil else {
      from.report(
        Phrase(
          "stands beside a dated `initial`, which says when it begins",
          "与带日期的 `initial` 重复，后者已说明起点"), Phrase("keep one of them", "请只保留其一"))
      return (text, date)
    }
    if let history, !history.isEmpty {
      from.report(
        Phrase(
          "stands beside a history, whose last date says when it begins",
          "与历史数据重复，其最后日期即为起点"), Phrase("remove it", "请删去"))
      return (text, nil)
    }
    guard let time, let period = from.period().flatMap({ onGridInside($0, from, time) }),
      let first = try? period.first(on: time.step)
    else { return (text, nil) }
    guard first > time.start else {
      from.report(
        Phrase(
          "\(period) is the start, and its `initial` stands before it",
          "\(period) 就是起点，其 `initial` 在起点之前"),
        Phrase(
          "remove `from`, or begin `time` one period earlier",
          "请删去 `from`，或将 `time` 提前一期"))
      return (text, nil)
    }
    return (text, (first.advanced(by: -1), period.step))
  }

  /// The value of `kidn`, which is reported with the other keys.
  private func mistypedKind(_ field: Field) -> DocumentNode? {
    field.node.entries?.first { entry in
      !FormatKeys.indicator.contains(entry.key)
        && (FormatKeys.otherWord(for: entry.key, among: ["kind"])
          ?? issues.nearest(to: entry.key, among: ["kind"])) != nil
    }?.value
  }

  private func guessedKind(_ field: Field) -> KindWord {
    let keys = Set((field.node.entries ?? []).map(\.key))
    if keys.contains("plan") || keys.contains("pipeline") { return .rollout }
    if !keys.isDisjoint(with: ["opens", "hazard", "needs"]) { return .milestone }
    if keys.contains("expression") { return .derived }
    if !keys.isDisjoint(with: ["exits", "births", "entries"]) { return .count }
    return .output
  }

  // MARK: Kinds

  /// Refuses many things at once as the unit of a number of things: what comes and goes are single ones.
  private func requireSingleThings(_ field: Field, _ unit: Unit) {
    guard unit.magnitude != .one else { return }
    // 10万家 has two magnitudes, and 百万 nothing but magnitudes.
    var (single, longer) = (unit.symbol, "")
    while single != longer {
      longer = single
      single = UnclearMagnitude.withoutMagnitude(
        String(single.drop { $0.isASCII && !$0.isLetter }))
    }
    let written = try? UnitParser().declaredUnit(single)
    let isThing = written.map { $0.magnitude == .one && !$0.labels.isEmpty } ?? false
    let unitAdvice =
      isThing
      ? Phrase("write `unit: \(single)`", "请写 `unit: \(single)`")
      : Phrase(
        "leave `unit` out, or write what is counted, as in `unit: firms`",
        "请去掉 `unit`，或写明计的是什么，如 `unit: 家`")
    field.report(
      Phrase(
        "counts things one by one, and \(unit.symbol) is many of them",
        "逐个计数，而 \(unit.symbol) 是许多个"),
      unitAdvice
        + Phrase(
          ", and magnitudes in the numbers, as in 20万 or 20 thousand", "，数量级写在数字里，如 20万"))
  }

  private func output(
    _ section: Section, _ unit: Unit, _ history: [Observation], _ initial: ExpressionText?
  ) -> Indicator.Kind? {
    let isRate = unit.dimension[.time] < 0
    let measure = section["measure"].map { $0.choice(Measure.self) } ?? (isRate ? .flow : .stock)
    let growth =
      section["growth"].map { self.growth($0, history, initial) }
      ?? Growth(model: .auto, parameters: [:], place: section.field.keyPlace)
    guard let measure, let growth else { return nil }
    return .output(measure: measure, growth: growth)
  }

  private func count(
    _ section: Section, _ given: [String: ExpressionText], _ history: [Observation],
    _ initial: ExpressionText?
  ) -> Indicator.Kind? {
    if let exits = given["exits"], exits.share(units) == 1 {
      issues.report(
        exits.place, exits.path,
        Phrase(
          "would empty the stock within every year, found \(exits.text.quoted)",
          "将使存量每年清空，实为 \(exits.text.quoted)"),
        Phrase(
          "write the share of the stock that leaves in a year, as in `8 %`",
          "请写每年退出的存量份额，如 `8 %`"))
    }
    var growth: Growth?
    if let field = section["growth"] {
      growth = self.growth(field, history, initial)
      if growth == nil { return nil }
      for key in Parameter.flows {
        section[key]?.report(
          Parameter.problemBesideGrowth,
          Phrase("remove `\(key)` or `growth`", "请删去 `\(key)` 或 `growth`"))
      }
    } else if given.isEmpty {
      // Nothing said about how it moves: grown from its history.
      growth = Growth(model: .auto, parameters: [:], place: section.field.keyPlace)
    }
    return .count(growth: growth)
  }

  // MARK: Growth

  private func growth(
    _ field: Field, _ history: [Observation], _ initial: ExpressionText?
  ) -> Growth? {
    if let scalar = field.node.scalar, GrowthModelName(rawValue: scalar.text) != nil {
      guard let model = field.choice(GrowthModelName.self) else { return nil }
      let growth = Growth(model: model, parameters: [:], place: field.keyPlace)
      requireCeiling(growth, field, history, initial)
      return growth
    }
    if let growth = yearlyGrowth(field) { return growth }
    if let text = field.node.scalar?.text,
      let percent = YearlyGrowth.percent(in: text) ?? Self.percent(ofNumber: text)
    {
      field.report(
        Phrase(
          "must be a model or growth a year, found \(text.quoted)",
          "应为模型或年增速，实为 \(text.quoted)"),
        Phrase("write `growth: \(percent) % a year`", "请写 `growth: \(percent) % a year`"))
      return nil
    }
    guard let section = Section(field, keys: FormatKeys.growth) else { return nil }
    let modelField = section["model"]
    let model = modelField.map { $0.choice(GrowthModelName.self) } ?? .auto
    var parameters: [String: ExpressionText] = [:]
    for parameter in Parameter.ofGrowth {
      let key = parameter.word
      guard let field = section[key] else { continue }
      if let model, !model.takes(key) {
        issues.report(
          field.keyPlace, field.path,
          Phrase(
            "the model \(model.rawValue) has no \(key.quoted)",
            "模型 \(model.rawValue) 没有 \(key.quoted)"),
          Phrase(
            "its parameters are \(model.parameters.joined(separator: ", "))",
            "其参数为 \(model.parameters.joined(separator: "、"))"))
        continue
      }
      guard let value = field.expression() else { continue }
      parameters[key] = value
      require(value, parameter.limits)
    }
    guard let model else { return nil }
    if parameters["rate"] != nil, let second = parameters["cagr"] {
      let rivals = RivalParameters.rates
      issues.report(second.place, second.path, rivals.problem(beside: "rate"), rivals.advice)
    }
    let growth = Growth(
      model: model, parameters: parameters, like: like(section, model), kin: kin(section, model),
      place: field.keyPlace)
    // A class that does not exist is reported; what it would have given is not missing.
    if section["like"] == nil { requireCeiling(growth, field, history, initial) }
    return growth
  }

  /// The percentage that a number by itself may mean: 8 of 0.08 and of 8.
  private static func percent(ofNumber text: String) -> String? {
    guard let constant = ConstantText(text), constant.unit.isEmpty, constant.value != 0 else {
      return nil
    }
    let value = constant.value
    return plain(abs(value) < 1 ? (value * 1e6).rounded() / 1e4 : value)
  }

  /// `growth: 8 % a year`: exponential growth, by what a year adds.
  func yearlyGrowth(_ field: Field) -> Growth? {
    guard let text = field.node.scalar?.text, let constant = ConstantText(text),
      let unit = try? units.unit(constant.unit), !constant.unit.isEmpty,
      unit.dimension == .rate || unit.dimension.isNone && unit.labels.isEmpty,
      let share = field.at(path: field.path + ".cagr").expression()
    else { return nil }
    return Growth(model: .curve(.exponential), parameters: ["cagr": share], place: field.keyPlace)
  }

  /// The class from which the curve borrows.
  private func like(_ section: Section, _ model: GrowthModelName) -> ReferenceClassName? {
    guard let field = section["like"], model != .auto else { return nil }
    guard model.hasCeiling else {
      field.report(
        Phrase(
          "the model \(model.rawValue) borrows nothing from a class",
          "模型 \(model.rawValue) 不从类别借用任何值"),
        Phrase(
          "name auto or a curve with a ceiling, such as logistic, or remove `like`",
          "请用 auto 或有上限的曲线（如 logistic），或删去 `like`"))
      return nil
    }
    return field.choice(ReferenceClassName.self)
  }

  /// The kind of quantities that the automatic model is to take the indicator for.
  private func kin(_ section: Section, _ model: GrowthModelName) -> ForecastKind? {
    guard let field = section["like"], model == .auto else { return nil }
    let names = ForecastKind.names.filter { $0 != ForecastKind.cumulative.rawValue }
    guard let text = field.node.scalar?.text, names.contains(text) else {
      field.report(
        Phrase(
          "must be \(Field.list(names).english), found \(field.node.kind.english)",
          "应为 \(Field.list(names).chinese)，实为 \(field.node.kind.chinese)"),
        field.node.scalar.flatMap { issues.suggestion(for: $0.text, among: names) })
      return nil
    }
    return ForecastKind(name: text)
  }

  /// A curve has three numbers to find; without a ceiling the rest must show it.
  private func requireCeiling(
    _ growth: Growth, _ field: Field, _ history: [Observation], _ initial: ExpressionText?
  ) {
    guard growth.model.hasCeiling, growth.parameters["ceiling"] == nil else { return }
    let known =
      history.filter { !$0.kind.isBound }.count + (initial == nil ? 0 : 1)
      + growth.parameters.keys.filter { $0 != "volatility" && $0 != "boost" }.count
    guard known < 3 else { return }
    issues.report(
      field.keyPlace, field.path,
      Phrase(
        "the model \(growth.model.rawValue) needs a ceiling, and \(known) "
          + "\(known == 1 ? "number" : "numbers") cannot show one",
        "模型 \(growth.model.rawValue) 需要上限，而 \(known) 个数字无法显示上限"),
      Phrase(
        "add `ceiling:` as a number or a law, for example `ceiling: lognormal(p10: …, p90: …)`",
        "请添加 `ceiling:`，写数字或分布，如 `ceiling: lognormal(p10: …, p90: …)`"))
  }

  private func requireKnownLevel(
    _ section: Section, _ history: [Observation], _ initial: ExpressionText?, _ kind: Indicator.Kind
  ) {
    if let initial, let last = history.last {
      requireOpenLevel(initial, beside: last)
      return
    }
    // A bound alone says enough: the run says by which law the value exceeds it.
    guard initial == nil, history.isEmpty else { return }
    let growth: Growth? =
      switch kind {
      case .output(_, let growth): growth
      case .count(let growth): growth
      default: nil
      }
    if let growth {
      let given = Set(growth.parameters.keys)
      if given.contains("level") || given.isSuperset(of: ["ceiling", "rate", "midpoint"])
        || given.isSuperset(of: ["ceiling", "p", "q"])
      {
        return
      }
    }
    if section["history"] == nil {
      issues.report(
        section.field.keyPlace, section.field.path,
        Phrase(
          "has neither history nor prior, and nothing is invented",
          "既无历史数据，也无先验，程序不会自行设定"),
        Phrase(
          "add `history: {2020: value}`, or `initial:` with a number or a law",
          "请添加 `history: {2020: value}`，或用 `initial:` 写数字或分布"))
    }
  }

  /// `initial` is what is believed of a last value that is only known up to a bound; beside one that
  /// is known it would have no say.
  private func requireOpenLevel(_ initial: ExpressionText, beside last: Observation) {
    guard !last.kind.isBound else { return }
    issues.report(
      initial.place, initial.path, Parameter.problem(ofInitialBeside: last),
      Phrase(
        "remove `initial`, or the history; beside a bound such as `\"> 600\"` it says what is believed",
        "请删去 `initial` 或历史数据；与 `\"> 600\"` 这样的界限并列时，它说明所认为的数值")
    )
  }
}

/// Whether something is so.
enum TruthWord: String, CaseIterable {
  case yes = "true"
  case no = "false"
}
