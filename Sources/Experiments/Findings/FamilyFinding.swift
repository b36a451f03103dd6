internal import CurveFitting
internal import GrowthCurves
internal import Scenarios
internal import Simulation
public import Statistics

/// The probability of a target in the reference case under other growth models of its indicator.
public struct FamilyFinding: Sendable {
  /// The number of the target in the plan.
  let number: Int
  /// The name of the target.
  public let target: String
  /// The probability under each model, the scenario's own among them.
  public let attainments: [(model: String, attainment: Proportion)]
  /// The models that need a ceiling, for which the file has none: it is borrowed.
  public let borrowed: [String]

  /// At most this many paths answer the question for each model.
  static let paths = 10_000
  /// The prior of a ceiling over the last observation where the scenario has none: twice the level,
  /// log standard deviation 0.7, and above it.
  public static let ceilingLaw = (median: 2.0, spread: 0.7)

  static func all(
    _ compiled: CompiledScenario, _ summary: RunSummary, engine: Simulator.Options
  ) -> [FamilyFinding] {
    let plan = compiled.plan
    var findings: [FamilyFinding] = []
    let growths = Dictionary(
      compiled.scenario.indicators.map { ($0.name, $0.growth) }, uniquingKeysWith: { a, _ in a })
    let asked = plan.targetsByIndicator
    for (index, place) in plan.indicators.enumerated() {
      guard let targets = asked[index],
        let note = compiled.growth.first(where: { $0.indicator == place.name }),
        note.history.count >= 2
      else { continue }
      let variants = variants(of: place.name, at: index, note, compiled, summary, engine)
      guard !variants.isEmpty else { continue }
      let growth = growths[place.name] ?? nil
      let borrows =
        growth?.parameters["ceiling"] == nil && growth?.like == nil && experience(of: note) == nil
      let borrowed = variants.map(\.model).filter {
        borrows && GrowthModelName(rawValue: $0)?.hasCeiling == true
      }
      for (position, (number, target)) in targets.enumerated() {
        let last = target.deadlines.count - 1
        let own = summary.cases[0].targets[number].attainment(last)
        findings.append(
          FamilyFinding(
            number: number, target: target.name,
            attainments: [(model: note.weight < 1 ? "average" : note.model, attainment: own)]
              + variants.map {
                (model: $0.model, attainment: $0.targets[position].attainment(last))
              }, borrowed: borrowed))
      }
    }
    return findings.sorted { $0.number < $1.number }
  }

  /// The scenario under the other models that are tried for an indicator.
  static func scenarios(
    of name: String, _ note: GrowthNote, _ scenario: Scenario
  ) -> [(model: String, scenario: Scenario)] {
    let models: [GrowthModelName] = [
      .curve(.linear), .curve(.exponential), .auto, .curve(.logistic), .curve(.gompertz),
    ]
    let highest = note.history.map(\.value).max() ?? 1
    let ceiling =
      "truncated(lognormal(median: \(ceilingLaw.median * highest), sigma: \(ceilingLaw.spread)), "
      + "\(highest * 1.001), \(highest * 1000))"
    let own = note.weight < 1 ? "average" : note.model
    let borrowed = experience(of: note) == nil ? ceiling : nil
    return models.compactMap { model in
      guard model.rawValue != own,
        let varied = scenario.replacingModel(of: name, with: model, ceiling: borrowed)
      else { return nil }
      return (model: model.rawValue, scenario: varied)
    }
  }

  /// What the history itself says of a ceiling, which a curve without one takes.
  private static func experience(of note: GrowthNote) -> CeilingExperience? {
    CeilingExperience(times: note.history.map(\.time), values: note.history.map(\.value))
  }

  private static func variants(
    of name: String, at index: Int, _ note: GrowthNote, _ compiled: CompiledScenario,
    _ summary: RunSummary, _ engine: Simulator.Options
  ) -> [(model: String, targets: [TargetSummary])] {
    var names: [String] = []
    var runs = TargetRuns(of: index, workers: engine.workers)
    for (model, varied) in scenarios(of: name, note, compiled.scenario) {
      if runs.add(varied, seed: compiled.plan.seed) { names.append(model) }
    }
    let results = runs.run(paths: min(summary.paths, paths), options: engine)
    return zip(names, results).map { (model: $0, targets: $1) }
  }
}
