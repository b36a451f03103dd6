internal import ArgumentParser
internal import Experiments
internal import SeriesStudies
internal import Tables

/// Which columns of a CSV file make the series.
struct SeriesOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A CSV file with a header row; - is standard input.", valueName: "data.csv"),
    completion: .file())
  var path: String

  @Option(help: ArgumentHelp("The column of the dates or of the predictor.", valueName: "col"))
  var time: String?

  @Option(help: ArgumentHelp("The column of the values.", valueName: "col"))
  var value: String

  @Option(
    help: ArgumentHelp("The column that names the series; one series without.", valueName: "col"))
  var group: String?

  /// The file as messages call it.
  var data: String { InputFile.name(path) }

  /// The series, with the points from the dates, if they are given, and the named predictors.
  func series(predictors: [String]?, workers: Int) throws -> SeriesTable {
    let columns = (time.map { [$0] } ?? []) + (predictors ?? [])
    guard !columns.isEmpty else {
      throw ValidationError("--time COL is missing: the column of the dates")
    }
    let table = try InputFile.table(path)
    let series = try SeriesTable(
      table, predictors: columns, value: value, group: group, workers: workers)
    guard !series.series.isEmpty else {
      throw Failure.Message(
        code: .badData, text: "\(data): no row has a value in column “\(value)”")
    }
    return series
  }
}

/// Whether a batch with failures is a failure.
struct StrictOption: ParsableArguments {
  @Flag(help: "Exit with 1 if a series failed.")
  var strict = false

  /// Ends the command with the code of a failed check, if that was asked for.
  func check(_ failed: Int, of total: Int, _ done: String) throws {
    guard strict, failed > 0 else { return }
    throw Failure.Message(
      code: .checkFailed, text: "\(failed) of \(total) series could not be \(done)")
  }
}
