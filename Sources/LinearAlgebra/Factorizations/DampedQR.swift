/// Solves min ‖A z + f‖² + μ‖z‖² for one A = J D⁻¹ and many μ and f, allocating nothing.
///
/// A is factored once, A P = Q R, by Householder reflections with column pivoting; each damping
/// μ then costs n²(n + 1)/2 Givens rotations on R, never a product JᵀJ. It is written in Swift
/// rather than called from LAPACK because the matrices of curve fits have 2 to 8 columns, where
/// a call's workspace costs more than the work, and because plain Swift arithmetic gives the same
/// digits on every machine.
///
/// Source: Moré (1978), *The Levenberg–Marquardt algorithm: implementation and theory*, §3;
/// Golub and Van Loan, *Matrix Computations*, 4th ed., §5.2 and §6.1.4.
package struct DampedQR: Sendable {
  /// Number of rows of A.
  package let rows: Int
  /// Number of columns of A.
  package let columns: Int
  private var reflections: Reflections
  /// R, n by n by rows, zero below the diagonal (and below row m).
  private var r: [Double]
  /// The triangle after the rotations, n by n by rows.
  private var damped: [Double]
  /// Cosine and sine of each rotation, in the order made.
  private var rotations: [(cosine: Double, sine: Double)]
  private var rotatedRow: [Double]
  private var work: [Double]

  /// For each column of R, the column of A it came from.
  package var permutation: [Int] { reflections.permutation }

  /// Prepares room for matrices of one shape.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    reflections = Reflections(rows: rows, columns: columns)
    r = [Double](repeating: 0, count: columns * columns)
    damped = r
    rotations = Array(repeating: (1, 0), count: columns * (columns + 1) / 2)
    rotatedRow = [Double](repeating: 0, count: columns)
    work = [Double](repeating: 0, count: max(rows, columns))
  }

  /// Factors J diag(1/scale).
  ///
  /// - Parameters:
  ///   - jacobian: J, m by n, finite.
  ///   - scale: n positive divisors of the columns.
  package mutating func factor(_ jacobian: borrowing Matrix, scale: [Double]) {
    precondition(
      jacobian.rows == rows && jacobian.columns == columns && scale.count == columns,
      "\(jacobian.rows) by \(jacobian.columns) in room for \(rows) by \(columns)")
    for j in 0..<columns {
      let factor = 1 / scale[j]
      for i in 0..<rows {
        reflections.elements[j * rows + i] = jacobian.storage[j * rows + i] * factor
      }
    }
    reflections.factor()
    for i in 0..<columns {
      for j in 0..<columns { r[i * columns + j] = reflections.r(i, j) }
    }
  }

  /// The first n elements of Qᵀ f: the part of f that A can reach.
  ///
  /// - Parameters:
  ///   - f: m elements.
  ///   - projection: receives n elements (zeros beyond m).
  package mutating func project(_ f: [Double], into projection: inout [Double]) {
    precondition(f.count == rows, "\(f.count) elements for \(rows) rows")
    for i in 0..<rows { work[i] = f[i] }
    reflections.apply(to: &work)
    for j in 0..<columns { projection[j] = j < rows ? work[j] : 0 }
  }

  /// Rotates √μ I into R, for the solutions that follow.
  ///
  /// - Parameter damping: μ > 0, in units of squared scaled columns.
  package mutating func damp(_ damping: Double) {
    let n = columns
    for i in damped.indices { damped[i] = r[i] }
    let root = damping.squareRoot()
    var count = 0
    for j in 0..<n {
      for i in j..<n { rotatedRow[i] = 0 }
      rotatedRow[j] = root
      for k in j..<n {
        let (c, s) = Self.rotation(damped[k * n + k], rotatedRow[k])
        rotations[count] = (c, s)
        count += 1
        for i in k..<n {
          let upper = damped[k * n + i]
          damped[k * n + i] = c * upper + s * rotatedRow[i]
          rotatedRow[i] = c * rotatedRow[i] - s * upper
        }
      }
    }
  }

  /// The rotation that turns (a, b) into (±√(a² + b²), 0).
  private static func rotation(_ a: Double, _ b: Double) -> (cosine: Double, sine: Double) {
    if b == 0 { return (1, 0) }
    if abs(a) < abs(b) {
      let ratio = a / b
      let sine = 1 / (1 + ratio * ratio).squareRoot()
      return (sine * ratio, sine)
    }
    let ratio = b / a
    let cosine = 1 / (1 + ratio * ratio).squareRoot()
    return (cosine, cosine * ratio)
  }

  /// Finds the z that minimises ‖A z + f‖² + μ‖z‖² for the damping of the last ``damp(_:)``.
  ///
  /// - Parameters:
  ///   - projection: what ``project(_:into:)`` made of f.
  ///   - z: receives n elements, in the order of A's columns.
  package mutating func solve(projection: [Double], into z: inout [Double]) {
    let n = columns
    for j in 0..<n { work[j] = -projection[j] }
    var count = 0
    for j in 0..<n {
      var extra = 0.0
      for k in j..<n {
        let (c, s) = rotations[count]
        count += 1
        let upper = work[k]
        work[k] = c * upper + s * extra
        extra = c * extra - s * upper
      }
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = work[i]
      for j in (i + 1)..<max(n, i + 1) { sum -= damped[i * n + j] * work[j] }
      work[i] = sum / damped[i * n + i]
    }
    for j in 0..<n { z[permutation[j]] = work[j] }
  }

  /// R, n by n, of the last factored matrix.
  package var factorR: Matrix {
    var result = Matrix(rows: columns, columns: columns)
    for i in 0..<columns {
      for j in i..<columns { result[i, j] = r[i * columns + j] }
    }
    return result
  }

  /// How many diagonal elements of R exceed `tolerance` times the first.
  ///
  /// - Parameter tolerance: a share of the greatest diagonal element.
  /// - Returns: the numerical rank.
  package func rank(tolerance: Double) -> Int {
    let least = columns > 0 ? tolerance * abs(r[0]) : 0
    return (0..<columns).prefix { abs(r[$0 * columns + $0]) > least }.count
  }

  /// The square of the last diagonal element of R within a rank.
  ///
  /// - Parameter rank: from 1 to n.
  /// - Returns: that square, or 0 for rank 0.
  package func leastPivotSquared(rank: Int) -> Double {
    guard rank > 0 else { return 0 }
    let pivot = r[(rank - 1) * columns + rank - 1]
    return pivot * pivot
  }
}
