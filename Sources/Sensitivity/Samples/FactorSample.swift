/// What a model made of a sample: its factors and its output, a value per row.
public struct FactorSample: Hashable, Sendable {
  /// For each factor one value per row.
  public let factors: [[Double]]
  /// The output, one value per row.
  public let output: [Double]

  /// Joins factors and output.
  ///
  /// - Precondition: all have the same length.
  public init(factors: [[Double]], output: [Double]) {
    for column in factors {
      precondition(column.count == output.count, "\(column.count) rows for \(output.count)")
    }
    self.factors = factors
    self.output = output
  }
}
