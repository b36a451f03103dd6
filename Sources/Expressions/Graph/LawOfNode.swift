public import Distributions

extension ExpressionGraph {
  /// The law of a node that is a single draw, perhaps times a positive number.
  ///
  /// Places that need the law itself and not a draw per path read it so: the durations of items
  /// in a pipeline, the prior of a parameter. `gamma(mean: 3, sd: 1.5) months` in a place counted
  /// in years is a draw divided by 12, and its law is the gamma law scaled by 1/12.
  ///
  /// - Parameter id: the node.
  /// - Returns: the law; nil for a number and for anything else.
  public func law(of id: NodeID) -> Law? {
    switch self[id] {
    case .draw(let draw):
      if case .fixed(let law) = draw.law { return law }
      return nil
    case .binary(.multiply, let a, let b):
      if let factor = constant(a) { return law(of: b, times: factor) }
      return constant(b).flatMap { law(of: a, times: $0) }
    case .binary(.divide, let a, let b):
      return constant(b).flatMap { law(of: a, times: 1 / $0) }
    default:
      return nil
    }
  }

  private func law(of id: NodeID, times factor: Double) -> Law? {
    law(of: id).flatMap { try? $0.scaled(by: factor) }
  }
}
