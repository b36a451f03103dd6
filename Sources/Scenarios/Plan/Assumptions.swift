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
        "there is no uncertainty or parameter `\(assumption.parameter)`",
        "name an uncertainty, or a parameter by its path, as in `revenue.growth.ceiling`")
      isWhole = false
    }
    return isWhole ? varied : nil
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
    growth.model = model
    if !model.hasCeiling { growth.like = nil }
    let allowed = model.parameters
    growth.parameters = growth.parameters.filter { allowed.contains($0.key) }
    if let ceiling, growth.parameters["ceiling"] == nil, growth.like == nil, model.hasCeiling,
      allowed.contains("ceiling")
    {
      growth.parameters["ceiling"] = ExpressionText(
        text: ceiling, place: growth.place, path: "indicators.\(indicator).growth.ceiling",
        isVerbatim: false)
    }
    var varied = self
    varied.indicators[index].growth = growth
    return varied
  }

  private mutating func replace(_ assumption: Assumption) -> Bool {
    let parts = assumption.parameter.split(separator: ".").map(String.init)
    let value = assumption.value
    if parts.count == 1, let index = uncertainties.firstIndex(where: { $0.name == parts[0] }) {
      uncertainties[index].law = value
      return true
    }
    if parts.count == 2, let index = events.firstIndex(where: { $0.name == parts[0] }) {
      return events[index].replace(parts[1], with: value)
    }
    guard parts.count >= 2, let index = indicators.firstIndex(where: { $0.name == parts[0] })
    else { return false }
    return indicators[index].replace(Array(parts.dropFirst()), with: value)
  }
}

extension Event {
  fileprivate mutating func replace(_ key: String, with value: ExpressionText) -> Bool {
    switch key {
    case "chance": chance = value
    case "multiply": multiply = value
    case "lasts": lasts = value
    default: return false
    }
    return true
  }
}

extension Indicator {
  /// The growth of an output or a count that grows.
  package internal(set) var growth: Growth? {
    get {
      switch kind {
      case .output(_, let growth): growth
      case .count(let flows): flows.growth
      case .rollout, .milestone, .derived: nil
      }
    }
    set {
      switch kind {
      case .output(let measure, _):
        if let newValue { kind = .output(measure: measure, growth: newValue) }
      case .count(var flows):
        flows.growth = newValue
        kind = .count(flows)
      case .rollout, .milestone, .derived: break
      }
    }
  }

  fileprivate mutating func replace(_ keys: [String], with value: ExpressionText) -> Bool {
    if keys.count == 2, keys[0] == "growth", var growth {
      guard growth.replace(keys[1], with: value) else { return false }
      self.growth = growth
      return true
    }
    if keys == ["initial"] {
      initial = value
      return true
    }
    switch kind {
    case .count(var flows) where keys.count == 1:
      switch keys[0] {
      case "exits": flows.exits = value
      case "births": flows.births = value
      case "entries": flows.entries = value
      default: return false
      }
      kind = .count(flows)
    case .rollout(var rollout):
      guard rollout.replace(keys, with: value) else { return false }
      kind = .rollout(rollout)
    case .milestone where keys == ["opens"]:
      kind = .milestone(opens: value)
    case .derived where keys == ["expression"]:
      kind = .derived(value)
    default:
      return false
    }
    return true
  }
}

extension Growth {
  fileprivate mutating func replace(_ key: String, with value: ExpressionText) -> Bool {
    if key == "model" {
      guard let name = GrowthModelName(rawValue: value.text) else { return false }
      model = name
      if !name.hasCeiling { like = nil }
      let allowed = name.parameters
      parameters = parameters.filter { allowed.contains($0.key) }
    } else if key == "boost" {
      boost = value
    } else {
      guard model.parameters.contains(key) else { return false }
      parameters[key] = value
    }
    return true
  }
}

extension Rollout {
  /// Replaces a part by its path, such as `plan`, `permit.takes` or `budget.total`.
  fileprivate mutating func replace(_ keys: [String], with value: ExpressionText) -> Bool {
    if keys == ["plan"] {
      plan = value
      return true
    }
    if keys == ["ceiling"] {
      ceiling = value
      return true
    }
    guard keys.count == 2 else { return false }
    if keys[0] == "under_way" {
      guard stages.contains(where: { $0.name == keys[1] }) else { return false }
      underWay[keys[1]] = value
      return true
    }
    let stage = stages.firstIndex {
      switch keys[0] {
      case "supply": $0.supply != nil
      case "budget": $0.budget != nil
      default: $0.name == keys[0]
      }
    }
    guard let stage else { return false }
    switch (keys[0], keys[1]) {
    case ("supply", "limit"): stages[stage].supply = value
    case ("budget", "total"): stages[stage].budget?.total = value
    case ("budget", "unit_cost"): stages[stage].budget?.unitCost = value
    case ("budget", "learning"): stages[stage].budget?.learning = value
    case (_, "takes"): stages[stage].takes = value
    case (_, "refused"): stages[stage].refused = value
    case (_, "capacity"): stages[stage].capacity = value
    default: return false
    }
    return true
  }
}
