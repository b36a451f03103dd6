internal import ArgumentParser
internal import Reports
internal import Tables
internal import Wording

/// A kind of file that a command writes beside what it prints.
enum FileKind: String, CaseIterable, ExpressibleByArgument {
  /// The tables, each as CSV.
  case csv
  /// The whole answer as a page.
  case html
  /// The whole answer as JSON.
  case json
  /// The answer and its tables as a workbook.
  case xlsx
  /// A run in the format of the Integrated Assessment Modeling Consortium.
  case iamc
}

/// Where the files of a command go, and which.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Phrase(
        "The folder for the files: the tables as CSV, report.html, results.xlsx.",
        "文件写入的文件夹：各表（CSV）、report.html、results.xlsx。"), valueName: "dir"),
    completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "Which files go to --out, separated by commas: csv, html, xlsx, iamc (of a run), json; default: all but json.",
        "写入 --out 的文件，用逗号分隔：csv、html、xlsx、iamc（用于 run）、json；默认为除 json 外的全部。"),
      valueName: "list"))
  var files: FileList?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "A folder for the charts as SVG, and as PNG where rsvg-convert is installed.",
        "图的文件夹：SVG；装有 rsvg-convert 时另有 PNG。"),
      valueName: "dir"), completion: .directory)
  var charts: String?

  /// Kinds of files, separated by commas.
  struct FileList: ExpressibleByArgument {
    let kinds: [FileKind]

    init?(argument: String) {
      let parts = argument.split(separator: ",").map { FileKind(rawValue: String($0)) }
      guard !parts.isEmpty, !parts.contains(nil) else { return nil }
      kinds = parts.compactMap(\.self)
    }
  }

  /// The kinds of files to write.
  private var kinds: [FileKind] { files?.kinds ?? [.csv, .html, .xlsx, .iamc] }

  /// Whether the tables are written.
  var hasTables: Bool { kinds.contains(.csv) }

  /// The tables of the workbook of a sweep; none where there is no workbook.
  func points(_ stream: (([UInt8]) throws -> Void) throws -> Void) throws -> [TableFile] {
    out != nil && kinds.contains(.xlsx) ? [try SweepPoints(stream).table] : []
  }

  /// Whether anything is to be written.
  var isAsked: Bool { out != nil || charts != nil }

  func validate() throws {
    if files != nil, out == nil {
      throw ValidationError(Phrase("--files needs --out, where they go", "--files 需要 --out，文件写在那里"))
    }
  }

  /// Fails early where a folder cannot be written: nobody wants to learn after a long run that it
  /// cannot be kept.
  func check() throws {
    for folder in [out, charts].compactMap(\.self) { _ = try OutputFolder(folder) }
  }

  /// Refuses to take the place of a file that was read, before a command keeps anything elsewhere.
  func spareInputs(_ answer: any Documented, _ result: some Tabular) throws {
    guard let out else { return }
    try OutputFolder(out).spareInputs(names(answer, result.tables))
  }

  /// The files of a document that go beside the tables.
  func documents(_ answer: any Documented, _ tables: [TableFile]) -> [OutputFile] {
    OutputOptions.documents(kinds, answer, tables)
  }

  /// The files of some kinds that go beside the tables of an answer.
  static func documents(
    _ kinds: [FileKind], _ answer: any Documented, _ tables: [TableFile]
  ) -> [OutputFile] {
    let document = answer.document
    let run = answer as? RunText
    let sweep = answer as? SweepText
    return kinds.compactMap { kind in
      switch kind {
      case .csv: nil
      case .html: document.page
      case .json: document.json
      case .xlsx:
        document.workbook(
          tables, beside: run?.sheets ?? sweep?.sheets ?? [], notes: sweep?.notes() ?? [])
      case .iamc: run.map { run in OutputFile("iamc.csv") { run.iamc } }
      }
    }
  }

  /// Writes all that is asked for of an answer.
  func write(_ answer: any Documented, _ result: some Tabular, marksTables: Bool) throws {
    if let out {
      try result.write(
        to: out, beside: documents(answer, result.tables), hasTables: hasTables,
        marksTables: marksTables)
    }
    try writeCharts(answer)
  }

  /// Writes the charts of an answer, where they are asked for.
  func writeCharts(_ answer: any Documented) throws {
    guard let charts else { return }
    try ChartFiles(answer.document).write(to: charts)
  }

  /// The names of what is written to the folder.
  func names(_ answer: any Documented, _ tables: [TableFile]) -> [String] {
    (hasTables ? tables.map(\.name) : []) + documents(answer, tables).map(\.name)
  }
}
