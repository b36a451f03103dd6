/// A table as read: a header and rows of text cells.
///
/// Cells are slices of the bytes of the file and become text or numbers when asked for, so
/// reading a large file and using two of its columns costs little more than one pass.
public struct Table: Sendable {
  /// The name of the file, for messages.
  public let file: String
  /// The names of the columns, in the order of the file.
  public let columns: [String]
  /// What stood between the cells of the file.
  public let separator: Character
  /// The number of rows below the header.
  public var rowCount: Int { lines.count }

  private let bytes: [UInt8]
  private let cells: [Cell]
  private let lines: [Int]

  /// The bytes of one field without its outer quotes.
  struct Cell {
    var start: Int
    /// Twice the end, and one more where there are escapes: a large table has many cells.
    private var endAndEscapes: Int

    init(start: Int, end: Int) {
      self.start = start
      endAndEscapes = end << 1
    }

    var end: Int {
      get { endAndEscapes >> 1 }
      set { endAndEscapes = newValue << 1 | endAndEscapes & 1 }
    }

    /// Whether a doubled quote inside stands for one.
    var hasEscapes: Bool {
      get { endAndEscapes & 1 == 1 }
      set { endAndEscapes = end << 1 | (newValue ? 1 : 0) }
    }
  }

  init(
    file: String, bytes: [UInt8], header: [Cell], cells: [Cell], lines: [Int],
    separator: Character = ","
  ) throws(TableError) {
    let columns = header.map { Self.text(of: $0, in: bytes) }
    var known: Set<String> = []
    for name in columns where !known.insert(name).inserted {
      throw .duplicateColumn(file: file, name: name)
    }
    self.file = file
    self.columns = columns
    self.separator = separator
    self.bytes = bytes
    self.cells = cells
    self.lines = lines
  }

  /// A table whose cells were put together elsewhere.
  ///
  /// - Parameters:
  ///   - file: the name that messages give.
  ///   - columns: the names of the columns.
  ///   - rows: as many texts each as there are columns.
  ///   - lines: the line of the file that each row comes from.
  ///   - separator: what stood between the cells of the file.
  /// - Throws: ``TableError/duplicateColumn(file:name:)``.
  package init(
    file: String, columns: [String], rows: [[String]], lines: [Int], separator: Character
  ) throws(TableError) {
    var bytes: [UInt8] = []
    func cells(_ texts: [String]) -> [Cell] {
      texts.map { text in
        let start = bytes.count
        bytes += text.utf8
        return Cell(start: start, end: bytes.count)
      }
    }
    let header = cells(columns)
    let body = rows.flatMap(cells)
    try self.init(
      file: file, bytes: bytes, header: header, cells: body, lines: lines, separator: separator)
  }

  /// The place of a column.
  ///
  /// - Throws: ``TableError/missingColumn(file:name:nearest:available:)``.
  public func column(_ name: String) throws(TableError) -> Int {
    if let index = columns.firstIndex(of: name) { return index }
    throw .missingColumn(
      file: file, name: name, nearest: NearestColumn.of(name, among: columns), available: columns)
  }

  /// The line of the file in which a row begins.
  ///
  /// - Returns: the line, from 1.
  public func line(ofRow row: Int) -> Int { lines[row] }

  /// The text of one cell.
  ///
  /// - Returns: the text, quotes removed.
  public func text(row: Int, column: Int) -> String {
    Self.text(of: cells[row * columns.count + column], in: bytes)
  }

  /// The texts of one column.
  ///
  /// - Returns: one text per row.
  /// - Throws: ``TableError/missingColumn(file:name:nearest:available:)``.
  public func texts(_ name: String) throws(TableError) -> [String] {
    let column = try column(name)
    return (0..<rowCount).map { text(row: $0, column: column) }
  }

  /// The different texts of one column, and which of them stands in each row.
  ///
  /// - Returns: the texts in the order in which they first appear, and for each row a place among
  ///   them.
  /// - Throws: ``TableError/missingColumn(file:name:nearest:available:)``.
  public func groups(
    _ name: String
  ) throws(TableError) -> (names: [String], places: [Int]) {
    let column = try column(name)
    var names: [String] = []
    var known: [String: Int] = [:]
    var places: [Int] = []
    places.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      let index = row * columns.count + column
      // Most tables are sorted by their groups.
      if row > 0, Self.areSame(cells[index], cells[index - columns.count], in: bytes) {
        places.append(places[row - 1])
        continue
      }
      let text = Self.text(of: cells[index], in: bytes)
      let place = known[text] ?? names.count
      if place == names.count {
        known[text] = place
        names.append(text)
      }
      places.append(place)
    }
    return (names, places)
  }

  /// The numbers of one column.
  ///
  /// A number is decimal with `.` as the mark, an optional sign and exponent, and blanks around
  /// it; no thousands separators, no `inf`, no hexadecimal.
  ///
  /// - Parameters:
  ///   - name: the column's name.
  ///   - emptyAsNaN: whether an empty cell is a missing value (NaN) rather than an error.
  /// - Returns: one number per row.
  /// - Throws: ``TableError/notANumber(file:line:columnName:text:)``,
  ///   ``TableError/missingColumn(file:name:nearest:available:)``.
  public func numbers(_ name: String, emptyAsNaN: Bool = false) throws(TableError) -> [Double] {
    let column = try column(name)
    var numbers: [Double] = []
    numbers.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      let cell = cells[row * columns.count + column]
      if let number = DecimalNumber.parse(bytes, from: cell.start, to: cell.end) {
        numbers.append(number)
      } else {
        let text = Self.text(of: cell, in: bytes)
        guard emptyAsNaN, text.allSatisfy({ $0 == " " }) else {
          throw .notANumber(file: file, line: lines[row], columnName: name, text: text)
        }
        numbers.append(.nan)
      }
    }
    return numbers
  }

  /// The numbers of one column, with what is missing or unreadable as NaN.
  ///
  /// Empty cells and `NA`, `NaN`, `null` and `.` are missing.
  ///
  /// - Returns: one number per row, and the rows whose cells are neither numbers nor missing.
  /// - Throws: ``TableError/missingColumn(file:name:nearest:available:)``.
  public func numbersAndFaults(
    _ name: String
  ) throws(TableError) -> (numbers: [Double], faults: [Int]) {
    let column = try column(name)
    var (numbers, faults): ([Double], [Int]) = ([], [])
    numbers.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      let cell = cells[row * columns.count + column]
      if let number = DecimalNumber.parse(bytes, from: cell.start, to: cell.end) {
        numbers.append(number)
      } else {
        numbers.append(.nan)
        let text = Self.text(of: cell, in: bytes)
        let word = text.filter { $0 != " " }.lowercased()
        if !["", "na", "nan", "null", "."].contains(word) { faults.append(row) }
      }
    }
    return (numbers, faults)
  }

  /// The error of a cell that is not a number.
  ///
  /// - Returns: the error, with line and text.
  public func notANumber(row: Int, column name: String) -> TableError {
    let column = columns.firstIndex(of: name) ?? 0
    return .notANumber(
      file: file, line: lines[row], columnName: name, text: text(row: row, column: column))
  }

  /// Whether the bytes of two cells are the same.
  private static func areSame(_ one: Cell, _ other: Cell, in bytes: [UInt8]) -> Bool {
    let length = one.end - one.start
    guard length == other.end - other.start else { return false }
    // The last bytes of names differ more often than the first.
    for i in stride(from: length - 1, through: 0, by: -1) {
      guard bytes[one.start + i] == bytes[other.start + i] else { return false }
    }
    return true
  }

  private static func text(of cell: Cell, in bytes: [UInt8]) -> String {
    guard cell.hasEscapes else {
      return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self)
    }
    var unescaped: [UInt8] = []
    var index = cell.start
    while index < cell.end {
      unescaped.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return String(decoding: unescaped, as: UTF8.self)
  }
}
