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
  /// The units that the rows tell, where they are taken one by one; empty where none tells any.
  private var rowUnits: [String] = []
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
      !request.tellsSeries,
      let plain = try? CSVReader.parse(bytes, file: file),
      Self.isPlain(plain, request, value: value)
    {
      (table, time, self.value, group) = (plain, request.time, value, request.group)
      unit = HeaderWords.knownUnit(of: value)
      try takeRowUnits(request)
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
    try takeRowUnits(request)
  }

  /// The names of the columns in the first row that has those which are wanted, below titles.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that messages give.
  ///   - isWanted: whether names are those of the header.
  /// - Returns: the names; nil where no row has them, or the file is no text.
  public static func header(
    _ bytes: [UInt8], file: String, where isWanted: ([String]) -> Bool
  ) -> [String]? {
    guard let text = try? TextDecoding.utf8(bytes, file: file).bytes,
      let grid = try? CellGrid(text, file: file)
    else { return nil }
    return grid.rows.prefix(TableLayout.mostTitles).map(\.cells).first(where: isWanted)
  }

  /// Takes what the column of units tells of the rows of a table that stays as it is.
  ///
  /// - Throws: ``LayoutError`` where rows of one series are in several units, and each is not taken by
  ///   itself; or a row and its column, its cell or the name of its series tell two.
  private mutating func takeRowUnits(_ request: DataRequest) throws {
    let taken = [time, value, group].compactMap(\.self) + request.predictors
    guard
      let column = table.columns.first(where: {
        HeaderWords.isUnitColumn($0) && !taken.contains($0)
      })
    else { return }
    let told = try table.texts(column).map(HeaderWords.trimmed)
    // A column `unit` may name departments.
    guard Set(told).contains(where: HeaderWords.isKnown) else { return }
    let isColumn = table.columns.contains(value)
    let (names, places) = try group.map { try table.groups($0) } ?? ([""], told.map { _ in 0 })
    let cells = isColumn && !request.takesUnitsByRow ? try NumberColumn(table, value).unit : ""
    let common = unit ?? (cells.isEmpty ? nil : cells)
    var series = names.map { name in
      RawSeries(
        name: value, group: name, dates: [], values: [], lines: [],
        unit: common ?? Self.nameAndUnit(name).unit ?? "")
    }
    let known = series
    for row in told.indices {
      // One by one, each row begins with what the table tells of its series.
      if request.takesUnitsByRow { series[places[row]].unit = known[places[row]].unit }
      try series[places[row]].take(unit: told[row], table.line(ofRow: row), table.file)
    }
    guard !request.takesUnitsByRow else {
      rowUnits = try filled(told, places)
      return
    }
    guard isColumn else { return }
    if Set(series.map(\.unit)).count == 1 { unit = series[0].unit }
    units = Dictionary(series.map { ($0.group, $0.unit) }, uniquingKeysWith: { a, _ in a })
  }

  /// The units of rows; one that tells none is in that of the others of its series.
  private func filled(_ told: [String], _ places: [Int]) throws(LayoutError) -> [String] {
    var own: [Int: Set<String>] = [:]
    for (row, unit) in told.enumerated() where !unit.isEmpty {
      own[places[row], default: []].insert(unit)
    }
    var result = told
    for (row, unit) in told.enumerated() where unit.isEmpty {
      guard let others = own[places[row]] else { continue }
      guard others.count == 1, let only = others.first else {
        let line = table.line(ofRow: row)
        throw LayoutError(
          "\(table.file):\(line): the row tells no unit, and others of the same series are in several; write its unit",
          "\(table.file):\(line)：该行没有注明单位，而同一序列其他各行的单位不一；请注明该行的单位")
      }
      result[row] = only
    }
    return result
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
    /// The unit that its row tells, where units are taken row by row; nil where it tells none.
    public let unit: String?
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
        unit: rowUnits.isEmpty || rowUnits[row].isEmpty ? nil : rowUnits[row],
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
