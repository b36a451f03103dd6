public import Tables
public import Wording

/// A table as people and bureaus keep it, made into one with a row for each date.
///
/// A plain table whose columns are named by the request stays as it is. Else the header is looked
/// for below title lines; dates may run down or across; values may be sums from the beginning of
/// the year or rates of growth. What has more than one reading is refused.
public struct DataFile: Sendable {
  /// The table.
  public private(set) var table: Table
  /// The column of dates; nil where the request names only predictors.
  public private(set) var time: String?
  /// The column of values, or an expression of columns.
  public private(set) var value: String
  /// The column that names the series.
  public private(set) var group: String?
  /// The unit of the values, where the table tells it: `万元` of a column `产值(万元)`.
  public private(set) var unit: String?
  /// The units of several series, by their names, where they are not one.
  private var units: [String: String] = [:]
  /// What the values were before they became levels.
  public private(set) var meaning = CellMeaning.levels
  /// What was taken how; empty where all was as asked for.
  public private(set) var remarks: [Phrase] = []

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: where it stands.
  ///   - request: what is wanted.
  ///   - limit: the most bytes that are accepted.
  /// - Throws: ``TableError`` or ``LayoutError``.
  public init(_ path: String, _ request: DataRequest, limit: Int = 1 << 34) throws {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileReading.bytes(of: path, limit: limit)
    } catch {
      throw TableError.file(error)
    }
    try self.init(bytes, file: path, request)
  }

  /// Reads bytes.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that messages give.
  ///   - request: what is wanted.
  /// - Throws: ``TableError`` or ``LayoutError``.
  public init(_ bytes: [UInt8], file: String, _ request: DataRequest) throws {
    if let value = request.value, request.time != nil || !request.predictors.isEmpty,
      let plain = try? CSVReader.parse(bytes, file: file),
      Self.isPlain(plain, request, value: value)
    {
      (table, time, self.value, group) = (plain, request.time, value, request.group)
      unit = HeaderWords.knownUnit(of: value)
      return
    }
    let (text, code) = try TextDecoding.utf8(bytes, file: file)
    if let refusal = Self.otherFormat(text, file) { throw refusal }
    let grid = try CellGrid(text, file: file)
    guard !grid.rows.isEmpty else { throw TableError.empty(file: file) }
    var reading = TableLayout(grid, request)
    let found = try reading.table()
    (table, time, value, group) = (found.table, found.time, found.value, found.group)
    (unit, units) = (found.unit, found.units)
    switch code {
    case .utf8: break
    case .utf16: remarks.append(Phrase("read as UTF-16", "按 UTF-16 读取"))
    case .gbk: remarks.append(Phrase("read as GBK", "按 GBK 读取"))
    }
    switch grid.separator {
    case ";": remarks.append(Phrase("semicolons separate", "以分号分隔"))
    case "\t": remarks.append(Phrase("tabs separate", "以制表符分隔"))
    default: break
    }
    remarks += reading.remarks
    meaning = reading.meaning
  }

  /// The unit of one of several series, where the table tells it: of its column, of all values, or in
  /// the name of the series.
  ///
  /// - Parameter series: its name in the column of the groups.
  /// - Returns: the unit as written; nil where nothing tells one.
  public func unit(of series: String) -> String? {
    units[series] ?? unit ?? Self.nameAndUnit(series).unit
  }

  /// A name without the unit behind it, and that unit: 产值 and 万元 of `产值(万元)`.
  ///
  /// - Parameter name: the name of a column or a series. What stands behind a low line is left in it.
  /// - Returns: both as written; no unit where none is known.
  public static func nameAndUnit(_ name: String) -> (name: String, unit: String?) {
    guard let unit = HeaderWords.knownUnit(of: name) else { return (name, nil) }
    let signs: Set<Character> =
      HeaderWords.unit(of: name) != nil
      ? ["(", "（", "["] : ["%", "％", "‰"].contains(unit) ? Set(unit) : ["/", "／"]
    guard let cut = name.lastIndex(where: signs.contains) else { return (name, unit) }
    var own = name[..<cut]
    while own.last?.isWhitespace ?? false { own.removeLast() }
    return own.isEmpty ? (name, unit) : (String(own), unit)
  }

  /// An observation as text: a date of our own form where it is one, and a value without separators
  /// of thousands; units, bounds and what else stands there are left to the reader.
  public struct Observation: Sendable {
    /// The date.
    public let date: String
    /// The value as text.
    public let value: String
    /// Its number where it names no unit, so that it is in that of the table.
    public let number: Double?
    /// Whether it is a number, and not a bound or a range.
    public let isNumber: Bool
    /// The line of the file.
    public let line: Int
    /// The row of the table, from 0.
    public let row: Int
  }

  /// The observations of a table of one series; missing ones are left out.
  ///
  /// - Throws: ``LayoutError`` where separators of thousands have two readings, `TableError` where
  ///   a column is not there.
  public func observations() throws -> [Observation] {
    guard let time else { return [] }
    let dates = try table.texts(time)
    let texts = try table.texts(value)
    let lines = dates.indices.map { table.line(ofRow: $0) }
    // What else is wrong with a date its reader says; that it has two readings he cannot see.
    try DateColumn.checkSplitYears(dates, time, table.file)
    let read = try? DateColumn(dates, name: time, file: table.file) { lines[$0] }
    let plain = read.map(\.plainTexts) ?? []
    try checkNumbers(texts, lines)
    return dates.indices.compactMap { row in
      guard !NumberColumn.isMissing(texts[row]) else { return nil }
      let number = WrittenNumber(texts[row])
      let isPlain =
        number.map {
          ($0.isGrouped || !$0.mark.isEmpty) && $0.magnitude.isEmpty && $0.unit.isEmpty
        } ?? false
      return Observation(
        date: plain.isEmpty ? dates[row] : plain[row],
        value: isPlain ? DecimalNumber.text(number?.value ?? .nan) : texts[row],
        number: DecimalNumber.parse(texts[row])
          ?? number.flatMap { $0.unit.isEmpty ? $0.value : nil },
        isNumber: DecimalNumber.parse(texts[row]) != nil || number != nil, line: lines[row],
        row: row)
    }
  }

  /// Sees to it that the values can be read: all in one way, or those of each series.
  private func checkNumbers(_ texts: [String], _ lines: [Int]) throws {
    do {
      let column = try NumberColumn(table, value, unit: unit)
      try column.checkMagnitudes(of: texts.indices)
    } catch {
      // Different things may be in different units.
      guard let group else { throw error }
      let (names, places) = try table.groups(group)
      guard names.count > 1 else { throw error }
      for series in names.indices {
        let rows = texts.indices.filter { places[$0] == series }
        let column = try NumberColumn(
          rows.map { texts[$0] }, name: value, file: table.file, separator: table.separator,
          unit: unit ?? unit(of: names[series])
        ) { lines[rows[$0]] }
        try column.checkMagnitudes(of: rows.indices)
      }
    }
  }

  /// What says that a text is a web page or JSON, as servers and programs call their tables.
  private static func otherFormat(_ text: [UInt8], _ file: String) -> LayoutError? {
    let start = String(decoding: text.prefix(400), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace }
    if ["<!doctype", "<html", "<table", "<?xml", "<head", "<meta"].contains(where: start.hasPrefix)
    {
      return LayoutError(
        "\(file): is a web page, whatever its name ends in; open it in a spreadsheet and save it as CSV (UTF-8)",
        "\(file)：实为网页（与扩展名无关）；请用电子表格软件打开，另存为 CSV（UTF-8）")
    }
    if ["{\"", "[{", "[["].contains(where: start.filter({ !$0.isWhitespace }).hasPrefix) {
      return LayoutError(
        "\(file): is JSON; write a table, one line for each date", "\(file)：是 JSON；请写成表格，每个日期一行")
    }
    return nil
  }

  /// Whether a table has the columns of a request, and nothing says that its values are no levels.
  private static func isPlain(_ table: Table, _ request: DataRequest, value: String) -> Bool {
    let named = ([request.time, request.group] + request.predictors).compactMap(\.self)
    guard request.cells == nil, named.allSatisfy(table.columns.contains) else { return false }
    guard table.columns.contains(value) else {
      return TableLayout.isExpression(value)
    }
    if HeaderWords.isAddedUp(value) || GrowthWords.areGrowth(value) { return false }
    guard table.rowCount > 0, let time = request.time,
      let place = table.columns.firstIndex(of: time)
    else { return true }
    if TableDate(table.text(row: 0, column: place))?.kind == .yearToDate { return false }
    let quarters = (0..<min(12, table.rowCount)).map { table.text(row: $0, column: place) }
    if LongLayout.areNumberedQuarters(quarters, name: time) { return false }
    // Units below the names; notes, or rows of separators, behind the table.
    return [0, table.rowCount - 1].allSatisfy { row in
      let text = table.text(row: row, column: place)
      return DecimalNumber.parse(text) != nil || TableDate(text, dayFirst: true) != nil
    }
  }
}
