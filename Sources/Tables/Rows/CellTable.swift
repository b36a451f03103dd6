/// A table as what stands in its cells.
public struct CellTable: Sendable {
  /// The names of the columns.
  public let columns: [String]
  /// The rows, each with a cell for each column.
  public let rows: [[Cell]]

  /// A table of these cells.
  ///
  /// - Precondition: every row has a cell for each column.
  public init(columns: [String], rows: [[Cell]]) {
    for (number, row) in rows.enumerated() {
      precondition(row.count == columns.count, "row \(number): \(row.count) of \(columns.count)")
    }
    self.columns = columns
    self.rows = rows
  }
}
