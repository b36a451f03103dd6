internal import Quantities
internal import Wording

// Construction programmes.
extension ScenarioDecoder {
  func rollout(_ section: Section) -> Rollout {
    var rollout = Rollout(stages: [])
    var places: [String: SourcePlace] = [:]
    for field in section["pipeline"]?.elements("pipeline: [{stage: build, takes: 2 months}]") ?? []
    {
      guard let stage = stage(field) else { continue }
      if let earlier = places[stage.name] {
        field.report(
          Phrase(
            "the stage \(stage.name.quoted) is given twice, first in line \(earlier.line)",
            "阶段 \(stage.name.quoted) 出现两次，首次在第 \(earlier.line) 行"),
          Phrase("rename one of them", "请改名其一"))
        continue
      }
      places[stage.name] = field.keyPlace
      rollout.stages.append(stage)
    }
    for field in section["supply"]?.oneOrMore() ?? [] {
      add("supply", FormatKeys.supply, field, to: &rollout)
    }
    for field in section["budget"]?.oneOrMore() ?? [] {
      add("budget", FormatKeys.budget, field, to: &rollout)
    }
    for field in section["under_way"]?.named("under_way: {permit: 1200, build: 300}") ?? [] {
      underWay(field, &rollout)
    }
    decodeValues(section, &rollout)
    return rollout
  }

  /// So many items in a stage at the start.
  private func underWay(_ field: Field, _ rollout: inout Rollout) {
    let items = field.expression()
    require(items, Parameter.underWay.limits)
    let names = rollout.stages.map(\.name)
    guard names.contains(field.key) else {
      field.report(
        Phrase(
          "there is no stage \(field.key.quoted) in the pipeline",
          "流程中没有阶段 \(field.key.quoted)"),
        issues.suggestion(for: field.key, among: names)
          ?? stageList(names))
      return
    }
    rollout.underWay[field.key] = items
  }

  private func stage(_ field: Field) -> Rollout.Stage? {
    guard let section = Section(field, keys: FormatKeys.stage),
      let nameField = section.required("stage", "build"), let name = nameField.text()
    else { return nil }
    guard !name.contains("."), name.contains(where: { !$0.isWhitespace }) else {
      nameField.report(
        Phrase(
          "\(name.quoted) is not the name of a stage: a dot leads from a name to a part of it",
          "\(name.quoted) 不能作阶段名称：点号用于连接名称与其部分"),
        Phrase("use letters, digits and `_`, as in `phase_1`", "请用字母、数字和 `_`，如 `phase_1`"))
      return nil
    }
    // Paths name a stage by its word, so that a law keeps its stream when stages are reordered.
    let base = field.path.prefix { $0 != "[" } + ".\(name)"
    return given(Parameter.ofStages(in: "pipeline"), in: section, at: String(base)).map {
      Rollout.Stage(name: name, parameters: $0, spends: section["spends"]?.text())
    }
  }

  private func index(of field: Field, _ section: Section, in rollout: Rollout) -> Int? {
    guard let stage = section.required("stage", rollout.stages.first?.name ?? "build"),
      let name = stage.text()
    else { return nil }
    let names = rollout.stages.map(\.name)
    if let index = names.firstIndex(of: name) { return index }
    stage.report(
      Phrase(
        "there is no stage \(name.quoted) in the pipeline",
        "流程中没有阶段 \(name.quoted)"),
      issues.suggestion(for: name, among: names)
        ?? stageList(names))
    return nil
  }

  private func stageList(_ names: [String]) -> Phrase {
    guard !names.isEmpty else { return Phrase("add a `pipeline:`", "请添加 `pipeline:`") }
    return Phrase(
      "the stages are \(Phrase.firstNames(of: names).english)",
      "现有阶段为 \(Phrase.firstNames(of: names).chinese)")
  }

  /// Adds what a section gives to the stage that it names.
  private func add(_ name: String, _ keys: [String], _ field: Field, to rollout: inout Rollout) {
    guard let section = Section(field, keys: keys) else { return }
    let given = given(Parameter.ofStages(in: name), in: section)
    guard let index = index(of: field, section, in: rollout), let given else { return }
    if rollout.stages[index].has(name) {
      field.report(
        Phrase("the stage has a \(name) already", "该阶段已有 \(name)"),
        Phrase("keep one of them", "请只保留其一"))
    }
    rollout.stages[index].parameters.merge(given) { _, new in new }
  }
}
