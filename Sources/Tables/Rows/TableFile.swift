/// Rows under their columns, as a file that any tool reads.
public struct TableFile: Sendable {
  /// The name of the file.
  public let name: String
  private let writeCSV: @Sendable () -> [UInt8]
  private let writeJSON: @Sendable () -> [UInt8]
  private let makeCells: @Sendable () -> CellTable

  /// A table of rows that are made where it is written, each time anew.
  public init<Row>(
    _ name: String, _ table: RowTable<Row>, _ rows: @autoclosure @escaping @Sendable () -> [Row]
  ) {
    self.name = name
    writeCSV = { table.csv(rows()) }
    writeJSON = { table.json(rows()) }
    makeCells = { table.cells(rows()) }
  }

  /// A table that is written as CSV in a way of its own, because it is large.
  ///
  /// - Parameters:
  ///   - name: the name of the file.
  ///   - texts: the columns that hold texts; what stands in the others is a number or a truth.
  ///   - csv: the bytes of the file.
  public init(_ name: String, texts: Set<String>, csv: @escaping @Sendable () -> [UInt8]) {
    self.name = name
    writeCSV = csv
    writeJSON = { RowsJSON.bytes(ofCSV: csv(), texts: texts) }
    makeCells = { RowsJSON.cells(ofCSV: csv(), texts: texts) }
  }

  /// The rows as CSV, under a header.
  public var csv: [UInt8] { writeCSV() }

  /// The rows as cells.
  public var cells: CellTable { makeCells() }

  /// The rows as a JSON array with an object for each.
  public var json: [UInt8] { writeJSON() }
}

/// What can be handed on as tables, the most important one first.
public protocol Tabular {
  /// The tables, never none.
  var tables: [TableFile] { get }
}

extension Tabular {
  /// The most important table as CSV.
  public var csv: [UInt8] { tables[0].csv }

  /// Writes all tables and what goes beside them, or nothing.
  ///
  /// - Parameters:
  ///   - folder: where they go; made if it is not there.
  ///   - others: files that go beside the tables.
  ///   - hasTables: whether the tables go there too.
  ///   - marksTables: whether tables begin with the mark of UTF-8.
  /// - Throws: ``FileError``.
  public func write(
    to folder: String, beside others: [OutputFile] = [], hasTables: Bool = true,
    marksTables: Bool = false
  ) throws(FileError) {
    var output = try OutputFolder(folder, marksTables: marksTables)
    for table in tables where hasTables { try output.add(table.name, table.csv) }
    for file in others { try output.add(file.name, file.bytes) }
    try output.commit()
  }
}
