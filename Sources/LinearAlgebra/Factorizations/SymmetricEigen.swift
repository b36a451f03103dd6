/// The eigenvalues and eigenvectors of a symmetric matrix, A = V diag(λ) Vᵀ.
///
/// The sign of each vector is chosen so that its element of greatest magnitude is positive.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., §8.3; LAPACK dsyev.
public struct SymmetricEigen: Sendable {
  /// The n eigenvalues, smallest first.
  public let values: [Double]
  /// V, n by n, with orthonormal columns in the order of ``values``.
  public let vectors: Matrix

  /// Decomposes a matrix, reading only its lower triangle.
  ///
  /// - Parameter a: A, n by n.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)`` or
  ///   ``LinearAlgebraError/notConverged(remaining:)``.
  /// - Precondition: `a` is square.
  public init(_ a: consuming Matrix) throws(LinearAlgebraError) {
    precondition(a.rows == a.columns, "eigenvalues of a \(a.rows) by \(a.columns) matrix")
    a.clearUpperTriangle()
    try a.requireFinite()
    let n = a.rows
    let (values, unconverged) = LAPACK.syev(&a.storage, n: n)
    if let remaining = unconverged { throw .notConverged(remaining: remaining) }
    _ = a.makeColumnSignsCanonical()
    self.values = values
    vectors = a
  }
}
