/// A dense matrix of doubles, stored by columns.
///
/// Element (i, j) is reached by `a[i, j]`, both counted from 0. Where it lies in
/// ``storage`` is known to one private function only.
public struct Matrix: Hashable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// The elements, column after column; `rows * columns` of them.
  package var storage: [Double]

  /// Creates a matrix with every element equal.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) by \(columns)")
    self.rows = rows
    self.columns = columns
    storage = [Double](repeating: value, count: rows * columns)
  }

  /// Creates a matrix from its elements, column after column.
  ///
  /// - Precondition: `storage` has `rows * columns` elements.
  public init(rows: Int, columns: Int, storage: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && storage.count == rows * columns,
      "\(storage.count) elements for a matrix of \(rows) by \(columns)")
    self.rows = rows
    self.columns = columns
    self.storage = storage
  }

  /// Creates a matrix whose columns are the given vectors.
  ///
  /// - Precondition: all vectors have as many elements as the first.
  public init(columns vectors: [[Double]]) {
    let rows = vectors.first?.count ?? 0
    for vector in vectors {
      precondition(vector.count == rows, "columns of \(rows) and of \(vector.count) elements")
    }
    self.init(rows: rows, columns: vectors.count, storage: Array(vectors.joined()))
  }

  /// The n by n identity.
  ///
  /// - Returns: the matrix with ones on the diagonal.
  public static func identity(_ n: Int) -> Matrix {
    var result = Matrix(rows: n, columns: n)
    for i in 0..<n { result[i, i] = 1 }
    return result
  }

  /// The element in a row and a column.
  public subscript(row: Int, column: Int) -> Double {
    get { storage[offset(row, column)] }
    set { storage[offset(row, column)] = newValue }
  }

  /// The only place that knows the storage order.
  private func offset(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "element (\(row), \(column)) of a matrix of \(rows) by \(columns)")
    return column * rows + row
  }

  /// A copy of one column.
  ///
  /// - Returns: its `rows` elements.
  public func column(_ column: Int) -> [Double] {
    (0..<rows).map { self[$0, column] }
  }

  /// A copy of one row.
  ///
  /// - Returns: its `columns` elements.
  public func row(_ row: Int) -> [Double] {
    (0..<columns).map { self[row, $0] }
  }

  /// The diagonal, `min(rows, columns)` elements.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { self[$0, $0] }
  }

  /// Aᵀ.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for j in 0..<columns {
      for i in 0..<rows { result[j, i] = self[i, j] }
    }
    return result
  }

  /// Makes every element above the diagonal zero.
  package mutating func clearUpperTriangle() {
    for j in 0..<columns {
      for i in 0..<min(j, rows) { self[i, j] = 0 }
    }
  }

  /// Throws when an element is NaN or infinite.
  ///
  /// - Throws: ``LinearAlgebraError/notFinite(row:column:)`` for the first such element.
  package func requireFinite() throws(LinearAlgebraError) {
    guard let at = storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(row: at % rows, column: at / rows)
  }
}

extension Matrix {
  /// The matrix product.
  ///
  /// - Parameters:
  ///   - a: m by k.
  ///   - b: k by n.
  /// - Returns: A B, m by n.
  /// - Precondition: `a` has as many columns as `b` has rows.
  public static func * (a: Matrix, b: Matrix) -> Matrix {
    precondition(
      a.columns == b.rows, "\(a.rows) by \(a.columns) times \(b.rows) by \(b.columns)")
    var result = Matrix(rows: a.rows, columns: b.columns)
    for j in 0..<b.columns {
      for k in 0..<a.columns {
        for i in 0..<a.rows { result[i, j] += a[i, k] * b[k, j] }
      }
    }
    return result
  }
}
