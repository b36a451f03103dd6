internal import Tables
internal import Wording

// A column for each date.
extension TableLayout {
  mutating func wide(_ layout: WideLayout) throws -> Found {
    let body = layout.body
    remarkOnPlace(body)
    try checkNames(layout)
    let texts = layout.dates.map { body.columns[$0] }
    if let repeated = texts.indices.first(where: { texts[..<$0].contains(texts[$0]) }) {
      throw TableError.duplicateColumn(file: body.file, name: texts[repeated])
    }
    let group = request.group.flatMap { name in layout.labels.first { body.columns[$0] == name } }
    let rows = layout.filled
    let names = layout.names(rows, group: group)
    var series: [RawSeries] = []
    for (place, row) in rows.enumerated() {
      if let wanted = request.value, names[place] != wanted,
        !layout.labels.contains(where: { body.rows[row][$0] == wanted })
      {
        continue
      }
      let cells = layout.dates.map { body.rows[row][$0] }
      let line = body.lines[row]
      let column = try NumberColumn(
        cells, name: names[place], file: body.file, separator: body.separator
      ) { _ in line }
      remarks += column.remarks
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

  /// Names that ask for a column of dates or one year of values, which this table has not.
  private func checkNames(_ layout: WideLayout) throws(LayoutError) {
    let columns = layout.body.columns
    let isDate = request.value.map { name in layout.dates.contains { columns[$0] == name } }
    guard request.time != nil || isDate == true else { return }
    let rows = layout.names(layout.filled, group: nil).prefix(4).map { "“\($0)”" }
    throw LayoutError(
      "\(layout.body.file): dates are the columns of this table; leave out --time, and name a row "
        + "with --value, or none for all: \(rows.joined(separator: ", "))",
      "\(layout.body.file)：该表以日期为列；请不用 --time，--value 写行名，不写则取全部：\(rows.joined(separator: "、"))")
  }
}
