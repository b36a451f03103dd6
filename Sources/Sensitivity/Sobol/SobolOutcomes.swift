public import Designs

/// What a model made of the matrices of a ``SaltelliDesign``.
public struct SobolOutcomes: Hashable, Sendable {
  /// f(A), one number per row.
  public let a: [Double]
  /// f(B), one number per row.
  public let b: [Double]
  /// For each factor f(A_B), one number per row.
  public let hybrids: [[Double]]
  /// Row i belongs to replicate i modulo this number; `nil` where all rows are independent.
  public let replicates: Int?

  /// The number of rows.
  public var rows: Int { a.count }

  /// The number of factors.
  public var factors: Int { hybrids.count }

  /// Joins outcomes; infinities and NaN may be among them.
  ///
  /// - Precondition: all have the same length.
  public init(a: [Double], b: [Double], hybrids: [[Double]], replicates: Int? = nil) {
    for other in [b] + hybrids {
      precondition(other.count == a.count, "\(other.count) outcomes for \(a.count) rows")
    }
    precondition(replicates ?? 1 >= 1, "\(replicates ?? 1) replicates")
    self.a = a
    self.b = b
    self.hybrids = hybrids
    self.replicates = replicates
  }

  /// Takes the outcomes of a design.
  ///
  /// - Parameters:
  ///   - design: what the model ran at.
  ///   - outcomes: for each of the design's ``SaltelliDesign/matrices`` one number per row.
  /// - Precondition: there are so many matrices and rows.
  public init(of design: SaltelliDesign, outcomes: [[Double]]) {
    precondition(
      outcomes.count == design.matrices.count,
      "outcomes of \(outcomes.count) matrices for \(design.matrices.count)")
    precondition(
      outcomes[0].count == design.rows, "\(outcomes[0].count) outcomes for \(design.rows) rows")
    self.init(
      a: outcomes[0], b: outcomes[1], hybrids: Array(outcomes[2...]),
      replicates: design.replicates)
  }
}
