internal import Quantities

// Construction programmes.
extension ScenarioDecoder {
  func rollout(_ section: Section) -> Indicator.Kind? {
    guard let plan = section.required("plan", "2700 / month")?.expression() else { return nil }
    requireSign(plan, .anyOrZero(false))
    let ceiling = section["ceiling"]?.expression()
    requireSign(ceiling, .positive)
    var rollout = Rollout(plan: plan, stages: [], ceiling: ceiling)
    var places: [String: SourcePlace] = [:]
    for field in section["pipeline"]?.elements("pipeline: [{stage: build, takes: 2 months}]") ?? []
    {
      guard let stage = stage(field) else { continue }
      if let earlier = places[stage.name] {
        field.report(
          "the stage \(stage.name.quoted) is given twice, first in line \(earlier.line)",
          "rename one of them")
        continue
      }
      places[stage.name] = field.keyPlace
      rollout.stages.append(stage)
    }
    for field in section["supply"]?.oneOrMore() ?? [] { supply(field, &rollout) }
    for field in section["budget"]?.oneOrMore() ?? [] { budget(field, &rollout) }
    for field in section["under_way"]?.named("under_way: {permit: 1200, build: 300}") ?? [] {
      underWay(field, &rollout)
    }
    return .rollout(rollout)
  }

  /// So many items in a stage at the start.
  private func underWay(_ field: Field, _ rollout: inout Rollout) {
    let items = field.expression()
    requireSign(items, .anyOrZero(true))
    let names = rollout.stages.map(\.name)
    guard names.contains(field.key) else {
      field.report(
        "there is no stage \(field.key.quoted) in the pipeline",
        issues.suggestion(for: field.key, among: names)
          ?? (names.isEmpty ? "add a `pipeline:`" : "the stages are \(Field.some(names))"))
      return
    }
    rollout.underWay[field.key] = items
  }

  private func stage(_ field: Field) -> Rollout.Stage? {
    guard let section = Section(field, keys: FormatKeys.stage),
      let nameField = section.required("stage", "build"), let name = nameField.text()
    else { return nil }
    // Paths name a stage by its word, so that a law keeps its stream when stages are reordered.
    let base = field.path.prefix { $0 != "[" } + ".\(name)"
    func expression(_ key: String) -> ExpressionText? {
      section[key].flatMap { field in
        field.at(path: "\(base).\(key)").expression()
      }
    }
    let takes = expression("takes")
    let refused = expression("refused")
    let capacity = expression("capacity")
    requireSign(takes, .anyOrZero(false))
    requireSign(capacity, .anyOrZero(false))
    requireShare(refused, "the share of items that is lost")
    return Rollout.Stage(
      name: name, takes: takes, refused: refused, capacity: capacity, supply: nil, budget: nil)
  }

  private func index(of field: Field, _ section: Section, in rollout: Rollout) -> Int? {
    guard let stage = section.required("stage", rollout.stages.first?.name ?? "build"),
      let name = stage.text()
    else { return nil }
    let names = rollout.stages.map(\.name)
    if let index = names.firstIndex(of: name) { return index }
    stage.report(
      "there is no stage \(name.quoted) in the pipeline",
      issues.suggestion(for: name, among: names)
        ?? (names.isEmpty ? "add a `pipeline:`" : "the stages are \(Field.some(names))")
    )
    return nil
  }

  private func supply(_ field: Field, _ rollout: inout Rollout) {
    guard let section = Section(field, keys: FormatKeys.supply) else { return }
    let limit = section.required("limit", "2700 / month")?.expression()
    requireSign(limit, .anyOrZero(false))
    guard let index = index(of: field, section, in: rollout) else { return }
    if rollout.stages[index].supply != nil {
      field.report("the stage has a supply already", "keep one of them")
    }
    rollout.stages[index].supply = limit
  }

  private func budget(_ field: Field, _ rollout: inout Rollout) {
    guard let section = Section(field, keys: FormatKeys.budget) else { return }
    let total = section.required("total", "14 bn yuan")?.expression()
    let unitCost = section.required("unit_cost", "160_000 yuan")?.expression()
    let learning = section["learning"]?.expression()
    requireSign(total, .anyOrZero(false))
    requireSign(unitCost, .positive)
    if let learning, let value = learning.constant, !(value > 0 && value <= 1) {
      issues.report(
        learning.place, learning.path,
        "must be greater than 0 and at most 1, found \(learning.text.quoted)",
        "0.9 means that the cost falls to 90 % with each doubling")
    }
    guard let index = index(of: field, section, in: rollout), let total, let unitCost else {
      return
    }
    if rollout.stages[index].budget != nil {
      field.report("the stage has a budget already", "keep one of them")
    }
    rollout.stages[index].budget = Rollout.Budget(
      total: total, unitCost: unitCost, learning: learning)
  }
}
