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
    // Column by column, every sum from left to right: the same digits on every processor.
    for j in 0..<a.rows {
      for k in 0..<j {
        let above = a[j, k]
        for i in j..<a.rows where above != 0 { a[i, j] -= a[i, k] * above }
      }
      guard a[j, j] > 0 else { throw .notPositiveDefinite(leadingMinor: j + 1) }
      let root = a[j, j].squareRoot()
      a[j, j] = root
      for i in (j + 1)..<max(a.rows, j + 1) { a[i, j] /= root }
    }
    lower = a
  }
}
