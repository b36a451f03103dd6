internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Explorer
internal import Reports
internal import Results
internal import Scenarios
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

      With --explore the page is one for those who have no program: its sliders move the levers over settings
      that are computed now, each as a run of it would be. It is one file of at most 3 MB.

      Examples:
        waymark report out/luohu
        waymark report out/luohu --files html,json --charts out/charts --language zh
        waymark report scenarios/luohu-high-tech.yaml --explore --paths 10000 --out out
      """,
      """
      依据文件夹中的内容重新模拟该次运行，逐位相同，并在其中写出 report.html，字节与 `run --out` 写出的
      相同。由其他版本生成的结果会被拒绝。

      加 --explore 则生成供没有本程序的人使用的页面：滑块在此时算好的各设定间移动手段，每个设定的结果
      与直接运行相同。只有一个文件，至多 3 MB。

      示例：
        waymark report out/luohu
        waymark report out/luohu --files html,json --charts out/charts --language zh
        waymark report scenarios/luohu-high-tech.yaml --explore --paths 10000 --out out
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase(
        "The folder of a run; with --explore a scenario file too.", "运行结果文件夹；加 --explore 时也可为情景文件。"),
      valueName: "run-dir"),
    completion: .file())
  var source: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The folder for the files; default: that of the run or of the scenario.",
        "文件写入的文件夹；默认为运行结果或情景文件所在的文件夹。"),
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

  @Flag(
    help: ArgumentHelp(
      Phrase(
        "Make a page with sliders over computed settings, for those who have no program.",
        "生成带滑块的页面，供没有本程序的人使用。")))
  var explore = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      Phrase(
        "What the sliders of --explore move, as in sweep; may be repeated; default: the levers that fit.",
        "--explore 的滑块所移动的量，写法同 sweep；可重复给出；默认为放得下的手段。"),
      valueName: "name=low:high[:n]"))
  var vary: [String] = []

  @OptionGroup var length: PathsOption

  @OptionGroup var seeding: SeedOption

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if explore {
      try validateExplore()
    } else if !vary.isEmpty || length.paths != nil || seeding.seed != nil {
      throw ValidationError(
        Phrase(
          "--vary, --paths and --seed are for --explore; a kept run is made again as it was",
          "--vary、--paths 与 --seed 用于 --explore；已保存的运行按原样重做"))
    }
    if let files, files.kinds.contains(.csv) {
      throw ValidationError(
        Phrase(
          "--files csv: the tables stand in the folder of the run; write html, xlsx, iamc or json",
          "--files csv：各表已在运行结果文件夹中；请写 html、xlsx、iamc 或 json"))
    }
  }

  private func validateExplore() throws {
    if files != nil || charts != nil || common.format != .table {
      throw ValidationError(
        Phrase(
          "--explore makes one page; leave --files, --charts and --format to a report without it, or to "
            + "`waymark sweep`",
          "--explore 只生成一个页面；--files、--charts 与 --format 用于不带它的 report，或 `waymark sweep`"))
    }
  }

  func run() throws {
    if explore { try shareExploring() } else { try report() }
  }

  /// Makes the page of a kept run.
  private func report() throws {
    let kept = try InputFile.run(source)
    // Nobody wants to learn after a long run that it cannot be kept.
    for place in [out ?? source, charts].compactMap(\.self) { _ = try OutputFolder(place) }
    let progress = common.watch(.paths, of: kept.paths)
    defer { progress.finish() }
    let run = try Run(again: kept, workers: common.workerCount) { progress.update($0) }
    progress.finish()
    let report = RunText(run, language: common.language, isKept: true)
    let made = OutputOptions.documents(files?.kinds ?? [.html], report, run.tables)
    var output = try OutputFolder(out ?? source, marksTables: common.csvBom)
    if isBeside(source) { kept.claim(&output) }
    for file in made { try output.add(file.name, file.bytes) }
    try output.commit()
    if let charts { try ChartFiles(report.document).write(to: charts) }
    switch common.format {
    case .table:
      guard !common.quiet else { return }
      try Terminal.write(made.map { PathParts.join(out ?? source, $0.name) + "\n" }.joined())
    case .csv: try common.write(csv: run.tables[0].csv)
    case .json: try Terminal.write(run.tables[0].json)
    }
  }

  /// Whether what is made goes into a folder of a run.
  private func isBeside(_ folder: String) -> Bool {
    out.map { FileReading.resolved($0) == FileReading.resolved(folder) } ?? true
  }

  /// Makes a page with sliders, of a scenario file or of what a kept run ran.
  private func shareExploring() throws {
    let kept = RunFolder.stands(at: source) ? try InputFile.run(source) : nil
    let scenario = try kept?.scenario ?? InputFile.scenario(source)
    try scenario.requireQuantity(orIndicators: true)
    var options = SharedPlan.Options()
    options.varied = vary
    options.paths = length.paths ?? kept?.paths
    options.seed = seeding.seed ?? kept?.seed
    options.cases = kept?.cases
    options.workers = common.workerCount
    options.language = common.language
    options.isKept = kept != nil
    let parts = PathParts.split(scenario.file)
    let folder = out ?? (kept == nil ? parts.folder : source)
    // The page of a run belongs to its folder, that of a file lies beside it.
    let isOfFile = kept == nil && scenario.file != FileReading.standardInput
    let stem = parts.name.split(separator: ".").first.map { "\($0)." } ?? ""
    let name = (isOfFile ? stem : "") + RunFolder.sharedPage
    _ = try OutputFolder(folder)
    let progress = common.watch(.paths)
    defer { progress.finish() }
    let plan = try SharedPlan(scenario, options: options) { progress.update($0, of: $1) }
    progress.finish()
    var output = try OutputFolder(folder)
    if isBeside(source) { kept?.claim(&output) }
    try output.add(name, Array(plan.html.utf8))
    try output.commit()
    guard !common.quiet else { return }
    try Terminal.write(PathParts.join(folder, name) + "\n")
  }
}
