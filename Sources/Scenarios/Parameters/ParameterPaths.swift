// The parameters that a case or an experiment may set, as messages offer them.
extension Indicator {
  /// The paths, behind its name, of the parameters that a case or an experiment may set.
  var parameterPaths: [String] {
    let own = Parameter.beside(kind: kind.word).map(\.key)
    switch kind {
    case .output(_, let growth): return growth.paths + paths(beginningWith: [])
    case .count(let growth?): return growth.paths + ["exits"] + paths(beginningWith: [])
    case .count(nil), .derived: return paths(beginningWith: own)
    case .rollout(let rollout): return paths(beginningWith: own) + rollout.paths
    case .milestone, .reading: return own
    }
  }

  private func paths(beginningWith own: [String]) -> [String] {
    obstacle(to: Parameter.initial.key) == nil ? own + [Parameter.initial.key] : own
  }
}

extension Growth {
  fileprivate var paths: [String] {
    Parameter.ofGrowth.filter { model.takes($0.word) }.map(\.key) + ["growth.model"]
  }
}

extension Rollout {
  fileprivate var paths: [String] {
    func words(_ section: String) -> [String] { Parameter.ofStages(in: section).map(\.word) }
    let ofStages = stages.flatMap { stage in words("pipeline").map { "\(stage.name).\($0)" } }
    let ofSections = ["supply", "budget"].filter { section in stages.contains { $0.has(section) } }
      .flatMap { section in words(section).map { "\(section).\($0)" } }
    return ofStages + ofSections + stages.map { "\(Parameter.underWay.key).\($0.name)" }
      + values.keys.sorted().map { "\(Parameter.value.key).\($0)" }
      + (yields.isEmpty ? [] : Parameter.ofYields.map(\.key))
  }
}
