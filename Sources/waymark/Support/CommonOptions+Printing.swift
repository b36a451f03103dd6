internal import Reports
internal import Tables
internal import Wording

extension CommonOptions {
  /// Writes the files that were asked for, and prints the answer.
  ///
  /// - Parameters:
  ///   - answer: what people read.
  ///   - result: the tables.
  ///   - output: where files go, and which.
  /// - Throws: what `answer` throws, or that a file or standard output cannot be written.
  func finish(
    _ answer: @autoclosure () throws -> any Documented, _ result: some Tabular,
    _ output: OutputOptions
  ) throws {
    guard output.isAsked else { return try print(answer(), result.tables) }
    let answer = try answer()
    try output.write(answer, result, marksTables: csvBom)
    try print(
      answer, result.tables, in: output.out, files: output.names(answer, result.tables))
  }

  /// Prints an answer in the form that was asked for: to people as a text, to programs as its first
  /// table.
  ///
  /// - Parameters:
  ///   - answer: what people read.
  ///   - tables: the tables, the most important one first.
  ///   - out: the folder that all of them were written to, if there is one.
  ///   - files: the names of the files there, where they are not those of the tables.
  /// - Throws: what `answer` throws, or that standard output cannot be written.
  func print(
    _ answer: @autoclosure () throws -> any Documented, _ tables: [TableFile],
    in out: String? = nil,
    files: [String]? = nil
  ) throws {
    switch format {
    case .csv: try write(csv: tables[0].csv)
    case .json: try Terminal.write(tables[0].json)
    case .table:
      try printText(
        Terminal.renderer.text(answer().document), in: out,
        files: files ?? tables.map(\.name))
    }
  }

  /// Prints a rendered text, and where the files are; with `--quiet` only what stands nowhere else.
  func printText(_ text: String, in out: String?, files: [String]) throws {
    guard !quiet || out == nil else { return }
    let label = Phrase("Files: ", "文件：")(language)
    let place =
      out.map {
        "\n" + Terminal.renderer.sentence("\(label)\($0)/\(files.joined(separator: ", "))")
      } ?? ""
    try Terminal.write(rendered: text + place)
  }

  /// Prints a table as CSV.
  func write(csv bytes: [UInt8]) throws {
    try beginCSV()
    try Terminal.write(bytes)
  }

  /// Prints what stands before a table that is printed in pieces: the mark of UTF-8 where it is wanted.
  func beginCSV() throws {
    if csvBom { try Terminal.write(TextEncoding.byteOrderMark) }
  }

  /// Progress on standard error, of work of a known size or of one that it learns later.
  func watch(_ unit: Phrase, of total: Int = 0) -> Progress {
    Progress(of: total, unit: unit, isAsked: progress, isQuiet: quiet)
  }
}
