internal import ArgumentParser
internal import Experiments
internal import Reports
internal import Results
internal import Tables
internal import Wording

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: Phrase(
      "Makes the page of a run that was kept.",
      "为已保存的运行生成报告页面。")(.spoken),
    discussion: Phrase(
      """
      Simulates the run again, to the bit, from what its folder holds, and writes report.html there: the
      bytes that `run --out` writes. A run that another version made is refused.

      Examples:
        waymark report out/luohu
        waymark report out/luohu --files html,json --charts out/charts --language zh
      """,
      """
      依据文件夹中的内容重新模拟该次运行，逐位相同，并在其中写出 report.html，字节与 `run --out` 写出的
      相同。由其他版本生成的结果会被拒绝。

      示例：
        waymark report out/luohu
        waymark report out/luohu --files html,json --charts out/charts --language zh
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(Phrase("The folder of a run.", "运行结果文件夹。"), valueName: "run-dir"),
    completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      Phrase("The folder for the files; default: that of the run.", "文件写入的文件夹；默认为运行结果文件夹。"),
      valueName: "dir"),
    completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "Which files, separated by commas: html, xlsx, iamc, json; default: html.",
        "写哪些文件，用逗号分隔：html、xlsx、iamc、json；默认 html。"), valueName: "list")
  )
  var files: OutputOptions.FileList?

  @Option(
    help: ArgumentHelp(
      Phrase(
        "A folder for the charts as SVG, and as PNG where rsvg-convert is installed.",
        "图的文件夹：SVG；装有 rsvg-convert 时另有 PNG。"),
      valueName: "dir"), completion: .directory)
  var charts: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let files, files.kinds.contains(.csv) {
      throw ValidationError(
        Phrase(
          "--files csv: the tables stand in the folder of the run; write html, xlsx, iamc or json",
          "--files csv：各表已在运行结果文件夹中；请写 html、xlsx、iamc 或 json"))
    }
  }

  func run() throws {
    let kept = try RunFolder(folder)
    // Nobody wants to learn after a long run that it cannot be kept.
    for place in [out ?? folder, charts].compactMap(\.self) { _ = try OutputFolder(place) }
    let progress = common.watch(.paths, of: kept.paths)
    defer { progress.finish() }
    let run = try Run(again: kept, workers: common.workerCount) { progress.update($0) }
    progress.finish()
    let report = RunText(run, language: common.language, isKept: true)
    let made = OutputOptions.documents(files?.kinds ?? [.html], report, run.tables)
    var output = try OutputFolder(out ?? folder, marksTables: common.csvBom)
    for file in made { try output.add(file.name, file.bytes) }
    try output.commit()
    if let charts { try ChartFiles(report.document).write(to: charts) }
    switch common.format {
    case .table:
      guard !common.quiet else { return }
      try Terminal.write(made.map { PathParts.join(out ?? folder, $0.name) + "\n" }.joined())
    case .csv: try common.write(csv: run.tables[0].csv)
    case .json: try Terminal.write(run.tables[0].json)
    }
  }
}
