public import Forecasting
internal import Scenarios
internal import Simulation
public import Statistics

/// The probability of a target in the reference case if its indicator were another kind of quantity.
///
/// From few observations much of a forecast is the past of other series; whoever reads it must see
/// whose, and what others would say.
public struct KindFinding: Sendable {
  /// The number of the target in the plan.
  let number: Int
  /// The name of the target.
  public let target: String
  /// The kind that answered.
  public let kind: ForecastKind
  /// The probability under each other kind that has weights of its own.
  public let others: [(kind: ForecastKind, attainment: Proportion)]

  /// With more observations than this a series tells itself.
  private static let few = 8

  static func all(
    _ compiled: CompiledScenario, _ summary: RunSummary, engine: Simulator.Options
  ) -> [KindFinding] {
    let plan = compiled.plan
    var findings: [KindFinding] = []
    let asked = plan.targetsByIndicator
    for (index, place) in plan.indicators.enumerated() {
      guard let targets = asked[index],
        let note = compiled.growth.first(where: { $0.indicator == place.name }),
        note.weight == 1, let kind = note.kin, note.history.count <= Self.few
      else { continue }
      var names: [ForecastKind] = []
      var runs = TargetRuns(of: index, workers: engine.workers)
      for other in ForecastKind.distinct where other != kind.twin {
        guard let varied = compiled.scenario.takingForKin(place.name, other),
          runs.add(varied, seed: compiled.plan.seed)
        else { continue }
        names.append(other)
      }
      guard !names.isEmpty else { continue }
      let results = runs.run(
        paths: min(summary.paths, FamilyFinding.paths), options: engine)
      for (position, (number, target)) in targets.enumerated() {
        let last = target.deadlines.count - 1
        findings.append(
          KindFinding(
            number: number, target: target.name, kind: kind,
            others: zip(names, results).map { ($0, $1[position].attainment(last)) }))
      }
    }
    return findings.sorted { $0.number < $1.number }
  }
}
