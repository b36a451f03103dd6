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
      Phrase(
        "The folder of a run, or a scenario file; - is standard input.", "运行结果文件夹或情景文件；- 为标准输入。"),
      valueName: "run-a"),
    completion: .file())
  var before: String

  @Argument(help: ArgumentHelp(Phrase("Another.", "另一个。"), valueName: "run-b"), completion: .file())
  var after: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The paths of both, instead of their own.", "两者的路径数，代替各自的设定。"), valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The seed of both, instead of their own.", "两者的随机种子，代替各自的设定。"), valueName: "s"),
    transform: spoken(SeedNumber.read))
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("Pairs of random orders where more than eight parts differ.", "差异超过八处时，随机次序的对数。"),
      valueName: "n"),
    transform: spoken(WholeNumber.read))
  var orders = 32

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try InputFile.checkOnce([before, after])
    if !(2...10_000).contains(orders) {
      throw ValidationError(
        Phrase(
          "--orders must be between 2 and 10000, found \(orders)",
          "--orders 必须在 2 与 10000 之间，实为 \(orders)"))
    }
  }

  func run() throws {
    let sides = (try InputFile.side(before), try InputFile.side(after))
    try sides.0.scenario.requireQuantity()
    try sides.1.scenario.requireQuantity()
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
