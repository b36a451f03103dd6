import Arguments
import Testing
import Wording

@Suite struct CommandNameTests {
  private func problem(_ arguments: String...) -> String? { phrase(arguments)?.english }

  private func phrase(_ arguments: [String]) -> Phrase? {
    CommandName.problem(
      arguments, commands: ["run", "replay", "validate"], isFile: { $0 == "plan.yaml" })
  }

  @Test func `a command that was mistyped is named`() {
    #expect(problem("rnu") == "there is no command 'rnu'; did you mean `run`?")
    #expect(problem("vaildate", "x") == "there is no command 'vaildate'; did you mean `validate`?")
    #expect(problem("help", "relay") == "there is no command 'relay'; did you mean `replay`?")
  }

  @Test func `what is no command at all is told which there are`() {
    #expect(
      problem("simulate")
        == "there is no command 'simulate'; the commands are run, replay, validate")
    #expect(problem("plan.yaml")?.hasSuffix("to simulate it: waymark run plan.yaml") == true)
  }

  @Test func `it is said in Chinese too`() {
    #expect(phrase(["rnu"])?.chinese == "没有命令“rnu”；是否指 `run`？")
    #expect(phrase(["simulate"])?.chinese == "没有命令“simulate”；命令有 run、replay、validate")
  }

  @Test func `commands, help and options pass`() {
    #expect(problem() == nil)
    #expect(problem("run", "rnu") == nil)
    #expect(problem("help") == nil)
    #expect(problem("help", "run") == nil)
    #expect(problem("--version") == nil)
  }

  @Test(arguments: [
    ("Error: Unknown option '--budge'. Did you mean '--quiet'?", "Error: Unknown option '--budge'"),
    ("Error: Unknown option '--cost'. Did you mean '--case'?", "Error: Unknown option '--cost'"),
    (
      "Error: Unknown option '--budget'. Did you mean '--target'?",
      "Error: Unknown option '--budget'"
    ),
    (
      "Error: Unknown option '--sede'. Did you mean '--seed'?",
      "Error: Unknown option '--sede'. Did you mean '--seed'?"
    ),
    ("Error: Unknown option '--hlep'", "Error: Unknown option '--hlep'. Did you mean '--help'?"),
    ("Error: Unknown option '--xyz'", "Error: Unknown option '--xyz'"),
    ("Error: Missing value for '--seed'", "Error: Missing value for '--seed'"),
  ])
  func `only what is near is suggested`(line: String, advised: String) {
    #expect(OptionName.advised(line, among: ["--help", "--version"]) == advised)
  }

  @Test func `an option that was mistyped is named`() {
    #expect(OptionName.nearest("--hlep", among: ["--help", "--version"]) == "--help")
    #expect(OptionName.nearest("--paths", among: ["--help", "--version"]) == nil)
  }
}
