internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Tables
internal import Wording

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: Phrase(
      "What changed in each target's probability, and why.",
      "各目标的概率有何变化，因何而变。")(.spoken),
    discussion: Phrase(
      """
      Compares two runs, or two scenario files: every difference, and the share of each in what became
      of the targets. Both and what lies between them are simulated on the same random numbers.

      Example:
        waymark compare out/luohu-2021 out/luohu-2022
      """,
      """
      比较两次运行或两个情景文件：列出每处差异，以及各差异对目标概率变化的份额。两者及其间的
      各种组合都用同一组随机数模拟。

      示例：
        waymark compare out/luohu-2021 out/luohu-2022
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      "The folder of a run, or a scenario file; - is standard input.", valueName: "run-a"),
    completion: .file())
  var before: String

  @Argument(help: ArgumentHelp("Another.", valueName: "run-b"), completion: .file())
  var after: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The paths of both, instead of their own.", valueName: "n"),
    transform: PathCount.read)
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of both, instead of their own.", valueName: "s"))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Pairs of random orders where more than eight parts differ.", valueName: "n"),
    transform: WholeNumber.read)
  var orders = 32

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try InputFile.checkOnce([before, after])
    if !(2...10_000).contains(orders) {
      throw ValidationError("--orders must be between 2 and 10000, found \(orders)")
    }
  }

  func run() throws {
    let sides = (try InputFile.side(before), try InputFile.side(after))
    // Nobody wants to learn after a long run that it cannot be kept.
    try output.check()
    var options = ComparisonOptions()
    options.paths = paths
    options.seed = seed
    options.pairs = orders
    options.engine.workers = common.workerCount
    let progress = common.watch(.perMille, of: 1000)
    defer { progress.finish() }
    let comparison = try Comparison(sides.0, sides.1, options: options) { done, total in
      progress.update(done * 1000 / max(1, total))
    }
    progress.finish()
    try common.finish(
      ComparisonText(comparison, language: common.language), comparison, output)
  }
}
