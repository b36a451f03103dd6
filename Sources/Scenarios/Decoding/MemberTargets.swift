internal import Plans
internal import Wording

// Targets about the members of a family or region.
extension ScenarioDecoder {
  /// The targets that an entry makes: itself, or one for each member and what joins them.
  ///
  /// `{of: park.output, some: 3, more_than: 10, by: 2030}` asks that three members have it,
  /// `{count_of: park.opens, at_least: 10, by: 2030}` that ten are reached; without `some` all are asked.
  func targets(
    _ field: Field, _ part: Part, _ indicators: [String: Indicator]
  ) -> [DecodedTarget] {
    guard let members = membersMeant(field) else {
      for key in ["some", "count_of"] {
        guard let entry = field.node.entries?.first(where: { $0.key == key }) else { continue }
        field.child(entry).report(
          Phrase(
            "goes over the members of a family or region, and none is named", "对家族或区域的成员求值，此处没有写出"),
          Phrase(
            "write `\(key == "some" ? "of: park.output, some: 3, more_than: …" : "count_of: park.opens, at_least: 10")`",
            "请写 `\(key == "some" ? "of: park.output, some: 3, more_than: …" : "count_of: park.opens, at_least: 10")`"
          ))
        return []
      }
      return target(field, part, indicators).map { [$0] } ?? []
    }
    for key in ["of", "some"] where field.node["count_of"] != nil {
      guard let entry = field.node.entries?.first(where: { $0.key == key }) else { continue }
      field.child(entry).report(
        Phrase(
          "cannot stand beside `count_of`, which says of whom, and `at_least` how many",
          "不能与 `count_of` 并列：它已写明对象，`at_least` 已写明个数"), .removeIt)
    }
    guard makesStatement(field) else {
      // Nothing is computed of each member: it is one promise, as the file writes it.
      guard leastNumber(field, of: members.count) != nil else { return [] }
      return target(field, part, indicators).map { [$0] } ?? []
    }
    NameRules.check(field)
    guard let least = leastNumber(field, of: members.count) else { return [] }
    let parts = members.map(part(of:))
    let own = zip(zip(members, parts), memberNames(members, parts)).map {
      member(field, $0.0, $0.1, named: $1)
    }
    let decoded = own.compactMap { target($0, part, indicators, isOfMember: true) }
    guard decoded.count == own.count, let section = Section(field, keys: FormatKeys.target) else {
      return decoded
    }
    let joint = Target(
      name: field.name, statement: .joint(least, decoded.compactMap(\.target).map(\.name)),
      deadline: .ofMembers, isInformative: section["informative"]?.node.scalar?.text == "true",
      remarks: Remarks(ofTarget: section).called(part.part.called), place: field.keyPlace)
    return [.target(joint)] + decoded
  }

  /// Whether an entry says what is to be met.
  private func makesStatement(_ field: Field) -> Bool {
    (["count_of"] + FormatKeys.conditions + JointStatement.countedKeys(of: field)).contains {
      field.node[$0] != nil
    }
  }

  /// The indicators of members that an entry is about; nil where it names no family or region.
  private func membersMeant(_ field: Field) -> [String]? {
    guard let text = (field.node["count_of"] ?? field.node["of"])?.scalar?.text else { return nil }
    let scope = field.scope.writer(in: field.place.file)
    guard scope.resolve(text, among: scope.names.values) == nil,
      let values = scope.members(of: text)?.values, !values.isEmpty
    else { return nil }
    return values
  }

  /// How many members are asked for: `some`, the `at_least` of `count_of`, or all.
  private func leastNumber(_ field: Field, of count: Int) -> JointRule? {
    let key = field.node["count_of"] == nil ? "some" : "at_least"
    guard let entry = field.node.entries?.first(where: { $0.key == key }) else {
      guard key == "at_least" else { return .all }
      field.report(
        Phrase("does not say how many", "没有写多少个"),
        Phrase("add `at_least: \(count)`", "请添加 `at_least: \(count)`"))
      return nil
    }
    return field.child(entry).integer(1...count).map { .atLeast($0) }
  }

  /// What the targets of members are called behind the name of their own: the member's name, or the part's, or
  /// where two would be called alike, as in a region of two families, all of it.
  private func memberNames(_ indicators: [String], _ parts: [DocumentPart?]) -> [String] {
    let short = zip(indicators, parts).map { $1?.memberName ?? $1?.name ?? $0 }
    let long = zip(indicators, parts).map { $1?.name ?? $0 }
    return [short, long].first { Set($0).count == $0.count } ?? indicators
  }

  /// The part that an indicator stands in; nil for that of the file itself.
  private func part(of indicator: String) -> DocumentPart? {
    document.parts.last { indicator.hasPrefix($0.name + ".") }
  }

  /// The entry of one member.
  private func member(
    _ field: Field, _ indicator: String, _ part: DocumentPart?, named ownName: String
  ) -> Field {
    let place = field.keyPlace
    func scalar(_ text: String, _ place: SourcePlace) -> DocumentNode {
      DocumentNode(
        place: place, content: .scalar(.init(text: text, isQuoted: false, isVerbatim: false)))
    }
    let of = (field.node["count_of"] ?? field.node["of"])?.place ?? place
    var node = field.node.setting("of", to: scalar(indicator, of), at: of)
      .setting("some", to: nil, at: place)
      .setting("informative", to: scalar("true", place), at: place)
    if field.node["count_of"] != nil {
      node = node.setting("count_of", to: nil, at: place).setting("at_least", to: nil, at: place)
        .setting("reached", to: scalar("true", place), at: place)
    }
    // The label is that of the whole statement: one member has met only its own part of it.
    if let part, let name = part.memberName {
      let family = part.member?.family ?? ""
      let called = part.label == name ? "\(family) \(name)" : part.label ?? name
      let rest = indicator.dropFirst(part.name.count + 1)
      node = node.setting("label", to: scalar("\(called): \(rest)", place), at: place)
    }
    return Field(
      key: "\(field.key).\(ownName)", keyPlace: place, node: node,
      path: "\(field.path).\(ownName)", issues: issues, scope: field.scope)
  }
}

extension DocumentPart {
  /// The name of a member in its family; nil for what is no member.
  fileprivate var memberName: String? {
    member.map { String(name.dropFirst($0.family.count + 1)) }
  }
}
