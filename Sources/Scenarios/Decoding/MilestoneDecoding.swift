internal import Quantities
internal import Wording

// Milestones: when they come, what they wait for, and what is known of them.
extension ScenarioDecoder {
  /// What a milestone has beside its parameters, of which it must have one or be reached.
  func milestone(
    _ section: Section, _ parameters: [String: ExpressionText], _ time: ScenarioTime?
  ) -> Milestone {
    var milestone = Milestone()
    requireOneBeginning(section)
    for field in section["needs"]?.oneOrMore() ?? [] {
      guard let name = knownIndicator(field) else { continue }
      if milestone.needs.contains(name) {
        field.report(
          Phrase("\(name.quoted) is named twice", "\(name.quoted) 出现两次"),
          Phrase("keep one of them", "请只保留其一"))
      } else {
        milestone.needs.append(name)
      }
    }
    milestone.reached = section["reached"]?.period()
    milestone.notBy = section["not_by"]?.period()
    milestone.placeOfNotBy = section["not_by"]?.place
    if let field = section["not_by"], section["reached"] != nil {
      field.report(
        Phrase("stands beside `reached`, which says when", "与 `reached` 重复，后者已说明日期"),
        Phrase("keep one of them", "请只保留其一"))
    }
    if let field = section["from"] {
      milestone.from = field.period().flatMap { beginning($0, field, section, time) }
    }
    return milestone
  }

  /// A milestone has its date, or the chance of it, or was reached.
  private func requireOneBeginning(_ section: Section) {
    let rivals = RivalParameters.dates
    let given = rivals.keys.compactMap { section[$0] }
    guard let second = given.dropFirst().first else {
      if given.isEmpty { _ = section.required("opens", "triangular(2022-06, 2023-06, 2025-12)") }
      return
    }
    second.report(rivals.problem(beside: given[0].key), rivals.advice)
  }

  /// The period from which on a hazard acts, inside the simulated time.
  private func beginning(
    _ period: Period, _ field: Field, _ section: Section, _ time: ScenarioTime?
  ) -> Period? {
    guard section["hazard"] != nil else {
      field.report(
        Phrase(
          "says from when on a hazard acts, and there is no `hazard`",
          "说明 `hazard` 的起点，而此处没有 `hazard`"),
        Phrase("remove it", "请删去"))
      return nil
    }
    guard let time else { return period }
    let begin = period.coordinate(on: time.step) - period.step.years
    let end = time.end.coordinate(on: time.step)
    guard begin < end, begin >= time.start.coordinate(on: time.step) - time.step.years else {
      field.report(
        Phrase(
          "\(period) is outside the simulated time, \(time.start) to \(time.end)",
          "\(period) 在模拟期 \(time.start) 至 \(time.end) 之外"),
        Phrase("take a date inside it", "请取其中的日期"))
      return nil
    }
    return period
  }

  /// What a milestone needs is a milestone.
  func checkNeeds(of indicators: [Indicator]) {
    let kinds = Dictionary(
      indicators.map { ($0.name, $0.kind.word) }, uniquingKeysWith: { first, _ in first })
    for indicator in indicators {
      for name in indicator.milestone.needs {
        guard let kind = kinds[name], kind != "milestone" else { continue }
        issues.report(
          indicator.place, "indicators.\(indicator.name).needs",
          Phrase(
            "\(name.quoted) is a \(kind) and is never reached; only milestones can be needed",
            "\(name.quoted) 是 \(kind)，没有达到之时；只能需要 milestone"),
          Phrase(
            "let the hazard read it instead, as in `hazard: 0.5 / year * (\(name) >= 100)`",
            "请改在 `hazard` 中使用，如 `hazard: 0.5 / year * (\(name) >= 100)`"))
      }
    }
  }

  /// What each milestone needs, as far as sections tell, sound or not.
  func neededMilestones(_ parts: [Part]) -> [String: MilestoneNeeds] {
    var found: [String: MilestoneNeeds] = [:]
    for part in parts {
      for field in part.root["indicators"]?.named("") ?? [] {
        guard let needs = field.node["needs"] else { continue }
        let scope = field.scope.writer(in: needs.place.file)
        let names = (needs.elements ?? [needs]).compactMap(\.scalar?.text).map {
          scope.resolve($0, among: scope.names.values) ?? $0
        }
        found[field.name] = MilestoneNeeds(names: names, place: needs.place)
      }
    }
    return found
  }
}

/// The milestones that one needs, as written.
struct MilestoneNeeds {
  let names: [String]
  let place: SourcePlace
}
