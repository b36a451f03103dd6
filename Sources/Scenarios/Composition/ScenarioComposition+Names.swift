internal import Wording

// The names of the parts, known before any of them is read.
extension ScenarioComposition {
  /// What names in each part mean.
  func scopes() -> [NameScope] {
    let names = names()
    var scopes: [NameScope] = []
    for part in parts {
      scopes.append(
        NameScope(
          prefix: part.name, member: part.member, files: part.files,
          outer: part.parent.map { scopes[$0] }, names: names))
    }
    return scopes
  }

  private func names() -> PartNames {
    var values: Set<String> = []
    var (targets, events): (Set<String>, Set<String>) = ([], [])
    for part in parts {
      func names(_ section: String) -> [String] {
        (part.root[section]?.entries ?? []).map { part.qualified($0.key) }
      }
      for section in ["uncertainties", "levers", "indicators"] { values.formUnion(names(section)) }
      targets.formUnion(names("targets"))
      events.formUnion(names("events"))
    }
    let declared = values
    let wholes = wholes(among: declared)
    values.formUnion(wholes.keys.map { "\($0).\(PartShare.word)" })
    var names = Set(parts.map(\.name))
    for part in parts {
      guard let money = part.root[Money.section]?.entries else { continue }
      names.insert(part.qualified(Money.section))
      values.formUnion(money.map { part.qualified(Money.name($0.key)) })
    }
    var yields: Set<String> = []
    for part in parts {
      for entry in part.root["indicators"]?.entries ?? [] {
        guard let own = RolloutNames(entry.value) else { continue }
        let rollout = part.qualified(entry.key)
        values.formUnion(own.readings(of: rollout).map(\.name))
        yields.formUnion(own.yields(of: rollout))
      }
    }
    return PartNames(
      values: values.union(yields), targets: targets, events: events,
      parts: names, families: families, regions: regions(among: declared),
      wholes: wholes, yields: yields)
  }

  /// What each indicator with `part_of` is a part of.
  private func wholes(among declared: Set<String>) -> [String: String] {
    var wholes: [String: String] = [:]
    for part in parts {
      for entry in part.root["indicators"]?.entries ?? [] {
        guard let whole = entry.value["part_of"]?.scalar?.text else { continue }
        // What another file writes into a part names what that file knows.
        let isOwn = part.files?.contains(entry.value["part_of"]?.place.file ?? "") ?? false
        var index: Int? = parts.firstIndex { $0.name == part.name }
        if !isOwn, part.files != nil { index = part.parent }
        while let place = index {
          let full = parts[place].qualified(whole)
          if declared.contains(full) {
            wholes[part.qualified(entry.key)] = full
            break
          }
          index = parts[place].files == nil ? parts[place].parent : nil
        }
      }
    }
    return wholes
  }

  // MARK: Regions

  private func regions(among declared: Set<String>) -> [String: [String]] {
    var regions: [String: [String]] = [:]
    for part in parts {
      guard let node = part.root["regions"] else { continue }
      for entry in node.entries ?? [] { collect(entry, part, declared, into: &regions) }
      if node.entries == nil, !node.isNull {
        issues.report(
          node.place, "regions",
          Phrase(
            "must be a mapping, found \(node.kind.english)", "应为映射，实为 \(node.kind.chinese)"),
          Phrase(
            "write `regions: {guangzhou: [haizhu, nansha]}`",
            "请写 `regions: {guangzhou: [haizhu, nansha]}`"))
      }
    }
    return regions
  }

  /// A region with what it holds: a list of names, one name, or regions of its own.
  private func collect(
    _ entry: DocumentNode.Entry, _ part: DocumentPart, _ declared: Set<String>,
    into regions: inout [String: [String]]
  ) {
    let name = part.qualified(entry.key)
    func refuse(_ node: DocumentNode, _ problem: Phrase, _ advice: Phrase?) {
      issues.report(node.place, "regions.\(entry.key)", problem, advice)
    }
    if declared.contains(name) || families[name] != nil || regions[name] != nil
      || parts.contains(where: { $0.name == name })
    {
      issues.report(
        entry.keyPlace, "regions.\(entry.key)",
        Phrase("the name \(entry.key.quoted) is given twice", "名称 \(entry.key.quoted) 出现两次"),
        Phrase("rename one of them", "请改名其一"))
      return
    }
    if let inner = entry.value.entries {
      regions[name] = inner.map { part.qualified($0.key) }
      for item in inner { collect(item, part, declared, into: &regions) }
      return
    }
    var held: [String] = []
    for node in entry.value.elements ?? [entry.value] {
      guard let text = node.scalar?.text, !node.isNull else {
        refuse(
          node,
          Phrase("must be a name, found \(node.kind.english)", "应为名称，实为 \(node.kind.chinese)"),
          Phrase(
            "write `\(entry.key): [haizhu, nansha]`", "请写 `\(entry.key): [haizhu, nansha]`"))
        continue
      }
      let full = part.qualified(text)
      let isKnown =
        declared.contains(full) || families[full] != nil || regions[full] != nil
        || parts.contains { $0.name == full }
      guard isKnown else {
        let known = parts.map(\.name).filter { !$0.isEmpty } + families.keys.sorted()
        refuse(
          node,
          Phrase(
            "there is no part, family or indicator \(text.quoted)", "没有部分、家族或指标 \(text.quoted)"),
          issues.suggestion(for: text, among: known + declared.sorted())
            ?? Phrase(
              "a region holds names of `include:`, `families:`, `indicators:` or regions above it",
              "区域由 `include:`、`families:`、`indicators:` 中的名称或前面的区域组成"))
        continue
      }
      held.append(full)
    }
    regions[name] = held
  }
}
