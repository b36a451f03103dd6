internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Foundation
internal import Reports
internal import Scenarios
internal import Tables
internal import Wording

struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: Phrase(
      "Answers a question without a file, and writes the file that answers it.",
      "不用文件即可提问，并写出能回答它的情景文件。")(.spoken),
    discussion: Phrase(
      """
      The last point is the target; those before it are what was observed.

      Example:
        waymark ask "120@2015 405@2020 800@2025" --kind count
      """,
      """
      最后一个点是目标，之前的点是观测值。

      示例：
        waymark ask "120@2015 405@2020 800@2025" --kind count
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("Points value@date; the last one is the target.", "各点，形如 数值@日期；最后一个是目标。"),
      valueName: "points"))
  var question: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "What grows: count (whole things), output (a continuous quantity), or firms, certified_firms, "
          + "stations, subscribers, users or patents, whose past answers.",
        "增长的是什么：count（整数计数）、output（连续量），或由同类历史回答的 firms、certified_firms、stations、subscribers、users、patents。"
      ), valueName: "kind"))
  var kind = "output"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The ceiling, which the forecast keeps below: a number or a law.", "预测不会越过的上限：数值或分布。"),
      valueName: "law"))
  var ceiling: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("The number of paths.", "路径数。"), valueName: "n"),
    transform: spoken(PathCount.read))
  var paths = 100_000

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("The seed.", "随机种子。"), valueName: "s"),
    transform: spoken(SeedNumber.read))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      Phrase("The folder for the scenario file; default: this one.", "情景文件写入的文件夹；默认为当前文件夹。"),
      valueName: "dir"),
    completion: .directory)
  var out: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard Question.kinds.contains(kind) else {
      throw ValidationError(
        Phrase(
          "--kind must be one of \(Question.kinds.joined(separator: ", ")), found \(kind)",
          "--kind 必须是 \(Question.kinds.joined(separator: "、")) 之一，实为 \(kind)"))
    }
  }

  func run() throws {
    let question: Question
    do {
      question = try Question(self.question)
      try question.check(kind: kind)
    } catch {
      throw Failure.Message(code: .usage, text: error.phrase)
    }
    let text = question.scenario(
      kind: kind, ceiling: ceiling, paths: paths, seed: seed, language: common.language)
    let (run, path) = try answer(question, text)
    switch common.format {
    case .table:
      let limit =
        ceiling == nil && question.areShares
        ? Phrase(
          "\nA share of a whole does not pass 100 %: to say so, ask with --ceiling 100\n",
          "\n若为整体中的份额，不会超过 100 %：请加上 --ceiling 100\n")
        : Phrase("")
      let hint =
        kind == "output" && question.areWhole
        ? Phrase(
          "\nThe numbers are whole: if they count things, say which, as in --kind firms, stations, "
            + "subscribers or patents\n",
          "\n数字都是整数：若为计数，请说明对象，如 --kind firms、stations、subscribers 或 patents\n")
        : Phrase("")
      let word = ShellWord.file(path)
      let place = Phrase(
        "\nScenario: \(path) (waymark run \(word))\n", "\n情景文件：\(path)（waymark run \(word)）\n")
      let end = common.quiet ? "" : (limit + hint + place)(common.language)
      try Terminal.write(
        rendered: Terminal.renderer.text(RunText(run, language: common.language).document))
      try Terminal.write(end)
    case .csv: try common.write(csv: run.tables[0].csv)
    case .json: try Terminal.write(run.tables[0].json)
    }
    common.warn(of: run)
  }

  /// The run of a question, and where its scenario stands now.
  private func answer(_ question: Question, _ text: String) throws -> (run: Run, path: String) {
    let bytes = Array(text.utf8)
    while true {
      let name = question.freeName(for: text, in: out ?? ".")
      let path = out.map { "\($0)/\(name)" } ?? name
      let scenario = try Unwritten.read(.question) { try Scenario(text: text, name: path) }
      var options = RunOptions()
      options.engine.workers = common.workerCount
      let progress = common.watch(.paths, of: paths)
      let run = try Unwritten.read(.question) {
        try Run(scenario, options: options) { progress.update($0) }
      }
      progress.finish()
      do throws(FileError) {
        if !FileReading.holds(bytes, at: path) {
          try NewFile.write([(name, bytes)], in: out ?? ".")
        }
        return (run, path)
      } catch {
        // Another question has taken the name meanwhile, or the same one was asked twice.
        guard error.isTaken else { throw error }
        if FileReading.holds(bytes, at: path) { return (run, path) }
      }
    }
  }
}
