/// The factorization A = L Lᵀ of a small symmetric matrix in double the precision.
///
/// With 32 digits even the normal equations of an ill-conditioned regression keep as many digits
/// as an orthogonal factorization in doubles does.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., §4.2.
package struct PreciseCholesky: Sendable {
  /// The order of A.
  package let order: Int
  /// The least squared pivot relative to its diagonal element: 1 minus the squared multiple
  /// correlation of a column with those before it.
  package private(set) var leastPivot = 1.0
  /// L by rows, n by n.
  private var lower: [DoubleDouble]

  /// Factors a matrix; `nil` when it is not positive definite.
  ///
  /// - Parameters:
  ///   - a: A by rows, n by n, of which the lower triangle is read.
  ///   - order: n.
  package init?(_ a: [DoubleDouble], order: Int) {
    let n = order
    precondition(a.count == n * n, "\(a.count) elements for order \(n)")
    self.order = n
    lower = a
    for j in 0..<n {
      let diagonal = a[j * n + j].high
      for i in j..<n {
        var sum = lower[i * n + j]
        for k in 0..<j { sum = sum - lower[i * n + k] * lower[j * n + k] }
        if i == j {
          guard sum.high > 0, sum.isFinite else { return nil }
          leastPivot = min(leastPivot, sum.high / diagonal)
          lower[i * n + j] = sum.squareRoot
        } else {
          lower[i * n + j] = sum / lower[j * n + j]
        }
      }
    }
  }

  /// Solves A x = b.
  ///
  /// - Returns: x, n elements.
  package func solve(_ b: [DoubleDouble]) -> [DoubleDouble] {
    let n = order
    var x = forward(b)
    for i in stride(from: n - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(n, i + 1) { x[i] = x[i] - lower[k * n + i] * x[k] }
      x[i] = x[i] / lower[i * n + i]
    }
    return x
  }

  /// Solves L x = b.
  ///
  /// - Returns: x, n elements; its squared length is bᵀ A⁻¹ b.
  package func forward(_ b: [DoubleDouble]) -> [DoubleDouble] {
    let n = order
    var x = b
    for i in 0..<n {
      for k in 0..<i { x[i] = x[i] - lower[i * n + k] * x[k] }
      x[i] = x[i] / lower[i * n + i]
    }
    return x
  }

  /// Lᵀ, n by n, rounded to doubles.
  package var upper: Matrix {
    var result = Matrix(rows: order, columns: order)
    for i in 0..<order {
      for j in 0...i { result[j, i] = lower[i * order + j].value }
    }
    return result
  }

  /// A⁻¹, n by n, rounded to doubles.
  package var inverse: Matrix {
    var result = Matrix(rows: order, columns: order)
    for j in 0..<order {
      var unit = [DoubleDouble](repeating: DoubleDouble(0), count: order)
      unit[j] = DoubleDouble(1)
      for (i, value) in solve(unit).enumerated() { result[i, j] = value.value }
    }
    return result
  }
}
