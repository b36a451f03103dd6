internal import SpecialFunctions

/// A symmetric matrix of at most eight rows, its columns in the lanes of vectors.
///
/// Plain loops: at this size a library has nothing to gain, and these give the same bits everywhere.
struct SymmetricMatrix: Sendable {
  let order: Int
  var columns: [SIMD8<Double>]

  init(order: Int) {
    self.order = order
    columns = [SIMD8<Double>](repeating: .zero, count: order)
  }

  subscript(_ i: Int, _ j: Int) -> Double {
    get { columns[j][i] }
    set {
      columns[j][i] = newValue
      columns[i][j] = newValue
    }
  }

  /// Eigenvalues and eigenvectors, by Jacobi's rotations.
  ///
  /// Source: Golub and Van Loan, *Matrix Computations*, 4th edition, algorithm 8.5.2.
  func eigen() -> (values: [Double], vectors: [SIMD8<Double>]) {
    var a = self
    var vectors = (0..<order).map { i in
      var unit = SIMD8<Double>.zero
      unit[i] = 1
      return unit
    }
    for _ in 0..<40 {
      var off = 0.0
      for p in 0..<order { for q in 0..<p { off += a[p, q] * a[p, q] } }
      if off < 1e-300 { break }
      for p in 0..<order {
        for q in (p + 1)..<max(order, p + 1) where a[p, q] != 0 {
          let θ = (a[q, q] - a[p, p]) / (2 * a[p, q])
          let t = (θ < 0 ? -1 : 1) / (abs(θ) + (θ * θ + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          let apq = a[p, q]
          a[p, p] -= t * apq
          a[q, q] += t * apq
          a[p, q] = 0
          for k in 0..<order where k != p && k != q {
            let (akp, akq) = (a[k, p], a[k, q])
            a[k, p] = c * akp - s * akq
            a[k, q] = s * akp + c * akq
          }
          let (vp, vq) = (vectors[p], vectors[q])
          vectors[p] = c * vp - s * vq
          vectors[q] = s * vp + c * vq
        }
      }
    }
    return ((0..<order).map { a[$0, $0] }, vectors)
  }

  /// The matrix with the same eigenvectors and mapped eigenvalues.
  func mappingEigenvalues(_ map: (Double) -> Double) -> SymmetricMatrix {
    let (values, vectors) = eigen()
    var result = SymmetricMatrix(order: order)
    for (value, vector) in zip(values, vectors) {
      let mapped = map(value)
      for j in 0..<order { result.columns[j] += mapped * vector[j] * vector }
    }
    // Rounding may leave the halves different in the last bit.
    for i in 0..<order { for j in 0..<i { result[i, j] = result.columns[j][i] } }
    return result
  }

  /// The lower triangle L with L Lᵀ = the matrix, column by column; nil if it is not positive.
  func cholesky() -> [SIMD8<Double>]? {
    var lower = [SIMD8<Double>](repeating: .zero, count: order)
    for j in 0..<order {
      var column = columns[j]
      for k in 0..<j { column -= lower[k][j] * lower[k] }
      guard column[j] > 0, column[j].isFinite else { return nil }
      column /= column[j].squareRoot()
      for i in 0..<j { column[i] = 0 }
      lower[j] = column
    }
    return lower
  }

  /// The inverse of a lower triangle, column by column.
  static func inverse(lower: [SIMD8<Double>]) -> [SIMD8<Double>] {
    let order = lower.count
    return (0..<order).map { j in
      var x = SIMD8<Double>.zero
      x[j] = 1 / lower[j][j]
      for i in (j + 1)..<max(order, j + 1) {
        var sum = 0.0
        for k in j..<i { sum += lower[k][i] * x[k] }
        x[i] = -sum / lower[i][i]
      }
      return x
    }
  }
}
