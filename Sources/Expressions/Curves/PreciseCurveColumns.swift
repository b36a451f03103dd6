package import LinearAlgebra

/// A curve at fixed points with some 30 digits, for the last steps of a fit.
///
/// The points are taken for the decimal numbers that their shortest texts name.
package struct PreciseCurveColumns: Sendable {
  private let curve: CompiledCurve
  private let points: [[DoubleDouble]]
  /// The nodes that do not change from point to point, and those that do, operands first.
  private let steady: [NodeID]
  private let varying: [NodeID]

  /// The number of points.
  package var count: Int { points.first?.count ?? 0 }

  /// Prepares the evaluation of a curve at some points.
  ///
  /// - Parameters:
  ///   - curve: the curve.
  ///   - points: for each predictor its values, one for each point.
  package init(_ curve: CompiledCurve, at points: [[Double]]) {
    self.curve = curve
    self.points = points.map { $0.map(DoubleDouble.init(decimal:)) }
    let needed = curve.graph.reachable(from: [curve.value] + curve.gradient)
    steady = needed.filter { curve.graph.rate(of: $0) == .constant }
    varying = needed.filter { curve.graph.rate(of: $0) != .constant }
  }

  /// Computes values and gradients for some parameters.
  ///
  /// - Parameters:
  ///   - parameters: one for each name of the curve's parameters.
  ///   - values: receives the value at each point.
  ///   - jacobian: receives the derivatives, point by point, one for each parameter.
  /// - Returns: whether all are finite.
  package func evaluate(
    _ parameters: [DoubleDouble], values: inout [DoubleDouble], jacobian: inout [DoubleDouble]
  ) -> Bool {
    let graph = curve.graph
    let n = parameters.count
    var work = [DoubleDouble](repeating: .zero, count: graph.nodes.count)
    for id in steady { work[id.index] = compute(id, graph, work, parameters, 0) }
    var isFinite = true
    for row in 0..<count {
      for id in varying { work[id.index] = compute(id, graph, work, parameters, row) }
      values[row] = work[curve.value.index]
      isFinite = isFinite && values[row].isFinite
      for j in 0..<n {
        let slope = work[curve.gradient[j].index]
        jacobian[row * n + j] = slope
        isFinite = isFinite && slope.isFinite
      }
    }
    return isFinite
  }

  private func compute(
    _ id: NodeID, _ graph: ExpressionGraph, _ work: [DoubleDouble], _ parameters: [DoubleDouble],
    _ row: Int
  ) -> DoubleDouble {
    switch graph[id] {
    case .constant(let value): value == .pi ? .pi : DoubleDouble(decimal: value)
    case .elapsed, .year, .draw, .row, .growing: DoubleDouble(.nan)
    case .input(let input):
      input.index < points.count
        ? points[input.index][row] : parameters[input.index - points.count]
    case .unary(let operation, let a): operation.value(work[a.index])
    case .binary(let operation, let a, let b): operation.value(work[a.index], work[b.index])
    case .select(let condition, let a, let b):
      work[condition.index].high != 0 ? work[a.index] : work[b.index]
    }
  }
}
