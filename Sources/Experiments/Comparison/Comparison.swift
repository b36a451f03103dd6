internal import Plans
public import Scenarios
public import Simulation
internal import Statistics
public import Tables
public import Wording

/// Two scenarios side by side: what differs, and which difference moved which target how far.
///
/// Both, and what lies between them, are simulated on the same random numbers. A share is the
/// Shapley value of a part: what taking it from the second scenario adds, averaged over all orders
/// in which the parts can be taken.
public struct Comparison: Sendable {
  /// The first.
  public let before: ComparisonSide
  /// The second.
  public let after: ComparisonSide
  /// Every place at which they differ.
  public let changes: [ScenarioChange]
  /// Parts that are taken together, and why.
  public let joined: [(parts: [ScenarioComponent], problem: Phrase)]
  /// The rows, by case and target.
  public let rows: [ComparisonRow]
  /// Cases and targets of the first alone.
  public let onlyBefore: (cases: [String], targets: [String])
  /// Cases and targets of the second alone.
  public let onlyAfter: (cases: [String], targets: [String])
  /// The seed of the paired runs.
  public let seed: UInt64
  /// The paths of the paired runs.
  public let paths: Int
  /// The scenarios that were simulated, the two themselves among them.
  public let mixtures: Int
  /// The random orders that shares come from; nil where all orders count.
  public let orders: Int?

  /// Compares two scenarios.
  ///
  /// - Parameters:
  ///   - before: the first.
  ///   - after: the second.
  ///   - options: seed, paths, and how to go about it.
  ///   - progress: called from any thread with the paths of parts of mixtures done and of all; returns
  ///     whether to go on.
  /// - Throws: ``ComparisonRefusal``, ``InvalidScenario``, ``RunRefusal``, `CancellationError`.
  public init(
    _ before: ComparisonSide, _ after: ComparisonSide,
    options: ComparisonOptions = ComparisonOptions(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws {
    self.before = before
    self.after = after
    let cases = before.cases.filter(after.cases.contains)
    guard !cases.isEmpty else {
      throw ComparisonRefusal.noCommonCase(before: before.cases, after: after.cases)
    }
    // The same whichever comes first.
    seed = options.seed ?? min(before.seed, after.seed)
    paths = options.paths ?? max(before.paths, after.paths)
    let first = try CompiledScenario(before.scenario, seed: before.seed, cases: cases).plan
    let second = try CompiledScenario(after.scenario, seed: after.seed, cases: cases).plan
    var run = RunOptions()
    run.engine = options.engine
    for (plan, side) in [(first, before), (second, after)] {
      try MemoryEstimate(plan, run, paths: paths).check(side.scenario)
    }
    let firstRows = AttainmentRow.all(first).map(\.name)
    let secondRows = AttainmentRow.all(second).map(\.name)
    let names = firstRows.filter(secondRows.contains)
    func alone(_ side: ComparisonSide, _ rows: [String]) -> (cases: [String], targets: [String]) {
      (side.cases.filter { !cases.contains($0) }, rows.filter { !names.contains($0) })
    }
    onlyBefore = alone(before, firstRows)
    onlyAfter = alone(after, secondRows)

    let difference = ScenarioDifference(before.tree, after.tree)
    let components = difference.components
    let mixtures = Mixtures(difference, seed: seed, cases: cases, rows: names)
    let (groups, joined) = mixtures.groups(pairs: options.pairs)
    let weights = CoalitionWeights(players: groups.count, pairs: options.pairs)
    changes =
      difference.changes.filter { !Comparison.ownPaths.contains($0.path) }
      + Comparison.ownChanges(before, after)
    self.joined = joined.map { (parts: $0.components.map { components[$0] }, problem: $0.problem) }
    self.mixtures = weights.sets.count
    orders = weights.pairs.isEmpty ? nil : 2 * weights.pairs.count
    let plans = try weights.sets.map { try mixtures.plan(mixtures.parts($0, of: groups)) }
    func runs(_ plans: [SimulationPlan], paths: Int) -> PairedRuns {
      PairedRuns(plans: plans, cases: cases, rows: names, paths: paths, engine: options.engine)
    }
    let tally = try runs(plans, paths: paths).tally(weights, progress: progress)
    var own: (before: [Int], after: [Int])?
    if options.seed == nil, options.paths == nil,
      before.seed != after.seed || before.paths != after.paths
    {
      own = (
        runs([first.withoutBands], paths: before.paths).counts(of: 0),
        runs([second.withoutBands], paths: after.paths).counts(of: 0)
      )
    }

    rows = cases.enumerated().flatMap { caseIndex, caseName in
      names.enumerated().map { row, name in
        let place = caseIndex * names.count + row
        let shares = groups.enumerated().compactMap { group, members -> ComparisonShare? in
          let parts = members.compactMap {
            difference.part(components[$0], inCase: caseName, target: name)
          }
          let share = tally.share(of: group, row: place)
          return parts.isEmpty
            ? nil : ComparisonShare(parts: parts, value: share.value, error: share.error)
        }
        let paired = ComparisonRow(
          caseName: caseName, target: name, pair: tally.pair(place), shares: shares)
        return own.map {
          paired.with(
            before: Proportion(successes: $0.before[place], trials: before.paths),
            after: Proportion(successes: $0.after[place], trials: after.paths),
            pair: tally.pair(place), isSameSeed: before.seed == after.seed)
        } ?? paired
      }
    }
  }
}

extension Comparison {
  /// Where a scenario says what a run may override.
  private static let ownPaths = ["simulation.seed", "simulation.paths"]

  /// How the seeds and paths that the two were run with differ.
  private static func ownChanges(
    _ before: ComparisonSide, _ after: ComparisonSide
  ) -> [ScenarioChange] {
    let values = [("\(before.seed)", "\(after.seed)"), ("\(before.paths)", "\(after.paths)")]
    return zip(ownPaths, values).filter { $0.1.0 != $0.1.1 }.map { path, values in
      ScenarioChange(path: path, before: values.0, after: values.1, component: nil)
    }
  }
}

extension ComparisonRow {
  /// A row on the same random numbers.
  fileprivate init(
    caseName: String, target: String, pair: PairedDifference, shares: [ComparisonShare]
  ) {
    self.init(
      caseName: caseName, target: target, before: pair.second, after: pair.first,
      difference: pair.difference, differenceError: pair.standardError, shares: shares)
  }

  /// The row with the probabilities of the runs' own seeds and paths; what they make of the
  /// difference beyond the paired one is Monte-Carlo error.
  ///
  /// With the same seed the fewer paths of one run are the first ones of the paired runs, and the
  /// other run is one of these. Let m of the n paths be those of the side b, and a the other side:
  /// var(ā − b̄ₘ) = σa²/n + σb²/m − 2 cov/n, and what b̄ₘ makes of the difference, b̄ₙ − b̄ₘ, has the
  /// variance σb² (1/m − 1/n).
  fileprivate func with(
    before: Proportion, after: Proportion, pair: PairedDifference, isSameSeed: Bool
  ) -> ComparisonRow {
    let change = after.estimate - before.estimate
    func square(_ x: Double) -> Double { x * x }
    var variance = square(before.standardError) + square(after.standardError)
    var noise = variance + square(differenceError)
    if isSameSeed {
      let both = Double(pair.both) / Double(pair.n)
      let covariance = both - pair.first.estimate * pair.second.estimate
      variance = max(0, variance - 2 * covariance / Double(pair.n))
      let fewer = before.trials < after.trials ? before : after
      noise =
        square(fewer.standardError) * (1 - Double(fewer.trials) / Double(pair.n))
    }
    let share = ComparisonShare(
      parts: [.monteCarlo], value: change - difference, error: noise.squareRoot())
    return ComparisonRow(
      caseName: caseName, target: target, before: before, after: after, difference: change,
      differenceError: variance.squareRoot(), shares: shares + [share])
  }
}

extension ScenarioDifference {
  /// What a part is to a row; the definitions of other cases and targets are nothing to it.
  fileprivate func part(
    _ component: ScenarioComponent, inCase caseName: String, target row: String
  ) -> ComparisonPart? {
    switch component.kind {
    case .cases:
      return changedCases.contains(caseName) ? .caseDefinition(caseName) : nil
    case .targets:
      let target = row.split(separator: "@").first.map(String.init) ?? row
      let isChanged = [before.scenario, after.scenario].contains { scenario in
        scenario.definition(of: target).contains(where: changedTargets.contains)
      }
      return isChanged ? .targetDefinition(target) : nil
    default: return .component(component)
    }
  }
}

extension Scenario {
  /// A target and, where it is a joint one, those that it joins.
  fileprivate func definition(of name: String) -> [String] {
    guard let target = targets.first(where: { $0.name == name }) else { return [] }
    guard case .joint(_, let members) = target.statement else { return [name] }
    return [name] + members.flatMap(definition)
  }
}

/// What a comparison is asked for.
public struct ComparisonOptions: Sendable {
  /// The seed of both instead of their own.
  public var seed: UInt64?
  /// The paths of both instead of their own.
  public var paths: Int?
  /// The pairs of random orders where more than eight parts differ; at least 2.
  public var pairs = 32
  /// Threads and block size.
  public var engine = Simulator.Options()

  /// The usual options.
  public init() {}
}

/// Why two scenarios are not compared.
public enum ComparisonRefusal: Refusal, Hashable, Sendable {
  /// They have no case of the same name.
  case noCommonCase(before: [String], after: [String])

  /// How a program ends that is refused so.
  public var exit: ExitClass { .badData }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .noCommonCase(let before, let after):
      Phrase(
        "no case is in both: the first has \(before.joined(separator: ", ")), the second "
          + "\(after.joined(separator: ", ")); give cases that mean the same the same name",
        "没有共同的情景：前者有 \(before.joined(separator: "、"))，后者有 \(after.joined(separator: "、"))；含义相同的情景请用相同的名称"
      )
    }
  }
}
