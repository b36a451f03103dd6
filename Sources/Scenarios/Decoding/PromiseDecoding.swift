internal import Quantities
internal import Wording

/// An entry of `targets`: with a quantity or without.
enum DecodedTarget {
  case target(Target)
  case promise(Promise)

  var target: Target? { if case .target(let target) = self { target } else { nil } }
  var promise: Promise? { if case .promise(let promise) = self { promise } else { nil } }
}

// Promises without a quantity.
extension ScenarioDecoder {
  /// A target that makes no statement.
  func promise(
    _ field: Field, _ section: Section, _ remarks: Remarks, _ indicators: [String: Indicator]
  ) -> Promise? {
    let isSaid = section["quantity"] != nil
    guard isSaid || section["of"] != nil || remarks.hasWords else {
      let others = FormatKeys.conditions.filter { $0 != "at_least" }
      issues.report(
        field.keyPlace, field.path, Phrase("promises nothing", "没有承诺任何内容"),
        Phrase(
          "supply `of` and `at_least: …` (or \(others.joined(separator: ", "))), or a `quote`",
          "请写 `of` 和 `at_least: …`（或 \(others.joined(separator: "、"))），或写 `quote`"))
      return nil
    }
    if let quantity = section["quantity"], quantity.node.scalar?.text != "none" {
      quantity.report(
        Phrase(
          "must be `none`, found \(quantity.node.kind.english)",
          "应为 `none`，实为 \(quantity.node.kind.chinese)"),
        Phrase("write a quantity as a statement, as in `at_least: 800`", "数量请写成 `at_least: 800` 等"))
    }
    for key in ["since", "among"] {
      section[key]?.report(Phrase("goes only with a statement", "只能与数量一起写"), .removeIt)
    }
    let subject = section["of"].flatMap { self.subject($0, indicators) }
    let proxies = section["proxies"].map { self.proxies($0, field.name) } ?? []
    // No grid limits what is not simulated.
    let deadline = deadline(section) { period, _ in period }
    guard let deadline, let proxies else { return nil }
    return Promise(
      name: field.name, subject: subject, deadline: deadline, reason: isSaid ? .said : .unstated,
      proxies: proxies, remarks: remarks, place: field.keyPlace)
  }

  /// What a promise is about: an indicator, or that of all members of a family or region, as it is written.
  private func subject(_ of: Field, _ indicators: [String: Indicator]) -> Promise.Subject? {
    let subjects = knownIndicators(of).compactMap { item in
      unnumbered[item.name]
        ?? indicators[item.name].map {
          Promise.Subject(
            indicator: item.name, kind: $0.kind.word, unit: $0.unit, hasNumbers: true)
        }
    }
    guard let first = subjects.first, subjects.count > 1 else { return subjects.first }
    return Promise.Subject(
      indicator: of.node.scalar?.text ?? first.indicator, kind: first.kind, unit: first.unit,
      hasNumbers: subjects.allSatisfy(\.hasNumbers))
  }

  private func proxies(_ field: Field, _ own: String) -> [Promise.Proxy]? {
    guard let elements = field.elements("proxies: [firms_800]") else { return nil }
    return elements.compactMap { element in
      guard let text = element.text() else { return nil }
      let scope = element.scope.writer(in: element.place.file)
      let name =
        scope.resolve(text, among: scope.names.targets)
        ?? scope.resolve(text, among: scope.names.values) ?? text
      guard name != own else {
        element.report(
          Phrase("\(name.quoted) cannot be its own proxy", "\(name.quoted) 不能替代自身"), .removeIt)
        return nil
      }
      let kind: Promise.Proxy.Kind? =
        scope.names.targets.contains(name)
        ? .target : names.kinds[name] == .indicator ? .indicator : nil
      return Promise.Proxy(name: name, kind: kind)
    }
  }

  /// Reports what goes only with a promise without a quantity.
  func reportNoQuantity(_ section: Section, beside word: String) {
    section["quantity"]?.report(
      Phrase(
        "stands beside \(word.quoted), which is a quantity", "与 \(word.quoted) 并列，而后者就是数量"),
      .removeIt)
    section["proxies"]?.report(
      Phrase(
        "stands beside \(word.quoted); what has a quantity needs no proxy",
        "与 \(word.quoted) 并列；有数量的目标无需替代指标"),
      .removeIt)
  }
}

extension Promise {
  /// Targets and promises, with the joint targets that a promise without a quantity is a member of among
  /// the promises, in the order of the file.
  static func sorted(
    _ targets: [Target], _ promises: [Promise]
  ) -> (targets: [Target], promises: [Promise]) {
    var (targets, promises) = (targets, promises)
    while true {
      let names = Set(promises.map(\.name))
      let open = targets.filter { !$0.members(among: names).isEmpty }
      guard !open.isEmpty else { break }
      for target in open {
        promises.append(
          Promise(
            name: target.name, subject: nil, deadline: target.deadline,
            reason: .members(target.members(among: names)), proxies: [], remarks: target.remarks,
            place: target.place))
      }
      targets.removeAll { target in open.contains { $0.name == target.name } }
    }
    promises.sort { $0.place < $1.place }
    return (targets, promises)
  }
}

extension Remarks {
  /// Whether they say what was promised.
  fileprivate var hasWords: Bool {
    quote != nil || label != nil || source != nil || document != nil
  }
}

extension Target {
  fileprivate func members(among names: Set<String>) -> [String] {
    guard case .joint(_, let members) = statement else { return [] }
    return members.filter(names.contains)
  }
}
