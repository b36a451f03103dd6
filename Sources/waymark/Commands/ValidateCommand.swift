internal import ArgumentParser
internal import Scenarios
internal import Tables
internal import Wording

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: Phrase(
      "Finds every problem of scenario files at once.",
      "一次列出情景文件的所有问题。")(.ofHelp),
    discussion: Phrase(
      """
      Exit code 0 if all files are in order, 65 if one is not. What can be computed and can hardly
      be meant, such as a lever that no expression reads, is a warning.

      Example:
        waymark validate scenarios/*.yaml
      """,
      """
      所有文件都没有问题时退出码为 0，否则为 65。能够计算但不像本意的内容（如没有表达式用到的
      手段）列为“请核对”。

      示例：
        waymark validate scenarios/*.yaml
      """)(.ofHelp))

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
      code: first.exit, text: failures.map(\.phrase).joined(Phrase("\n")))
  }

  private func report(_ warnings: [ScenarioIssue], of file: String) throws {
    let count = warnings.count
    let verdict = Phrase("\(file): in order", "\(file)：没有问题")
    let doubts =
      count == 0
      ? Phrase("")
      : Phrase(", \(count) \(count == 1 ? "warning" : "warnings")", "，\(count) 处请核对")
    try Terminal.write((warnings.warningText + verdict + doubts + Phrase("\n"))(common.language))
  }
}
