public import Tables

extension Document {
  /// The document as one page for people.
  public var page: OutputFile {
    OutputFile("report.html") { Array(HTMLRenderer.page(self).utf8) }
  }

  /// The document as JSON.
  public var json: OutputFile { OutputFile("report.json") { Array(JSONRenderer.text(self).utf8) } }
}
