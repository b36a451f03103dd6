internal import LinearAlgebra

/// Ranks of factors and output as columns of mean 0 and length 1, boiled down to a matrix of one
/// row per column that has the same products.
struct RankColumns {
  /// A regression of the output's column on those of the factors.
  struct Regression {
    /// For each factor the product of its column with the output's: Spearman's correlation.
    let correlations: [Double]
    /// The coefficients.
    let coefficients: [Double]
    /// The diagonal of (XᵀX)⁻¹.
    let inverseDiagonal: [Double]
    /// The sum of squares that is left, of 1.
    let rest: Double
  }

  /// Relative size below which what a factor adds to the others counts as nothing.
  private static let tolerance = 1e-8
  /// Rows factored at a time, so that memory does not grow with the sample.
  private static let chunk = 2_048

  /// The small matrix by columns, the output last.
  private let columns: [[Double]]

  /// Ranks less their mean, over the root of their sum of squares; `nil` for a constant.
  static func standardRanks(_ values: [Double]) -> [Double]? {
    let ranks = SortedColumn(values).ranks
    let mean = Double(ranks.count + 1) / 2
    let length = ranks.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
    return length > 0 ? ranks.map { ($0 - mean) / length } : nil
  }

  /// Factors the columns chunk by chunk: the R of a chunk under the R so far is the R of both.
  ///
  /// Source: Demmel, Grigori, Hoemmen and Langou, *Communication-optimal parallel and sequential QR
  /// and LU factorizations* (2012), section 3.
  init(factors: [[Double]], output: [Double]) throws(SensitivityError) {
    let all = factors + [output]
    var small = all.map { _ in [Double]() }
    for start in stride(from: 0, to: output.count, by: Self.chunk) {
      let end = min(start + Self.chunk, output.count)
      let stacked = zip(small, all).map { $0 + $1[start..<end] }
      let qr = RankColumns.factored(stacked)
      let r = qr.r
      for (position, column) in qr.permutation.enumerated() { small[column] = r.column(position) }
    }
    columns = small
  }

  /// Regresses the output on the factors.
  ///
  /// - Throws: ``SensitivityError/collinear(factor:with:)``.
  func regression() throws(SensitivityError) -> Regression {
    let count = columns.count - 1
    let output = columns[count]
    let factors = Array(columns[..<count])
    let correlations = factors.map { RankColumns.product($0, output) }
    guard count > 0 else {
      return Regression(correlations: [], coefficients: [], inverseDiagonal: [], rest: 1)
    }
    let qr = RankColumns.factored(factors)
    let r = qr.r
    func solve(_ right: [Double]) -> [Double] {
      var x = right
      for i in stride(from: right.count - 1, through: 0, by: -1) {
        for j in i + 1..<max(right.count, i + 1) { x[i] -= r[i, j] * x[j] }
        x[i] /= r[i, i]
      }
      return x
    }
    guard qr.rank == count else {
      let weights = solve((0..<qr.rank).map { r[$0, qr.rank] })
      let others = weights.indices.filter { abs(weights[$0]) > 1e-6 }.map { qr.permutation[$0] }
      throw .collinear(factor: qr.permutation[qr.rank], with: others.sorted())
    }
    let projected = qr.qTransposed(times: output)
    let permuted = solve(Array(projected[..<count]))
    var coefficients = [Double](repeating: 0, count: count)
    var inverseDiagonal = coefficients
    for column in 0..<count {
      var unit = [Double](repeating: 0, count: count)
      unit[column] = 1
      for (position, value) in solve(unit).enumerated() {
        inverseDiagonal[qr.permutation[position]] += value * value
      }
      coefficients[qr.permutation[column]] = permuted[column]
    }
    let rest = projected[count...].reduce(0) { $0 + $1 * $1 }
    return Regression(
      correlations: correlations, coefficients: coefficients, inverseDiagonal: inverseDiagonal,
      rest: min(rest, 1))
  }

  private static func factored(_ columns: [[Double]]) -> PivotedQR {
    do throws(LinearAlgebraError) {
      return try PivotedQR(Matrix(columns: columns), tolerance: tolerance)
    } catch {
      preconditionFailure("ranks that are not finite: \(error)")
    }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
