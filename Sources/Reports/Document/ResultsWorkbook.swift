internal import Tables
internal import Wording

/// An answer as a workbook: what it says, sheet by sheet its tables, and what its command adds.
enum ResultsWorkbook {
  static func bytes(
    _ document: Document, _ tables: [TableFile], _ more: [Workbook.Sheet], _ notes: [String]
  ) -> [UInt8] {
    let sheets = tables.map { file in
      Workbook.Sheet(String(file.name.prefix { $0 != "." }), file.cells)
    }
    return Workbook([said(document, notes)] + sheets + more).bytes
  }

  /// The sentences of the document, one a row, with its tables in their places.
  private static func said(_ document: Document, _ notes: [String]) -> Workbook.Sheet {
    var rows: [[Cell]] = [[.text(document.title)]]
    for section in document.sections {
      if let heading = section.heading { rows.append([.text(heading)]) }
      for item in section.items {
        switch item {
        case .sentence(let text), .detail(let text), .command(let text):
          rows.append([.nothing, .text(text)])
        case .answer(let answer): rows.append([.text(answer.name), .text(answer.text)])
        case .table(let table):
          rows += table.rows.map { [.nothing] + $0.map { .text($0) } }
        // Charts are drawn from the sheets of tables.
        case .chart: break
        }
      }
    }
    rows += notes.map { [.nothing, .text($0)] }
    let width = rows.map(\.count).max() ?? 1
    rows = rows.map { $0 + [Cell](repeating: .nothing, count: width - $0.count) }
    return Workbook.Sheet(
      Phrase("report", "报告")(document.language),
      CellTable(columns: [String](repeating: "", count: width), rows: rows))
  }
}
