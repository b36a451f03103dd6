/// The eigenvalues of a symmetric matrix.
///
/// They come from LAPACK (`dsyevd`), whose last bits depend on its version and on the processor: what is said of them is
/// rounded, and no path takes them.
public struct SymmetricEigenvalues: Hashable, Sendable {
  /// The eigenvalues, rising, to 12 significant digits of the largest in magnitude.
  public let values: [Double]

  /// Finds the eigenvalues.
  ///
  /// - Parameter a: A, square, of which the lower triangle is read; nil where the iteration did not come to an end.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)``.
  /// - Precondition: `a` is square.
  public init?(_ a: consuming Matrix) throws(LinearAlgebraError) {
    precondition(a.rows == a.columns, "eigenvalues of \(a.rows) by \(a.columns)")
    try a.requireFinite()
    let order = a.rows
    var storage = a.storage
    guard let found = LAPACK.syevd(&storage, n: order) else { return nil }
    let unit = (found.map(abs).max() ?? 0) * 1e-12
    values = unit > 0 ? found.map { ($0 / unit).rounded() * unit } : found
  }
}
