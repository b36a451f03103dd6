public import Scenarios
internal import Simulation

/// What a run says beside the probability of each target.
public struct Findings: Sendable {
  /// The least ceilings with which targets are reached.
  public let breakEven: [BreakEvenFinding]
  /// The probabilities of targets under other growth models.
  public let families: [FamilyFinding]
  private let familyPlaces: [String: Int]
  /// The probabilities of targets if their indicators were other kinds of quantities.
  public let kinds: [KindFinding]
  /// The levels to have reached each year for the probability to stay at 0.8.
  public let pace: [PaceFinding]
  /// What can hardly be meant.
  public let warnings: [ScenarioIssue]

  init(_ compiled: CompiledScenario, _ summary: RunSummary, engine: Simulator.Options) {
    breakEven = BreakEvenFinding.all(compiled)
    families = FamilyFinding.all(compiled, summary, engine: engine)
    familyPlaces = Dictionary(
      zip(families.map(\.target), families.indices), uniquingKeysWith: { first, _ in first })
    kinds = KindFinding.all(compiled, summary, engine: engine)
    pace = PaceFinding.all(compiled, summary)
    warnings = compiled.warnings(after: summary)
  }

  /// What follows from the paths alone.
  init(ofPaths summary: RunSummary, _ compiled: CompiledScenario) {
    breakEven = BreakEvenFinding.all(compiled)
    families = []
    familyPlaces = [:]
    kinds = []
    pace = PaceFinding.all(compiled, summary)
    warnings = []
  }

  /// The probabilities of a target under other growth models; nil where none were tried.
  public func family(of target: String) -> FamilyFinding? {
    familyPlaces[target].map { families[$0] }
  }
}
