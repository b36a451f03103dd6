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
  ///   - notes: what only the workbook has to say, in the language of the document.
  /// - Returns: the file.
  public func workbook(
    _ tables: [TableFile], beside sheets: [Workbook.Sheet] = [], notes: [String] = []
  ) -> OutputFile {
    OutputFile("results.xlsx") { ResultsWorkbook.bytes(self, tables, sheets, notes) }
  }

  /// The document as JSON.
  public var json: OutputFile { OutputFile("report.json") { Array(JSONRenderer.text(self).utf8) } }
}
