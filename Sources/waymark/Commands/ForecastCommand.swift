internal import ArgumentParser
internal import Experiments
internal import Forecasting
internal import Reports
internal import SeriesStudies
internal import Tables
internal import Wording

struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: Phrase(
      "Forecasts one or many series with honest intervals.",
      "预测一个或多个序列，给出可信的区间。")(.spoken),
    discussion: Phrase(
      """
      For each series and step: mean, median, intervals, and the probability of reaching each
      threshold.

      Example:
        waymark forecast firms.csv --time year --value count --group district --horizon 5 --thresholds 800
        waymark forecast statistics.csv
      """,
      """
      对每个序列的每一步给出：均值、中位数、区间，以及达到各阈值的概率。

      示例：
        waymark forecast firms.csv --time year --value count --group district --horizon 5 --thresholds 800
        waymark forecast statistics.csv
      """)(.spoken))

  @OptionGroup var series: SeriesOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps ahead, in the step of the series.",
      discussion: "Left out: 5, of quarters 8, of months 12.", valueName: "h"))
  var horizon: Int?

  @Option(help: "The model: auto.")
  var model = "auto"

  @Option(help: ArgumentHelp("Levels of the intervals in percent.", valueName: "50,80,95"))
  var levels = "50,80,95"

  @Option(help: ArgumentHelp("Levels whose probability is wanted.", valueName: "x,y"))
  var thresholds: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("A ceiling that is known.", valueName: "k"))
  var ceiling: Double?

  @Option(
    help: ArgumentHelp(
      "What sort of quantity it is: \(ForecastKind.names.joined(separator: ", ")).",
      valueName: "kind"))
  var kind = "any"

  @OptionGroup var strict: StrictOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let horizon, !(1...1000).contains(horizon) {
      throw ValidationError("--horizon must be between 1 and 1000, found \(horizon)")
    }
    if model != "auto" {
      throw ValidationError(
        "--model \(model): forecasts are made by auto; for a curve write a scenario, or use "
          + "`waymark fit`")
    }
  }

  func run() throws {
    let levels = try wantedLevels()
    let table = try series.series(predictors: nil, common: common)
    var request = ForecastBatch.Request(horizon: horizon ?? table.usualHorizon)
    request.levels = levels
    request.thresholds = try thresholds.map { try numbers($0, "--thresholds") } ?? []
    request.ceiling = ceiling
    request.kind = try ForecastKind(option: kind)
    let progress = common.watch(.series, of: table.series.count)
    let batch = try ForecastBatch(table, request, workers: common.workerCount) {
      progress.update($0)
    }
    progress.finish()
    try common.finish(ForecastText(batch, language: common.language), batch, output)
    let failures = batch.failures
    SeriesReport.write(
      failures, of: batch.outcomes.count, done: Phrase("forecast", "预测"), file: series.data)
    if failures.count == batch.outcomes.count {
      throw Failure.Message(code: .badData, text: Phrase("no series could be forecast", "没有序列可以预测"))
    }
    try strict.check(failures.count, of: batch.outcomes.count, Phrase("forecast", "预测"))
  }

  /// The levels in percent, each once.
  private func wantedLevels() throws -> [Double] {
    var wanted: [Double] = []
    for level in try numbers(levels, "--levels") {
      guard level > 0, level < 100 else {
        throw ValidationError("--levels must lie between 0 and 100, found \(levels)")
      }
      guard level >= 1 else {
        let (share, percent) = (DecimalNumber.text(level), percentText(level))
        throw ValidationError(
          "--levels \(share): levels are in percent; did you mean \(percent)?")
      }
      if !wanted.contains(level) { wanted.append(level) }
    }
    return wanted
  }

  /// A share in percent, without the rounding error of a product.
  private func percentText(_ share: Double) -> String {
    DecimalNumber.text((share * 1e8).rounded() / 1e6)
  }

  private func numbers(_ text: String, _ option: String) throws -> [Double] {
    try text.split(separator: ",").map { part in
      guard let value = DecimalNumber.parse(String(part.trimmingBlanks)) else {
        throw ValidationError("\(option): '\(part)' is not a number")
      }
      return value
    }
  }
}
