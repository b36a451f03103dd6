internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Scenarios
internal import Wording

struct RobustnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robustness",
    abstract: Phrase(
      "Tells which choice does well whatever the state of the world.",
      "无论情形如何，哪个方案都较好。")(.spoken),
    discussion: Phrase(
      """
      The cases that set levers and assume nothing are the alternatives. Each is simulated in each state of
      the world, on the same random numbers: as stated, under the assumptions of the other cases, under
      other growth models, with half and twice the volatility, without correlations, with each
      uncertainty at its 10 % and 90 % quantile.

      Example:
        waymark robustness scenarios/luohu-high-tech.yaml --target high_tech_800 --threshold 0.3
      """,
      """
      只设定手段、不作假设的情景是备选方案。每个方案在每种情形下用同一组随机数模拟：原设定、其他
      情景的假设、其他增长模型、波动减半和加倍、去掉相关、每个不确定量取其 10 % 和 90 % 分位数。

      示例：
        waymark robustness scenarios/luohu-high-tech.yaml --target high_tech_800 --threshold 0.3
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("The scenario file; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The target, or target@2026; default: the first joint target, else the first.",
        "目标，或 目标@2026；默认为第一个联合目标，没有则为第一个目标。"),
      valueName: "name"))
  var target: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("The probability that is good enough.", "足够好的概率。"), valueName: "p"),
    transform: spoken(Share.read))
  var threshold = 0.8

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase(
        "Paths of each alternative in each state; default: the scenario's, at most 10000.",
        "每个方案在每种情形下的路径数；默认用情景文件的设定，至多 10000。"),
      valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?

  @OptionGroup var seeding: SeedOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard threshold >= 0, threshold <= 1 else {
      throw ValidationError(
        Phrase(
          "--threshold must be between 0 and 1, found \(threshold)",
          "--threshold 必须在 0 与 1 之间，实为 \(threshold)"))
    }
  }

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try scenario.requireQuantity(of: [target].compactMap(\.self))
    var options = RobustnessStudy.Options()
    options.target = target
    options.threshold = threshold
    options.paths = paths
    options.seed = seeding.seed
    options.engine.workers = common.workerCount
    let progress = common.watch(.paths)
    defer { progress.finish() }
    let study = try RobustnessStudy(scenario, options: options) { progress.update($0, of: $1) }
    progress.finish()
    try common.finish(RobustnessText(study, language: common.language), study, output)
    try Failure.check(
      failedShare: Double(study.mostFailed) / Double(study.paths), of: scenario)
  }
}
