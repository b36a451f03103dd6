package import Forecasting
internal import Wording

extension Scenario {
  /// The scenario with other assumptions, each named as `programme_yield` or
  /// `revenue.growth.ceiling`.
  ///
  /// - Returns: the scenario; nil where an assumption names nothing or has no say, which is reported.
  func assuming(_ assumptions: [Assumption], issues: IssueCollector) -> Scenario? {
    var varied = self
    var isWhole = true
    for (index, assumption) in assumptions.enumerated() {
      let value = assumption.value
      if let (problem, advice) = rival(of: assumption, among: assumptions[..<index])
        ?? obstacle(to: assumption.parameter)
      {
        issues.report(value.place, value.path, problem, advice)
        isWhole = false
      } else if !varied.replace(assumption) {
        reportUnknown(assumption, issues)
        isWhole = false
      }
    }
    return isWhole ? varied : nil
  }

  private func reportUnknown(_ assumption: Assumption, _ issues: IssueCollector) {
    let parts = names.words(of: assumption.parameter, section: false)
    let value = assumption.value
    let advice = adviceOnModel(of: assumption)
    if advice == nil, parts.count > 1, let owner = indicator(parts[0]) {
      issues.reportUnknownParameter(
        parts.dropFirst().joined(separator: "."), of: parts[0], among: owner.parameterPaths,
        at: value)
      return
    }
    issues.report(
      value.place, value.path,
      Phrase(
        "there is no uncertainty or parameter `\(assumption.parameter)`",
        "没有不确定量或参数 `\(assumption.parameter)`"),
      advice
        ?? Phrase(
          "name an uncertainty, or a parameter by its path, as in `revenue.growth.ceiling`",
          "请写不确定量，或用路径指明参数，如 `revenue.growth.ceiling`"))
  }

  /// Why a parameter would have no say beside what the file gives, and what to write instead; nil where
  /// it has its say.
  func obstacle(to parameter: String) -> (problem: Phrase, advice: Phrase)? {
    let parts = names.words(of: parameter, section: false)
    // What an indicator began with says nothing any more where a later value came, and did when the file
    // was written.
    guard parts.count == 2, observedBefore[parts[0]] == nil else { return nil }
    return indicator(parts[0])?.obstacle(to: parts[1])
  }

  /// What is wrong where one case says a thing twice; what a case says holds against the file and the
  /// cases of its parts, and what an experiment sets against the case.
  private func rival(
    of assumption: Assumption, among earlier: ArraySlice<Assumption>
  ) -> (problem: Phrase, advice: Phrase)? {
    let parts = names.words(of: assumption.parameter, section: false)
    let key = parts.dropFirst().joined(separator: ".")
    guard let rivals = RivalParameters.of(key) else { return nil }
    for other in rivals.keys where other != key {
      let path = "\(parts[0]).\(other)"
      if earlier.contains(where: { $0.parameter == path && $0.saidBy == assumption.saidBy }) {
        return (rivals.problem(beside: path), rivals.advice)
      }
    }
    return nil
  }

  /// What to do where the growth model of an indicator does not have the parameter that others have.
  private func adviceOnModel(of assumption: Assumption) -> Phrase? {
    let parts = names.words(of: assumption.parameter, section: false)
    guard parts.count == 3, parts[1] == "growth",
      Parameter.ofGrowth.contains(where: { $0.key == "growth.\(parts[2])" }),
      let growth = indicators.first(where: { $0.name == parts[0] })?.growth
    else { return nil }
    return Phrase(
      "the model of \(parts[0]) is `\(growth.model.rawValue)`, which has no \(parts[2]); leave it out, or choose a model "
        + "that has one",
      "\(parts[0]) 的模型是 `\(growth.model.rawValue)`，没有 \(parts[2])；请去掉它，或换用有此参数的模型")
  }

  /// The scenario with another growth model of one indicator.
  ///
  /// - Parameters:
  ///   - indicator: its name.
  ///   - model: the model.
  ///   - ceiling: a law of the ceiling as a file writes it, for a model that needs one where the
  ///     scenario has none.
  /// - Returns: the scenario; nil if the indicator has no growth model.
  package func replacingModel(
    of indicator: String, with model: GrowthModelName, ceiling: String? = nil
  ) -> Scenario? {
    guard let index = indicators.firstIndex(where: { $0.name == indicator }),
      var growth = indicators[index].growth
    else { return nil }
    growth.follow(model)
    if let ceiling, growth.parameters["ceiling"] == nil, growth.like == nil, model.hasCeiling,
      model.takes("ceiling")
    {
      growth.parameters["ceiling"] = ExpressionText(
        text: ceiling, place: growth.place, path: "indicators.\(indicator).growth.ceiling",
        isVerbatim: false)
    }
    var varied = self
    varied.indicators[index].growth = growth
    return varied
  }

  /// The scenario with an indicator whose automatic model takes it for another kind of quantity.
  ///
  /// - Returns: the scenario; nil if the indicator has another growth model.
  package func takingForKin(_ indicator: String, _ kind: ForecastKind) -> Scenario? {
    guard let index = indicators.firstIndex(where: { $0.name == indicator }),
      var growth = indicators[index].growth, growth.model == .auto
    else { return nil }
    growth.kin = kind
    var varied = self
    varied.indicators[index].growth = growth
    return varied
  }

  private mutating func replace(_ assumption: Assumption) -> Bool {
    let parts = names.words(of: assumption.parameter, section: false)
    let value = assumption.value
    if parts.count == 1, let index = uncertainties.firstIndex(where: { $0.name == parts[0] }) {
      uncertainties[index].law = value
      return true
    }
    if parts.count == 2, let index = events.firstIndex(where: { $0.name == parts[0] }) {
      return events[index].parameters.replace(
        parts[1], among: Parameter.ofEvents, with: value)
    }
    guard parts.count >= 2, let index = indicators.firstIndex(where: { $0.name == parts[0] })
    else { return false }
    return indicators[index].replace(Array(parts.dropFirst()), with: value)
  }
}

extension [String: ExpressionText] {
  /// Puts a text in the place of a parameter.
  ///
  /// - Returns: whether its owner has such a parameter.
  fileprivate mutating func replace(
    _ key: String, among parameters: [Parameter], with value: ExpressionText
  ) -> Bool {
    guard parameters.contains(where: { $0.key == key }) else { return false }
    self[key] = value
    return true
  }
}

extension Indicator {
  /// The growth of an output or a count that grows.
  package internal(set) var growth: Growth? {
    get {
      switch kind {
      case .output(_, let growth): growth
      case .count(let growth): growth
      case .rollout, .milestone, .derived, .reading: nil
      }
    }
    set {
      switch kind {
      case .output(let measure, _):
        if let newValue { kind = .output(measure: measure, growth: newValue) }
      case .count: kind = .count(growth: newValue)
      case .rollout, .milestone, .derived, .reading: break
      }
    }
  }

  fileprivate mutating func replace(_ path: [String], with value: ExpressionText) -> Bool {
    // A stage may be named with its list.
    let keys = path.count == 3 && path[0] == "pipeline" ? Array(path.dropFirst()) : path
    removeRivals(of: keys.joined(separator: "."))
    if keys.count == 2, keys[0] == "growth", var growth {
      guard growth.replace(keys[1], with: value) else { return false }
      self.growth = growth
      return true
    }
    if case .rollout(var rollout) = kind, keys.count == 2 {
      guard rollout.replace(keys[0], keys[1], with: value) else { return false }
      kind = .rollout(rollout)
      return true
    }
    return parameters.replace(
      keys.joined(separator: "."), among: Parameter.beside(kind: kind.word) + beginning, with: value
    )
  }

  /// What it may begin with: what happens at a date and what is read of others begin with nothing.
  private var beginning: [Parameter] {
    switch kind {
    case .output, .count, .rollout, .derived: [.initial]
    case .milestone, .reading: []
    }
  }

  /// Takes away what says the same thing as a parameter.
  private mutating func removeRivals(of key: String) {
    for rival in RivalParameters.of(key)?.keys ?? [] where rival != key {
      if rival == "reached" { milestone.reached = nil }
      parameters[rival] = nil
      if rival.hasPrefix("growth.") {
        growth?.parameters[String(rival.dropFirst("growth.".count))] = nil
      }
    }
  }
}

extension Assumption {
  /// The case that says it; empty of what an experiment sets.
  fileprivate var saidBy: Substring {
    let path = value.path
    return path.firstRange(of: ".assume.").map { path[..<$0.lowerBound] } ?? ""
  }
}

extension Growth {
  fileprivate mutating func replace(_ key: String, with value: ExpressionText) -> Bool {
    if key == "model" {
      guard let name = GrowthModelName(rawValue: value.text) else { return false }
      follow(name)
      return true
    }
    guard model.takes(key) else { return false }
    parameters[key] = value
    return true
  }
}

extension Rollout {
  /// Replaces a parameter of a stage by its path, such as `permit.takes`, `budget.total` or
  /// `under_way.permit`.
  fileprivate mutating func replace(
    _ section: String, _ word: String, with value: ExpressionText
  ) -> Bool {
    if section == Parameter.underWay.key {
      guard stages.contains(where: { $0.name == word }) else { return false }
      underWay[word] = value
      return true
    }
    if section == Parameter.value.key {
      guard values[word] != nil else { return false }
      values[word] = value
      return true
    }
    if section == "yields" { return replaceInYields(word, with: value) }
    let isOwn = !["supply", "budget"].contains(section)
    let stage = stages.firstIndex { isOwn ? $0.name == section : $0.has(section) }
    guard let stage else { return false }
    return stages[stage].parameters.replace(
      "\(isOwn ? "pipeline" : section).\(word)", among: Parameter.ofStages, with: value)
  }

  /// Replaces when all its yields begin, or how long they grow.
  private mutating func replaceInYields(_ word: String, with value: ExpressionText) -> Bool {
    guard FormatKeys.yields.contains(word), !yields.isEmpty else { return false }
    for index in yields.indices {
      if word == "after" { yields[index].after = value } else { yields[index].ramp = value }
    }
    return true
  }
}
