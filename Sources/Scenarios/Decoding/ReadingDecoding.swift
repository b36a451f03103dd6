internal import Expressions
internal import Quantities
internal import Wording

// What can be read of rollouts: indicators that the file names without declaring them.
extension ScenarioDecoder {
  /// Declares what can be read of each rollout, and its yields, and reports names that mean two things.
  mutating func declareReadings(_ parts: [Part]) {
    for part in parts {
      for field in part.root["indicators"]?.named("") ?? [] {
        guard let rollout = RolloutNames(field.node) else { continue }
        reportTwice(rollout, field)
        for name in rollout.readings(of: field.name).map(\.name) + rollout.yields(of: field.name) {
          names.declareReading(name)
        }
      }
    }
  }

  /// Stages, values and yields of a rollout stand behind the same dot.
  private func reportTwice(_ rollout: RolloutNames, _ field: Field) {
    func report(_ given: RolloutNames.Given, _ problem: Phrase) {
      issues.report(
        given.place, field.path, problem, Phrase("rename one of them", "请改名其一"))
    }
    var seen: [String: Phrase] = [:]
    if field.node["part_of"] != nil {
      seen[PartShare.word] = Phrase("share of its whole", "在整体中的份额")
    }
    let groups = [
      (rollout.stages, Phrase("stage", "阶段")), (rollout.values, Phrase("value", "价值")),
      (rollout.yields, Phrase("yield", "产出")),
    ]
    for (group, word) in groups {
      for given in group {
        let earlier = seen.updateValue(word, forKey: given.name)
        guard let earlier, earlier.english != word.english else { continue }
        report(
          given,
          Phrase(
            "the name \(given.name.quoted) of a \(word.english) is also that of a "
              + "\(earlier.english) of the rollout",
            "\(word.chinese)的名称 \(given.name.quoted) 也是该建设项目\(earlier.chinese)的名称"))
      }
    }
    for given in rollout.values where RolloutNames.ofStages.contains(given.name) {
      report(
        given,
        Phrase(
          "the name \(given.name.quoted) of a value means something behind a stage",
          "价值的名称 \(given.name.quoted) 在阶段名之后另有含义"))
    }
  }

  // MARK: As indicators

  /// The indicators that can be read of rollouts, and their yields.
  func readings(
    of indicators: [Indicator], _ uncertainties: [Uncertainty], _ levers: [Lever]
  ) -> [Indicator] {
    var readings: [Indicator] = []
    var scope = UnitScope(uncertainties, levers, step: gridStart?.step ?? .month)
    for indicator in indicators {
      guard case .rollout(let rollout) = indicator.kind,
        let names = nodeOfIndicator(indicator.name).flatMap({ RolloutNames($0) })
      else { continue }
      let units = rollout.values.mapValues {
        scope.unit(of: $0, labels: self.units.labels) ?? .one
      }
      for (name, reading) in names.readings(of: indicator.name) {
        var unit = reading.value.map { units[$0] ?? .one } ?? indicator.unit
        scope.declare(name, unit)
        if case .spending = reading.amount { unit = unit / .year }
        readings.append(
          indicator.readAs(.reading(reading), name: name, unit: unit, parameters: [:]))
      }
      for yield in rollout.yields {
        let unit = scope.unit(of: yield.rate, labels: self.units.labels)?.withoutPercent
        let isBorne = !reportWhatNothingBears(yield, unit, of: indicator.name, rollout)
        if isBorne, let unit, unit.dimension[.time] >= 0 {
          issues.report(
            yield.rate.place, yield.rate.path,
            Phrase(
              "a yield is so much per time, found \(unit.phrase.english)",
              "产出按时间计，实为\(unit.phrase.chinese)"),
            Phrase("write `0.6 / year * investment`", "请写 `0.6 / year * investment`"))
        }
        readings.append(
          indicator.readAs(
            .derived, name: "\(indicator.name).\(yield.name)", unit: unit ?? .perYear,
            parameters: ["expression": yield.rate]))
      }
    }
    return readings
  }

  /// Reports a yield that nothing bears: one without a value of the items, which is the same however many are
  /// built.
  ///
  /// - Returns: whether it was one; false where it names what grows, or what nobody knows.
  private func reportWhatNothingBears(
    _ yield: Rollout.Yield, _ unit: Unit?, of name: String, _ rollout: Rollout
  ) -> Bool {
    guard let found = (try? yield.rate.tree())?.names,
      !found.contains(where: { $0.hasPrefix("\(name).\(yield.name).") }),
      found.allSatisfy({
        names.kinds[$0] != nil || BuiltIn.values.contains($0) || units.knows($0)
      })
    else { return false }
    let item = rollout.values.isEmpty ? "value: {item: 1}" : "item: 1"
    func report(_ problem: Phrase, _ advice: Phrase) -> Bool {
      issues.report(
        yield.rate.place, yield.rate.path,
        Phrase("names no value of the items, so that ", "没有用到项目的价值，因此") + problem, advice)
      return true
    }
    if yield.after != nil || yield.ramp != nil {
      return report(
        Phrase("`after` and `ramp` change nothing", " `after` 与 `ramp` 不起作用"),
        Phrase(
          "name one, as with `\(item)` the word `item`, or remove `after` and `ramp`",
          "请用上一个，如写 `\(item)` 后用 `item`，或删去 `after` 与 `ramp`"))
    }
    guard !found.contains(where: { names.kinds[$0] == .indicator }) else { return false }
    let isPerTime = unit.map { $0.dimension[.time] < 0 } ?? false
    let each = "\(yield.name): item * (\(yield.rate.text))" + (isPerTime ? "" : " / year")
    return report(
      Phrase("it is the same however many are built", "与建成多少无关"),
      Phrase(
        "for each item write `\(item)` and `\(each)`; what all yield together is an indicator, "
          + "`kind: derived`",
        "若指每个项目，请写 `\(item)` 与 `\(each)`；若指全部合计，请另写指标（`kind: derived`）"))
  }

  /// The section of an indicator, by its full name.
  private func nodeOfIndicator(_ name: String) -> DocumentNode? {
    for part in document.parts {
      for entry in part.root["indicators"]?.entries ?? [] where part.qualified(entry.key) == name {
        return entry.value
      }
    }
    return nil
  }

  /// The indicators without what nobody reads of rollouts; what only expressions read is auxiliary.
  func withReadings(_ indicators: [Indicator], _ targets: [Target]) -> [Indicator] {
    guard !names.readings.isEmpty else { return indicators }
    var asked: Set<String> = []
    for target in targets {
      if case .indicator(let name, _) = target.statement { asked.insert(name) }
    }
    var texts: [String: [String]] = [:]
    var read = asked
    for text in issues.expressions + indicators.compactMap(\.expression) {
      let found = ((try? text.tree())?.names ?? []).filter(names.readings.contains)
      // What a yield reads counts once the yield is read.
      if text.scope.isOfYield { texts[text.scope.prefix] = found } else { read.formUnion(found) }
    }
    var waiting = Array(read)
    while let next = waiting.popLast() {
      for name in texts[next] ?? [] where read.insert(name).inserted { waiting.append(name) }
    }
    return indicators.compactMap { indicator in
      guard names.readings.contains(indicator.name) else { return indicator }
      guard read.contains(indicator.name) else { return nil }
      var shown = indicator
      shown.isAuxiliary = !asked.contains(indicator.name)
      return shown
    }
  }
}

extension Indicator {
  /// What is read of a rollout, or its yield, as an indicator.
  fileprivate func readAs(
    _ kind: Kind, name: String, unit: Unit, parameters: [String: ExpressionText]
  ) -> Indicator {
    var reading = Indicator(
      name: name, remarks: .none, unit: unit, kind: kind, history: [], parameters: parameters,
      initialDate: nil, lengthOfBeginning: lengthOfBeginning, isAuxiliary: false, place: place)
    if case .derived = kind {
      reading.derivedMeasure = .flow
      reading.saysMeasure = true
    }
    return reading
  }
}

extension Unit {
  /// What so many percent a year of something are, as that something a year: `yuan a year` of `yuan % a year`.
  fileprivate var withoutPercent: Unit {
    let signs = symbol.filter { "%％‰".contains($0) }
    guard !signs.isEmpty else { return self }
    var words = symbol.filter { !signs.contains($0) }.replacing(" /", with: "/")
      .split(separator: " ").map(String.init)
    // `8 % a year * revenue` has the time before the money.
    let time =
      words.first.map { ["a", "an", "per"].contains($0) ? 2 : $0.hasPrefix("/") ? 1 : 0 } ?? 0
    if time < words.count { words = Array(words[time...] + words[..<time]) }
    return Unit(
      symbol: words.joined(separator: " ").replacing(" /", with: "/"), dimension: dimension,
      scale: signs.reduce(scale) { $0 * Scale($1 == "‰" ? 1000 : 100) }, magnitude: magnitude,
      labels: labels, timeScale: timeScale)
  }
}

/// The units of uncertainties, levers and values, before anything is compiled.
private struct UnitScope: Scope {
  private let laws: [String: ExpressionText]
  private let levers: [String: Lever]
  private let step: TimeStep
  private var known: [String: Unit] = [:]
  private var labels: Set<String> = []
  /// How deep uncertainties may name one another.
  private var depth = 8

  init(_ uncertainties: [Uncertainty], _ levers: [Lever], step: TimeStep) {
    laws = Dictionary(uncertainties.map { ($0.name, $0.law) }, uniquingKeysWith: { a, _ in a })
    self.levers = Dictionary(levers.map { ($0.name, $0) }, uniquingKeysWith: { a, _ in a })
    self.step = step
  }

  var names: [String] { [] }

  /// Makes the unit of a name known.
  mutating func declare(_ name: String, _ unit: Unit) { known[name] = unit }

  /// The unit of an expression; nil where it has no sense, which is reported elsewhere.
  func unit(of text: ExpressionText, labels: Set<String>) -> Unit? {
    guard let tree = try? text.tree() else { return nil }
    var inner = self
    inner.depth -= 1
    inner.labels = labels
    var graph = ExpressionGraph()
    let place = Place(path: text.path, step: step, labels: labels)
    return (try? Checker.check(tree, at: place, in: inner, graph: &graph))?.unit
  }

  func symbol(named name: String) -> Symbol? {
    let input = Symbol.Source.input(InputID(0), .path)
    if let unit = known[name] { return Symbol(input, unit: unit) }
    if let lever = levers[name] { return lever.symbol(lever.defaultValue, on: step) }
    guard let law = laws[name], depth > 0 else { return nil }
    return Symbol(input, unit: unit(of: law, labels: labels))
  }
}
