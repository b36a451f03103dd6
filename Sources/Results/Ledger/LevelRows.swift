internal import Statistics

/// The rows of distributions of a ledger, read in step with its points.
struct LevelRows {
  private let row: SQLiteStatement
  private let path: String
  private var hasRow: Bool

  /// Rows of point, first path, case, level and histogram, in this order.
  ///
  /// - Throws: ``SQLiteError``.
  init(_ row: SQLiteStatement, _ path: String) throws {
    self.row = row
    self.path = path
    hasRow = try row.step()
  }

  /// The distributions of a point and stretch of paths, by case and level; rows of the same level are
  /// added up.
  ///
  /// - Throws: ``SQLiteError``; ``LedgerError/corrupt(path:detail:)`` where one cannot be read.
  mutating func next(point: Int, first: Int) throws -> [[QuantileHistogram]] {
    var cases: [[QuantileHistogram]] = []
    while hasRow && row.integer(0) == point && row.integer(1) == first {
      guard let histogram = QuantileHistogram(bytes: row.bytes(4)) else {
        throw LedgerError.corrupt(
          path: path, detail: "a distribution of point \(point) cannot be read")
      }
      if row.integer(2) >= cases.count { cases.append([]) }
      let last = cases.count - 1
      if row.integer(3) < cases[last].count {
        cases[last][row.integer(3)].merge(histogram)
      } else {
        cases[last].append(histogram)
      }
      hasRow = try row.step()
    }
    return cases
  }
}
