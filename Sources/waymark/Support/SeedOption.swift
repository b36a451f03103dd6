internal import ArgumentParser
internal import Arguments
internal import Wording

/// The seed of a scenario, which a command may replace.
struct SeedOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The seed, instead of the scenario's.", "随机种子，代替情景文件中的设定。"), valueName: "s"),
    transform: spoken(SeedNumber.read))
  var seed: UInt64?
}
