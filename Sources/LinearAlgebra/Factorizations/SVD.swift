/// The thin singular value decomposition A = U diag(σ) Vᵀ.
///
/// The sign of each pair of vectors is chosen so that the element of V's column that is greatest
/// in magnitude is positive: the same on every machine.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., §8.6; LAPACK dgesvd.
public struct SVD: Sendable {
  /// The k = min(m, n) singular values, largest first.
  public let values: [Double]
  /// U, m by k, with orthonormal columns.
  public let left: Matrix
  /// V, n by k, with orthonormal columns.
  public let right: Matrix

  /// Decomposes a matrix.
  ///
  /// - Parameter a: A, m by n.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)`` or
  ///   ``LinearAlgebraError/notConverged(remaining:)``.
  public init(_ a: consuming Matrix) throws(LinearAlgebraError) {
    try a.requireFinite()
    let (m, n) = (a.rows, a.columns)
    let k = min(m, n)
    let parts = LAPACK.gesvd(&a.storage, m: m, n: n)
    if let remaining = parts.unconverged { throw .notConverged(remaining: remaining) }
    var left = Matrix(rows: m, columns: k, storage: parts.u)
    var right = Matrix(rows: k, columns: n, storage: parts.vt).transposed
    for j in right.makeColumnSignsCanonical() {
      for i in 0..<m { left[i, j] = -left[i, j] }
    }
    values = parts.values
    self.left = left
    self.right = right
  }

  /// The number of singular values above a share of the greatest.
  ///
  /// - Parameter tolerance: the share, such as max(m, n) times the spacing of doubles at 1.
  /// - Returns: the numerical rank.
  public func rank(tolerance: Double) -> Int {
    values.prefix { $0 > tolerance * (values.first ?? 0) }.count
  }

  /// σ₁ / σₖ: infinite for a singular matrix, 1 for an empty one.
  public var conditionNumber: Double {
    guard let first = values.first, let last = values.last else { return 1 }
    return last > 0 ? first / last : .infinity
  }

  /// The least-squares solution of A x = b of least norm.
  ///
  /// - Parameters:
  ///   - b: m elements.
  ///   - tolerance: singular values at or below this share of the greatest count as zero.
  /// - Returns: x, n elements.
  /// - Precondition: `b` has as many elements as A has rows.
  public func solve(_ b: [Double], tolerance: Double) -> [Double] {
    var c = left.transposedTimes(b)
    let rank = rank(tolerance: tolerance)
    for j in c.indices { c[j] = j < rank ? c[j] / values[j] : 0 }
    return right * c
  }
}

extension Matrix {
  /// Turns the columns whose element of greatest magnitude is negative.
  ///
  /// - Returns: the indices of the columns that were turned.
  mutating func makeColumnSignsCanonical() -> [Int] {
    var turned: [Int] = []
    for j in 0..<columns {
      var peak = 0.0
      // A margin: of two elements that tie but for rounding, the first decides everywhere.
      for i in 0..<rows where abs(self[i, j]) > abs(peak) * (1 + 1e-8) { peak = self[i, j] }
      guard peak < 0 else { continue }
      for i in 0..<rows { self[i, j] = -self[i, j] }
      turned.append(j)
    }
    return turned
  }
}
