internal import Scenarios
internal import Simulation

/// A state of the world that alternatives are tried in: what is not ours to choose, and what nobody
/// wants to weigh.
///
/// Beside the scenario as stated, each state differs from it in one thing:
/// - the assumptions of each case that has any;
/// - another growth model of an indicator with at least two observations;
/// - half and twice the volatility that the file gives an indicator;
/// - independent innovations, where the file states correlations;
/// - each uncertainty at its 10 % and at its 90 % quantile, as drawn on many paths: what it is made
///   of, one law, several or other uncertainties, does not matter.
struct WorldState {
  let name: String
  /// The scenario with the alternatives as its cases.
  let scenario: Scenario
  /// Whether the file asks for it, so that it is an error if it cannot be.
  var isAsked = false

  /// What the state without a change is called.
  static let stated = "as stated"
  /// The factors by which volatilities are multiplied.
  private static let volatilityFactors = [0.5, 2.0]
  /// The quantiles that uncertainties are put at.
  private static let quantiles = [(name: "p10", order: 0.1), (name: "p90", order: 0.9)]

  /// The draws that the quantiles of an uncertainty come from: their standard error is then below
  /// 0.1 % in rank.
  private static let quantilePaths = 100_000

  /// All states of a scenario, the one as stated first.
  static func all(_ scenario: Scenario, _ compiled: CompiledScenario) -> [WorldState] {
    let alternatives = scenario.alternatives
    let stated = compiled.scenario
    var states = [WorldState(name: WorldState.stated, scenario: stated)]
    var seen: [Case] = []
    for item in scenario.cases
    where !item.assumptions.isEmpty && !seen.contains(where: item.assumesTheSame) {
      seen.append(item)
      states.append(
        WorldState(
          name: item.name,
          scenario: scenario.offering(alternatives, assuming: item.assumptions), isAsked: true))
    }
    for note in compiled.growth where note.history.count >= 2 {
      for (model, varied) in FamilyFinding.scenarios(of: note.indicator, note, stated) {
        states.append(WorldState(name: "\(note.indicator): \(model)", scenario: varied))
      }
    }
    for indicator in scenario.indicators {
      for factor in volatilityFactors {
        guard let varied = stated.scalingVolatility(of: indicator.name, by: factor) else {
          continue
        }
        let name = "\(indicator.name): volatility x\(factor == 2 ? "2" : "0.5")"
        states.append(WorldState(name: name, scenario: varied))
      }
    }
    if !scenario.correlations.isEmpty {
      states.append(WorldState(name: "independent", scenario: stated.withoutCorrelations))
    }
    for uncertainty in scenario.uncertainties.map(\.name) {
      for (name, values) in quantiles(of: uncertainty, compiled) {
        states.append(
          WorldState(
            name: "\(uncertainty): \(name)", scenario: stated.fixing(uncertainty, at: values)))
      }
    }
    return states
  }

  /// For each quantile of an uncertainty its value in each case, one that was drawn; none where it
  /// is never finite.
  private static func quantiles(
    of uncertainty: String, _ compiled: CompiledScenario
  ) -> [(name: String, values: [Double])] {
    let simulator = Simulator(compiled.plan)
    let drawn = compiled.uncertainties.map { nodes -> [Double] in
      guard let node = nodes[uncertainty] else { return [] }
      return simulator.samples(of: [node], paths: quantilePaths)[0]
        .filter(\.isFinite).sorted()
    }
    guard drawn.allSatisfy({ !$0.isEmpty }) else { return [] }
    return quantiles.map { quantile in
      (
        quantile.name,
        drawn.map { $0[Int((quantile.order * Double($0.count - 1)).rounded())] }
      )
    }
  }
}
