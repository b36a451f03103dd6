public import Expressions
public import Forecasting
internal import GrowthPosteriors
public import Plans
public import Sampling
public import Wording

/// A scenario as the engine runs it, with what people need to know of how it got there.
public struct CompiledScenario: Sendable {
  /// What was compiled.
  public let scenario: Scenario
  /// What is run.
  public let plan: SimulationPlan
  /// How each growing indicator grows in the reference case.
  public let growth: [GrowthNote]
  /// Assumptions that the program took because the file leaves them open, as sentences.
  public let notes: [Phrase]
  /// For each case the nodes that are uncertainties, by name.
  package let uncertainties: [[String: NodeID]]
  /// For each case the expressions in their places.
  let placed: [[PlacedExpression]]

  /// Compiles a scenario: fits what is to be fitted, resolves names and units, case by case.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - seed: the seed of the streams; that of the scenario if nil.
  ///   - cases: the names of the cases to keep, the reference always among them; all if nil.
  /// - Throws: ``InvalidScenario`` with every unit that does not fit, every curve whose ceiling
  ///   neither file nor data can show, and correlations that no random numbers can have.
  public init(
    _ scenario: Scenario, seed: UInt64? = nil, cases: [String]? = nil
  ) throws(InvalidScenario) {
    try self.init(scenario, seed: seed, cases: cases, memory: CompilerMemory())
  }

  /// Compiles a scenario with what was learned from compiling others like it.
  package init(
    _ scenario: Scenario, seed: UInt64?, cases: [String]? = nil, memory: CompilerMemory
  ) throws(InvalidScenario) {
    var compiler = PlanCompiler(
      scenario, seed: seed ?? scenario.simulation.seed, cases: cases, memory: memory)
    guard let plan = compiler.plan() else { throw compiler.issues.report(file: scenario.file) }
    self.scenario = scenario
    self.plan = plan
    growth = compiler.growth
    notes = compiler.notes
    uncertainties = compiler.uncertainties
    placed = compiler.placed
  }
}

/// An expression of a case where it stands.
struct PlacedExpression: Sendable {
  /// The expression.
  let text: ExpressionText
  /// The path of its place, without the case that may assume it.
  let path: String
  /// Its value in the graph of the plan.
  let node: NodeID
}

/// What compiling one scenario learns that serves others of the same text: parsed expressions and
/// posteriors.
package final class CompilerMemory {
  let posteriors: PosteriorCache
  let syntax = SyntaxCache()
  /// The expressions so far, where they are kept from one scenario to the next.
  let expressions: PlanExpressions?
  private var hasReference = false

  /// Nothing learned yet.
  ///
  /// - Parameters:
  ///   - keepsExpressions: whether the graph of each plan goes on from that of the plan before, so that
  ///     nodes of several plans can be compared; it then grows with each.
  ///   - workers: threads that posteriors are computed by; no result depends on them.
  ///   - posteriorDraws: rows of a posterior, a power of two; nil for as many as a run takes.
  package init(
    keepsExpressions: Bool = false, workers: Int = 1, posteriorDraws: Int? = nil
  ) {
    posteriors = PosteriorCache(workers: workers, draws: posteriorDraws)
    expressions = keepsExpressions ? PlanExpressions() : nil
  }

  /// The posteriors that the first reference case asked for, for memories of other threads.
  package struct Posteriors: Sendable {
    fileprivate let kept: [PosteriorCache.Problem: GrowthPosterior?]
  }

  package var referencePosteriors: Posteriors { Posteriors(kept: posteriors.kept) }

  /// Knows what the first reference case of another memory asked for, and keeps no more for good.
  package convenience init(knowing others: Posteriors) {
    self.init()
    posteriors.kept = others.kept
    hasReference = true
  }

  /// A plan that was compiled with this memory, on the expressions of all that were.
  package func onAllExpressions(_ plan: SimulationPlan) -> SimulationPlan {
    guard let expressions else { return plan }
    return plan.with(graph: expressions.graph, inputs: expressions.inputs)
  }

  /// Keeps for good what the first reference case has asked for.
  func keepReference() {
    guard !hasReference else { return }
    hasReference = true
    posteriors.keep()
  }
}

/// How one indicator grows, and what that rests on.
public struct GrowthNote: Sendable {
  /// The name of the indicator.
  public let indicator: String
  /// The name of the growth model.
  public let model: String
  /// The weight of the model; 1 unless models are averaged.
  public let weight: Double
  /// The grade of the evidence, A (the data decide) to D (assumptions decide).
  public let grade: String
  /// How its parameters were found.
  public let termination: Phrase
  /// What the future rests on, as a phrase.
  public let restsOn: Phrase
  /// The kind of quantities whose past answered; nil where the model is not automatic.
  public let kin: ForecastKind?
  /// The parameters, by their nodes in the graph of the plan.
  public let parameters: [GrowthParameter]
  /// The observations, by their coordinates on the grid; the last one is the origin.
  public let history: [(time: Double, value: Double)]

  /// The same note of a model that is averaged with others.
  func weighted(_ weight: Double) -> GrowthNote {
    GrowthNote(
      indicator: indicator, model: model, weight: weight, grade: grade, termination: termination,
      restsOn: restsOn, kin: kin, parameters: parameters, history: history)
  }
}

/// A parameter of a growth model.
public struct GrowthParameter: Hashable, Sendable {
  /// Its name in the file.
  public let name: String
  /// Its value, a node of the graph of the plan that does not change in time.
  public let node: NodeID
  /// Its law where that is known better than from draws: a posterior.
  public let summary: WeightedSummary?

  init(name: String, node: NodeID, summary: WeightedSummary? = nil) {
    self.name = name
    self.node = node
    self.summary = summary
  }
}
