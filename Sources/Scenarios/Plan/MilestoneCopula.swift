internal import Expressions
internal import Plans

/// How the dates of milestones hang together: a Gaussian copula of their laws.
struct MilestoneCopula {
  /// For each correlated milestone the independent normal numbers that its own is made of.
  let terms: [String: [NormalTerm]]

  /// The copula that a file describes.
  ///
  /// - Throws: ``IndefiniteCorrelation``.
  init(of scenario: Scenario) throws(IndefiniteCorrelation) {
    let milestones = scenario.indicators.enumerated().filter(\.element.isMilestone)
    guard !milestones.isEmpty, !scenario.correlations.isEmpty else {
      terms = [:]
      return
    }
    let plan = try InnovationPlan(
      indicators: milestones.map { (index: $0.offset, name: $0.element.name) },
      correlations: scenario.correlations)
    var terms: [String: [NormalTerm]] = [:]
    for component in plan.components {
      let names = component.indicators.map { scenario.indicators[$0].name }
      for (row, name) in names.enumerated() {
        terms[name] = zip(names, component.factor[row]).filter { $0.1 != 0 }.map {
          NormalTerm(stream: "indicator \($0)", weight: $1)
        }
      }
    }
    self.terms = terms
  }
}
