internal import Plans
internal import Scenarios
internal import Simulation

/// A few paths of the first cases of a scenario, for warnings; simulated when the first one asks, and once.
final class ScenarioLook {
  private static let paths = 256
  private static let cases = 8

  private let plan: SimulationPlan
  private let memory: Int
  private let isTooLarge: Bool

  init(_ compiled: CompiledScenario) {
    plan = compiled.plan
    memory = BlockMemory.limit(of: compiled.scenario)
    do throws(RunRefusal) {
      try BlockMemory.checkLeast(plan, compiled.scenario)
      isTooLarge = false
    } catch {
      isTooLarge = true
    }
  }

  /// What the paths come to; `nil` where even they take more memory than a run may.
  lazy var summary: RunSummary? = {
    guard !isTooLarge else { return nil }
    let first = plan.with(cases: Array(plan.cases.prefix(Self.cases)))
    var options = Simulator.Options()
    options.keepsPace = false
    options.histogramBytes = memory / 2
    let summary = Simulator(first).run(paths: Self.paths, options: options)
    return summary.isTooLarge ? nil : summary
  }()
}
