internal import ArgumentParser
internal import Experiments
internal import Reports
internal import Results
internal import Tables
internal import Wording

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: Phrase(
      "Shows one path of a run with all its draws.",
      "显示一次运行中的一条路径及其全部抽样。")(.spoken),
    discussion: """
      Simulates the path again, to the bit, from the scenario that the folder of the run holds.

      Example:
        waymark replay out/luohu --case push --path 17
      """)

  @Argument(
    help: ArgumentHelp("The folder of a run.", valueName: "run-dir"), completion: .directory)
  var folder: String

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("One of its cases; default: the reference.", valueName: "name"))
  var caseName: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The number of the path, from 0.", valueName: "k"))
  var path: Int

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let replay = try Replay(RunFolder(folder), case: caseName, path: path)
    try common.finish(ReplayText(replay, language: common.language), replay, output)
  }
}
