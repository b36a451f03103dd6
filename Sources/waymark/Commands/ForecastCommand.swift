internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Forecasting
internal import Reports
internal import Scenarios
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
      Phrase("Steps ahead, in the step of the series.", "向前预测的步数，以序列的步长计。"),
      discussion: Phrase("Left out: 5, of quarters 8, of months 12.", "未给出时为 5；季度为 8，月度为 12。"),
      valueName: "h"),
    transform: spoken(WholeNumber.readAny))
  var horizon: Int?

  @Option(help: ArgumentHelp(Phrase("The model: auto.", "模型：auto。")))
  var model = "auto"

  @Option(
    help: ArgumentHelp(
      Phrase("Levels of the intervals in percent.", "区间的水平，以百分数计。"), valueName: "50,80,95"))
  var levels = "50,80,95"

  @Option(
    help: ArgumentHelp(Phrase("Levels whose probability is wanted.", "要求其概率的水平。"), valueName: "x,y")
  )
  var thresholds: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("A ceiling that is known.", "已知的上限。"), valueName: "k"))
  var ceiling: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "What sort of quantity it is: \(ForecastKind.names.joined(separator: ", ")).",
        "属于哪一类量：\(ForecastKind.names.joined(separator: "、"))。"),
      valueName: "kind"))
  var kind = "any"

  @OptionGroup var strict: StrictOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let horizon, !(1...1000).contains(horizon) {
      throw ValidationError(
        Phrase(
          "--horizon must be between 1 and 1000, found \(horizon)",
          "--horizon 必须在 1 与 1000 之间，实为 \(horizon)"))
    }
    if model != "auto" {
      throw ValidationError(
        Phrase(
          "--model \(model): forecasts are made by auto; for a curve write a scenario, or use "
            + "`waymark fit`", "--model \(model)：预测只用 auto；如需曲线，请写情景文件，或用 `waymark fit`"))
    }
  }

  func run() throws {
    let levels = try wantedLevels()
    let parts = try AmountOptions.parts("--thresholds", thresholds ?? "")
    let table = try series.series(predictors: nil, common: common)
    var request = ForecastBatch.Request(horizon: horizon ?? table.usualHorizon)
    request.levels = levels
    request.thresholds = try parts.map {
      try AmountOptions.value("--thresholds", $0, table.unit)
    }.eachOnce
    request.ceiling = try ceiling.map { try AmountOptions.value("--ceiling", $0, table.unit) }
    request.kind = try ForecastKind(option: kind)
    let progress = common.watch(.series, of: table.series.count)
    let batch = try ForecastBatch(table, request, workers: common.workerCount) {
      progress.update($0)
    }
    progress.finish()
    caution(batch)
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
        throw ValidationError(
          Phrase(
            "--levels must lie between 0 and 100, found \(levels)",
            "--levels 必须在 0 与 100 之间，实为 \(levels)"))
      }
      guard level >= 1 else {
        let (share, percent) = (DecimalNumber.text(level), percentText(level))
        let advice =
          level < 0.01
          ? Phrase("write 1 or more", "请写 1 或以上")
          : Phrase("did you mean \(percent)?", "是否指 \(percent)？")
        throw ValidationError(
          Phrase("--levels \(share): levels are in percent", "--levels \(share)：水平以百分数计")
            + .semicolon + advice)
      }
      if !wanted.contains(level) { wanted.append(level) }
    }
    return wanted
  }

  /// A share in percent, without the rounding error of a product.
  private func percentText(_ share: Double) -> String {
    DecimalNumber.text((share * 1e8).rounded() / 1e6)
  }

  /// Says which values and thresholds can hardly be meant.
  private func caution(_ batch: ForecastBatch) {
    guard !common.quiet else { return }
    let unit = batch.unit ?? ""
    var shown: [Phrase] = []
    for outcome in batch.outcomes where shown.count < Self.mostCautions {
      // What has no forecast is reported as such.
      if case .success = outcome.result { shown += odd(outcome, batch, unit) }
    }
    let far = batch.request.thresholds.compactMap { farOff($0, batch, unit) }
    for phrase in far + shown.prefix(Self.mostCautions) {
      Terminal.writeError(
        (Phrase(series.data) + .colon + phrase + .semicolon + .unitAndDigits)(common.language))
    }
  }

  /// Of many series the first odd values are enough.
  private static let mostCautions = 5

  /// Values that are far off their neighbours.
  private func odd(
    _ outcome: ForecastBatch.Outcome, _ batch: ForecastBatch, _ unit: String
  ) -> [Phrase] {
    let points = outcome.observations.filter { $0.value > 0 }
    func dated(_ place: Int) -> (date: String, value: Double) {
      let time = points[place].time
      return (batch.date(time) ?? DecimalNumber.text(time), points[place].value)
    }
    return OddObservations.find(
      points.map(\.time), points.map(\.value), areCounts: outcome.mayCount
    ).map { found in
      let name = outcome.group.isEmpty ? Phrase("") : Phrase(outcome.group) + .colon
      return name
        + OddObservations.problem(
          dated(found.odd), dated(found.beside), found.other.map(dated), unit)
    }
  }

  /// A threshold that no series is near.
  private func farOff(_ threshold: Double, _ batch: ForecastBatch, _ unit: String) -> Phrase? {
    let largest = batch.outcomes.flatMap(\.observations).map(\.value).max() ?? 0
    let least = batch.outcomes.compactMap { $0.observations.last?.value }.min() ?? 0
    guard threshold > 0, largest > 0 else { return nil }
    let amount = OddObservations.amount(threshold, unit)
    if threshold > 1000 * largest {
      let value = OddObservations.amount(largest, unit)
      return Phrase(
        "--thresholds \(amount) is more than 1,000 times the largest value, \(value)",
        "--thresholds \(amount) 超过最大值 \(value) 的 1000 倍")
    }
    guard threshold < least / 1000 else { return nil }
    let value = OddObservations.amount(least, unit)
    return Phrase(
      "--thresholds \(amount) is less than a thousandth of the last value, \(value)",
      "--thresholds \(amount) 不到最后一个值 \(value) 的千分之一")
  }

  private func numbers(_ text: String, _ option: String) throws -> [Double] {
    try text.split(separator: ",").map { part in
      guard let value = DecimalNumber.parse(String(part.trimmingBlanks)) else {
        throw ValidationError(
          Phrase("\(option): '\(part)' is not a number", "\(option)：“\(part)”不是数字"))
      }
      return value
    }
  }
}
