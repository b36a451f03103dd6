internal import Scenarios

/// A state of the world that alternatives are tried in: what is not ours to choose, and what nobody
/// wants to weigh.
///
/// Beside the scenario as stated, each state differs from it in one thing:
/// - the assumptions of each case that has any;
/// - another growth model of an indicator with at least two observations;
/// - half and twice the volatility that the file gives an indicator;
/// - independent innovations, where the file states correlations;
/// - each uncertainty at its 10 % and at its 90 % quantile.
struct WorldState {
  let name: String
  /// The scenario with the alternatives as its cases.
  let scenario: Scenario
  /// Streams of draws that do not come from chance but have this uniform number on every path.
  var pinned: [String: Double] = [:]
  /// Whether the file asks for it, so that it is an error if it cannot be.
  var isAsked = false

  /// What the state without a change is called.
  static let stated = "as stated"
  /// The factors by which volatilities are multiplied.
  private static let volatilityFactors = [0.5, 2.0]
  /// The quantiles that uncertainties are put at.
  private static let quantiles = [(name: "p10", order: 0.1), (name: "p90", order: 0.9)]

  /// All states of a scenario, the one as stated first.
  static func all(_ scenario: Scenario, _ growth: [GrowthNote]) -> [WorldState] {
    let alternatives = scenario.alternatives
    let stated = scenario.offering(alternatives)
    var states = [WorldState(name: WorldState.stated, scenario: stated)]
    var seen: [[Assumption]] = []
    for item in scenario.cases where !item.assumptions.isEmpty && !seen.contains(item.assumptions) {
      seen.append(item.assumptions)
      states.append(
        WorldState(
          name: item.name,
          scenario: scenario.offering(alternatives, assuming: item.assumptions), isAsked: true))
    }
    for note in growth where note.history.count >= 2 {
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
    for uncertainty in scenario.uncertainties {
      for quantile in quantiles {
        states.append(
          WorldState(
            name: "\(uncertainty.name): \(quantile.name)", scenario: stated,
            pinned: ["uncertainty \(uncertainty.name)": quantile.order]))
      }
    }
    return states
  }
}
