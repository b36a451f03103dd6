internal import Statistics

/// The rows of a table that belong to stretches of work, read in step with them.
///
/// The first columns are point, first path, case, and the place in the case; the rows come in this order.
protocol ResultRows {
  /// What stands in a row.
  associatedtype Value
  /// The statement, at the row that comes next.
  var row: SQLiteStatement { get }
  /// Whether every row was read.
  var isAtEnd: Bool { get set }
  /// What the present row holds; nil where it cannot be read.
  func value() -> Value?
}

extension ResultRows {
  /// The rows of a stretch of work, by case and place.
  ///
  /// - Returns: nil where one is missing before another, or cannot be read.
  /// - Throws: ``SQLiteError``.
  mutating func next(point: Int, first: Int) throws -> [[Value]]? {
    var cases: [[Value]] = []
    while !isAtEnd, row.integer(0) == point, row.integer(1) == first {
      let (caseIndex, place) = (row.integer(2), row.integer(3))
      if caseIndex == cases.count { cases.append([]) }
      // Asked of what was read so far: before the first row no index is the last one, not even −1.
      guard let last = cases.indices.last, caseIndex == last, place == cases[last].count,
        let value = value()
      else {
        return nil
      }
      cases[last].append(value)
      isAtEnd = try !row.step()
    }
    return cases
  }
}

/// The counts of a ledger.
struct CountRows: ResultRows {
  let row: SQLiteStatement
  var isAtEnd: Bool

  /// Stands at the first row.
  ///
  /// - Throws: ``SQLiteError``.
  init(_ row: SQLiteStatement) throws {
    self.row = row
    isAtEnd = try !row.step()
  }

  func value() -> PairedCounts? {
    PairedCounts(
      paths: row.integer(4), met: row.integer(5), metByReference: row.integer(6),
      metByBoth: row.integer(7), failed: row.integer(8), compared: row.integer(9),
      metOfCompared: row.integer(10))
  }
}

/// The distributions of a ledger.
struct LevelRows: ResultRows {
  let row: SQLiteStatement
  var isAtEnd: Bool

  /// Stands at the first row.
  ///
  /// - Throws: ``SQLiteError``.
  init(_ row: SQLiteStatement) throws {
    self.row = row
    isAtEnd = try !row.step()
  }

  func value() -> QuantileHistogram? { QuantileHistogram(bytes: row.bytes(4)) }
}
