internal import Tables
internal import Wording

/// Takes a file apart into what has names of its own: the files that it includes, as often as it
/// has members for them, and the members of its families.
///
/// Nothing is computed here. Each part keeps its sections as they are written, with what the file
/// above it sets in them; names become those of the whole scenario when they are read.
struct ScenarioComposition {
  let files: ScenarioFiles
  let issues: IssueCollector
  private(set) var parts: [DocumentPart] = []
  private(set) var families: [String: [String]] = [:]
  /// Whether a file that is named could not be read, so that nothing can be said of what is in it.
  private(set) var isIncomplete = false
  /// The index of each part by its name.
  private var indices: [String: Int] = [:]

  /// More parts than this are not made.
  static let partLimit = 10_000
  /// The sections whose entries a file may change in what it includes, by dotted names.
  static let sections = ["uncertainties", "levers", "indicators", "events", "targets"]

  init(_ files: ScenarioFiles) {
    self.files = files
    issues = files.issues
  }

  /// The parts of a file, itself first.
  mutating func compose(_ root: DocumentNode, files: Set<String>) {
    let part = DocumentPart(
      name: "", root: root, place: root.place, parent: nil, files: files, member: nil, label: nil,
      defaultCase: nil)
    add(part, file: root.place.file, chain: [])
  }

  private mutating func add(_ part: DocumentPart, file: String, chain: [String]) {
    guard parts.count < Self.partLimit else {
      if !isIncomplete {
        issues.report(
          part.place, part.name,
          Phrase(
            "makes more than \(Self.partLimit) parts", "产生的部分超过 \(Self.partLimit) 个"),
          Phrase("include fewer files, or fewer members", "请减少包含的文件或成员"))
      }
      isIncomplete = true
      return
    }
    let index = parts.count
    parts.append(part)
    indices[part.name] = index
    let here = Here(index: index, file: file, chain: chain)
    for (key, isFamily) in [("include", false), ("families", true)] {
      guard let node = part.root[key] else { continue }
      parts[index].root = parts[index].root.setting(key, to: nil, at: node.place)
      guard let entries = node.entries else {
        if !node.isNull { reportNoMapping(node, key) }
        continue
      }
      for entry in entries { add(entry, isFamily: isFamily, at: here) }
    }
    share(in: index)
    pushDown(from: index)
  }

  /// The part that names others.
  private struct Here {
    let index: Int
    let file: String
    let chain: [String]
  }

  private func reportNoMapping(_ node: DocumentNode, _ key: String) {
    issues.report(
      node.place, key,
      Phrase(
        "must be a mapping, found \(node.kind.english)", "应为映射，实为 \(node.kind.chinese)"),
      key == "include"
        ? Phrase("write `include: {luohu: luohu.yaml}`", "请写 `include: {luohu: luohu.yaml}`")
        : Phrase(
          "write `families: {park: {members: 10, indicators: {…}}}`",
          "请写 `families: {park: {members: 10, indicators: {…}}}`"))
  }

  // MARK: One name

  private mutating func add(_ entry: DocumentNode.Entry, isFamily: Bool, at here: Here) {
    let path = "\(isFamily ? "families" : "include").\(entry.key)"
    guard NameRules.isWord(entry.key) else {
      issues.report(
        entry.keyPlace, path,
        Phrase("\(entry.key.quoted) is not a name", "\(entry.key.quoted) 不能作名称"),
        Phrase(
          "use letters, digits and `_`, beginning with a letter", "请用字母、数字和 `_`，以字母开头"))
      return
    }
    let name = parts[here.index].qualified(entry.key)
    guard families[name] == nil, indices[name] == nil else {
      issues.report(
        entry.keyPlace, path,
        Phrase("the name \(entry.key.quoted) is given twice", "名称 \(entry.key.quoted) 出现两次"),
        Phrase("rename one of them", "请改名其一"))
      return
    }
    // `luohu: luohu.yaml` is short for `luohu: {file: luohu.yaml}`.
    let value =
      entry.value.scalar != nil && !entry.value.isNull && !isFamily
      ? DocumentNode.emptyMapping(at: entry.value.place)
        .setting("file", to: entry.value, at: entry.keyPlace) : entry.value
    let field = Field(
      key: entry.key, keyPlace: entry.keyPlace, node: value, path: path, issues: issues,
      scope: .whole)
    let keys = isFamily ? FormatKeys.family : FormatKeys.include
    guard let section = Section(field, keys: keys) else { return }
    let members = section["members"].map(self.members)
    if isFamily, members == nil, section["members"] == nil {
      _ = section.required("members", "10")
      return
    }
    if let members, members == nil { return }
    let own = Template(
      name: name, section: section, value: value, isFamily: isFamily,
      members: members.flatMap(\.self))
    make(own, at: here)
  }

  /// What parts are made of.
  private struct Template {
    let name: String
    let section: Section
    let value: DocumentNode
    let isFamily: Bool
    let members: [Member]?
  }

  private struct Member {
    let name: String
    let place: SourcePlace
    let values: [DocumentNode.Entry]
  }

  /// The members as a number, a list of names or a mapping with what each sets.
  private func members(_ field: Field) -> [Member]? {
    if let elements = field.node.elements {
      return elements.compactMap { element in
        guard let text = element.scalar?.text, NameRules.isMember(text) else {
          reportMember(element)
          return nil
        }
        return Member(name: text, place: element.place, values: [])
      }
    }
    if let entries = field.node.entries {
      return entries.compactMap { entry in
        guard NameRules.isMember(entry.key) else {
          reportMember(
            DocumentNode(
              place: entry.keyPlace,
              content: .scalar(.init(text: entry.key, isQuoted: false, isVerbatim: true))))
          return nil
        }
        guard let values = entry.value.entries ?? (entry.value.isNull ? [] : nil) else {
          field.child(entry).report(
            Phrase(
              "must be a mapping, found \(entry.value.kind.english)",
              "应为映射，实为 \(entry.value.kind.chinese)"),
            Phrase(
              "write `\(entry.key): {area: 60_000 m2}`", "请写 `\(entry.key): {area: 60_000 m2}`"))
          return nil
        }
        return Member(name: entry.key, place: entry.keyPlace, values: values)
      }
    }
    guard let count = field.integer(1...Self.partLimit) else { return nil }
    return (1...count).map { Member(name: "\($0)", place: field.place, values: []) }
  }

  private func reportMember(_ node: DocumentNode) {
    issues.report(
      node.place, "members",
      Phrase("\(node.kind.english) is not a name", "\(node.kind.chinese) 不能作名称"),
      Phrase("use letters, digits and `_`", "请用字母、数字和 `_`"))
  }

  /// Makes the part of a name, or those of its members.
  private mutating func make(_ own: Template, at here: Here) {
    var (root, file, chain, read) = (own.value, here.file, here.chain, Set<String>())
    if let name = own.section["file"]?.node {
      let onWay = chain + [FileReading.resolved(here.file) ?? here.file]
      guard let loaded = files.load(name, under: .include, from: here.file, chain: onWay) else {
        isIncomplete = true
        return
      }
      var inheritance = Inheritance(files)
      root = inheritance.resolve(loaded.root, file: loaded.path)
      read = inheritance.read
      (file, chain) = (loaded.path, onWay)
    } else if !own.isFamily {
      _ = own.section.required("file", "luohu.yaml")
      return
    } else {
      for key in ["members", "label", "note"] { root = root.setting(key, to: nil, at: root.place) }
    }
    let isFile = own.section["file"] != nil
    func part(_ name: String, _ place: SourcePlace, _ member: Int?, _ label: String?)
      -> DocumentPart
    {
      DocumentPart(
        name: name, root: root, place: place, parent: here.index, files: isFile ? read : nil,
        member: member.map { (own.name, $0) }, label: label,
        defaultCase: own.section["case"]?.node)
    }
    let with = own.section["with"]?.named("with: {crews: 60}") ?? []
    let label = own.section["label"]?.line()
    guard let members = own.members else {
      var part = part(own.name, own.section.field.keyPlace, nil, label)
      for field in with { set(field.key, field.node, field.keyPlace, in: &part, isStrict: true) }
      add(part, file: file, chain: chain)
      return
    }
    families[own.name] = members.map { "\(own.name).\($0.name)" }
    for (index, member) in members.enumerated() {
      if isIncomplete { return }
      let label = member.values.first { $0.key == "label" }?.value.scalar?.text.onOneLine
      var part = part("\(own.name).\(member.name)", member.place, index + 1, label ?? member.name)
      for field in with { set(field.key, field.node, field.keyPlace, in: &part, isStrict: true) }
      for value in member.values where value.key != "label" {
        set(value.key, value.value, value.keyPlace, in: &part, isStrict: isFile)
      }
      add(part, file: file, chain: chain)
    }
  }

  // MARK: Values from outside

  /// Sets a lever or an uncertainty of a part.
  ///
  /// A number or a date becomes the default of a lever; anything else makes it an uncertainty of that
  /// law. What a part does not declare is a mistake, or, in a family, a value of its own.
  private func set(
    _ name: String, _ value: DocumentNode, _ place: SourcePlace, in part: inout DocumentPart,
    isStrict: Bool
  ) {
    part.isSet.insert(name)
    if let former = part.root["levers"]?[name] ?? part.root["uncertainties"]?[name],
      let bare = BareShare(value, insteadOf: former)
    {
      issues.report(value.place, "with", bare.problem, bare.advice)
      return
    }
    if let lever = part.root["levers"]?[name] {
      guard let text = value.scalar?.text, Self.isPlain(text) else {
        part.root = part.root.setting(name, in: "levers", to: nil, at: place)
          .setting(name, in: "uncertainties", to: value, at: place)
        return
      }
      part.root = part.root.setting(
        name, in: "levers",
        to: lever.entries == nil ? value : lever.setting("default", to: value, at: place), at: place
      )
      return
    }
    if let law = part.root["uncertainties"]?[name] {
      part.root = part.root.setting(
        name, in: "uncertainties",
        to: law.entries == nil || value.entries != nil
          ? value : law.setting("law", to: value, at: place), at: place)
      return
    }
    guard isStrict else {
      part.root = part.root.setting(name, in: "uncertainties", to: value, at: place)
      return
    }
    let known =
      ((part.root["levers"]?.entries ?? []) + (part.root["uncertainties"]?.entries ?? [])).map(
        \.key)
    issues.report(
      place, "with",
      Phrase(
        "\(part.name) has no lever or uncertainty \(name.quoted)",
        "\(part.name) 没有手段或不确定量 \(name.quoted)"),
      issues.suggestion(for: name, among: known)
        ?? (known.isEmpty
          ? nil
          : Phrase(
            "it has \(Phrase.firstNames(of: known).english)",
            "其中有 \(Phrase.firstNames(of: known).chinese)")))
  }

  /// Whether a text is a number, perhaps with a unit, or a date.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.trimmed.first else { return false }
    return (first.isNumber || "+-.$€¥".contains(first))
      && !text.contains(where: { "(*^".contains($0) })
      && !text.contains(" + ") && !text.contains(" - ")
  }

  // MARK: What a file says of its parts

  /// `share: {macro: [luohu.downturn, park.slump]}`: one draw, one lever, one event for all.
  private mutating func share(in index: Int) {
    guard let node = parts[index].root["share"] else { return }
    parts[index].root = parts[index].root.setting("share", to: nil, at: node.place)
    let field = Field(
      key: "share", keyPlace: node.place, node: node, path: "share", issues: issues, scope: .whole)
    var shared: [String: String] = [:]
    for entry in field.named("share: {macro: [luohu.downturn, park.slump]}") {
      let isEvent = parts[index].root["events"]?[entry.key] != nil
      let isValue = ["uncertainties", "levers"].contains {
        parts[index].root[$0]?[entry.key] != nil
      }
      guard isEvent || isValue else {
        entry.issues.report(
          entry.keyPlace, entry.path,
          Phrase(
            "\(entry.key.quoted) is shared and not declared here", "\(entry.key.quoted) 被共用，却未在此声明"),
          Phrase(
            "declare it under `uncertainties:`, `levers:` or `events:`",
            "请在 `uncertainties:`、`levers:` 或 `events:` 下声明"))
        continue
      }
      for element in entry.oneOrMore() {
        guard let name = element.text() else { continue }
        if let other = shared[name] {
          element.report(
            Phrase(
              "\(name.quoted) is shared as \(other.quoted) already",
              "\(name.quoted) 已作为 \(other.quoted) 共用"),
            Phrase("name it under one of them", "请只列于其一"))
          continue
        }
        shared[name] = entry.key
        if isEvent {
          join(name, element, to: entry.key, in: index)
        } else {
          replace(name, element, by: entry, in: index)
        }
      }
    }
  }

  /// The parts that a dotted name of a part may be in, with the rest of the name: of a family all
  /// its members.
  private func targets(of name: String, in index: Int) -> (parts: [Int], rest: String)? {
    let full = parts[index].qualified(name)
    var head = Substring(full)
    while let dot = head.lastIndex(of: ".") {
      head = head[..<dot]
      let rest = String(full[full.index(after: dot)...])
      if let members = families[String(head)] {
        return (members.compactMap { indices[$0] }, rest)
      }
      if let found = indices[String(head)], found != index {
        return ([found], rest)
      }
    }
    return nil
  }

  /// Reports the removal of what is not there.
  private func reportNothingToRemove(
    _ entry: DocumentNode.Entry, _ name: String, _ section: String, _ found: [Int]
  ) {
    let known = found.first.map { (parts[$0].root[section]?.entries ?? []).map(\.key) } ?? []
    issues.report(
      entry.keyPlace, "\(section).\(entry.key)",
      Phrase("there is nothing of that name to remove", "没有此名称的内容可删除"),
      issues.suggestion(for: name, among: known)
        ?? (known.isEmpty
          ? nil
          : Phrase(
            "there are \(Phrase.firstNames(of: known).english)",
            "现有 \(Phrase.firstNames(of: known).chinese)")))
  }

  private func reportNothing(_ name: String, _ field: Field, _ what: Phrase) {
    field.report(
      Phrase(
        "there is no \(what.english) \(name.quoted) in what is included",
        "所包含的部分中没有\(what.chinese) \(name.quoted)"),
      Phrase(
        "write the name of the part, a dot and its name there, as in `luohu.downturn`",
        "请写部分的名称、点和其中的名称，如 `luohu.downturn`"))
  }

  private mutating func replace(_ name: String, _ field: Field, by entry: Field, in index: Int) {
    let word = Phrase("lever or uncertainty", "手段或不确定量")
    guard let (found, rest) = targets(of: name, in: index) else {
      return reportNothing(name, field, word)
    }
    let value = DocumentNode(
      place: entry.keyPlace,
      content: .scalar(.init(text: entry.key, isQuoted: false, isVerbatim: true)))
    for part in found {
      guard
        parts[part].root["levers"]?[rest] != nil || parts[part].root["uncertainties"]?[rest] != nil
      else { return reportNothing(name, field, word) }
      parts[part].root = parts[part].root.setting(rest, in: "levers", to: nil, at: field.place)
        .setting(rest, in: "uncertainties", to: value, at: field.place)
    }
  }

  /// Takes an event out of a part and lets one of the file act on what it acted on.
  private mutating func join(_ name: String, _ field: Field, to event: String, in index: Int) {
    guard let (found, rest) = targets(of: name, in: index) else {
      return reportNothing(name, field, Phrase("event", "事件"))
    }
    for part in found {
      guard let own = parts[part].root["events"]?[rest] else {
        return reportNothing(name, field, Phrase("event", "事件"))
      }
      parts[part].root = parts[part].root.setting(rest, in: "events", to: nil, at: field.place)
      let prefix = parts[part].name.dropFirst(
        parts[index].name.isEmpty ? 0 : parts[index].name.count + 1)
      let affected = (own["affects"]?.elements ?? own["affects"].map { [$0] } ?? []).compactMap {
        node -> DocumentNode? in
        node.scalar.map {
          DocumentNode(
            place: node.place,
            content: .scalar(
              .init(text: "\(prefix).\($0.text)", isQuoted: false, isVerbatim: false)))
        }
      }
      guard let shared = parts[index].root["events"]?[event] else { continue }
      let known = shared["affects"]?.elements ?? shared["affects"].map { [$0] } ?? []
      let written = Set(known.compactMap(\.scalar?.text))
      let added = affected.filter { !written.contains($0.scalar?.text ?? "") }
      let all = DocumentNode(place: shared.place, content: .sequence(known + added))
      parts[index].root = parts[index].root.setting(
        event, in: "events", to: shared.setting("affects", to: all, at: shared.place),
        at: shared.place)
    }
  }

  /// Moves what a file writes under dotted names into the parts that they name: what it says of all
  /// members of a family first, so that what it says of one of them holds wherever it stands.
  private mutating func pushDown(from index: Int) {
    for section in Self.sections {
      let dotted = (parts[index].root[section]?.entries ?? []).filter { $0.key.contains(".") }
      let named = dotted.compactMap { entry in
        targets(of: entry.key, in: index).map { (entry: entry, parts: $0.parts, rest: $0.rest) }
      }.filter { !$0.rest.contains(".") }
      for (entry, found, rest) in named.filter({ $0.parts.count > 1 })
        + named.filter({ $0.parts.count <= 1 })
      {
        parts[index].root = parts[index].root.setting(
          entry.key, in: section, to: nil, at: entry.keyPlace)
        if entry.value.isNull, !found.contains(where: { parts[$0].root[section]?[rest] != nil }) {
          reportNothingToRemove(entry, rest, section, found)
          continue
        }
        for part in found {
          let own = parts[part].root[section]?[rest]
          let merged = own.map { Inheritance.merge(entry.value, over: $0) } ?? entry.value
          parts[part].root = parts[part].root.setting(
            rest, in: section, to: entry.value.isNull ? nil : merged, at: entry.keyPlace)
        }
      }
    }
  }
}
