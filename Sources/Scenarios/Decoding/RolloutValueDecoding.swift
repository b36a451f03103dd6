internal import Wording

// What the items of a rollout are worth, and what they yield.
extension ScenarioDecoder {
  /// Takes the values and the yields of a rollout.
  func decodeValues(_ section: Section, _ rollout: inout Rollout) {
    for field in section["value"]?.named("value: {investment: 1.3 bn yuan}") ?? [] {
      guard isName(field), let text = field.expression() else { continue }
      require(text, Parameter.value.limits)
      rollout.values[field.key] = text
    }
    let known = rollout.values.keys.sorted()
    let stages = section["pipeline"]?.node.elements ?? []
    for stage in stages {
      guard let node = stage["spends"], let name = node.scalar?.text,
        rollout.values[name] == nil
      else { continue }
      issues.report(
        node.place, section.field.path + ".pipeline",
        Phrase("there is no value \(name.quoted) of the items", "项目没有名为 \(name.quoted) 的价值"),
        issues.suggestion(for: name, among: known)
          ?? Phrase(
            "add it beside the pipeline, as in `value: {\(name): 1.3 bn yuan}`",
            "请在流程旁添加，如 `value: {\(name): 1.3 bn yuan}`"))
    }
    for field in section["yields"]?.oneOrMore() ?? [] {
      rollout.yields += yields(field, of: section.field)
    }
  }

  /// The yields of one mapping, which share when they begin.
  private func yields(_ field: Field, of rollout: Field) -> [Rollout.Yield] {
    let names = (field.node.entries ?? []).filter { !FormatKeys.yields.contains($0.key) }
    guard let section = Section(field, keys: FormatKeys.yields, also: names.map(\.key)) else {
      return []
    }
    guard let first = names.first else {
      field.report(
        Phrase("names nothing that is yielded", "没有写明产出什么"),
        Phrase(
          "write `yields: {output: 0.6 / year * investment}`",
          "请写 `yields: {output: 0.6 / year * investment}`"))
      return []
    }
    // Paths name a yield by its word, so that a law keeps its stream when yields are reordered.
    let base = "\(rollout.path).yields.\(first.key)"
    let given = given(Parameter.ofYields, in: section, at: base) ?? [:]
    // A yield and a parameter of one name would have one path.
    let taken = Parameter.ofRollouts.map(\.word) + ["pipeline"]
    return names.compactMap { entry in
      guard let own = section[entry.key], isName(own) else { return nil }
      guard !taken.contains(entry.key) else {
        issues.report(
          own.keyPlace, own.path,
          Phrase(
            "\(entry.key.quoted) is a key of the rollout, and would be named like what it yields",
            "\(entry.key.quoted) 是 rollout 的键，不能再作产出的名称"),
          Phrase("give the yield another name", "请为产出另取名称"))
        return nil
      }
      let name = "\(rollout.name).\(entry.key)"
      guard let text = own.at(path: "indicators.\(name).expression").expression(inYield: name)
      else { return nil }
      return Rollout.Yield(
        name: entry.key, rate: text, after: given["yields.after"], ramp: given["yields.ramp"])
    }
  }

  /// Whether what a value or a yield is called can be named in expressions, which is reported.
  private func isName(_ field: Field) -> Bool {
    let before = issues.count
    NameRules.check(field, isForExpressions: true)
    return issues.count == before
  }
}
