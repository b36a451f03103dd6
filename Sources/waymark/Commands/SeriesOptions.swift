public import ArgumentParser
internal import Experiments
internal import SeriesStudies
public import TableReading
internal import Tables
internal import Wording

/// Which columns of a table make the series.
struct SeriesOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      Phrase(
        "A table: CSV, or separated by semicolons or tabs, dates down or across; - is standard input.",
        "表：CSV，或以分号、制表符分隔，日期纵排或横排；- 为标准输入。"),
      valueName: "data.csv"), completion: .file())
  var path: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The column of the dates or of the predictor; left out where the layout is plain.",
        "日期或自变量所在的列；版式明确时可省略。"),
      valueName: "col"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The column of the values, or the row where dates run across; left out where it is plain.",
        "数值所在的列，日期横排时为行；版式明确时可省略。"),
      valueName: "col"))
  var value: String?

  @Option(
    help: ArgumentHelp(
      Phrase("The column that names the series; one series without.", "为序列命名的列；不给出则只有一个序列。"),
      valueName: "col"))
  var group: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "What the cells are: \(CellMeaning.allCases.map(\.rawValue).joined(separator: ", ")); left out, what names and dates say.",
        "单元格的含义：\(CellMeaning.allCases.map(\.rawValue).joined(separator: "、"))；不给出则依名称和日期判断。"),
      valueName: "kind"))
  var cells: CellMeaning?

  /// The file as messages call it.
  var data: String { InputFile.name(path) }

  /// The series, with the points from the dates, if they are given, and the named predictors; what
  /// was taken how is said on standard error.
  func series(predictors: [String]?, common: CommonOptions) throws -> SeriesTable {
    var request = DataRequest()
    (request.time, request.value, request.group) = (time, value, group)
    (request.predictors, request.cells) = (predictors ?? [], cells)
    if time == nil, predictors != nil, value == nil {
      throw ValidationError(
        Phrase("--value COL is missing: the column of the values", "缺少 --value COL：数值所在的列"))
    }
    do {
      let file = try InputFile.data(path, request)
      let dates = [file.time].compactMap(\.self)
      var series = try SeriesTable(
        file.table, predictors: dates + (predictors ?? []), value: file.value, group: file.group,
        isDated: !dates.isEmpty, workers: common.workerCount)
      guard !series.series.isEmpty else {
        throw Failure.Message(
          code: .badData,
          text: Phrase(
            "\(data): no row has a value in column “\(file.value)”",
            "\(data)：列“\(file.value)”没有任何数值"))
      }
      // An index made of growth is in no unit.
      series.unit = file.meaning == .growth ? nil : file.unit ?? series.unit
      for group in series.series.map(\.group) where file.meaning != .growth {
        series.units[group] = file.unit(of: group)
      }
      say(file.remarks + series.remarks, common)
      return series
    } catch let error as LayoutError {
      throw Failure.Message(code: error.exit, text: error.phrase)
    }
  }

  private func say(_ remarks: [Phrase], _ common: CommonOptions) {
    var said: [Phrase] = []
    for phrase in remarks where !said.contains(phrase) { said.append(phrase) }
    guard !said.isEmpty, !common.quiet else { return }
    let texts = said.map { $0(common.language) }
    Terminal.writeError(
      Phrase(
        "\(data): \(texts.joined(separator: "; "))", "\(data)：\(texts.joined(separator: "；"))")(
          common.language))
  }
}

extension CellMeaning: ExpressibleByArgument {}

/// Whether a batch with failures is a failure.
struct StrictOption: ParsableArguments {
  @Flag(help: ArgumentHelp(Phrase("Exit with 1 if a series failed.", "有序列失败时退出码为 1。")))
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
