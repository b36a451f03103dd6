/// The names of what can be read of a rollout, as its section in the file tells them before it is
/// decoded: `projects.start`, `projects.build.refused`, `projects.investment`.
struct RolloutNames {
  /// A name that the file gives, with its place.
  struct Given {
    let name: String
    let place: SourcePlace
    /// What a stage spends, by its name.
    var spends: String?
  }

  /// The words behind the name of a stage.
  static let inProgress = "in_progress"
  static let refused = "refused"
  static let spending = "spending"
  static let spent = "spent"
  /// The words behind a stage that no value may have for a name.
  static let ofStages = [inProgress, refused, spending, spent]
  /// The keys of a yield that are no names.
  static let ofYields = ["after", "ramp"]

  /// The stages whose names are words.
  let stages: [Given]
  let values: [Given]
  let yields: [Given]

  /// The names of the entry of an indicator; nil where it is no rollout.
  init?(_ node: DocumentNode) {
    guard node["kind"]?.scalar?.text == "rollout" else { return nil }
    stages = (node["pipeline"]?.elements ?? []).compactMap { stage in
      guard let name = stage["stage"]?.scalar?.text, Self.isWord(name) else { return nil }
      return Given(
        name: name, place: stage["stage"]?.place ?? stage.place,
        spends: stage["spends"]?.scalar?.text)
    }
    func given(_ node: DocumentNode?, but words: [String] = []) -> [Given] {
      (node?.entries ?? []).filter { !words.contains($0.key) && Self.isWord($0.key) }
        .map { Given(name: $0.key, place: $0.keyPlace) }
    }
    values = given(node["value"])
    let lists = node["yields"].map { $0.elements ?? [$0] } ?? []
    yields = lists.flatMap { given($0, but: Self.ofYields) }
  }

  /// Everything that can be read of it, by the full names.
  func readings(of rollout: String) -> [(name: String, reading: RolloutReading)] {
    var all: [(name: String, reading: RolloutReading)] = []
    func add(_ name: String, _ stage: String?, _ amount: RolloutReading.Amount) {
      let reading = RolloutReading(rollout: rollout, stage: stage, amount: amount)
      all.append(("\(rollout).\(name)", reading))
    }
    let known = Set(values.map(\.name))
    for stage in stages {
      let name = stage.name
      add(name, name, .finished)
      add("\(name).\(Self.inProgress)", name, .inProgress)
      add("\(name).\(Self.refused)", name, .refused)
      for value in values { add("\(name).\(value.name)", name, .value(value.name)) }
      if let spends = stage.spends, known.contains(spends) {
        add("\(name).\(Self.spending)", name, .spending(spends))
        add("\(name).\(Self.spent)", name, .spent(spends))
      }
    }
    for value in values { add(value.name, nil, .value(value.name)) }
    for yield in yields {
      for value in values {
        add("\(yield.name).\(value.name)", nil, .atWork(value.name, yield: yield.name))
      }
    }
    return all
  }

  /// The full names of its yields.
  func yields(of rollout: String) -> [String] { yields.map { "\(rollout).\($0.name)" } }

  /// Whether a text can be a name in an expression.
  static func isWord(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
    return name.unicodeScalars.allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
  }
}
