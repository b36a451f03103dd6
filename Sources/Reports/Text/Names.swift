internal import Plans
internal import Scenarios

/// What people call the entries of a scenario: by their labels, where the file has them.
struct Names {
  private let scenario: Scenario

  init(_ scenario: Scenario) { self.scenario = scenario }

  /// The longest label that stands for a name; a longer one is a sentence.
  private static let most = 40

  private func plain(_ remarks: Remarks?, _ name: String) -> String {
    guard let label = remarks?.label, !label.isEmpty, TextWidth.cells(label) <= Names.most else {
      return name
    }
    return label
  }

  /// A target, perhaps at one of its deadlines: `Many firms@2026` for `far@2026`.
  func target(_ name: String) -> String {
    let own = name.prefix { $0 != "@" }
    let target = scenario.targets.first { $0.name == own }
    return plain(target?.remarks, String(own)) + name.dropFirst(own.count)
  }

  /// An indicator.
  func indicator(_ name: String) -> String { plain(scenario.indicator(name)?.remarks, name) }

  /// A case.
  func caseName(_ name: String) -> String {
    plain(scenario.cases.first { $0.name == name }?.remarks, name)
  }

  /// The case that a plan answers for, where that has to be said: one called `baseline` nobody takes for
  /// another.
  func answeredCase(of plan: SimulationPlan) -> String? {
    let name = plan.cases[0].name
    return name == "baseline" ? nil : caseName(name)
  }
}
