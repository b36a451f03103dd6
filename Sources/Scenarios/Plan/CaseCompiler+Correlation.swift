internal import Expressions
internal import Plans

// What is drawn once for a path hangs together like the shocks of each year: whoever writes that two
// indicators move together at 0.9 means their growth too, not only its accidents.
extension CaseCompiler {
  /// A standard normal number that a path draws once for the growth of an indicator, correlated with
  /// that of the others as the file says.
  ///
  /// - Parameters:
  ///   - name: the indicator's.
  ///   - what: what it drives, the same word for all that hang together.
  /// - Returns: the number.
  mutating func pathNormal(of name: String, _ what: String) -> NodeID {
    var sum: NodeID?
    let row = correlations[name] ?? CorrelatedRow(names: [name], weights: [1])
    for (other, weight) in zip(row.names, row.weights) where weight != 0 {
      let number = standardNormal("indicators.\(other).growth \(what)")
      let term =
        weight == 1 ? number : graph.binary(.multiply, graph.constant(weight), number)
      sum = sum.map { graph.binary(.add, $0, term) } ?? term
    }
    return sum ?? graph.constant(0)
  }

  /// A uniform number that a path draws once to pick the growth of an indicator from rows that
  /// increase in growth.
  ///
  /// It is made of a normal one, correlated or not, so that writing a correlation moves as few draws as
  /// it can.
  mutating func pathUniform(of name: String) -> NodeID {
    normalDistribution(pathNormal(of: name, "path"))
  }

  /// Φ(z) to 7.5 × 10⁻⁸, in operations of the graph.
  ///
  /// Source: Abramowitz and Stegun 1964, *Handbook of Mathematical Functions*, 26.2.17.
  private mutating func normalDistribution(_ z: NodeID) -> NodeID {
    func constant(_ value: Double) -> NodeID { graph.constant(value) }
    let size = graph.unary(.abs, z)
    let t = graph.unary(
      .reciprocal,
      graph.binary(
        .add, constant(1), graph.binary(.multiply, constant(0.2316419), size)))
    var sum = constant(1.330274429)
    for coefficient in [-1.821255978, 1.781477937, -0.356563782, 0.319381530] {
      sum = graph.binary(.add, constant(coefficient), graph.binary(.multiply, sum, t))
    }
    let half = graph.binary(.multiply, constant(-0.5), graph.binary(.multiply, z, z))
    let density = graph.binary(
      .multiply, constant(0.3989422804014327), graph.unary(.exp, half))
    let tail = graph.binary(.multiply, density, graph.binary(.multiply, sum, t))
    let above = graph.binary(.subtract, constant(1), tail)
    return graph.select(graph.binary(.less, z, constant(0)), tail, above)
  }

  /// For each correlated indicator the independent numbers that its own is made of.
  static func correlations(
    of scenario: Scenario, _ plan: InnovationPlan
  ) -> [String: CorrelatedRow] {
    var rows: [String: CorrelatedRow] = [:]
    for component in plan.components {
      let names = component.indicators.map { scenario.indicators[$0].name }
      for (i, name) in names.enumerated() {
        rows[name] = CorrelatedRow(names: names, weights: component.factor[i])
      }
    }
    return rows
  }
}

/// The independent numbers that a correlated one is made of, by the indicators they are drawn for.
struct CorrelatedRow {
  let names: [String]
  /// What each is taken times, 0 for those that it does not need.
  let weights: [Double]
}

extension InnovationPlan {
  /// The innovations of the indicators that have noise, as the file correlates them.
  ///
  /// - Parameter scenario: the scenario.
  /// - Throws: ``IndefiniteCorrelation``.
  init(of scenario: Scenario) throws(IndefiniteCorrelation) {
    let noisy = scenario.indicators.enumerated().filter(\.element.hasInnovations)
    try self.init(
      indicators: noisy.map { (index: $0.offset, name: $0.element.name) },
      correlations: scenario.correlations)
  }

  /// What correlates these indicators, as far as the entries are about them.
  init(
    indicators: [(index: Int, name: String)], correlations: [Correlation]
  ) throws(IndefiniteCorrelation) {
    let indices = Dictionary(uniqueKeysWithValues: indicators.map { ($0.name, $0.index) })
    try self.init(
      indicators: indicators,
      correlations: correlations.map { entry in
        CommonCorrelation(
          indicators: entry.members.compactMap { indices[$0] }, value: entry.value)
      })
  }
}
