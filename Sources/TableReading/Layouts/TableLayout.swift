internal import Tables
internal import Wording

/// Finds what stands where in the cells of a file.
struct TableLayout {
  /// A table with its columns.
  struct Found {
    let table: Table
    var time: String?
    let value: String
    var group: String?
  }

  let grid: CellGrid
  let request: DataRequest
  /// What was taken how.
  var remarks: [Phrase] = []
  /// What the values were.
  var meaning = CellMeaning.levels

  init(_ grid: CellGrid, _ request: DataRequest) {
    (self.grid, self.request) = (grid, request)
  }

  /// Whether a text computes with columns.
  static func isExpression(_ text: String) -> Bool { text.contains { "(+-*/^".contains($0) } }

  /// The table with a row for each date.
  mutating func table() throws -> Found {
    if let header = namedHeader() {
      let body = try TableBody(grid, header: header, isNamed: true)
      if let wide = WideLayout(body), let time = request.time,
        let column = body.columns.firstIndex(of: time),
        !body.texts(column).contains(where: { TableDate($0) != nil })
      {
        return try self.wide(wide)
      }
      return try long(body)
    }
    let width = usualWidth
    for row in grid.rows.indices.prefix(40) {
      let cells = grid.rows[row].cells
      let texts = cells.filter { !$0.isEmpty }
      guard texts.count > 1 else { continue }
      do {
        if let found = try table(at: row) { return found }
      } catch {
        // What a title line lacks matters to nobody.
        if cells.count == width { throw error }
      }
      // No row of data is passed over.
      if cells.count == width, texts.contains(where: { WrittenNumber($0) != nil }) { break }
    }
    throw nothingFound()
  }

  /// The number of cells that most rows have.
  private var usualWidth: Int {
    var counts: [Int: Int] = [:]
    for row in grid.rows { counts[row.cells.count, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// The row that has all the names of the request.
  private func namedHeader() -> Int? {
    let value = request.value.flatMap { Self.isExpression($0) ? nil : $0 }
    let names = ([request.time, value, request.group] + request.predictors).compactMap(\.self)
    guard !names.isEmpty, request.time != nil || !request.predictors.isEmpty else { return nil }
    return grid.rows.indices.prefix(40).first { row in
      names.allSatisfy(grid.rows[row].cells.contains)
    }
  }

  /// The table whose header a row is; nil where it is none.
  private mutating func table(at row: Int) throws -> Found? {
    let cells = grid.rows[row].cells.filter { !$0.isEmpty }
    guard cells.count > 1 else { return nil }
    // A header names things; a first row of date and number is data.
    let first = grid.rows[row].cells[0]
    let isData =
      cells.dropFirst().allSatisfy { DecimalNumber.parse($0) != nil || WrittenNumber($0) != nil }
      && TableDate(first) != nil
    let named = try TableBody(grid, header: row, isNamed: true)
    guard !named.rows.isEmpty else { return nil }
    if let wide = WideLayout(named), !isData || areYearsInOrder(cells) {
      return try self.wide(wide)
    }
    if isData, request.time == nil, request.value == nil {
      let body = try TableBody(grid, header: row, isNamed: false)
      remarks.append(Phrase("no header: dates come first", "没有表头：首列为日期"))
      return try long(body)
    }
    let isHeader = cells.contains { DecimalNumber.parse($0) == nil && TableDate($0) == nil }
    guard isHeader, try LongLayout(named, time: request.time) != nil else { return nil }
    return try long(named)
  }

  /// Whether all cells are dates that rise or fall: a table without names of rows.
  private func areYearsInOrder(_ cells: [String]) -> Bool {
    let dates = cells.compactMap { TableDate($0)?.period }
    guard dates.count == cells.count, dates.count > 2 else { return false }
    let steps = Set(zip(dates, dates.dropFirst()).map { $0 < $1 })
    return steps.count == 1
  }

  private func nothingFound() -> any Error {
    let names = grid.rows[0].cells
    for name in [request.time, request.group].compactMap(\.self) + request.predictors
    where !names.contains(name) && names.count > 1 {
      return TableError.missingColumn(
        file: grid.file, name: name, nearest: NearestColumn.of(name, among: names),
        available: names)
    }
    if grid.rows.allSatisfy({ $0.cells.count == 1 }) {
      return LayoutError(
        "\(grid.file): has one column; separate dates and values by commas, semicolons or tabs",
        "\(grid.file)：只有一列；请用逗号、分号或制表符分隔日期与数值")
    }
    return LayoutError(
      "\(grid.file): no column and no row of dates is found; name the columns with --time and --value, "
        + "or write dates as 2022, 2022-Q3 or 2022-06",
      "\(grid.file)：找不到日期所在的列或行；请用 --time 和 --value 指明，或把日期写成 2022、2022-Q3 或 2022-06")
  }

  // MARK: A row for each date

  private mutating func long(_ body: TableBody) throws -> Found {
    remarkOnPlace(body)
    let table = try body.table()
    guard request.time != nil || request.predictors.isEmpty,
      let layout = try LongLayout(body, time: request.time)
    else {
      // Predictors alone, or a column that is not there.
      if let time = request.time { _ = try table.column(time) }
      guard let value = request.value else { throw noValue(body, []) }
      return Found(table: table, time: nil, value: value, group: request.group)
    }
    let time = body.columns[layout.time]
    if let value = request.value, Self.isExpression(value), !body.columns.contains(value) {
      try remark(time: layout, [value], [])
      return Found(table: table, time: time, value: value, group: request.group)
    }
    let calendar = layout.calendarColumns
    if !calendar.isEmpty, request.value == nil, request.group == nil {
      return try self.calendar(layout, calendar)
    }
    let candidates = layout.valueColumns
    var values = candidates
    if let value = request.value { values = [try table.column(value)] }
    if request.group != nil || !request.predictors.isEmpty {
      let taken = try ([request.group].compactMap(\.self) + request.predictors).map {
        name throws(TableError) in try table.column(name)
      }
      if request.value == nil { values.removeAll { taken.contains($0) } }
    }
    guard !values.isEmpty else { throw noValue(body, []) }
    let dates = layout.dates
    let groups = try groups(of: layout, values: values, candidates: candidates, dates, table)
    if values.count > 1, !groups.isEmpty { throw noValue(body, values) }
    try remark(time: layout, values.map { body.columns[$0] }, groups)
    if values.count == 1, layout.part == nil, groups.count < 2,
      let found = try asItIs(layout, value: values[0], group: groups.first, table)
    {
      return found
    }
    let series = try collected(values, by: groups, of: body, dates)
    let groupName =
      groups.isEmpty ? "series" : groups.map { body.columns[$0] }.joined(separator: ", ")
    return try tidy(series, groupName: groupName, timeName: time)
  }

  /// The series of some columns, one for each group, or for each column where there are no groups.
  private mutating func collected(
    _ values: [Int], by groups: [Int], of body: TableBody, _ dates: [String]
  ) throws -> [RawSeries] {
    var series: [RawSeries] = []
    for value in values {
      let name = body.columns[value]
      let column = try NumberColumn(
        body.texts(value), name: name, file: body.file, separator: body.separator
      ) { body.lines[$0] }
      remarks += column.remarks
      let texts = written(column, body.texts(value))
      var places: [String: Int] = [:]
      for row in body.rows.indices {
        let group =
          groups.isEmpty
          ? (values.count > 1 ? name : "")
          : groups.map { body.rows[row][$0] }.joined(separator: ", ")
        let key = "\(value) \(group)"
        if places[key] == nil {
          places[key] = series.count
          series.append(
            RawSeries(
              name: name, group: group, dates: [], values: [], lines: [], unit: column.unit,
              growthWord: column.growthWord))
        }
        guard let place = places[key] else { continue }
        series[place].dates.append(dates[row])
        series[place].values.append(texts[row])
        series[place].lines.append(body.lines[row])
      }
    }
    return series
  }

  /// A row for each year and a column for each of its months or quarters: one series.
  private mutating func calendar(_ layout: LongLayout, _ columns: [Int]) throws -> Found {
    let body = layout.body
    let names = columns.map { body.columns[$0] }
    remarks.append(
      Phrase(
        "years from “\(body.columns[layout.time])”, their parts from “\(names[0])” to "
          + "“\(names[names.count - 1])”",
        "年份取自“\(body.columns[layout.time])”，年内各期取自“\(names[0])”至“\(names[names.count - 1])”"))
    var series = RawSeries(name: "value", group: "", dates: [], values: [], lines: [])
    for (row, cells) in body.rows.enumerated() {
      for column in columns {
        series.dates.append(
          LongLayout.joined(cells[layout.time], body.columns[column]) ?? body.columns[column])
        series.values.append(cells[column])
        series.lines.append(body.lines[row])
      }
    }
    let lines = series.lines
    let numbers = try NumberColumn(
      series.values, name: series.name, file: body.file, separator: body.separator
    ) { lines[$0] }
    remarks += numbers.remarks
    series.values = written(numbers, series.values)
    return try tidy([series], groupName: "series", timeName: "time")
  }

  /// The table itself, where one column holds levels.
  private func asItIs(
    _ layout: LongLayout, value: Int, group: Int?, _ table: Table
  ) throws -> Found? {
    let body = layout.body
    let name = body.columns[value]
    guard request.predictors.isEmpty else {
      return Found(
        table: table, time: body.columns[layout.time], value: name, group: request.group)
    }
    let isOdd =
      request.cells ?? .levels != .levels
      || request.cells == nil
        && (HeaderWords.isAddedUp(name) || HeaderWords.isGrowth(name)
          || body.texts(layout.time).contains { TableDate($0)?.kind == .yearToDate }
          || body.texts(value).contains { WrittenNumber($0)?.growthWord.isEmpty == false })
    guard !isOdd else { return nil }
    return Found(
      table: table, time: body.columns[layout.time], value: name,
      group: group.map { body.columns[$0] })
  }

  /// The columns that name the series.
  private func groups(
    of layout: LongLayout, values: [Int], candidates: [Int], _ dates: [String], _ table: Table
  ) throws -> [Int] {
    if let group = request.group { return [try table.column(group)] }
    // A column of time that is named is a request for one series, as ever.
    if request.time != nil, request.value != nil { return [] }
    let texts = layout.textColumns(without: candidates)
    guard let groups = layout.groupColumns(among: texts, dates) else { return [] }
    return groups
  }

  private func noValue(_ body: TableBody, _ values: [Int]) -> LayoutError {
    guard !values.isEmpty else {
      return LayoutError(
        "\(body.file): no column of numbers is found beside the dates; name it with --value",
        "\(body.file)：除日期外找不到数值列；请用 --value 指明")
    }
    let names = values.map { "“\(body.columns[$0])”" }
    return LayoutError(
      "\(body.file): \(names.joined(separator: ", ")) hold numbers; choose one with --value",
      "\(body.file)：\(names.joined(separator: "、"))都是数值列；请用 --value 选择")
  }

  // MARK: Both

  /// Numbers as texts again, and what could not be read as it stands.
  func written(_ column: NumberColumn, _ texts: [String]) -> [String] {
    let faults = Set(column.faults)
    return texts.indices.map { row in
      faults.contains(row) ? texts[row] : DecimalNumber.text(column.numbers[row])
    }
  }

  mutating func tidy(
    _ series: [RawSeries], groupName: String, timeName: String, fromRows: Bool = false
  ) throws -> Found {
    var levels = series
    if request.cells == nil, request.value == nil, series.count > 1 {
      // Growth beside what grows says nothing new.
      let growth = series.filter(GrowthIndex.applies)
      if !growth.isEmpty, growth.count < series.count {
        levels.removeAll(where: GrowthIndex.applies)
        let names = Set(growth.map(\.name)).sorted().prefix(4).map { "“\($0)”" }
        remarks.append(
          Phrase(
            "growth beside levels is left out: \(names.joined(separator: ", "))",
            "水平值之外的增速略去：\(names.joined(separator: "、"))"))
      }
    }
    if fromRows, !levels[0].group.isEmpty {
      remarks.append(
        levels.count == 1
          ? Phrase("values from row “\(levels[0].group)”", "数值取自行“\(levels[0].group)”")
          : Phrase("\(levels.count) series from rows", "每行一个序列，共 \(levels.count) 个"))
    }
    var said: [Phrase] = []
    var converted: [RawSeries] = []
    for one in levels { converted.append(try self.converted(one, &said)) }
    for phrase in said where !remarks.contains(phrase) { remarks.append(phrase) }
    let isOne = converted.count == 1
    let names = [groupName, timeName, "value"]
    let columns = Set(names).count == 3 ? names : ["series", "time", "value"]
    var rows: [[String]] = []
    for one in converted {
      for place in one.dates.indices {
        rows.append([one.group, one.dates[place], one.values[place]])
      }
    }
    let table = try Table(
      file: grid.file, columns: columns, rows: rows, lines: converted.flatMap(\.lines),
      separator: ",")
    return Found(
      table: table, time: columns[1], value: "value",
      group: isOne && request.group == nil ? nil : columns[0])
  }

  /// A series of levels from what the table has.
  mutating func converted(
    _ series: RawSeries, _ said: inout [Phrase]
  ) throws(LayoutError) -> RawSeries {
    if request.cells == .levels { return series }
    let isNumbered = series.dates.allSatisfy {
      DecimalNumber.parse($0) != nil && TableDate($0) == nil
    }
    guard !isNumbered else { return series }
    let dayFirst = series.dates.lazy.compactMap(TableDate.isDayFirst).first
    var dates: [TableDate] = []
    for (place, text) in series.dates.enumerated() {
      guard let date = TableDate(text, dayFirst: dayFirst) else {
        throw DateColumn.notADate(text, "dates", grid.file, series.lines[place])
      }
      dates.append(date)
    }
    if request.cells == .growth || request.cells == nil && GrowthIndex.applies(to: series) {
      meaning = .growth
      return try GrowthIndex.index(of: series, dates, file: grid.file, remarks: &said)
    }
    if request.cells == .yearToDate
      ? true : try YearToDate.applies(to: series, dates, file: grid.file)
    {
      meaning = .yearToDate
      return try YearToDate.amounts(of: series, dates, file: grid.file, remarks: &said)
    }
    if HeaderWords.isAddedUp(series.name) {
      said.append(
        Phrase(
          "“\(series.name)” does not begin anew each year: taken as it is",
          "“\(series.name)”并非逐年重新累计：按原值计"))
    }
    return series
  }

  mutating func remarkOnPlace(_ body: TableBody) {
    if let line = body.headerLine, line > 1 {
      remarks.append(Phrase("header in line \(line)", "表头在第 \(line) 行"))
    }
    guard body.notes > 0 else { return }
    remarks.append(
      Phrase(
        body.notes == 1
          ? "one line of text left out" : "\(body.notes) lines of text left out",
        "略去 \(body.notes) 行文字"))
  }

  mutating func remark(
    time layout: LongLayout, _ values: [String], _ groups: [Int]
  ) throws {
    guard request.time == nil || request.value == nil else { return }
    let columns = layout.body.columns
    let times = ([layout.time] + [layout.part].compactMap(\.self)).map { "“\(columns[$0])”" }
    let shown = values.prefix(8).map { "“\($0)”" }
    let series = groups.map { "“\(columns[$0])”" }
    remarks.append(
      Phrase(
        "dates from \(times.joined(separator: " and ")), values from \(shown.joined(separator: ", "))"
          + (series.isEmpty ? "" : ", series by \(series.joined(separator: ", "))"),
        "日期取自\(times.joined(separator: "与"))，数值取自\(shown.joined(separator: "、"))"
          + (series.isEmpty ? "" : "，按\(series.joined(separator: "、"))分序列")))
  }
}
