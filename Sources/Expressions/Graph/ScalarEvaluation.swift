extension ExpressionGraph {
  /// Every node at one point: the plain way, node after node.
  ///
  /// - Parameters:
  ///   - elapsed: years since the start.
  ///   - year: the calendar coordinate.
  ///   - uniform: the uniform number of each draw.
  ///   - input: the value of each input.
  /// - Returns: one value for each node.
  package func values(
    elapsed: Double = 0, year: Double = 0, uniform: (Draw) -> Double = { _ in .nan },
    input: (InputID) -> Double
  ) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(nodes.count)
    for node in nodes {
      values.append(
        value(of: node, elapsed, year, uniform, input) { values[$0.index] })
    }
    return values
  }

  /// One node at one point where draws and inputs are unknown, and so not a number.
  ///
  /// - Parameters:
  ///   - root: the node.
  ///   - elapsed: years since the start.
  ///   - year: the calendar coordinate.
  /// - Returns: its value.
  package func value(of root: NodeID, elapsed: Double, year: Double) -> Double {
    var values: [NodeID: Double] = [:]
    for id in reachable(from: [root]) {
      values[id] = value(of: self[id], elapsed, year, { _ in .nan }, { _ in .nan }) {
        values[$0] ?? .nan
      }
    }
    return values[root] ?? .nan
  }

  private func value(
    of node: Node, _ elapsed: Double, _ year: Double, _ uniform: (Draw) -> Double,
    _ input: (InputID) -> Double, operand: (NodeID) -> Double
  ) -> Double {
    switch node {
    case .constant(let value): value
    case .elapsed: elapsed
    case .year: year
    case .input(let id): input(id)
    case .draw(let draw):
      switch draw.law {
      case .fixed(let law): law.quantile(uniform(draw))
      case .varying(let form, let parameters):
        (try? form.construction.make(parameters.map(operand)))?.quantile(uniform(draw)) ?? .nan
      }
    case .unary(let operation, let a): operation.value(operand(a))
    case .binary(let operation, let a, let b): operation.value(operand(a), operand(b))
    case .select(let condition, let a, let b):
      operand(condition) != 0 ? operand(a) : operand(b)
    case .row(let table, let a): table.value(at: operand(a))
    case .growing(let a, let b, let factor):
      EvenGrowth.value(
        operand(a), operand(b), operand(factor), elapsed: elapsed, stepsPerYear: stepsPerYear ?? 1)
    }
  }
}
