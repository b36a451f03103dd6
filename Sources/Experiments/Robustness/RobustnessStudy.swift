internal import Plans
internal import Random
public import Scenarios
internal import Sensitivity
public import Simulation
public import Statistics
public import Tables
public import Wording

/// How alternatives do in many states of the world, on the same random numbers, and which of them one
/// need not regret.
public struct RobustnessStudy: Sendable {
  /// What a study is asked for, beside the scenario.
  public struct Options: Sendable {
    /// The target; if nil the first joint one, else the first.
    public var target: String?
    /// The probability that counts as good enough.
    public var threshold = 0.8
    /// The paths of each alternative in each state; at most 10,000 of the scenario's if nil.
    public var paths: Int?
    /// The seed instead of the scenario's.
    public var seed: UInt64?
    /// Threads and block size.
    public var engine = Simulator.Options()

    /// The usual options.
    public init() {}
  }

  /// One number for each alternative, and their ranks by it.
  public struct Criterion: Sendable {
    /// Its name in tables.
    public let name: String
    /// For each alternative its number.
    public let values: [Double]
    /// For each alternative its rank: one more than the number of better ones.
    public let ranks: [Int]
  }

  /// The target and deadline.
  public let target: AttainmentRow
  /// The probability that counts as good enough.
  public let threshold: Double
  /// The paths of each alternative in each state.
  public let paths: Int
  /// The seed.
  public let seed: UInt64
  /// The names of the alternatives.
  public let alternatives: [String]
  /// The names of the states, the one as stated first.
  public let states: [String]
  /// For each alternative and state the probability of the target.
  public let attainments: [[Proportion]]
  /// For each alternative and state how far it is behind the best one there.
  public let regrets: [[Double]]
  /// The criteria.
  public let criteria: [Criterion]
  /// The most paths of an alternative in a state that have a value that is not a finite number.
  public let mostFailed: Int
  /// States that change no path of any alternative, and are left out.
  public let unchanged: [String]
  /// States that cannot be, such as a curve without a ceiling, and are left out.
  public let impossible: [String]

  /// The paths that answer where nobody says how many.
  static let usualPaths = 10_000
  /// The sets of weights of the states under which alternatives are ranked.
  private static let weightDraws = 2000

  /// Runs each alternative in each state.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario with two alternatives or more.
  ///   - options: what is asked for.
  ///   - progress: called from any thread with the paths done and all paths; it returns whether to
  ///     go on.
  /// - Throws: ``RobustnessRefusal``, ``UnknownTarget``, ``InvalidScenario``, ``RunRefusal`` or
  ///   `CancellationError`.
  public init(
    _ scenario: Scenario, options: Options = Options(),
    progress: @escaping @Sendable (Int, Int) -> Bool = { _, _ in true }
  ) throws {
    let names = scenario.alternatives.map(\.name)
    guard names.count >= 2 else { throw RobustnessRefusal.fewAlternatives(names) }
    let seed = options.seed ?? scenario.simulation.seed
    let paths = options.paths ?? min(scenario.simulation.paths, RobustnessStudy.usualPaths)
    let memory = CompilerMemory()
    let stated = try CompiledScenario(
      scenario.offering(scenario.alternatives), seed: seed, memory: memory)
    try BlockMemory.checkLeast(stated.plan, scenario)
    let engine = BlockMemory.fitted(options.engine, stated.plan, scenario)
    let asked = options.target.map(scenario.targetName)
    guard let target = try RobustnessStudy.target(asked, in: stated.plan) else {
      throw RobustnessRefusal.noTarget
    }
    let all = WorldState.all(scenario, stated)
    var states: [String] = []
    var columns: [[Proportion]] = []
    var unchanged: [String] = []
    var impossible: [String] = []
    var reference: [[Double]] = []
    var mostFailed = 0
    for (number, state) in all.enumerated() {
      let plan: SimulationPlan
      do throws(InvalidScenario) {
        plan = try CompiledScenario(state.scenario, seed: seed, memory: memory).plan.withoutBands
      } catch {
        if state.isAsked { throw error }
        impossible.append(state.name)
        continue
      }
      let recorded = Simulator(plan).outputs(
        [
          .isMet(target: target.target, deadline: target.deadline),
          .hasFailed(target: target.target, deadline: target.deadline),
        ], of: 0..<UInt64(paths), options: engine
      ) { progress(number * paths + $0, all.count * paths) }
      guard let recorded else { throw CancellationError() }
      mostFailed = max(mostFailed, recorded.map { $0[1].count { $0 == 1 } }.max() ?? 0)
      let met = recorded.map { $0[0] }
      if number == 0 {
        reference = met
      } else if met == reference {
        unchanged.append(state.name)
        continue
      }
      states.append(state.name)
      columns.append(
        met.map { Proportion(successes: $0.count { $0 == 1 }, trials: paths) })
    }
    self.target = target
    threshold = options.threshold
    self.paths = paths
    self.seed = seed
    self.states = states
    self.mostFailed = mostFailed
    self.unchanged = unchanged
    self.impossible = impossible
    alternatives = names
    attainments = names.indices.map { alternative in columns.map { $0[alternative] } }
    let matrix = try AttainmentMatrix(attainments.map { $0.map(\.estimate) })
    regrets = matrix.regrets
    criteria = RobustnessStudy.criteria(matrix, threshold: options.threshold, seed: seed)
  }

  private static func target(
    _ name: String?, in plan: SimulationPlan
  ) throws(UnknownTarget) -> AttainmentRow? {
    if let name { return try AttainmentRow.named(name, in: plan) }
    let joint = plan.targets.first { if case .joint = $0.statement { true } else { false } }
    guard let target = joint ?? plan.targets.first else { return nil }
    return try AttainmentRow.named(target.name, in: plan)
  }

  private static func criteria(
    _ matrix: AttainmentMatrix, threshold: Double, seed: UInt64
  ) -> [Criterion] {
    let rules: [(String, RobustnessCriterion)] = [
      ("mean", .mean), ("maximin", .maximin), ("maximal_regret", .maximalRegret),
      ("regret_90", .regretQuantile(0.9)), ("mean_regret", .meanRegret),
      ("satisficing", .satisficing(atLeast: threshold)),
    ]
    let ambiguity = AmbiguityRanking(
      matrix, draws: weightDraws, key: StreamKey(seed: seed, name: "robustness weights"))
    let shares = ambiguity.standings.map(\.bestShare)
    let stated = matrix.values.map { $0[0] }
    return [ranked("as_stated", stated)]
      + rules.map {
        Criterion(name: $0.0, values: $0.1.scores(matrix), ranks: $0.1.ranks(matrix))
      } + [ranked("best_share", shares)]
  }

  private static func ranked(_ name: String, _ values: [Double]) -> Criterion {
    Criterion(
      name: name, values: values, ranks: values.map { own in 1 + values.count { $0 > own } })
  }
}

/// Why a study of robustness is not begun.
public enum RobustnessRefusal: Refusal, Hashable, Sendable {
  case fewAlternatives([String])
  case noTarget

  /// How a program ends that is refused so.
  public var exit: ExitClass { .badData }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .fewAlternatives(let names):
      Phrase(
        "there is nothing to choose between: "
          + (names.isEmpty ? "no case" : "only the case \(names.joined(separator: ", "))")
          + " sets levers without assuming anything; add cases such as `push: {attraction: 1}`",
        "没有可比较的方案："
          + (names.isEmpty ? "没有情景" : "只有情景 \(names.joined(separator: "、")) ")
          + "只设定手段而不另作假设；请添加情景，如 `push: {attraction: 1}`")
    case .noTarget: Phrase("the scenario has no target: add `targets:`", "情景文件没有目标：请添加 `targets:`")
    }
  }
}
