internal import ArgumentParser
internal import Experiments
internal import SeriesStudies
internal import Tables
internal import Wording

/// Which columns of a CSV file make the series.
struct SeriesOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A CSV file with a header row.", valueName: "data.csv"), completion: .file())
  var data: String

  @Option(help: ArgumentHelp("The column of the dates or of the predictor.", valueName: "col"))
  var time: String?

  @Option(help: ArgumentHelp("The column of the values.", valueName: "col"))
  var value: String

  @Option(
    help: ArgumentHelp("The column that names the series; one series without.", valueName: "col"))
  var group: String?

  /// The series, with the points from the dates, if they are given, and the named predictors.
  func series(predictors: [String]?, workers: Int) throws -> SeriesTable {
    let columns = (time.map { [$0] } ?? []) + (predictors ?? [])
    guard !columns.isEmpty else {
      throw ValidationError("--time COL is missing: the column of the dates")
    }
    let table = try CSVReader.read(data)
    let series = try SeriesTable(
      table, predictors: columns, value: value, group: group, workers: workers)
    guard !series.series.isEmpty else {
      throw Failure.Message(
        code: .badData,
        text: Phrase(
          "\(data): no row has a value in column “\(value)”",
          "\(data)：列“\(value)”没有任何数值"))
    }
    return series
  }
}

/// Whether a batch with failures is a failure.
struct StrictOption: ParsableArguments {
  @Flag(help: "Exit with 1 if a series failed.")
  var strict = false

  /// Ends the command with the code of a failed check, if that was asked for.
  func check(_ failed: Int, of total: Int, _ done: Phrase) throws {
    guard strict, failed > 0 else { return }
    throw Failure.Message(
      code: .checkFailed,
      text: Phrase(
        "\(failed) of \(total) series could not be \(done.english)",
        "\(total) 个序列中有 \(failed) 个无法\(done.chinese)"))
  }
}
