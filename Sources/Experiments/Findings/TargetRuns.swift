internal import Expressions
internal import Plans
internal import Scenarios
internal import Simulation

/// What other growth models of one indicator make of its targets, in the reference case.
///
/// A run of the whole scenario for each model would spend most of its time on what is then not
/// looked at: other indicators, their targets, distributions. Random numbers are keyed by name, so
/// leaving those out changes no number that is kept.
struct TargetRuns {
  /// The index of the indicator.
  let indicator: Int
  private var plans: [SimulationPlan] = []
  private let memory: CompilerMemory

  /// Rows of a posterior: as many as leave its error below that of the paths (docs/performance.md).
  private static let posteriorDraws = 2_048

  init(of indicator: Int, workers: Int) {
    self.indicator = indicator
    memory = CompilerMemory(
      keepsExpressions: true, workers: workers, posteriorDraws: Self.posteriorDraws)
  }

  /// Adds the reference case of a scenario, compiled here so that all have one graph.
  ///
  /// - Returns: whether it can be compiled.
  mutating func add(_ scenario: Scenario, seed: UInt64) -> Bool {
    guard
      let plan = try? CompiledScenario(scenario, seed: seed, cases: [], memory: memory).plan
    else { return false }
    let own = plan.targets.indices.filter { plan.targets[$0].indicator == indicator }
    plans.append(plan.keepingReference.withoutBands.restricted(toTargets: Set(own)))
    return true
  }

  /// Simulates the plans on the same random numbers, at once where they differ in nothing but the
  /// case.
  ///
  /// - Returns: for each plan the summaries of the indicator's targets, in their order.
  func run(paths: Int, options: Simulator.Options) -> [[TargetSummary]] {
    var options = options
    options.keptPaths = 0
    options.keepsPace = false
    guard let joined = joined() else {
      return plans.map { Simulator($0).run(paths: paths, options: options).cases[0].targets }
    }
    return Simulator(joined).run(paths: paths, options: options).cases.map(\.targets)
  }

  /// One plan with a case for each; nil where they differ elsewhere.
  private func joined() -> SimulationPlan? {
    guard let first = plans.first, let last = plans.last else { return nil }
    let isAlike = plans.allSatisfy { plan in
      plan.indicators == first.indicators
        && zip(plan.targets, first.targets).allSatisfy { target, other in
          target.statement == other.statement && target.statement.hasConstantThresholds
        }
    }
    guard isAlike else { return nil }
    // The graph of each goes on from that of the one before.
    return first.with(
      graph: last.graph, inputs: last.inputs, cases: plans.map { $0.cases[0] })
  }
}

extension TargetPlan {
  /// The index of the indicator; nil for a joint target.
  var indicator: Int? {
    guard case .indicator(let index, _, _) = statement else { return nil }
    return index
  }
}

extension TargetStatement {
  fileprivate var hasConstantThresholds: Bool {
    guard case .indicator(_, _, let condition) = self else { return false }
    switch condition {
    case .atLeast(let value), .moreThan(let value), .atMost(let value), .lessThan(let value):
      return value.constant != nil
    case .between(let low, let high):
      return low.constant != nil && high.constant != nil
    }
  }
}

extension SimulationPlan {
  /// The targets that look at each indicator, with their places, in their order.
  var targetsByIndicator: [Int: [(offset: Int, element: TargetPlan)]] {
    var found: [Int: [(offset: Int, element: TargetPlan)]] = [:]
    for (number, target) in targets.enumerated() {
      if let indicator = target.indicator { found[indicator, default: []].append((number, target)) }
    }
    return found
  }
}
