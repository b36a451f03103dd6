internal import Plans
internal import Scenarios

/// What people call the entries of a scenario: by their labels, where the file has them.
struct Names {
  private let targets: [String: String]
  private let indicators: [String: String]
  private let cases: [String: String]

  /// Looks through the labels of a scenario once, for a text that asks for many names.
  init(_ scenario: Scenario) {
    targets = Names.labels(scenario.targets.map { ($0.name, $0.remarks) })
    indicators = Names.labels(scenario.indicators.map { ($0.name, $0.remarks) })
    cases = Names.labels(scenario.cases.map { ($0.name, $0.remarks) })
  }

  /// The longest label that stands for a name; a longer one is a sentence.
  private static let most = 40

  /// The labels that stand for names, by these.
  private static func labels(_ entries: [(name: String, remarks: Remarks)]) -> [String: String] {
    let found = entries.compactMap { name, remarks -> (String, String)? in
      guard let label = remarks.label, !label.isEmpty, TextWidth.cells(label) <= most else {
        return nil
      }
      return (name, label)
    }
    return Dictionary(found, uniquingKeysWith: { first, _ in first })
  }

  /// A target, perhaps at one of its deadlines: `Many firms@2026` for `far@2026`.
  func target(_ name: String) -> String {
    let own = name.prefix { $0 != "@" }
    return (targets[String(own)] ?? String(own)) + name.dropFirst(own.count)
  }

  /// An indicator.
  func indicator(_ name: String) -> String { indicators[name] ?? name }

  /// A case.
  func caseName(_ name: String) -> String { cases[name] ?? name }

  /// The case that a plan answers for, where that has to be said: one called `baseline` nobody takes for
  /// another.
  func answeredCase(of plan: SimulationPlan) -> String? {
    let name = plan.cases[0].name
    return name == "baseline" ? nil : caseName(name)
  }
}
