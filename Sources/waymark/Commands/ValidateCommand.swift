internal import ArgumentParser
internal import Scenarios
internal import Tables
internal import Wording

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: Phrase(
      "Finds every problem of scenario files at once.",
      "一次列出情景文件的所有问题。")(.spoken),
    discussion: Phrase(
      """
      Exit code 0 if all files are in order, 65 if one is not. What can be computed and can hardly
      be meant, such as a lever that no expression reads, is a warning; a promise without a quantity and
      the reading of a vague word are notes. --format json and csv print a row for each: file, line,
      column, path, problem, advice, severity (error, warning or note).

      Examples:
        waymark validate scenarios/*.yaml
        waymark validate scenarios/luohu-high-tech.yaml --format json
      """,
      """
      所有文件都没有问题时退出码为 0，否则为 65。能够计算但不像本意的内容（如没有表达式用到的
      手段）列为“请核对”；没有数量的承诺和含糊词语的解读列为“说明”。--format json 和 csv 为每处
      给出一行：file、line、column、path、problem、advice、severity（error、warning 或 note）。

      示例：
        waymark validate scenarios/*.yaml
        waymark validate scenarios/luohu-high-tech.yaml --format json
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("Scenario files; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var files: [String]

  @OptionGroup var common: CommonOptions

  func validate() throws { try InputFile.checkOnce(files) }

  func run() throws {
    var failures: [any Refusal] = []
    var rows: [IssueRow] = []
    for file in files {
      do {
        let compiled = try CompiledScenario(try InputFile.scenario(file))
        let warnings = compiled.warnings()
        rows += warnings.map { IssueRow($0, .warning) }
        rows += compiled.scenario.notices.map { IssueRow($0, .note) }
        if common.format == .table, !common.quiet {
          try report(compiled.scenario, warnings, of: InputFile.name(file))
        }
      } catch let error as any Refusal {
        failures.append(error)
        rows += ValidateCommand.rows(error, of: InputFile.name(file))
      }
    }
    switch common.format {
    case .table: break
    case .csv: try common.write(csv: IssueRow.table.csv(rows))
    case .json: try Terminal.write(IssueRow.table.json(rows))
    }
    guard let first = failures.first else { return }
    // Programs have the problems on standard output.
    let text = common.format == .table ? failures.map(\.phrase).joined(Phrase("\n")) : Phrase("")
    throw Failure.Message(code: first.exit, text: text)
  }

  private static func rows(_ error: any Refusal, of file: String) -> [IssueRow] {
    switch error {
    case ScenarioError.invalid(let invalid): invalid.issues.map { IssueRow($0, .error) }
    case let invalid as InvalidScenario: invalid.issues.map { IssueRow($0, .error) }
    default: [IssueRow(unreadable: file, error.description)]
    }
  }

  private func report(
    _ scenario: Scenario, _ warnings: [ScenarioIssue], of file: String
  ) throws {
    let count = warnings.count
    let verdict = Phrase("\(file): in order", "\(file)：没有问题")
    let doubts =
      count == 0
      ? Phrase("")
      : Phrase(", \(count) \(count == 1 ? "warning" : "warnings")", "，\(count) 处请核对")
    let promises =
      scenario.promises.isEmpty
      ? Phrase("")
      : [scenario.promiseSummary.map { $0 + Phrase(".", "。") }, scenario.nothingComputed]
        .compactMap(\.self).joined(Phrase(" ", "")) + Phrase("\n")
    try Terminal.write(
      (warnings.warningText + scenario.notices.noticeText + verdict + doubts + Phrase("\n")
        + promises)(common.language))
  }
}
