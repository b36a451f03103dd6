/// The factorization A = L Lᵀ of a symmetric positive definite matrix.
///
/// Holding a value of this type is the proof that A was positive definite.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., §4.2.
public struct Cholesky: Hashable, Sendable {
  /// L, n by n; its upper triangle is zero.
  public let lower: Matrix

  /// Factors a matrix, reading only its lower triangle.
  ///
  /// - Parameter a: A, n by n.
  /// - Throws: ``LinearAlgebraError/notPositiveDefinite(leadingMinor:)``, or
  ///   ``LinearAlgebraError/notFinite(row:column:)``.
  /// - Complexity: n³/3 floating-point operations.
  /// - Precondition: `a` is square.
  public init(_ a: consuming Matrix) throws(LinearAlgebraError) {
    precondition(a.rows == a.columns, "Cholesky of a \(a.rows) by \(a.columns) matrix")
    a.clearUpperTriangle()
    try a.requireFinite()
    let n = a.rows
    if let minor = LAPACK.potrf(&a.storage, n: n) {
      throw .notPositiveDefinite(leadingMinor: minor)
    }
    lower = a
  }
}
