/// Tables as a workbook of Excel and LibreOffice: one sheet a table, numbers as numbers, a header that
/// stays in sight, charts that the program there draws.
///
/// Nothing of the clock or the machine is in it: the same tables give the same bytes.
///
/// Source: ECMA-376, *Office Open XML File Formats*, 5th edition, part 1, chapters 18 and 21.
public struct Workbook: Sendable {
  /// A sheet: a table and the charts beside it.
  public struct Sheet: Sendable {
    let name: String
    let table: CellTable
    let charts: [FanSheetChart]
    let looks: ShareLooks

    /// A sheet.
    ///
    /// - Parameters:
    ///   - name: what stands on its tab, shortened to what Excel takes.
    ///   - table: its cells.
    ///   - charts: charts beside the cells.
    ///   - looks: which of its numbers are shares, and how they look.
    public init(
      _ name: String, _ table: CellTable, charts: [FanSheetChart] = [],
      looks: ShareLooks = .byName
    ) {
      self.looks = looks
      self.name = name
      self.table = table
      self.charts = charts
    }
  }

  /// Which numbers of a sheet are shares between 0 and 1, and how they look.
  public enum ShareLooks: Hashable, Sendable {
    /// Those of the columns that hold shares in our tables.
    case byName
    /// All but those of the first column.
    case behindFirst
    /// The same, the more the darker.
    case heatMap
  }

  /// The rows that a sheet has room for, the header among them.
  static let mostRows = 1_048_576

  private let sheets: [Sheet]
  private let names: [String]

  /// A workbook of some sheets, in their order.
  ///
  /// - Precondition: there is one.
  public init(_ sheets: [Sheet]) {
    precondition(!sheets.isEmpty, "a workbook without a sheet")
    self.sheets = sheets
    names = Workbook.names(sheets.map(\.name))
  }

  /// The bytes of the file.
  public var bytes: [UInt8] {
    var archive = ZipArchive()
    func add(_ name: String, _ xml: String) {
      archive.add(
        name, Array(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml).utf8))
    }
    let charts = sheets.flatMap(\.charts).count
    add("[Content_Types].xml", contentTypes(charts))
    add("_rels/.rels", XLSX.relations([("officeDocument", "xl/workbook.xml")]))
    add("xl/workbook.xml", workbook)
    add(
      "xl/_rels/workbook.xml.rels",
      XLSX.relations(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("styles", "styles.xml")]))
    add("xl/styles.xml", XLSX.styles)
    var chart = 0
    for (number, sheet) in sheets.enumerated() {
      add("xl/worksheets/sheet\(number + 1).xml", SheetXML.text(sheet))
      guard !sheet.charts.isEmpty else { continue }
      add(
        "xl/worksheets/_rels/sheet\(number + 1).xml.rels",
        XLSX.relations([("drawing", "../drawings/drawing\(number + 1).xml")]))
      let parts = sheet.charts.indices.map { chart + $0 + 1 }
      add("xl/drawings/drawing\(number + 1).xml", DrawingXML.text(of: sheet))
      add(
        "xl/drawings/_rels/drawing\(number + 1).xml.rels",
        XLSX.relations(parts.map { ("chart", "../charts/chart\($0).xml") }))
      for (part, own) in zip(parts, sheet.charts) {
        add("xl/charts/chart\(part).xml", own.xml(sheet: names[number]))
      }
      chart += sheet.charts.count
    }
    return archive.bytes
  }

  private var workbook: String {
    let list = names.enumerated().map { number, name in
      "<sheet name=\"\(Markup.escaped(name))\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
    }
    return "<workbook xmlns=\"\(XLSX.main)\" xmlns:r=\"\(XLSX.relationships)\"><sheets>"
      + list.joined() + "</sheets></workbook>"
  }

  private func contentTypes(_ charts: Int) -> String {
    let package = "application/vnd.openxmlformats-officedocument."
    func part(_ path: String, _ type: String) -> String {
      "<Override PartName=\"/xl/\(path)\" ContentType=\"\(package)\(type)+xml\"/>"
    }
    let drawn = sheets.indices.filter { !sheets[$0].charts.isEmpty }
    return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + part("workbook.xml", "spreadsheetml.sheet.main")
      + part("styles.xml", "spreadsheetml.styles")
      + sheets.indices.map { part("worksheets/sheet\($0 + 1).xml", "spreadsheetml.worksheet") }
      .joined()
      + drawn.map { part("drawings/drawing\($0 + 1).xml", "drawing") }.joined()
      + (0..<charts).map { part("charts/chart\($0 + 1).xml", "drawingml.chart") }.joined()
      + "</Types>"
  }

  /// Names of at most 31 characters without those that Excel refuses, each unlike the others.
  private static func names(_ wanted: [String]) -> [String] {
    var taken: Set<String> = []
    // By what names begin with: hundreds of indicators may share it, and each goes on where the last
    // one was numbered.
    var next: [String: Int] = [:]
    return wanted.map { wanted in
      let plain = String(wanted.map { "[]:*?/\\'".contains($0) ? "-" : $0 }.prefix(31))
      var name = plain.isEmpty ? "sheet" : plain
      while !taken.insert(name.lowercased()).inserted {
        let number = next[String(plain.prefix(27)), default: 2]
        next[String(plain.prefix(27))] = number + 1
        // Room for a blank and three digits; more of them take more.
        let end = " \(number)"
        name = String(plain.prefix(31 - max(4, end.count))) + end
      }
      return name
    }
  }
}

/// What the parts of a workbook share.
enum XLSX {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
  static let spreadsheetDrawing =
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
  static let chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"

  /// The numbers of the formats in ``styles``.
  enum Style: Int {
    case plain, header, percent, whole, text
  }

  static let styles =
    "<styleSheet xmlns=\"\(main)\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    + "<fill><patternFill patternType=\"gray125\"/></fill>"
    + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFDBE9F4\"/></patternFill></fill></fills>"
    + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    + "<cellXfs count=\"5\"><xf xfId=\"0\"/>"
    + "<xf xfId=\"0\" fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\"/>"
    + "<xf xfId=\"0\" numFmtId=\"10\" applyNumberFormat=\"1\"/>"
    + "<xf xfId=\"0\" numFmtId=\"3\" applyNumberFormat=\"1\"/>"
    + "<xf xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
    + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    + "</styleSheet>"

  static func relations(_ list: [(kind: String, target: String)]) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + list.enumerated().map { number, item in
        "<Relationship Id=\"rId\(number + 1)\" Type=\"\(relationships)/\(item.kind)\""
          + " Target=\"\(item.target)\"/>"
      }.joined() + "</Relationships>"
  }

  /// The name of a column: A to Z, then AA and so on.
  static func column(_ index: Int) -> String {
    var (rest, name) = (index, "")
    repeat {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }
}
