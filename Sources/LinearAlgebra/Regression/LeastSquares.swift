/// A linear regression y = X b + e by least squares, with what must be known to trust it.
///
/// The columns of X are brought to comparable length by powers of two, X is factored by QR with
/// column pivoting, and the solution is refined on the augmented system with residuals in double
/// the precision, so that all digits that the given X determines are found. Columns that depend
/// on others (beyond the rank) get the coefficient 0 and an infinite standard error.
///
/// Source: Björck (1967), *Iterative refinement of linear least squares solutions*, BIT 7;
/// Golub and Van Loan, *Matrix Computations*, 4th ed., §5.3.8 and §5.5.
public struct LeastSquares: Sendable {
  /// What makes a regression doubtful.
  public enum Warning: Hashable, Sendable {
    /// These columns (from 0) depend linearly on the others and were left out.
    case dependentColumns([Int])
    /// The columns, each scaled to length 1, are nearly dependent: a relative error of the data is
    /// enlarged up to this many times in the coefficients.
    case illConditioned(conditionNumber: Double)
  }

  /// b, one per column of X; 0 for columns left out.
  public let coefficients: [Double]
  /// The standard errors of ``coefficients``; infinite for columns left out, and `nil` when no
  /// degree of freedom is left.
  public let standardErrors: [Double]?
  /// y − X b.
  public let residuals: [Double]
  /// ‖y − X b‖².
  public let residualSumOfSquares: Double
  /// The share of the sum of squares of y that is explained: about the mean with an intercept,
  /// about zero without.
  public let rSquared: Double
  /// The numerical rank of X.
  public let rank: Int
  /// σ₁/σᵣ of the retained columns, each scaled to length 1.
  public let conditionNumber: Double
  /// What makes the result doubtful; empty for a sound regression.
  public let warnings: [Warning]

  /// The condition number above which half of a double's digits may be lost.
  public static var warningConditionNumber: Double { 1e8 }

  /// Number of rows less the rank.
  public var degreesOfFreedom: Int { residuals.count - rank }

  /// √(residual sum of squares / degrees of freedom), or `nil` when none is left.
  public var residualStandardDeviation: Double? {
    degreesOfFreedom > 0 ? (residualSumOfSquares / Double(degreesOfFreedom)).squareRoot() : nil
  }

  /// Fits y = b₀ + Σ bⱼ xⱼ, or y = Σ bⱼ xⱼ without an intercept.
  ///
  /// - Parameters:
  ///   - predictors: the columns x, m by p.
  ///   - response: y, m elements.
  ///   - intercept: whether a column of ones stands before the others.
  /// - Throws: ``LinearAlgebraError/tooFewRows(rows:coefficients:)`` or
  ///   ``LinearAlgebraError/notFinite(row:column:)``, whose column is that of X, and for y the
  ///   number of columns of X.
  /// - Precondition: `response` has as many elements as `predictors` has rows.
  public init(
    predictors: Matrix, response: [Double], intercept: Bool = true
  ) throws(LinearAlgebraError) {
    let ones = intercept ? [Double](repeating: 1, count: predictors.rows) : []
    let design = Matrix(
      rows: predictors.rows, columns: predictors.columns + (intercept ? 1 : 0),
      storage: ones + predictors.storage)
    try self.init(design: design, response: response, hasIntercept: intercept)
  }

  /// Fits the polynomial y = b₀ + b₁ x + … of a degree.
  ///
  /// Its powers are formed in double the precision, so that the rounding of xᵏ, which a high
  /// degree far from the origin enlarges beyond bearing, costs no digits.
  ///
  /// - Parameters:
  ///   - degree: of the polynomial, at least 0.
  ///   - x: the argument, m elements.
  ///   - response: y, m elements.
  /// - Throws: as ``init(predictors:response:intercept:)``.
  /// - Precondition: `response` has as many elements as `x`, and `degree` is at least 0.
  public init(
    polynomialOfDegree degree: Int, in x: [Double], response: [Double]
  ) throws(LinearAlgebraError) {
    precondition(degree >= 0, "a polynomial of degree \(degree)")
    var powers = Matrix(rows: x.count, columns: degree + 1)
    var below = powers
    for i in x.indices {
      var power = DoubleDouble(1)
      for k in 0...degree {
        (powers[i, k], below[i, k]) = (power.high, power.low)
        power.multiply(by: x[i])
      }
    }
    try self.init(design: powers, below: below, response: response, hasIntercept: true)
  }

  /// Fits y = X b for a design matrix that is complete.
  ///
  /// - Parameters:
  ///   - design: X, m by n with m at least n.
  ///   - response: y, m elements.
  ///   - hasIntercept: whether the columns of X span a constant, which ``rSquared`` must know.
  /// - Throws: ``LinearAlgebraError/tooFewRows(rows:coefficients:)`` or
  ///   ``LinearAlgebraError/notFinite(row:column:)``, whose column is n for y.
  /// - Precondition: `response` has as many elements as `design` has rows.
  public init(
    design: Matrix, response: [Double], hasIntercept: Bool
  ) throws(LinearAlgebraError) {
    try self.init(design: design, below: nil, response: response, hasIntercept: hasIntercept)
  }

  /// Fits y = (X + below) b, where `below` holds what lies beyond the last digit of X.
  private init(
    design: Matrix, below: Matrix?, response: [Double], hasIntercept: Bool
  ) throws(LinearAlgebraError) {
    let (m, n) = (design.rows, design.columns)
    precondition(response.count == m, "\(response.count) responses for \(m) rows")
    guard m >= n else { throw .tooFewRows(rows: m, coefficients: n) }
    if let row = response.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: row, column: n)
    }
    try design.requireFinite()

    let scale = design.columnScales()
    let scaled = design.scalingColumns(by: scale)
    let qr = try PivotedQR(scaled)
    let solution = RefinedSolution(
      of: scaled, below: below?.scalingColumns(by: scale), qr, response)
    rank = qr.rank
    coefficients = zip(solution.coefficients, scale).map { $0 * $1 }
    residuals = solution.residuals
    residualSumOfSquares = residuals.reduce(0) { $0 + $1 * $1 }
    rSquared = Self.explainedShare(of: response, rest: residualSumOfSquares, hasIntercept)
    conditionNumber = try Self.conditionNumber(of: qr)

    let dependent = qr.permutation.suffix(from: qr.rank).sorted()
    let freedom = m - qr.rank
    if freedom > 0 {
      let deviation = (residualSumOfSquares / Double(freedom)).squareRoot()
      var errors = zip(Self.inverseRowNorms(of: qr), scale).map { $0 * $1 * deviation }
      for j in dependent { errors[j] = .infinity }
      standardErrors = errors
    } else {
      standardErrors = nil
    }
    var warnings: [Warning] = []
    if !dependent.isEmpty { warnings.append(.dependentColumns(dependent)) }
    if conditionNumber > Self.warningConditionNumber {
      warnings.append(.illConditioned(conditionNumber: conditionNumber))
    }
    self.warnings = warnings
  }

  private static func explainedShare(
    of response: [Double], rest: Double, _ hasIntercept: Bool
  ) -> Double {
    var centre = 0.0
    if hasIntercept, !response.isEmpty {
      var sum = DoubleDouble(0)
      for y in response { sum.add(y) }
      centre = sum.value / Double(response.count)
    }
    let total = response.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    guard total > 0 else { return rest == 0 ? 1 : 0 }
    return 1 - rest / total
  }

  /// σ₁/σᵣ of the retained columns of R, each scaled to length 1.
  private static func conditionNumber(of qr: PivotedQR) throws(LinearAlgebraError) -> Double {
    let r = qr.r
    var leading = Matrix(rows: qr.rank, columns: qr.rank)
    for j in 0..<qr.rank {
      let norm = r.column(j).reduce(0) { $0 + $1 * $1 }.squareRoot()
      for i in 0...j { leading[i, j] = r[i, j] / norm }
    }
    return try SVD(leading).conditionNumber
  }

  /// The lengths of the rows of (XᵀX)^(−1/2) = P R⁻¹, by column of X.
  private static func inverseRowNorms(of qr: PivotedQR) -> [Double] {
    var unit = [Double](repeating: 0, count: qr.rank)
    let norms = (0..<qr.rank).map { k in
      // Row k of R⁻¹ is the solution of Rᵀ z = eₖ.
      unit[k] = 1
      let row = qr.triangularSolve(unit, transposed: true)
      unit[k] = 0
      return row.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return qr.unpermuted(norms)
  }
}

extension Matrix {
  /// For each column the power of two that brings its greatest element into [½, 1); 1 for zeros.
  ///
  /// Powers of two change no digit.
  fileprivate func columnScales() -> [Double] {
    (0..<columns).map { j in
      let peak = column(j).reduce(0) { max($0, abs($1)) }
      guard peak > 0 else { return 1 }
      let exponent = max(-1000, min(1000, -Int(peak.exponent) - 1))
      return Double(sign: .plus, exponent: exponent, significand: 1)
    }
  }

  fileprivate func scalingColumns(by scale: [Double]) -> Matrix {
    var result = self
    for j in 0..<columns {
      for i in 0..<rows { result[i, j] *= scale[j] }
    }
    return result
  }
}
