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
    /// The unit of the values, where all have one and the table tells it.
    var unit: String?
    /// The units of the series, by their names, where the table tells them one by one.
    var units: [String: String] = [:]
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

  /// The rows among which a header is looked for.
  static let mostTitles = 40

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
    for row in grid.rows.indices.prefix(Self.mostTitles) {
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
      if cells.count == width, texts.contains(where: { WrittenNumber($0) != nil }),
        try !isTitle(row)
      {
        break
      }
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
    return grid.rows.indices.prefix(Self.mostTitles).first { row in
      names.allSatisfy(grid.rows[row].cells.contains)
    }
  }

  /// The table whose header a row is; nil where it is none.
  private mutating func table(at row: Int) throws -> Found? {
    let cells = grid.rows[row].cells.filter { !$0.isEmpty }
    guard cells.count > 1 else { return nil }
    if try isTitle(row) { return nil }
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
    guard isHeader, try LongLayout(named, request) != nil else { return nil }
    return try long(named)
  }

  /// Whether the row below names the columns, a column of dates among them, so that this one is a
  /// title as wide as the table.
  ///
  /// - Throws: ``LayoutError`` where the two rows name the columns together.
  private func isTitle(_ row: Int) throws(LayoutError) -> Bool {
    guard row + 2 < grid.rows.count else { return false }
    let below = grid.rows[row + 1]
    let names = below.cells.filter { !$0.isEmpty }
    guard names.count > 1, !TableBody.hasData(below), names.contains(where: HeaderWords.isTime),
      !grid.rows[row].cells.contains(where: HeaderWords.isTime)
    else { return false }
    if Set(names).count < names.count {
      throw TableBody.twoHeaders(grid.file, grid.rows[row].line, below.line)
    }
    return true
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
    let isPart = { (cell: String) in
      Int(cell) == nil && TableDate(cell) == nil && PartOfYear.joined("2020", cell) != nil
    }
    if let part = names.first(where: isPart), names.count(where: isPart) > 1 {
      return LayoutError(
        "\(grid.file):\(grid.rows[0].line): the year of “\(part)” is missing; write it, as in 2022年1月 or "
          + "2022-01",
        "\(grid.file):\(grid.rows[0].line)：“\(part)”缺少年份；请写成 2022年1月 或 2022-01")
    }
    if grid.rows.allSatisfy({ $0.cells.count == 1 }) {
      return LayoutError(
        "\(grid.file): has one column; separate dates and values by commas, semicolons or tabs",
        "\(grid.file)：只有一列；请用逗号、分号或制表符分隔日期与数值")
    }
    return LayoutError(
      "\(grid.file): no column and no row of dates is found; name the columns with \(request.word("time")) "
        + "and \(request.word("value")), or write dates as 2022, 2022-Q3 or 2022-06",
      "\(grid.file)：找不到日期所在的列或行；请用 \(request.word("time")) 和 \(request.word("value")) 指明，或把日期写成 2022、2022-Q3 或 2022-06"
    )
  }

  // MARK: A row for each date

  private mutating func long(_ whole: TableBody) throws -> Found {
    remarkOnPlace(whole)
    guard request.time != nil || request.predictors.isEmpty,
      let first = try LongLayout(whole, request)
    else {
      // Predictors alone, or a column that is not there.
      let table = try whole.table()
      if let time = request.time { _ = try table.column(time) }
      guard let value = request.value else { throw noValue(whole, []) }
      return Found(table: table, time: nil, value: value, group: request.group)
    }
    let layout = try completed(withoutTotals(first))
    let body = layout.body
    let table = try body.table()
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
    guard !values.isEmpty else { throw noValue(body, [], beside: layout.time) }
    let dates = layout.dates
    let groups = try groups(of: layout, values: values, candidates: candidates, dates, table)
    if values.count > 1, !groups.isEmpty { throw noValue(body, values) }
    try remark(time: layout, values.map { body.columns[$0] }, groups)
    if values.count == 1, layout.part == nil, groups.count < 2, !layout.areNumberedQuarters,
      let found = try asItIs(layout, value: values[0], group: groups.first, table)
    {
      return found
    }
    let series = try collected(values, by: groups, of: body, dates)
    let groupName =
      groups.isEmpty ? "series" : groups.map { body.columns[$0] }.joined(separator: ", ")
    return try tidy(series, groupName: groupName, timeName: time)
  }

  /// The layout without rows of sums and means under the dates.
  private mutating func withoutTotals(_ layout: LongLayout) throws -> LongLayout {
    let body = layout.body
    let left = body.rows.indices.filter { HeaderWords.isTotal(body.rows[$0][layout.time]) }
    guard !left.isEmpty, left.count < body.rows.count else { return layout }
    for row in left {
      let (text, line) = (body.rows[row][layout.time], body.lines[row])
      remarks.append(
        Phrase("“\(text)” in line \(line) left out", "略去第 \(line) 行“\(text)”"))
    }
    return try LongLayout(body.without(Set(left)), request) ?? layout
  }

  /// The layout with what cells that were merged over rows leave empty.
  private mutating func completed(_ layout: LongLayout) throws -> LongLayout {
    if layout.areNumberedQuarters {
      let name = layout.body.columns[layout.time]
      remarks.append(
        Phrase("“\(name)”: the numbers are quarters", "“\(name)”：数字为季度"))
    }
    guard let column = layout.mergedColumn else { return layout }
    let name = layout.body.columns[column]
    remarks.append(
      Phrase(
        "empty cells of “\(name)” say what the one above says",
        "“\(name)”的空单元格同上一行"))
    return try LongLayout(layout.body.filledDown(column), request) ?? layout
  }

  /// The series of some columns, one for each group, or for each column where there are no groups.
  private mutating func collected(
    _ values: [Int], by groups: [Int], of body: TableBody, _ dates: [String]
  ) throws -> [RawSeries] {
    var series: [RawSeries] = []
    let units = body.unitColumn
    for value in values {
      let name = body.columns[value]
      let column = try NumberColumn(
        body.texts(value), name: name, file: body.file, separator: body.separator,
        unit: body.unit(of: value)
      ) { body.lines[$0] }
      remarks += column.remarks
      let texts = written(column, body.texts(value))
      var places: [String: Int] = [:]
      var members: [[Int]] = []
      for row in body.rows.indices {
        let group =
          groups.isEmpty
          ? (values.count > 1 ? name : "")
          : groups.map { body.rows[row][$0] }.joined(separator: ", ")
        let key = "\(value) \(group)"
        if places[key] == nil {
          places[key] = series.count
          members.append([])
          series.append(
            RawSeries(
              name: name, group: group, dates: [], values: [], lines: [], unit: column.unit,
              growthWord: column.growthWord))
        }
        guard let place = places[key] else { continue }
        if let units {
          try series[place].take(unit: body.rows[row][units], body.lines[row], body.file)
        }
        members[place - series.count + members.count].append(row)
        series[place].dates.append(dates[row])
        series[place].values.append(texts[row])
        series[place].lines.append(body.lines[row])
      }
      for rows in members { try column.checkMagnitudes(of: rows) }
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
    var found: [(date: String, text: String, line: Int)] = []
    for (row, cells) in body.rows.enumerated() {
      for column in columns {
        found.append(
          (
            PartOfYear.joined(cells[layout.time], body.columns[column]) ?? body.columns[column],
            cells[column], body.lines[row]
          ))
      }
    }
    return try oneSeries(found, body)
  }

  /// The one series of a calendar; months that are not yet told stand at its end.
  mutating func oneSeries(
    _ cells: [(date: String, text: String, line: Int)], _ body: TableBody
  ) throws -> Found {
    var series = RawSeries(
      name: "value", group: "", dates: cells.map(\.date), values: cells.map(\.text),
      lines: cells.map(\.line))
    let lines = series.lines
    let numbers = try NumberColumn(
      series.values, name: series.name, file: body.file, separator: body.separator,
      unit: body.titleUnit.flatMap { HeaderWords.isKnown($0) ? $0 : nil }
    ) { lines[$0] }
    try numbers.checkMagnitudes(of: lines.indices)
    series.unit = numbers.unit
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
        table: table, time: body.columns[layout.time], value: name, group: request.group,
        unit: request.takesUnitsByRow || !hasOwnUnits(body, value) ? body.unit(of: value) : nil)
    }
    let isOdd =
      request.cells ?? .levels != .levels
      || request.cells == nil
        && (HeaderWords.isAddedUp(name) || GrowthWords.areGrowth(name)
          || body.texts(layout.time).contains { TableDate($0)?.kind == .yearToDate }
          || body.texts(value).contains { WrittenNumber($0)?.growthWord.isEmpty == false })
    guard !isOdd,
      request.takesUnitsByRow || body.unitColumn == nil && !hasOwnUnits(body, value)
    else { return nil }
    return Found(
      table: table, time: body.columns[layout.time], value: name,
      group: group.map { body.columns[$0] }, unit: body.unit(of: value))
  }

  /// Whether cells name units or magnitudes, while the unit of the column stands elsewhere than in
  /// its name, so that only the layout can compare them.
  private func hasOwnUnits(_ body: TableBody, _ value: Int) -> Bool {
    guard HeaderWords.knownUnit(of: body.columns[value]) == nil, body.commonUnit(of: value) != nil
    else { return false }
    return body.texts(value).contains { text in
      guard DecimalNumber.parse(text) == nil, let number = WrittenNumber(text) else { return false }
      return !number.unit.isEmpty || !number.magnitude.isEmpty
    }
  }

  /// The columns that name the series.
  private func groups(
    of layout: LongLayout, values: [Int], candidates: [Int], _ dates: [String], _ table: Table
  ) throws -> [Int] {
    if let group = request.group { return [try table.column(group)] }
    // A column of time that is named is a request for one series, as ever.
    if request.time != nil, request.value != nil, !request.tellsSeries { return [] }
    let texts = layout.textColumns(without: candidates)
    guard let groups = layout.groupColumns(among: texts, dates) else { return [] }
    return groups
  }

  private func noValue(
    _ body: TableBody, _ values: [Int], beside time: Int? = nil
  ) -> LayoutError {
    guard !values.isEmpty else {
      if let time, let (column, row) = firstFault(body, time) {
        return LayoutError(
          "\(body.file):\(body.lines[row]): column “\(body.columns[column])” has “\(body.rows[row][column])”, "
            + "which is not a number, nor a word for a missing value (NA, –, ..); write one of them",
          "\(body.file):\(body.lines[row])：列“\(body.columns[column])”中的“\(body.rows[row][column])”既不是数字，"
            + "也不是缺失值的写法（NA、–、无）；请改写")
      }
      return LayoutError(
        "\(body.file): no column of numbers is found beside the dates; name it with \(request.word("value"))",
        "\(body.file)：除日期外找不到数值列；请用 \(request.word("value")) 指明")
    }
    let names = values.map { "“\(body.columns[$0])”" }
    return LayoutError(
      "\(body.file): \(names.joined(separator: ", ")) hold numbers; choose one with \(request.word("value"))",
      "\(body.file)：\(names.joined(separator: "、"))都是数值列；请用 \(request.word("value")) 选择")
  }

  /// The first cell that is no number, in the column that has most of them.
  private func firstFault(_ body: TableBody, _ time: Int) -> (column: Int, row: Int)? {
    func isNumber(_ text: String) -> Bool {
      DecimalNumber.parse(text) != nil || WrittenNumber(text) != nil
    }
    let counts = body.columns.indices.map { place in
      place == time ? 0 : body.texts(place).count(where: isNumber)
    }
    guard let most = counts.max(), most > 0, let column = counts.firstIndex(of: most),
      let row = body.texts(column).firstIndex(where: {
        !isNumber($0) && !NumberColumn.isMissing($0)
      })
    else { return nil }
    return (column, row)
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
      func isGrowth(_ one: RawSeries) -> Bool {
        GrowthIndex.applies(to: one) || GrowthIndex.isUnclear(one)
      }
      let growth = series.filter(isGrowth)
      if !growth.isEmpty, growth.count < series.count {
        levels.removeAll(where: isGrowth)
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
    // Messages name the column as the file does.
    let own = Set(converted.map(\.name))
    let names = [groupName, timeName, own.count == 1 ? own.first ?? "value" : "value"]
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
      table: table, time: columns[1], value: columns[2],
      group: isOne && request.group == nil ? nil : columns[0],
      unit: isOne && meaning != .growth && !converted[0].unit.isEmpty ? converted[0].unit : nil,
      units: meaning == .growth
        ? [:]
        : Dictionary(
          converted.filter { !$0.unit.isEmpty }.map { ($0.group, $0.unit) },
          uniquingKeysWith: { a, _ in a }))
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
    if request.cells == nil, YearToDate.areMonthsButForTheFirstTwo(series, dates) {
      return try YearToDate.halves(of: series, dates, file: grid.file, remarks: &said)
    }
    if request.cells == nil, GrowthIndex.isUnclear(series) {
      throw GrowthIndex.unclear(series, grid.file)
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
    guard !body.notes.isEmpty else { return }
    let lines = body.notes.map(String.init)
    remarks.append(
      Phrase(
        "text left out in \(lines.count == 1 ? "line" : "lines") \(lines.joined(separator: ", "))",
        "略去第 \(lines.joined(separator: "、")) 行文字"))
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
