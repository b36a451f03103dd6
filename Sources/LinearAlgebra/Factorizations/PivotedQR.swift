/// The factorization A P = Q R with column pivoting, which shows the rank of A.
///
/// The diagonal of R falls in magnitude; the rank is the number of its elements above
/// ``tolerance`` times the first.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed., §5.4 and §5.5.
public struct PivotedQR: Sendable {
  /// Number of rows of A.
  public let rows: Int
  /// Number of columns of A.
  public let columns: Int
  /// The numerical rank of A.
  public let rank: Int
  /// What a diagonal element of R, relative to the first, must exceed to count.
  public let tolerance: Double
  private let reflections: Reflections

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - a: A, m by n.
  ///   - tolerance: the relative size below which a diagonal element of R counts as zero;
  ///     `nil` stands for max(m, n) times the spacing of doubles at 1.
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)``.
  /// - Complexity: 3mn² − n³ floating-point operations.
  public init(_ a: consuming Matrix, tolerance: Double? = nil) throws(LinearAlgebraError) {
    try a.requireFinite()
    rows = a.rows
    columns = a.columns
    let tolerance = tolerance ?? Double(max(a.rows, a.columns)) * .ulpOfOne
    var reflections = Reflections(rows: rows, columns: columns)
    reflections.elements = a.storage
    reflections.factor()
    let diagonal = (0..<min(rows, columns)).map { abs(reflections.r($0, $0)) }
    let least = tolerance * (diagonal.first ?? 0)
    rank = diagonal.prefix { $0 > least }.count
    self.tolerance = tolerance
    self.reflections = reflections
  }

  /// For each column of R, the column of A it came from.
  public var permutation: [Int] { reflections.permutation }

  /// R, min(m, n) by n; below its diagonal it is zero.
  public var r: Matrix {
    let k = min(rows, columns)
    var r = Matrix(rows: k, columns: columns)
    for j in 0..<columns {
      for i in 0..<min(j + 1, k) { r[i, j] = reflections.r(i, j) }
    }
    return r
  }

  /// Qᵀ b for the full m by m Q; its first n elements are the part that A can reach.
  ///
  /// - Parameter b: m elements.
  /// - Returns: m elements.
  /// - Precondition: `b` has as many elements as A has rows and holds no NaN.
  public func qTransposed(times b: [Double]) -> [Double] {
    precondition(b.count == rows, "\(b.count) elements for \(rows) rows")
    var result = b
    reflections.apply(to: &result)
    return result
  }
}
