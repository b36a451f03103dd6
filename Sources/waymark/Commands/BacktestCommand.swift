internal import ArgumentParser
internal import Experiments
internal import Forecasting
internal import Reports
internal import SeriesStudies
internal import Tables
internal import Wording

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: Phrase(
      "Forecasts the past from the past: how good are forecasts of such series?",
      "用过去预测过去：这类序列的预测有多准？")(.spoken),
    discussion: """
      Each series is cut at its last origins, forecast from there, and compared with what came: errors,
      coverage of intervals, and whether probabilities of reaching a level came true.

      Example:
        waymark backtest firms.csv --time year --value count --group district --horizon 3 --origins 2
      """)

  @OptionGroup var series: SeriesOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most steps ahead, in the step of the series.", valueName: "h"))
  var horizon = 6

  @Option(parsing: .unconditional, help: ArgumentHelp("Origins for each series.", valueName: "n"))
  var origins = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The fewest observations before an origin.", valueName: "n"))
  var minPoints = 3

  @Option(
    help: ArgumentHelp(
      "Levels whose probabilities are scored: numbers, or xF for F times the last value.",
      valueName: "x1.1,800"))
  var thresholds = "x1.1,x1.25,x1.5,x2"

  @Option(help: "The model: auto.")
  var model = "auto"

  @Option(
    help: ArgumentHelp(
      "What sort of quantity it is: \(ForecastKind.names.joined(separator: ", ")).",
      valueName: "kind"))
  var kind = "any"

  @Option(parsing: .unconditional, help: ArgumentHelp("A ceiling that is known.", valueName: "k"))
  var ceiling: Double?

  @Option(help: ArgumentHelp("Also by: length (of the history) or group.", valueName: "what"))
  var by: Split?

  @OptionGroup var output: OutputOptions

  @OptionGroup var strict: StrictOption

  @OptionGroup var common: CommonOptions

  enum Split: String, ExpressibleByArgument, CaseIterable {
    case length, group
  }

  func validate() throws {
    for (name, value, range) in [
      ("--horizon", horizon, 1...1000), ("--origins", origins, 1...10_000),
      ("--min-points", minPoints, 1...10_000),
    ] where !range.contains(value) {
      throw ValidationError(
        "\(name) must be between \(range.lowerBound) and \(range.upperBound), found \(value)")
    }
    if model != "auto" { throw ValidationError("--model \(model): only auto is backtested") }
  }

  func run() throws {
    var request = BacktestRequest()
    request.horizon = horizon
    request.origins = origins
    request.leastPoints = minPoints
    request.ceiling = ceiling
    request.kind = try ForecastKind(option: kind)
    request.thresholds = try thresholds.split(separator: ",").map { part in
      let isMultiple = part.trimmingBlanks.hasPrefix("x")
      let text = String(part.trimmingBlanks.dropFirst(isMultiple ? 1 : 0))
      guard let value = DecimalNumber.parse(text) else {
        throw ValidationError("--thresholds: '\(part)' is neither a number nor x and a number")
      }
      return isMultiple ? .multiple(value) : .value(value)
    }
    let table = try series.series(predictors: nil, common: common)
    let progress = common.watch(.series, of: table.series.count)
    let batch = try BacktestBatch(table, request, workers: common.workerCount) {
      progress.update($0)
    }
    progress.finish()
    let failures = batch.failures
    guard failures.count < batch.outcomes.count else {
      report(batch)
      throw Failure.Message(
        code: .badData, text: Phrase("no series could be backtested", "没有序列可以回测"))
    }
    let rows: [BacktestScores] =
      switch by {
      case .length: batch.byLength + batch.pooled
      case .group: batch.byGroup + batch.pooled
      case nil: batch.pooled
      }
    let answer = BacktestText(batch, rows: rows, language: common.language)
    try output.write(answer, batch)
    try common.print(
      answer, [TableFile("backtest.csv", BacktestScores.table, rows)], in: output.out,
      files: output.names(answer, batch.tables))
    report(batch)
    try strict.check(failures.count, of: batch.outcomes.count, Phrase("backtested", "回测"))
  }

  private func report(_ batch: BacktestBatch) {
    SeriesReport.write(
      batch.failures, of: batch.outcomes.count, done: Phrase("backtested", "回测"), file: series.data)
  }
}

extension ForecastKind {
  /// The kind that an option names.
  init(option: String) throws {
    guard let kind = ForecastKind(name: option) else {
      let kinds = ForecastKind.names.joined(separator: ", ")
      throw ValidationError("--kind \(option): choose one of \(kinds)")
    }
    self = kind
  }
}
