internal import Tables

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

  /// The sentences of the document, one a row.
  private static func said(_ document: Document, _ notes: [String]) -> Workbook.Sheet {
    var rows: [[Cell]] = [[.text(document.title), .nothing]]
    for section in document.sections {
      if let heading = section.heading { rows.append([.text(heading), .nothing]) }
      for item in section.items {
        switch item {
        case .sentence(let text), .detail(let text), .command(let text):
          rows.append([.nothing, .text(text)])
        case .answer(let answer): rows.append([.text(answer.name), .text(answer.text)])
        // Tables have sheets of their own; charts are drawn from those.
        case .table, .chart: break
        }
      }
    }
    rows += notes.map { [.nothing, .text($0)] }
    return Workbook.Sheet("report", CellTable(columns: ["", ""], rows: rows))
  }
}
