internal import Quantities
internal import Wording

// Targets.
extension ScenarioDecoder {
  func targets(_ root: Section, _ time: ScenarioTime?, _ indicators: [Indicator]) -> [Target] {
    let fields =
      root["targets"]?.named("targets: {firms_800: {of: firms, at_least: 800, in: 2025}}") ?? []
    NameRules.checkDistinct(fields)
    let known = fields.map(\.key)
    let targets = fields.compactMap { target($0, known, time, indicators) }
    reportCircles(targets)
    return targets
  }

  private func target(
    _ field: Field, _ known: [String], _ time: ScenarioTime?, _ indicators: [Indicator]
  ) -> Target? {
    NameRules.check(field)
    guard let section = Section(field, keys: FormatKeys.target) else { return nil }
    let given = FormatKeys.conditions.filter { section[$0] != nil }
    if given.count > 1 {
      field.issues.report(
        section[given[1]]?.keyPlace ?? field.keyPlace, field.path,
        Phrase(
          "says both \(given[0].quoted) and \(given[1].quoted)",
          "同时写了 \(given[0].quoted) 和 \(given[1].quoted)"),
        given.contains("at_least") && given.contains("at_most")
          ? Phrase("write `between: [low, high]`", "请写 `between: [low, high]`")
          : Phrase(
            "make two targets and join them with `all: [a, b]`",
            "请设两个目标，再用 `all: [a, b]` 合并"))
      return nil
    }
    let remarks = Remarks(section)
    let isInformative = section["informative"]?.choice(TruthWord.self) == .yes
    if let all = section["all"] {
      for key in ["of", "in", "by", "since"] {
        section[key]?.report(
          Phrase(
            "cannot stand beside `all`, whose members have their own",
            "不能与 `all` 并列，其成员各有自己的规定"), Phrase("remove it", "请删去"))
      }
      guard let members = members(all, known, field.key) else { return nil }
      return Target(
        name: field.key, statement: .all(members), deadline: .ofMembers,
        isInformative: isInformative, remarks: remarks, place: field.keyPlace)
    }
    let of = section["of"] ?? section.required("of", names.names(.indicator).first ?? "revenue")
    let name = of.flatMap(knownIndicator)
    let indicator = name.flatMap { self.indicator($0, among: indicators) }
    guard let word = given.first, let conditionField = section[word] else {
      let example =
        indicator?.kind.word == "milestone" ? "reached: true" : "at_least: …"
      let others = FormatKeys.conditions.filter { $0 != "all" && $0 != "at_least" }
      field.issues.report(
        field.keyPlace, field.path,
        Phrase("says no quantity, and none is invented", "没有写出数量，程序不会自行设定"),
        Phrase(
          "supply `\(example)` (or \(others.joined(separator: ", ")))",
          "请写 `\(example)`（或 \(others.joined(separator: "、"))）")
      )
      return nil
    }
    let condition = condition(word, conditionField, section, time, indicator)
    let deadline = deadline(section, time, indicator)
    guard let name, let condition, let deadline else { return nil }
    return Target(
      name: field.key, statement: .indicator(name, condition), deadline: deadline,
      isInformative: isInformative, remarks: remarks, place: field.keyPlace)
  }

  private func members(_ field: Field, _ known: [String], _ own: String) -> [String]? {
    guard let elements = field.elements("all: [firms_800, revenue_250]") else { return nil }
    if elements.isEmpty {
      field.report(
        Phrase("names no targets", "没有列出目标"),
        Phrase(
          "write `all: [firms_800, revenue_250]`",
          "请写 `all: [firms_800, revenue_250]`"))
      return nil
    }
    var members: [String] = []
    for element in elements {
      guard let name = element.text() else { continue }
      if !known.contains(name) {
        element.report(
          Phrase("there is no target \(name.quoted)", "没有目标 \(name.quoted)"),
          issues.suggestion(for: name, among: known)
            ?? Phrase(
              "the targets are \(Field.some(known).english)", "现有目标为 \(Field.some(known).chinese)"))
      } else if name == own {
        element.report(
          Phrase("\(name.quoted) cannot be a part of itself", "\(name.quoted) 不能是自身的组成部分"),
          Phrase("remove it", "请删去"))
      } else if members.contains(name) {
        element.report(
          Phrase("\(name.quoted) is named twice", "\(name.quoted) 出现两次"),
          Phrase("keep one of them", "请只保留其一"))
      } else {
        members.append(name)
      }
    }
    return members
  }

  private func reportCircles(_ targets: [Target]) {
    var parts: [String: [String]] = [:]
    for target in targets {
      if case .all(let members) = target.statement { parts[target.name] = members }
    }
    for circle in Circles.find(parts) {
      guard let target = targets.first(where: { $0.name == circle[0] }), circle.count > 1 else {
        continue
      }
      issues.report(
        target.place, "targets.\(target.name)",
        Phrase(
          "is a part of itself: \((circle + [circle[0]]).joined(separator: " → "))",
          "是自身的组成部分：\((circle + [circle[0]]).joined(separator: " → "))"),
        Phrase("remove one of these names", "请删去其中一个名称"))
    }
  }

  // MARK: Conditions

  private func condition(
    _ word: String, _ field: Field, _ section: Section, _ time: ScenarioTime?,
    _ indicator: Indicator?
  ) -> Target.Condition? {
    let isMilestone = indicator?.kind.word == "milestone"
    if isMilestone && word != "reached" {
      issues.report(
        field.keyPlace, field.path, Phrase("a milestone is reached or not", "里程碑只有达成与否"),
        Phrase("write `reached: true`", "请写 `reached: true`"))
      return nil
    }
    if let since = section["since"], word != "increase_of_at_least", word != "growth_of_at_least" {
      since.report(
        Phrase(
          "goes only with `increase_of_at_least` or `growth_of_at_least`",
          "只能与 `increase_of_at_least` 或 `growth_of_at_least` 同用"), Phrase("remove it", "请删去"))
    }
    switch word {
    case "at_least": return field.expression().map { .atLeast($0) }
    case "more_than": return field.expression().map { .moreThan($0) }
    case "at_most": return field.expression().map { .atMost($0) }
    case "less_than": return field.expression().map { .lessThan($0) }
    case "between": return between(field)
    case "increase_of_at_least":
      guard let amount = field.expression() else { return nil }
      guard let since = section["since"] else {
        issues.report(
          field.keyPlace, field.path, Phrase("does not say since when", "没有写自何时起算"),
          Phrase(
            "add `since: \(time?.start.description ?? "2020")`",
            "请添加 `since: \(time?.start.description ?? "2020")`"))
        return nil
      }
      return since.period().flatMap { onGridInside($0, since, time) }.map {
        .increaseOfAtLeast(amount, since: $0)
      }
    case "growth_of_at_least": return growth(field, section, time)
    default:
      guard let text = field.node.scalar?.text, ["true", "True", "yes"].contains(text) else {
        field.report(
          Phrase(
            "must be `true`, found \(field.node.kind.english)",
            "应为 `true`，实为 \(field.node.kind.chinese)"))
        return nil
      }
      if let indicator, !isMilestone {
        issues.report(
          field.keyPlace, field.path,
          Phrase(
            "only a milestone is reached, and \(indicator.name.quoted) is "
              + (indicator.kind.word == "output" ? "an output" : "a \(indicator.kind.word)"),
            "只有里程碑（milestone）才用 `reached`，而 \(indicator.name.quoted) 是 \(indicator.kind.word)"),
          Phrase("write `at_least: …`", "请写 `at_least: …`"))
        return nil
      }
      return .reached
    }
  }

  private func between(_ field: Field) -> Target.Condition? {
    guard let ends = field.elements("between: [700, 900]") else { return nil }
    guard ends.count == 2 else {
      field.report(
        Phrase("must have two ends, found \(ends.count)", "应有两端，实有 \(ends.count) 个"),
        field.adviceOnEnds(ends, "between: [700, 900]"))
      return nil
    }
    guard let low = ends[0].expression(), let high = ends[1].expression() else { return nil }
    if let a = low.constant, let b = high.constant, a >= b {
      field.report(
        Phrase(
          "the lower end must come first and differ from the upper one",
          "下端须在前，且与上端不同"))
      return nil
    }
    return .between(low, high)
  }

  private func growth(
    _ field: Field, _ section: Section, _ time: ScenarioTime?
  ) -> Target.Condition? {
    let sinceField = section["since"]
    let since = sinceField?.period().flatMap { onGridInside($0, sinceField ?? field, time) }
    if sinceField != nil && since == nil { return nil }
    let text = field.node.scalar?.text ?? ""
    guard let constant = ConstantText(text), !constant.unit.isEmpty else {
      guard let factor = field.expression() else { return nil }
      require(factor, Parameter.factor.limits)
      return .growthFactorOfAtLeast(factor, since: since)
    }
    guard let unit = try? units.unit(constant.unit) else {
      field.report(
        Phrase(
          "must be a factor or a rate, found \(text.quoted)",
          "应为倍数或速率，实为 \(text.quoted)"),
        Phrase("write `2` or `14 % a year`", "请写 `2` 或 `14 % a year`"))
      return nil
    }
    if unit.dimension == .rate {
      return .annualGrowthOfAtLeast(
        unit.perYear(compounding: constant.value), since: since)
    }
    guard unit.dimension.isNone, unit.labels.isEmpty else {
      field.report(
        Phrase(
          "must be a factor or a rate, found \(text.quoted)",
          "应为倍数或速率，实为 \(text.quoted)"),
        Phrase("write `2` or `14 % a year`", "请写 `2` 或 `14 % a year`"))
      return nil
    }
    field.report(
      Phrase(
        "\(text.quoted) may be a rate a year or a whole",
        "\(text.quoted) 可能指每年，也可能指总计"),
      Phrase(
        "write `\(text) a year`, or the factor \(plain(1 + constant.value / 100))",
        "请写 `\(text) a year`，或写倍数 \(plain(1 + constant.value / 100))"))
    return nil
  }

  // MARK: Deadlines

  private func deadline(
    _ section: Section, _ time: ScenarioTime?, _ indicator: Indicator?
  ) -> Target.Deadline? {
    if let inField = section["in"], let byField = section["by"] {
      issues.report(
        max(inField.keyPlace, byField.keyPlace), section.field.path,
        Phrase("says both `in` and `by`", "同时写了 `in` 和 `by`"),
        Phrase(
          "`in` is the value in that period, `by` is reached up to it; keep one of them",
          "`in` 指该时期的数值，`by` 指截至该时期达到；请只保留其一"))
      return nil
    }
    if let field = section["in"] {
      return field.period().flatMap { dated($0, field, time, indicator) }.map { .in($0) }
    }
    guard let field = section["by"] else { return .undated }
    guard let text = field.node.scalar?.text, let dots = text.firstRange(of: "..") else {
      return field.period().flatMap { dated($0, field, time, indicator) }.map { .by($0) }
    }
    guard let first = field.period(String(text[..<dots.lowerBound])),
      let last = field.period(String(text[dots.upperBound...]))
    else { return nil }
    guard first <= last else {
      field.report(
        Phrase("\(last) is before \(first)", "\(last) 早于 \(first)"),
        Phrase("write the earlier date first", "请先写较早的日期"))
      return nil
    }
    guard dated(first, field, time, indicator) != nil, dated(last, field, time, indicator) != nil
    else { return nil }
    return .byEach(first, last)
  }

  /// A date that is simulated: inside the grid and behind the last observation.
  private func dated(
    _ period: Period, _ field: Field, _ time: ScenarioTime?, _ indicator: Indicator?
  ) -> Period? {
    guard let time, let period = onGridInside(period, field, time) else { return nil }
    guard let indicator, let last = try? period.last(on: time.step),
      let observed = indicator.history.compactMap({ try? $0.period.last(on: time.step) }).max()
    else { return period }
    guard last > observed else {
      field.report(
        Phrase(
          "\(period) is not after the last observation of \(indicator.name.quoted) in \(observed)",
          "\(period) 不晚于 \(indicator.name.quoted) 的最后观测值 \(observed)"),
        Phrase("take a later date", "请改用更晚的日期"))
      return nil
    }
    return period
  }
}
