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
    discussion: """
      The cases that set levers and assume nothing are the alternatives. Each is simulated in each state of
      the world, on the same random numbers: as stated, under the assumptions of the other cases, under
      other growth models, with half and twice the volatility, without correlations, with each
      uncertainty at its 10 % and 90 % quantile.

      Example:
        waymark robustness scenarios/luohu-high-tech.yaml --target high_tech_800 --threshold 0.3
      """)

  @Argument(
    help: ArgumentHelp("The scenario file; - is standard input.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "The target, or target@2026; default: the first joint target, else the first.",
      valueName: "name"))
  var target: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The probability that is good enough.", valueName: "p"),
    transform: Share.read)
  var threshold = 0.8

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Paths of each alternative in each state; default: the scenario's, at most 10000.",
      valueName: "n"),
    transform: PathCount.read)
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed, instead of the scenario's.", valueName: "s"))
  var seed: UInt64?

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard threshold >= 0, threshold <= 1 else {
      throw ValidationError("--threshold must be between 0 and 1, found \(threshold)")
    }
  }

  func run() throws {
    let scenario = try InputFile.scenario(file)
    var options = RobustnessStudy.Options()
    options.target = target
    options.threshold = threshold
    options.paths = paths
    options.seed = seed
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
