public import Tables

extension Document {
  /// The files that hold the document: one page for people.
  public var files: [OutputFile] {
    [OutputFile("report.html") { Array(HTMLRenderer.page(self).utf8) }]
  }
}
