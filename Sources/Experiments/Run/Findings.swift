public import Scenarios
internal import Simulation

/// What a run says beside the probability of each target.
public struct Findings: Sendable {
  /// The least ceilings with which targets are reached.
  public let breakEven: [BreakEvenFinding]
  /// The probabilities of targets under other growth models.
  public let families: [FamilyFinding]
  /// The probabilities of targets if their indicators were other kinds of quantities.
  public let kinds: [KindFinding]
  /// The levels to have reached each year for the probability to stay at 0.8.
  public let pace: [PaceFinding]
  /// What can hardly be meant.
  public let warnings: [ScenarioIssue]

  init(_ compiled: CompiledScenario, _ summary: RunSummary, engine: Simulator.Options) {
    breakEven = BreakEvenFinding.all(compiled)
    families = FamilyFinding.all(compiled, summary, engine: engine)
    kinds = KindFinding.all(compiled, summary, engine: engine)
    pace = PaceFinding.all(compiled, summary)
    warnings = compiled.warnings(after: summary)
  }

  /// What follows from the paths alone.
  init(ofPaths summary: RunSummary, _ compiled: CompiledScenario) {
    breakEven = BreakEvenFinding.all(compiled)
    families = []
    kinds = []
    pace = PaceFinding.all(compiled, summary)
    warnings = []
  }
}
