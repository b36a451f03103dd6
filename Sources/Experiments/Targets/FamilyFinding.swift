internal import Scenarios
internal import Simulation
public import Statistics

/// The probability of a target in the reference case under other growth models of its indicator.
public struct FamilyFinding: Sendable {
  /// The name of the target.
  public let target: String
  /// The probability under each model, the scenario's own among them.
  public let attainments: [(model: String, attainment: Proportion)]

  /// At most this many paths answer the question for each model.
  static let paths = 10_000
  /// The prior of a ceiling over the last observation where the scenario has none: twice the level,
  /// log standard deviation 0.7, and above it.
  static let ceilingLaw = (median: 2.0, spread: 0.7)

  static func all(
    _ compiled: CompiledScenario, _ summary: RunSummary, engine: Simulator.Options
  ) -> [FamilyFinding] {
    let plan = compiled.plan
    var findings: [FamilyFinding] = []
    var variants: [String: [(model: String, summary: RunSummary)]] = [:]
    for (number, target) in plan.targets.enumerated() {
      guard case .indicator(let index, _, _) = target.statement else { continue }
      let name = plan.indicators[index].name
      guard let note = compiled.growth.first(where: { $0.indicator == name }),
        note.history.count >= 2
      else { continue }
      let runs = variants[name] ?? self.variants(of: name, note, compiled, summary, engine)
      variants[name] = runs
      guard runs.count > 0 else { continue }
      let last = target.deadlines.count - 1
      let own = summary.cases[0].targets[number].attainment(last)
      findings.append(
        FamilyFinding(
          target: target.name,
          attainments: [(model: note.weight < 1 ? "average" : note.model, attainment: own)]
            + runs.map {
              (model: $0.model, attainment: $0.summary.cases[0].targets[number].attainment(last))
            }))
    }
    return findings
  }

  private static func variants(
    of name: String, _ note: GrowthNote, _ compiled: CompiledScenario, _ summary: RunSummary,
    _ engine: Simulator.Options
  ) -> [(model: String, summary: RunSummary)] {
    let models: [GrowthModelName] = [.linear, .exponential, .auto, .logistic, .gompertz]
    let highest = note.history.map(\.value).max() ?? 1
    let ceiling =
      "truncated(lognormal(median: \(ceilingLaw.median * highest), sigma: \(ceilingLaw.spread)), "
      + "\(highest * 1.001), \(highest * 1000))"
    let own = note.weight < 1 ? "average" : note.model
    return models.filter { $0.rawValue != own }.compactMap { model in
      guard
        let varied = compiled.scenario.replacingModel(of: name, with: model, ceiling: ceiling),
        let plan = try? CompiledScenario(varied, seed: compiled.plan.seed, cases: []).plan
      else { return nil }
      let options = {
        var copy = engine; copy.keptPaths = 0; return copy
      }()
      let result = Simulator(plan).run(paths: min(summary.paths, paths), options: options)
      return (model: model.rawValue, summary: result)
    }
  }
}
