internal import Quantities
internal import Wording

// Targets.
extension ScenarioDecoder {
  func targets(
    _ parts: [Part], _ indicators: [Indicator]
  ) -> (targets: [Target], promises: [Promise]) {
    let indicators = Dictionary(
      indicators.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    var decoded: [DecodedTarget] = []
    for part in parts {
      let fields =
        part.root["targets"]?.named("targets: {firms_800: {of: firms, at_least: 800, in: 2025}}")
        ?? []
      NameRules.checkDistinct(fields)
      decoded += fields.flatMap { self.targets($0, part, indicators) }
    }
    let targets = decoded.compactMap(\.target)
    reportCircles(targets)
    return Promise.sorted(targets, decoded.compactMap(\.promise))
  }

  /// One target; that of a member of a family has the name of the family's behind its own.
  func target(
    _ field: Field, _ part: Part, _ indicators: [String: Indicator], isOfMember: Bool = false
  ) -> DecodedTarget? {
    let time = part.time
    if !isOfMember { NameRules.check(field) }
    let counted = JointStatement.countedKeys(of: field)
    guard let section = Section(field, keys: FormatKeys.target, also: counted) else { return nil }
    let given = (FormatKeys.conditions + counted).filter { section[$0] != nil }
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
    let remarks = Remarks(ofTarget: section).called(part.part.called)
    let isInformative = section["informative"]?.choice(TruthWord.self) == .yes
    if let joint = JointStatement(section, given) {
      for key in ["of", "in", "by", "since", "quantity", "proxies"] {
        section[key]?.report(
          Phrase(
            "cannot stand beside \(joint.word.quoted), whose members have their own",
            "不能与 \(joint.word.quoted) 并列，其成员各有自己的规定"), .removeIt)
      }
      guard let members = members(joint, field) else { return nil }
      return .target(
        Target(
          name: field.name, statement: .joint(joint.rule, members), deadline: .ofMembers,
          isInformative: isInformative, remarks: remarks, place: field.keyPlace))
    }
    guard let word = given.first, let conditionField = section[word] else {
      return promise(field, section, remarks, indicators).map { .promise($0) }
    }
    reportNoQuantity(section, beside: word)
    let of = section.required("of", names.names(.indicator).first ?? "revenue")
    let name = of.flatMap(knownIndicator)
    let indicator = name.flatMap { indicators[$0] }
    let condition = condition(word, conditionField, section, time, indicator)
    let deadline = deadline(section) { dated($0, $1, time, indicator) }
    guard let name, let condition, let deadline else { return nil }
    return .target(
      Target(
        name: field.name, statement: .indicator(name, condition), deadline: deadline,
        stepOfFile: time?.stepOfFile, endOfFile: time?.end, isInformative: isInformative,
        readings: issues.readings.filter { $0.path.hasPrefix(field.path + ".") },
        remarks: remarks, place: field.keyPlace))
  }

  private func members(_ joint: JointStatement, _ target: Field) -> [String]? {
    let example = "\(joint.word): [firms_800, revenue_250]"
    let scope = joint.field.scope.writer(in: joint.field.place.file)
    let (known, own) = (scope.names.targets, target.name)
    // One name stands for all targets of a part, family or region.
    let isGroup =
      joint.field.node.scalar.map { !targets(ofGroup: $0.text, scope, but: own).isEmpty } ?? false
    guard let elements = isGroup ? [joint.field] : joint.field.elements(example) else { return nil }
    if elements.isEmpty {
      joint.field.report(
        Phrase("names no targets", "没有列出目标"),
        Phrase("write `\(example)`", "请写 `\(example)`"))
      return nil
    }
    var members: [String] = []
    for element in elements {
      guard let text = element.text() else { continue }
      let group = targets(ofGroup: text, scope, but: own).filter {
        $0 != own && !members.contains($0)
      }
      if !group.isEmpty {
        members += group
        continue
      }
      let name = scope.resolve(text, among: known) ?? text
      if !known.contains(name) {
        let names = known.sorted()
        element.report(
          Phrase("there is no target \(name.quoted)", "没有目标 \(name.quoted)"),
          issues.suggestion(for: name, among: names)
            ?? Phrase(
              "the targets are \(Phrase.firstNames(of: names).english)",
              "现有目标为 \(Phrase.firstNames(of: names).chinese)"))
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
    // What is named wrongly counts, for it is meant.
    return joint.isPossible(with: max(members.count, elements.count)) ? members : nil
  }

  /// The targets of a part, a family or a region, or one of each of its members: `luohu`, `park`,
  /// `park.full`.
  private func targets(
    ofGroup text: String, _ scope: NameScope, but own: String
  ) -> [String] {
    let same = scope.resolve(text, among: scope.names.targets)
    guard same == nil || same == own else { return [] }
    func all(_ parts: [String]) -> [String] {
      document.parts.flatMap { part -> [String] in
        guard parts.contains(where: { part.name == $0 || part.name.hasPrefix($0 + ".") }) else {
          return []
        }
        return (part.root["targets"]?.entries ?? [])
          .filter { $0.value["informative"]?.scalar?.text != "true" && !isPromise($0.value) }
          .map { part.qualified($0.key) }
      }
    }
    let part = scope.qualified(text)
    if !part.isEmpty, scope.names.parts.contains(part) { return all([part]) }
    if let group = scope.group(text) { return all(scope.names.leaves(of: group)) }
    var head = Substring(text)
    while let dot = head.lastIndex(of: ".") {
      head = head[..<dot]
      guard let group = scope.group(String(head)) else { continue }
      let rest = text[text.index(after: dot)...]
      return scope.names.leaves(of: group).map { "\($0).\(rest)" }
        .filter(scope.names.targets.contains)
    }
    return []
  }

  private func reportCircles(_ targets: [Target]) {
    var parts: [String: [String]] = [:]
    for target in targets {
      if case .joint(_, let members) = target.statement { parts[target.name] = members }
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
    _ written: String, _ field: Field, _ section: Section, _ time: ScenarioTime?,
    _ indicator: Indicator?
  ) -> Target.Condition? {
    let word = vague(field, after: written, indicator?.unit)?.word ?? written
    let isMilestone = indicator?.kind.word == "milestone"
    if word != "rank_at_most" {
      section["among"]?.report(
        Phrase("goes only with `rank_at_most`", "只能与 `rank_at_most` 同用"), .removeIt)
    }
    if let percent = YearlyGrowth.percent(in: field.node.scalar?.text ?? ""),
      word != "growth_of_at_least", word != "between"
    {
      field.report(
        Phrase(
          "\((field.node.scalar?.text ?? "").quoted) is growth, and \(word.quoted) asks for a level",
          "\((field.node.scalar?.text ?? "").quoted) 是增速，而 \(word.quoted) 要求水平"),
        Phrase(
          "write `growth_of_at_least: \(percent) % a year`",
          "请写 `growth_of_at_least: \(percent) % a year`"))
      return nil
    }
    func threshold() -> ExpressionText? {
      self.threshold(field, after: written, section, indicator?.unit)
    }
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
    case "at_least": return threshold().map { .atLeast($0) }
    case "more_than": return threshold().map { .moreThan($0) }
    case "at_most": return threshold().map { .atMost($0) }
    case "less_than": return threshold().map { .lessThan($0) }
    case "between": return between(field, section, indicator)
    case "rank_at_most": return rank(field, section, indicator)
    case "increase_of_at_least":
      guard let amount = threshold() else { return nil }
      guard let since = section["since"] else {
        // Of a flow totals are compared, mostly those of years.
        let last = indicator?.history.last?.period ?? time?.start
        let beginning = last.map { indicator?.isFlow ?? false ? "\($0.year)" : "\($0)" } ?? "2020"
        issues.report(
          field.keyPlace, field.path, Phrase("does not say since when", "没有写自何时起算"),
          Phrase("add `since: \(beginning)`", "请添加 `since: \(beginning)`"))
        return nil
      }
      return since.period().flatMap { onGridInside($0, since, time) }.map {
        .increaseOfAtLeast(amount, since: $0)
      }
    case "growth_of_at_least": return growth(field, section, time, after: written)
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

  private func between(
    _ field: Field, _ section: Section, _ indicator: Indicator?
  ) -> Target.Condition? {
    guard let ends = field.elements("between: [700, 900]") else { return nil }
    guard ends.count == 2 else {
      field.report(
        Phrase("must have two ends, found \(ends.count)", "应有两端，实有 \(ends.count) 个"),
        field.adviceOnEnds(ends, "between: [700, 900]"))
      return nil
    }
    if let unit = indicator?.unit, reportsUnclearEnds(ends, in: unit) { return nil }
    let bounds = ends.map { threshold($0, after: "between", section, indicator?.unit) }
    guard let low = bounds[0], let high = bounds[1] else { return nil }
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
    _ field: Field, _ section: Section, _ time: ScenarioTime?, after written: String
  ) -> Target.Condition? {
    let sinceField = section["since"]
    let since = sinceField?.period().flatMap { onGridInside($0, sinceField ?? field, time) }
    if sinceField != nil && since == nil { return nil }
    let text = field.node.scalar?.text ?? ""
    if let percent = YearlyGrowth.percent(in: text) {
      field.report(
        Phrase("\(text.quoted) is growth in words", "\(text.quoted) 是文字描述的增速"),
        Phrase("write `\(percent) % a year`", "请写 `\(percent) % a year`"))
      return nil
    }
    guard let constant = ConstantText(text), !constant.unit.isEmpty else {
      guard let factor = threshold(field, after: written, section, nil) else { return nil }
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

  /// When a target is due; `check` says which dates may stand.
  func deadline(
    _ section: Section, _ check: (Period, Field) -> Period?
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
      return field.period().flatMap { check($0, field) }.map { .in($0) }
    }
    guard let field = section["by"] else { return .undated }
    if let alternatives = DeadlineAlternatives(field) { return alternatives.deadline(check) }
    // Two years and what stands between them.
    if let text = field.node.scalar?.text, text.count >= 9,
      let ends = text.wholeMatch(of: /\s*(\d{4})年?\s*[-–—~至到]\s*(\d{4})年?\s*/)
    {
      field.report(
        Phrase("\(ends.1) to \(ends.2) are several deadlines", "\(ends.1) 至 \(ends.2) 是多个期限"),
        Phrase(
          "write `by: \(ends.1)..\(ends.2)`, which answers each, or one of them",
          "请写 `by: \(ends.1)..\(ends.2)`（逐期回答），或只写其一"))
      return nil
    }
    guard let text = field.node.scalar?.text, let dots = text.firstRange(of: "..") else {
      return field.period().flatMap { check($0, field) }.map { .by($0) }
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
    guard check(first, field) != nil, check(last, field) != nil else { return nil }
    return .byEach(first, last)
  }

  /// A date that is simulated: inside the grid and behind the last observation.
  private func dated(
    _ period: Period, _ field: Field, _ time: ScenarioTime?, _ indicator: Indicator?
  ) -> Period? {
    guard let time, let period = onGridInside(period, field, time) else { return nil }
    guard let indicator, let last = try? period.last(on: time.step),
      let observed = document.observedBefore[indicator.name]
        ?? indicator.history.compactMap({ try? $0.period.last(on: time.step) }).max()
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
