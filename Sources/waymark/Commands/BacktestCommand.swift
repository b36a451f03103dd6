internal import ArgumentParser
internal import Arguments
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
    discussion: Phrase(
      """
      Each series is cut at its last origins, forecast from there, and compared with what came: errors,
      coverage of intervals, and whether probabilities of reaching a level came true.

      Example:
        waymark backtest firms.csv --time year --value count --group district --horizon 3 --origins 2
      """,
      """
      每个序列在最后几个起点处截断，从那里预测，再与后来的实际值比较：误差、区间的覆盖率，以及
      达到某一水平的概率是否应验。

      示例：
        waymark backtest firms.csv --time year --value count --group district --horizon 3 --origins 2
      """)(.spoken))

  @OptionGroup var series: SeriesOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The most steps ahead, in the step of the series.", "最多向前预测的步数，以序列的步长计。"),
      valueName: "h"),
    transform: spoken(WholeNumber.readAny))
  var horizon = 6

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("Origins for each series.", "每个序列的预测起点数。"), valueName: "n"),
    transform: spoken(WholeNumber.readAny))
  var origins = 3

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The fewest observations before an origin.", "起点之前至少要有的观测数。"), valueName: "n"),
    transform: spoken(WholeNumber.readAny))
  var minPoints = 3

  @Option(
    help: ArgumentHelp(
      Phrase(
        "Levels whose probabilities are scored: numbers, or xF for F times the last value.",
        "对其概率评分的水平：数值，或 xF 表示最后一个值的 F 倍。"),
      valueName: "x1.1,800"))
  var thresholds = "x1.1,x1.25,x1.5,x2"

  @Option(help: ArgumentHelp(Phrase("The model: auto.", "模型：auto。")))
  var model = "auto"

  @Option(
    help: ArgumentHelp(
      Phrase(
        "What sort of quantity it is: \(ForecastKind.names.joined(separator: ", ")).",
        "属于哪一类量：\(ForecastKind.names.joined(separator: "、"))。"),
      valueName: "kind"))
  var kind = "any"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("A ceiling that is known.", "已知的上限。"), valueName: "k"))
  var ceiling: String?

  @Option(
    help: ArgumentHelp(
      Phrase("Also by: length (of the history) or group.", "另按 length（历史长度）或 group（组）分列。"),
      valueName: "what"))
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
        Phrase(
          "\(name) must be between \(range.lowerBound) and \(range.upperBound), found \(value)",
          "\(name) 必须在 \(range.lowerBound) 与 \(range.upperBound) 之间，实为 \(value)"))
    }
    if model != "auto" {
      throw ValidationError(
        Phrase("--model \(model): only auto is backtested", "--model \(model)：只有 auto 可以回测"))
    }
  }

  func run() throws {
    var request = BacktestRequest()
    request.horizon = horizon
    request.origins = origins
    request.leastPoints = minPoints
    request.kind = try ForecastKind(option: kind)
    let parts = try AmountOptions.parts("--thresholds", thresholds)
    let table = try series.series(predictors: nil, common: common)
    request.ceiling = try ceiling.map { try AmountOptions.value("--ceiling", $0, table.unit) }
    request.thresholds = try parts.map { part in
      guard part.hasPrefix("x") else {
        return .value(try AmountOptions.value("--thresholds", part, table.unit))
      }
      // A multiple is of the last value: one of zero or less asks nothing.
      guard let value = DecimalNumber.parse(String(part.dropFirst())), value > 0 else {
        throw ValidationError(
          Phrase(
            "--thresholds: '\(part)' is neither a number nor x and a number above 0",
            "--thresholds：“\(part)”既不是数字，也不是 x 加大于 0 的数字"))
      }
      return .multiple(value)
    }.eachOnce
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
    try output.write(answer, batch, marksTables: common.csvBom)
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
      throw ValidationError(
        Phrase("--kind \(option): choose one of \(kinds)", "--kind \(option)：请从 \(kinds) 中选择"))
    }
    self = kind
  }
}
