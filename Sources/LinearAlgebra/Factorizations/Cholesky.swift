/// The factorization A = L Lᵀ of a symmetric positive definite matrix.
///
/// Holding a value of this type is the proof that A was positive definite, so ``solve(_:)`` has
/// no failure to report.
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

  /// Solves A x = b.
  ///
  /// - Parameter b: n elements.
  /// - Returns: x, n elements.
  /// - Precondition: `b` has as many elements as A has rows and holds no NaN.
  public func solve(_ b: [Double]) -> [Double] {
    precondition(b.count == lower.rows, "\(b.count) elements for order \(lower.rows)")
    var x = b
    LAPACK.potrs(lower.storage, n: lower.rows, &x, count: 1)
    return x
  }

  /// The product L z, which gives independent standard values the covariance A.
  ///
  /// - Parameter z: n elements.
  /// - Returns: L z, n elements.
  /// - Precondition: `z` has as many elements as A has rows.
  public func correlate(_ z: [Double]) -> [Double] {
    lower * z
  }
}
