internal import ArgumentParser
internal import Scenarios
internal import Tables

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Finds every problem of scenario files at once.",
    discussion: """
      Exit code 0 if all files are in order, 65 if one is not. What can be computed and can hardly
      be meant, such as a lever that no expression reads, is a warning.

      Example:
        waymark validate scenarios/*.yaml
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .file())
  var files: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    var failures: [any Refusal] = []
    for file in files {
      do {
        let warnings = try CompiledScenario(try Scenario(file: file)).warnings()
        if !common.quiet { try report(warnings, of: file) }
      } catch let error as any Refusal {
        failures.append(error)
      }
    }
    guard let first = failures.first else { return }
    throw Failure.Message(
      code: first.exit, text: failures.map(\.description).joined(separator: "\n"))
  }

  private func report(_ warnings: [ScenarioIssue], of file: String) throws {
    let count = warnings.count
    try Terminal.write(
      warnings.warningText + "\(file): in order"
        + (count == 0 ? "" : ", \(count) \(count == 1 ? "warning" : "warnings")") + "\n")
  }
}
