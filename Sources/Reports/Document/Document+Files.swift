public import Tables

extension Document {
  /// The document as one page for people.
  public var page: OutputFile {
    OutputFile("report.html") { Array(HTMLRenderer.page(self).utf8) }
  }

  /// The document, its tables and what its command adds as a workbook.
  ///
  /// - Parameters:
  ///   - tables: the tables of the answer.
  ///   - sheets: further sheets.
  /// - Returns: the file.
  public func workbook(_ tables: [TableFile], beside sheets: [Workbook.Sheet] = []) -> OutputFile {
    OutputFile("results.xlsx") { ResultsWorkbook.bytes(self, tables, sheets) }
  }

  /// The document as JSON.
  public var json: OutputFile { OutputFile("report.json") { Array(JSONRenderer.text(self).utf8) } }
}
