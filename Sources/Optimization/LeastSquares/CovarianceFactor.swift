public import LinearAlgebra

/// The triangular factor of a Jacobian at a solution, from which all about covariance follows.
///
/// For J P = Q R D, the covariance of the parameters is s² (JᵀJ)⁻¹ = s² F Fᵀ with
/// F = D⁻¹ P R⁻¹; the product JᵀJ is never formed. Directions that the residuals do not see
/// (beyond ``rank``) have infinite variance, and this type says so.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., §5.3.7; Bates and Watts (1988), §2.2.
public struct CovarianceFactor: Hashable, Sendable {
  /// R, n by n upper triangular, of the Jacobian with columns scaled to length 1 and permuted.
  public let r: Matrix
  /// For each column of R, the parameter it belongs to.
  public let permutation: [Int]
  /// The length of each column of the Jacobian, by parameter.
  public let columnNorms: [Double]
  /// The numerical rank of the scaled Jacobian.
  public let rank: Int

  /// Whether every parameter has a finite variance.
  public var isFullRank: Bool { rank == permutation.count }

  package init(r: Matrix, permutation: [Int], columnNorms: [Double], rank: Int) {
    self.r = r
    self.permutation = permutation
    self.columnNorms = columnNorms
    self.rank = rank
  }

  /// F z, the deviation of the parameters that goes with n standard values.
  ///
  /// With independent standard normal z, s F z has the covariance s² (JᵀJ)⁻¹. Elements of z
  /// beyond the rank have no effect.
  ///
  /// - Parameter z: n elements, in the order of R.
  /// - Returns: n elements, in the order of the parameters.
  /// - Precondition: `z` has n elements.
  public func deviation(_ z: [Double]) -> [Double] {
    let n = permutation.count
    precondition(z.count == n, "\(z.count) elements for \(n) parameters")
    var solution = z
    for i in stride(from: rank - 1, through: 0, by: -1) {
      for j in (i + 1)..<max(rank, i + 1) { solution[i] -= r[i, j] * solution[j] }
      solution[i] /= r[i, i]
    }
    var result = [Double](repeating: 0, count: n)
    for i in 0..<rank { result[permutation[i]] = solution[i] / columnNorms[permutation[i]] }
    return result
  }

  /// F, n by n, with (JᵀJ)⁻¹ = F Fᵀ; its columns beyond the rank are zero.
  public var matrix: Matrix {
    let n = permutation.count
    var z = [Double](repeating: 0, count: n)
    var result = Matrix(rows: n, columns: n)
    for j in 0..<rank {
      z[j] = 1
      for (i, value) in deviation(z).enumerated() { result[i, j] = value }
      z[j] = 0
    }
    return result
  }

  /// The standard errors s ‖Fⱼ‖ of the parameters; infinite for those that the residuals do not
  /// determine.
  ///
  /// - Parameter scale: s, the residual standard deviation.
  /// - Returns: n elements, by parameter.
  public func standardErrors(scale: Double) -> [Double] {
    let f = matrix
    var result = (0..<f.rows).map { i in
      scale * ColumnLength.of(f.row(i))
    }
    for j in undetermined { result[j] = .infinity }
    return result
  }

  /// The covariance s² F Fᵀ within the determined directions.
  ///
  /// - Parameter scale: s, the residual standard deviation.
  /// - Returns: n by n; meaningful for all parameters only when ``isFullRank``.
  public func covariance(scale: Double) -> Matrix {
    let f = matrix
    var product = f * f.transposed
    for j in 0..<product.columns {
      for i in 0..<product.rows { product[i, j] *= scale * scale }
    }
    return product
  }

  /// The parameters (from 0, ascending) whose own value the residuals do not determine.
  ///
  /// Beyond the pivoted-out ones these are the parameters that take part in an unseen direction.
  public var undetermined: [Int] {
    let n = permutation.count
    guard rank < n else { return [] }
    var result = Set(permutation[rank...])
    for free in rank..<n {
      // A null vector of R: 1 at the free column, −R₁₁⁻¹ r there above it.
      var null = (0..<rank).map { -r[$0, free] }
      for i in stride(from: rank - 1, through: 0, by: -1) {
        for j in (i + 1)..<max(rank, i + 1) { null[i] -= r[i, j] * null[j] }
        null[i] /= r[i, i]
      }
      for i in 0..<rank where abs(null[i]) > 1e-8 { result.insert(permutation[i]) }
    }
    return result.sorted()
  }
}
