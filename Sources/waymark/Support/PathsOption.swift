internal import ArgumentParser
internal import Arguments
internal import Wording

/// How many paths a scenario takes, which a command may replace.
struct PathsOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The number of paths, instead of the scenario's.", "路径数，代替情景文件中的设定。"), valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?
}
