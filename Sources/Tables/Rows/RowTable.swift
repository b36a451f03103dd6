/// A column of a table: its name, and what stands in it for a row.
public struct Column<Row>: Sendable {
  /// The name, as the header has it.
  public let name: String
  /// What stands in it.
  public let cell: @Sendable (Row) -> Cell

  /// A column whose cells are of several kinds.
  public static func cell(_ name: String, _ cell: @escaping @Sendable (Row) -> Cell) -> Column {
    Column(name: name, cell: cell)
  }

  /// A column of texts.
  public static func text(_ name: String, _ text: @escaping @Sendable (Row) -> String?) -> Column {
    Column(name: name) { row in text(row).map { .text($0) } ?? .nothing }
  }

  /// A column of numbers.
  public static func number(
    _ name: String, _ number: @escaping @Sendable (Row) -> Double?
  ) -> Column {
    Column(name: name) { row in number(row).map { .number($0) } ?? .nothing }
  }

  /// A column of whole numbers.
  public static func integer(_ name: String, _ number: @escaping @Sendable (Row) -> Int) -> Column {
    Column(name: name) { .integer(number($0)) }
  }

  /// A column of truths.
  public static func truth(_ name: String, _ isTrue: @escaping @Sendable (Row) -> Bool) -> Column {
    Column(name: name) { .truth(isTrue($0)) }
  }
}

/// A table as columns, each stated once: written as CSV or as JSON from the same cells.
public struct RowTable<Row>: Sendable, ExpressibleByArrayLiteral {
  /// The columns from left to right.
  public let columns: [Column<Row>]

  /// A table of these columns.
  public init(_ columns: [Column<Row>]) { self.columns = columns }

  /// A table of these columns.
  public init(arrayLiteral columns: Column<Row>...) { self.columns = columns }

  /// Rows as cells.
  public func cells(_ rows: some Sequence<Row>) -> CellTable {
    CellTable(
      columns: columns.map(\.name), rows: rows.map { row in columns.map { $0.cell(row) } })
  }

  /// Rows as CSV, under a header.
  public func csv(_ rows: some Sequence<Row>) -> [UInt8] {
    var csv = CSVWriter(columns: columns.map(\.name))
    for row in rows {
      for column in columns { csv.field(column.cell(row)) }
      csv.endRow()
    }
    return csv.drain()
  }

  /// Rows as a JSON array with an object for each.
  public func json(_ rows: some Sequence<Row>) -> [UInt8] {
    let objects = rows.map { row in
      let members = columns.map { "\(JSONText.quoted($0.name)): \($0.cell(row).json)" }
      return "  {" + members.joined(separator: ", ") + "}"
    }
    guard !objects.isEmpty else { return Array("[]\n".utf8) }
    return Array(("[\n" + objects.joined(separator: ",\n") + "\n]\n").utf8)
  }
}
