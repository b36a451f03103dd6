internal import Quantities
internal import Wording

// Correlations and events: what ties indicators together.
extension ScenarioDecoder {
  func correlations(_ root: Section, _ indicators: [Indicator]) -> [Correlation] {
    let example = "correlation: [[revenue, firms, 0.5]]"
    var seen: [Set<String>: SourcePlace] = [:]
    var (families, pairs): ([Correlation], [Correlation]) = ([], [])
    for field in root["correlation"].flatMap({ $0.node.isNull ? [] : $0.elements(example) }) ?? [] {
      guard let parts = field.elements("[revenue, firms, 0.5]") else { continue }
      if parts.count == 2, let members = membersCorrelated(parts[0], indicators) {
        if let family = correlation(of: members, parts[1], field) { families.append(family) }
        continue
      }
      guard parts.count == 3 else {
        field.report(
          Phrase(
            "must name two indicators and a number, found \(parts.count) "
              + (parts.count == 1 ? "item" : "items"), "应写两个指标和一个数字，实有 \(parts.count) 项"),
          Phrase("write `[revenue, firms, 0.5]`", "请写 `[revenue, firms, 0.5]`"))
        continue
      }
      let first = correlated(parts[0], indicators)
      let second = correlated(parts[1], indicators)
      guard let value = parts[2].number(in: .one, units) else { continue }
      guard (-1...1).contains(value) else {
        parts[2].report(
          Phrase(
            "a correlation is between -1 and 1, found \(parts[2].node.kind.english)",
            "相关系数须在 -1 与 1 之间，实为 \(parts[2].node.kind.chinese)"))
        continue
      }
      guard let first, let second else { continue }
      guard let kinds = correlatedKinds(first, second, indicators) else { continue }
      if kinds.first != kinds.second {
        field.report(
          Phrase(
            "\(kinds.first ? first : second) is a milestone and \(kinds.first ? second : first) is not; "
              + "a date has no shocks of years to share",
            "\(kinds.first ? first : second) 是 milestone，\(kinds.first ? second : first) 不是；日期没有各年的"
              + "冲击可共受"),
          Phrase(
            "correlate milestones with milestones, or let one read the other",
            "请使 milestone 与 milestone 相关，或使其一用到另一"))
      } else if first == second {
        field.report(
          Phrase(
            "\(first.quoted) cannot be correlated with itself",
            "\(first.quoted) 不能与自身相关"), Phrase("name two indicators", "请写两个指标"))
      } else if let earlier = seen[[first, second]] {
        field.report(
          Phrase(
            "this pair is given twice, first in line \(earlier.line)",
            "这一对出现两次，首次在第 \(earlier.line) 行"), Phrase("keep one of them", "请只保留其一"))
      } else {
        seen[[first, second]] = field.place
        pairs.append(Correlation(members: [first, second], value: value, place: field.place))
      }
    }
    // What is said of a pair itself holds against what a family says of all its members.
    return families + pairs
  }

  /// `[park.output, 0.4]`: the members; nil where the name is that of no family or region.
  private func membersCorrelated(_ field: Field, _ indicators: [Indicator]) -> [String]? {
    guard let text = field.node.scalar?.text else { return nil }
    let scope = field.scope.writer(in: field.place.file)
    guard scope.resolve(text, among: scope.names.values) == nil,
      let values = scope.members(of: text)?.values, !values.isEmpty
    else { return nil }
    return values.allSatisfy { correlated($0, field, indicators) != nil } ? values : []
  }

  /// What ties every two of these members together; nil where that is reported or says nothing.
  private func correlation(of members: [String], _ number: Field, _ field: Field) -> Correlation? {
    guard members.count > 1, let value = number.number(in: .one, units) else { return nil }
    let least = -1 / Double(members.count - 1)
    guard value >= least, value <= 1 else {
      number.report(
        Phrase(
          "among \(members.count) members a common correlation is between \(plain(least)) and 1, found "
            + number.node.kind.english,
          "\(members.count) 个成员之间的共同相关系数须在 \(plain(least)) 与 1 之间，实为 \(number.node.kind.chinese)"))
      return nil
    }
    return Correlation(members: members, value: value, place: field.place)
  }

  private func correlated(_ field: Field, _ indicators: [Indicator]) -> String? {
    knownIndicator(field).flatMap { correlated($0, field, indicators) }
  }

  private func correlated(
    _ name: String, _ field: Field, _ indicators: [Indicator]
  ) -> String? {
    if let indicator = self.indicator(name, among: indicators), !indicator.hasInnovations,
      !indicator.isMilestone
    {
      field.report(
        Phrase(
          "\(name.quoted) is a \(indicator.kind.word)"
            + (indicator.kind.word == "count" ? " without `growth`" : "")
            + " and has no innovations to correlate",
          "\(name.quoted) 是\(indicator.kind.word == "count" ? "没有 `growth` 的" : "") "
            + "\(indicator.kind.word)，没有可相关的冲击"),
        Phrase(
          "correlate outputs, counts with `growth`, or milestones",
          "请使 output、带 `growth` 的 count 或 milestone 之间相关"))
      return nil
    }
    return name
  }

  /// The indicators of a name: itself, or those of the members of a family or region.
  func knownIndicators(_ field: Field) -> [(field: Field, name: String)] {
    let scope = field.scope.writer(in: field.place.file)
    if let text = field.node.scalar?.text, scope.resolve(text, among: scope.names.values) == nil,
      let values = scope.members(of: text)?.values.filter({ names.kinds[$0] == .indicator }),
      !values.isEmpty
    {
      return values.map { (field, $0) }
    }
    return knownIndicator(field).map { [(field, $0)] } ?? []
  }

  /// Whether each of two indicators is a milestone; nil where one is unknown, which is reported elsewhere.
  private func correlatedKinds(
    _ first: String, _ second: String, _ indicators: [Indicator]
  ) -> (first: Bool, second: Bool)? {
    guard let a = indicator(first, among: indicators),
      let b = indicator(second, among: indicators)
    else { return nil }
    return (a.isMilestone, b.isMilestone)
  }

  /// The name of a declared indicator.
  func knownIndicator(_ field: Field) -> String? {
    guard let name = field.text() else { return nil }
    let scope = field.scope.writer(in: field.place.file)
    if let full = scope.resolve(name, among: scope.names.values)
      ?? (names.kinds[name] != nil ? name : nil),
      names.kinds[full] == .indicator
    {
      return full
    }
    let known = names.names(.indicator)
    let advice =
      issues.suggestion(for: name, among: known + names.readings.sorted())
      ?? (known.isEmpty
        ? Phrase("add it under `indicators:`", "请在 `indicators:` 下添加")
        : Phrase(
          "the indicators are \(Phrase.firstNames(of: known).english)",
          "现有指标为 \(Phrase.firstNames(of: known).chinese)"))
    if let kind = names.kinds[name] {
      field.report(
        Phrase(
          "\(name.quoted) is a \(kind.rawValue), not an indicator",
          "\(name.quoted) 是\(kind.word.chinese)，不是指标"), advice)
    } else {
      field.report(Phrase("there is no indicator \(name.quoted)", "没有指标 \(name.quoted)"), advice)
    }
    return nil
  }

  // MARK: Events

  func events(_ root: Section, _ time: ScenarioTime?, _ indicators: [Indicator]) -> [Event] {
    let fields =
      root["events"]?.named(
        "events: {downturn: {chance: 0.1 per year, affects: revenue, multiply: 0.9}}") ?? []
    NameRules.checkDistinct(fields)
    return fields.compactMap { event($0, time, indicators) }
  }

  private func event(_ field: Field, _ time: ScenarioTime?, _ indicators: [Indicator]) -> Event? {
    NameRules.check(field)
    guard let section = Section(field, keys: FormatKeys.event) else { return nil }
    let date = section["at"].flatMap { at in
      at.period().flatMap { onGridInside($0, at, time) }
    }
    let given = given(
      Parameter.ofEvents, in: section, examples: date == nil ? [:] : ["chance": "1"])

    var affected: [String] = []
    let written =
      section.required("affects", names.names(.indicator).first ?? "revenue")?.oneOrMore() ?? []
    for (name, indicator) in written.flatMap(knownIndicators) {
      let word = self.indicator(indicator, among: indicators)?.kind.word
      if ["milestone", "derived", "reading"].contains(word) {
        name.report(
          Phrase(
            "\(indicator.quoted) is a \(word ?? "") and cannot be struck by an event",
            "\(indicator.quoted) 是 \(word ?? "")，不能受事件影响"),
          Phrase("let the event affect what it depends on", "请让事件影响它所依赖的指标"))
      } else if affected.contains(indicator) {
        name.report(
          Phrase("\(indicator.quoted) is named twice", "\(indicator.quoted) 出现两次"),
          Phrase("keep one of them", "请只保留其一"))
      } else {
        affected.append(indicator)
      }
    }
    guard let given else { return nil }
    return Event(
      name: field.name, parameters: given, date: date, affects: affected,
      remarks: Remarks(section), place: field.keyPlace)
  }

  /// A date whose last period is one of the simulated ones.
  func onGridInside(_ period: Period, _ field: Field, _ time: ScenarioTime?) -> Period? {
    guard let time else { return period }
    guard
      let last = onGrid(
        field, period, time.step,
        { period throws(QuantityError) in
          try period.last(on: time.step)
        })
    else { return nil }
    guard last >= time.start, last <= time.end else {
      field.report(
        Phrase(
          "\(period) is outside the simulated time, \(time.start) to \(time.end)",
          "\(period) 在模拟期 \(time.start) 至 \(time.end) 之外"),
        last > time.end
          ? Phrase("set `time.end` to a later date", "请推迟 `time.end`")
          : Phrase("take a later date", "请改用更晚的日期"))
      return nil
    }
    return period
  }
}
