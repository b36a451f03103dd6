package import Forecasting
internal import Wording

extension Scenario {
  /// The scenario with other assumptions, each named as `programme_yield` or
  /// `revenue.growth.ceiling`.
  ///
  /// - Returns: the scenario; nil where an assumption names nothing, which is reported.
  func assuming(_ assumptions: [Assumption], issues: IssueCollector) -> Scenario? {
    var varied = self
    var isWhole = true
    for assumption in assumptions where !varied.replace(assumption) {
      issues.report(
        assumption.value.place, assumption.value.path,
        Phrase(
          "there is no uncertainty or parameter `\(assumption.parameter)`",
          "没有不确定量或参数 `\(assumption.parameter)`"),
        adviceOnModel(of: assumption)
          ?? Phrase(
            "name an uncertainty, or a parameter by its path, as in `revenue.growth.ceiling`",
            "请写不确定量，或用路径指明参数，如 `revenue.growth.ceiling`"))
      isWhole = false
    }
    return isWhole ? varied : nil
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

  fileprivate mutating func replace(_ keys: [String], with value: ExpressionText) -> Bool {
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
    // A milestone comes by its date or by its hazard.
    let others = ["opens": "hazard", "hazard": "opens"]
    if case .milestone = kind, keys.count == 1, let other = others[keys[0]] {
      parameters[other] = nil
      milestone.reached = nil
    }
    return parameters.replace(
      keys.joined(separator: "."), among: Parameter.beside(kind: kind.word) + [.initial],
      with: value)
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
