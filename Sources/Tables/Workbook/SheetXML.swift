/// A sheet as the part of a workbook.
enum SheetXML {
  /// The widest column, in characters.
  private static let widest = 60

  static func text(_ sheet: Workbook.Sheet) -> String {
    let table = sheet.table
    let rows = table.rows.prefix(Workbook.mostRows - 1)
    let last = "\(XLSX.column(max(0, table.columns.count - 1)))\(rows.count + 1)"
    var xml = "<worksheet xmlns=\"\(XLSX.main)\" xmlns:r=\"\(XLSX.relationships)\">"
    xml += "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\""
    xml += " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    for (index, name) in table.columns.enumerated() {
      xml += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width(name, rows, index))\""
      xml += " customWidth=\"1\"/>"
    }
    xml += "</cols><sheetData><row r=\"1\">"
    for (index, name) in table.columns.enumerated() {
      xml += string(name, "\(XLSX.column(index))1", .header)
    }
    xml += "</row>"
    // Errors and differences are shares where what they belong to is one.
    let hasShares = table.columns.contains("attainment")
    let areShares = table.columns.enumerated().map { index, name in
      sheet.looks == .byName
        ? shares.contains(name) || hasShares && errorsOfShares.contains(name) : index > 0
    }
    let letters = table.columns.indices.map { XLSX.column($0) }
    for (number, row) in rows.enumerated() {
      xml += "<row r=\"\(number + 2)\">"
      for (index, cell) in row.enumerated() {
        xml += self.cell(cell, "\(letters[index])\(number + 2)", isShare: areShares[index])
      }
      xml += "</row>"
    }
    xml += "</sheetData><autoFilter ref=\"A1:\(last)\"/>"
    if sheet.looks == .heatMap, table.columns.count > 1, !rows.isEmpty {
      xml += heatMap("B2:\(last)")
    }
    if !sheet.charts.isEmpty { xml += "<drawing r:id=\"rId1\"/>" }
    return xml + "</worksheet>"
  }

  /// Shares from white to blue, as the spreadsheet colours them.
  private static func heatMap(_ cells: String) -> String {
    "<conditionalFormatting sqref=\"\(cells)\"><cfRule type=\"colorScale\" priority=\"1\"><colorScale>"
      + "<cfvo type=\"num\" val=\"0\"/><cfvo type=\"num\" val=\"1\"/><color rgb=\"FFFFFFFF\"/>"
      + "<color rgb=\"FF5B9BCB\"/></colorScale></cfRule></conditionalFormatting>"
  }

  private static func cell(_ cell: Cell, _ place: String, isShare: Bool) -> String {
    switch cell {
    case .nothing: ""
    case .text(let text): text.isEmpty ? "" : string(text, place, .text)
    case .truth(let isTrue): "<c r=\"\(place)\" t=\"b\"><v>\(isTrue ? 1 : 0)</v></c>"
    case .integer(let number):
      "<c r=\"\(place)\"><v>\(number)</v></c>"
    case .number(let number):
      number.isFinite
        ? "<c r=\"\(place)\" s=\"\(style(number, isShare).rawValue)\"><v>\(DecimalNumber.text(number))</v></c>"
        : ""
    }
  }

  private static func string(_ text: String, _ place: String, _ style: XLSX.Style) -> String {
    "<c r=\"\(place)\" s=\"\(style.rawValue)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      + "\(Markup.escaped(text))</t></is></c>"
  }

  /// Shares in percent, large whole numbers with thousands apart.
  private static func style(_ number: Double, _ isShare: Bool) -> XLSX.Style {
    if isShare { return .percent }
    return number == number.rounded() && abs(number) >= 10_000 ? .whole : .plain
  }

  /// The columns of our tables that hold shares.
  private static let shares: Set<String> = [
    "attainment", "never_reached", "required_growth", "achieved_growth", "reference_class",
    "probability",
  ]
  private static let errorsOfShares: Set<String> = [
    "standard_error", "low95", "high95", "difference", "difference_error",
  ]

  private static func width(_ name: String, _ rows: ArraySlice<[Cell]>, _ index: Int) -> Int {
    let longest =
      rows.prefix(200).map { row in
        if case .text(let text) = row[index] { return text.count }
        return 10
      }.max() ?? 10
    return min(widest, max(name.count, longest) + 2)
  }
}
