internal import Random
public import Scenarios
public import Sensitivity
public import Simulation

/// Scenario discovery: the limits of factors between which a target fails, or is met, most often.
///
/// Every path of an ordinary run is a row; its factors are what it draws once, and the levers that
/// are varied, of which each path draws a setting of its own. Noise and whatever else is drawn in
/// every period stay hidden from the search.
///
/// Source: Bryant and Lempert, *Thinking inside the box: a participatory, computer-assisted
/// approach to scenario discovery* (2010).
public struct ScenarioDiscovery: Sendable {
  /// What a discovery is asked for.
  public struct Options: Hashable, Sendable {
    /// The target; the only one of the scenario if nil.
    public var target: String?
    /// Whether paths that meet the target are looked for, instead of those that fail it.
    public var seeksSuccess = false
    /// The case; the reference if nil.
    public var caseName: String?
    /// Which box of the search is taken; ``defaultChoice`` if nil, and then only if unseen paths
    /// confirm it.
    public var choice: PeelingTrajectory.Choice?
    /// Levers and other variables that are drawn uniformly, each path for itself.
    public var varied: [VariedRange] = []
    /// The number of paths; if nil 10,000.
    public var paths: Int?
    /// The random halves in which the box is sought again.
    public var halves = 50
    /// The seed instead of the scenario's.
    public var seed: UInt64?
    /// Threads and block size; no result depends on them.
    public var engine = Simulator.Options()

    /// The usual options.
    public init() {}
  }

  /// The rule that takes a box where nobody chooses one.
  public static let defaultChoice = PeelingTrajectory.Choice.excess
  /// Paths that fail, and paths that do not, without which nothing can be said.
  public static let fewest = 30
  /// The least share of paths in a box, if failures are not rarer.
  static let leastMass = 0.05
  /// The least number of paths in a box.
  static let leastRows = 20.0

  /// The case that is looked at and what is explained of it.
  public let subject: AnalysedCase
  private let options: Options
  private let row: AttainmentRow
  private let units: [String: String]

  /// Prepares a discovery.
  ///
  /// - Throws: ``InvalidScenario``, ``RunRefusal``, ``UnknownTarget``, ``UnknownOutput``,
  ///   ``RangeError`` or ``DiscoveryRefusal``.
  public init(_ scenario: Scenario, options: Options) throws {
    self.options = options
    var varied = scenario
    var names: Set<String> = []
    for range in options.varied {
      guard names.insert(range.variable.name).inserted else {
        throw RangeError.twice(name: range.variable.name)
      }
      let steps = range.steps
      if let steps, steps.isEmpty, let step = range.variable.step {
        throw RangeError.noStep(name: range.variable.name, step: step)
      }
      varied = try varied.drawing(range.variable, from: range.low, to: range.high, steps: steps)
    }
    do {
      subject = try AnalysedCase(
        varied, target: options.target, caseName: options.caseName, seed: options.seed)
    } catch let error as InvalidScenario {
      // What is wrong without the varied levers is the scenario's own fault.
      _ = try CompiledScenario(scenario, seed: options.seed)
      throw DiscoveryRefusal.cannotVary(options.varied.map(\.variable.name), reason: error.phrase)
    }
    guard case .target(let row) = subject.output else { throw UnknownOutput.unnamed(targets: []) }
    self.row = row
    units = Dictionary(
      uniqueKeysWithValues: scenario.levers.filter { $0.unit != .one }.map {
        ($0.name, $0.unit.symbol)
      })
  }

  /// Simulates, searches, and judges what was found on paths that the search did not see.
  ///
  /// - Parameter progress: called from any thread with the paths done and the paths to do; it
  ///   returns whether to go on.
  /// - Returns: what was found.
  /// - Throws: ``DiscoveryRefusal``, ``AnalysisError``, ``RunRefusal`` or `CancellationError`.
  public func run(
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws -> DiscoveredBox {
    guard !subject.factors.factors.isEmpty else { throw DiscoveryRefusal.noFactors(row.name) }
    let sample = try subject.sample(
      [subject.output.pathOutput], paths: options.paths, engine: options.engine, progress)
    let isHit = sample.outputs[0].map { ($0 == 1) == options.seeksSuccess }
    let hits = isHit.count { $0 }
    try check(hits: hits, rows: isHit.count)

    let base = Double(hits) / Double(isHit.count)
    let leastMass = max(
      min(ScenarioDiscovery.leastMass, base / 2),
      min(ScenarioDiscovery.leastRows / Double(isHit.count), 1))
    let (trajectory, chosen, stability) = try search(
      PatientRuleInduction(leastMass: leastMass), sample, isHit)
    let names = subject.factors.columnNames
    return DiscoveredBox(
      target: row.name, caseName: subject.plan.cases[0].name, seed: subject.plan.seed,
      seeksSuccess: options.seeksSuccess, isAskedFor: options.choice != nil,
      factors: zip(names, sample.factors).map { name, values in
        DiscoveredBox.Factor(
          name: name, unit: units[name],
          range: (values.min() ?? 0)...(values.max() ?? 0), isVaried: isVaried(name),
          dates: options.varied.first { $0.variable.name == name }?.variable.dates)
      },
      trajectory: trajectory, chosen: chosen, stability: stability, leastMass: leastMass,
      paths: sample.paths, hasNoise: subject.factors.hasNoise,
      idle: options.varied.map(\.variable.name).filter { !names.contains($0) },
      notes: sample.notes)
  }

  private func search(
    _ search: PatientRuleInduction, _ sample: PathSample, _ isHit: [Bool]
  ) throws -> (PeelingTrajectory, chosen: Int, BoxStability) {
    let trajectory: PeelingTrajectory
    do throws(SensitivityError) {
      trajectory = try search.search(factors: sample.factors, isHit: isHit)
    } catch {
      throw AnalysisError.sample(error.phrase)
    }
    if case .index(let index)? = options.choice, !trajectory.boxes.indices.contains(index) {
      throw DiscoveryRefusal.noSuchBox(index, count: trajectory.boxes.count)
    }
    let chosen = trajectory.index(of: options.choice ?? ScenarioDiscovery.defaultChoice)
    do throws(SensitivityError) {
      let stability = try search.stability(
        of: trajectory.boxes[chosen], factors: sample.factors, isHit: isHit,
        halves: options.halves, workers: options.engine.workers,
        key: StreamKey(seed: subject.plan.seed, name: "discovery halves"))
      return (trajectory, chosen, stability)
    } catch {
      throw AnalysisError.sample(error.phrase)
    }
  }

  private func isVaried(_ name: String) -> Bool {
    options.varied.contains { $0.variable.name == name }
  }

  private func check(hits: Int, rows: Int) throws(DiscoveryRefusal) {
    let fewer = min(hits, rows - hits)
    guard fewer < ScenarioDiscovery.fewest else { return }
    let isMissing = hits < ScenarioDiscovery.fewest
    throw .tooFew(
      DiscoveryRefusal.Scarcity(
        target: row.name, count: fewer, paths: rows, areMet: isMissing == options.seeksSuccess,
        isSought: isMissing))
  }
}
