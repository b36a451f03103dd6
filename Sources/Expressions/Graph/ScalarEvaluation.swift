extension ExpressionGraph {
  /// Every node at one point, for graphs without draws: the plain way, node after node.
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
      let value: Double =
        switch node {
        case .constant(let value): value
        case .elapsed: elapsed
        case .year: year
        case .input(let id): input(id)
        case .draw(let draw):
          switch draw.law {
          case .fixed(let law): law.quantile(uniform(draw))
          case .varying(let form, let parameters):
            (try? form.construction.make(parameters.map { values[$0.index] }))?.quantile(
              uniform(draw)) ?? .nan
          }
        case .unary(let operation, let a): operation.value(values[a.index])
        case .binary(let operation, let a, let b):
          operation.value(values[a.index], values[b.index])
        case .select(let condition, let a, let b):
          values[condition.index] != 0 ? values[a.index] : values[b.index]
        case .row(let table, let a): table.value(at: values[a.index])
        }
      values.append(value)
    }
    return values
  }
}
