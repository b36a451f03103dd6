internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Tables
internal import Wording

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: Phrase(
      "Shows one path of a run with all its draws.",
      "显示一次运行中的一条路径及其全部抽样。")(.spoken),
    discussion: Phrase(
      """
      Simulates the path again, to the bit, from the scenario that the folder of the run holds.

      Example:
        waymark replay out/luohu --case push --path 17
      """,
      """
      依据运行结果文件夹中的情景文件重新模拟该路径，逐位相同。

      示例：
        waymark replay out/luohu --case push --path 17
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(Phrase("The folder of a run.", "运行结果文件夹。"), valueName: "run-dir"),
    completion: .directory)
  var folder: String

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      Phrase("One of its cases; default: the reference.", "其中一个情景；默认为基准情景。"), valueName: "name"))
  var caseName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("The number of the path, from 0.", "路径的编号，从 0 起。"), valueName: "k"),
    transform: spoken(WholeNumber.readAny))
  var path: Int

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let replay = try Replay(InputFile.run(folder), case: caseName, path: path)
    try common.finish(ReplayText(replay, language: common.language), replay, output)
  }
}
