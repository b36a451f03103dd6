internal import Tables
internal import Wording

// A column for each date.
extension TableLayout {
  mutating func wide(_ layout: WideLayout) throws -> Found {
    let body = layout.body
    remarkOnPlace(body)
    try checkNames(layout)
    let texts = layout.dates.map { body.columns[$0] }
    try checkDates(texts, body)
    if let part = layout.partColumn, request.value == nil || request.value == body.columns[part],
      request.group == nil
    {
      return try calendar(layout, part)
    }
    let group = request.group.flatMap { name in layout.labels.first { body.columns[$0] == name } }
    let rows = layout.filled
    let names = layout.names(rows, group: group)
    if group == nil { try checkNames(names, rows, body) }
    let inOrder = texts.indices.sorted { earlier, later in
      let dates = (TableDate(texts[earlier]), TableDate(texts[later]))
      return (dates.0?.period.coordinate ?? 0) < (dates.1?.period.coordinate ?? 0)
    }
    var series: [RawSeries] = []
    for (place, row) in rows.enumerated() {
      if let wanted = request.value, names[place] != wanted,
        !layout.labels.contains(where: { body.rows[row][$0] == wanted })
      {
        continue
      }
      let cells = layout.dates.map { body.rows[row][$0] }
      let line = body.lines[row]
      let own = body.unitColumn.map { body.rows[row][$0] } ?? ""
      let unit =
        HeaderWords.isKnown(own)
        ? own
        : layout.labels.lazy.compactMap { HeaderWords.knownUnit(of: body.rows[row][$0]) }.first
          ?? body.titleUnit.flatMap { HeaderWords.isKnown($0) ? $0 : nil }
      let column = try NumberColumn(
        cells, name: names[place], file: body.file, separator: body.separator, unit: unit
      ) { _ in line }
      remarks += column.remarks
      try column.checkMagnitudes(of: inOrder)
      series.append(
        RawSeries(
          name: names[place], group: names[place], dates: texts, values: written(column, cells),
          lines: cells.map { _ in line }, unit: column.unit,
          growthWord: column.growthWord))
    }
    guard !series.isEmpty else {
      let shown = names.prefix(8).map { "“\($0)”" }
      let wanted = request.value ?? ""
      let nearest = NearestColumn.of(wanted, among: names)
      let hint =
        nearest.map { ("did you mean “\($0)”?", "是“\($0)”吗？") }
        ?? ("the rows are \(shown.joined(separator: ", "))", "各行为\(shown.joined(separator: "、"))")
      throw LayoutError(
        "\(body.file): dates are the columns of this table, and no row is named “\(wanted)”; \(hint.0)",
        "\(body.file)：该表以日期为列，没有名为“\(wanted)”的行；\(hint.1)")
    }
    remarks.append(
      Phrase(
        "dates from columns “\(texts[0])” to “\(texts[texts.count - 1])”",
        "日期取自列“\(texts[0])”至“\(texts[texts.count - 1])”"))
    if !layout.others.isEmpty {
      let left = layout.others.map { "“\(body.columns[$0])”" }
      remarks.append(
        Phrase(
          "left out: \(left.joined(separator: ", "))", "略去：\(left.joined(separator: "、"))"))
    }
    let label = layout.labels.first.map { body.columns[$0] } ?? "series"
    let named = group.map { body.columns[$0] } ?? label
    return try tidy(series, groupName: named, timeName: "time", fromRows: true)
  }

  /// Columns of the same date.
  private func checkDates(_ texts: [String], _ body: TableBody) throws {
    let dates = texts.map { TableDate($0, dayFirst: true) }
    for place in texts.indices {
      if texts[..<place].contains(texts[place]) {
        throw TableError.duplicateColumn(file: body.file, name: texts[place])
      }
      guard let same = dates[..<place].firstIndex(of: dates[place]) else { continue }
      throw LayoutError(
        "\(body.file): columns “\(texts[same])” and “\(texts[place])” are the same date; keep one of them",
        "\(body.file)：列“\(texts[same])”与“\(texts[place])”是同一日期；请只保留其一")
    }
  }

  /// Rows of the same name.
  private func checkNames(
    _ names: [String], _ rows: [Int], _ body: TableBody
  ) throws(LayoutError) {
    for place in names.indices {
      guard let same = names[..<place].firstIndex(of: names[place]) else { continue }
      let lines = (body.lines[rows[same]], body.lines[rows[place]])
      throw LayoutError(
        "\(body.file):\(lines.1): lines \(lines.0) and \(lines.1) are both called “\(names[place])”; give each "
          + "a name of its own",
        "\(body.file):\(lines.1)：第 \(lines.0) 行与第 \(lines.1) 行都叫“\(names[place])”；请使行名各不相同")
    }
  }

  /// A row for each month or quarter and a column for each year: one series.
  private mutating func calendar(_ layout: WideLayout, _ part: Int) throws -> Found {
    let body = layout.body
    let rows = LongLayout.partsAlike(
      layout.filled.filter { !HeaderWords.isTotal(body.rows[$0][part]) }
    ) { WideLayout.part(body.rows[$0][part], of: body.columns[part]) ?? "" }
    guard let first = rows.first, let last = rows.last else { throw noRows(body) }
    let years = layout.dates.map { body.columns[$0] }
    remarks.append(
      Phrase(
        "years from columns “\(years[0])” to “\(years[years.count - 1])”, their parts from rows "
          + "“\(body.rows[first][part])” to “\(body.rows[last][part])”",
        "年份取自列“\(years[0])”至“\(years[years.count - 1])”，年内各期取自行“\(body.rows[first][part])”至"
          + "“\(body.rows[last][part])”"))
    for row in layout.filled where !rows.contains(row) {
      let (text, line) = (body.rows[row][part], body.lines[row])
      remarks.append(
        Phrase("“\(text)” in line \(line) left out", "略去第 \(line) 行“\(text)”"))
    }
    var cells: [(date: String, text: String, line: Int)] = []
    for column in layout.dates {
      for row in rows {
        let own = WideLayout.part(body.rows[row][part], of: body.columns[part]) ?? ""
        cells.append(
          (
            PartOfYear.joined(body.columns[column], own) ?? own, body.rows[row][column],
            body.lines[row]
          ))
      }
    }
    return try oneSeries(cells, body)
  }

  private func noRows(_ body: TableBody) -> LayoutError {
    LayoutError(
      "\(body.file): no row has a value; write one for each month or quarter",
      "\(body.file)：没有任何一行有数值；请每月或每季度写一行")
  }

  /// Names that ask for a column of dates or one year of values, which this table has not.
  private func checkNames(_ layout: WideLayout) throws(LayoutError) {
    let columns = layout.body.columns
    let isDate = request.value.map { name in layout.dates.contains { columns[$0] == name } }
    guard request.time != nil || isDate == true else { return }
    let rows = layout.names(layout.filled, group: nil).prefix(4).map { "“\($0)”" }
    throw LayoutError(
      "\(layout.body.file): dates are the columns of this table; leave out \(request.word("time")), and name a row "
        + "with \(request.word("value")), or none for all: \(rows.joined(separator: ", "))",
      "\(layout.body.file)：该表以日期为列；请不用 \(request.word("time"))，\(request.word("value")) 写行名，不写则取全部：\(rows.joined(separator: "、"))"
    )
  }
}
