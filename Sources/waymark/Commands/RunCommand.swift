internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Results
internal import Scenarios
internal import Simulation
internal import Tables
internal import Wording

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: Phrase(
      "Simulates scenarios and prints the probability of each target.",
      "模拟情景文件，给出各目标的概率。")(.spoken),
    discussion: Phrase(
      """
      Fits what is to be fitted, simulates every case on the same random numbers, prints the target
      table and, with --out, writes a page, a workbook, tables (targets.csv, bands.csv and more),
      run.json and a copy of the scenario.

      Example:
        waymark run scenarios/luohu-high-tech.yaml --out out/luohu
      """,
      """
      拟合需要拟合的部分，用同一组随机数模拟各情景，给出目标表；加 --out 则写出报告页面、
      工作簿、数据表（targets.csv、bands.csv 等）、run.json 和情景文件的副本。

      示例：
        waymark run scenarios/luohu-high-tech.yaml --out out/luohu
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("Scenario files; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    name: .customLong("case"), parsing: .singleValue,
    help: ArgumentHelp(
      Phrase("A case to run beside the reference; may be repeated.", "除基准外要运行的情景；可重复给出。"),
      valueName: "name"))
  var cases: [String] = []

  @OptionGroup var length: PathsOption

  @OptionGroup var seeding: SeedOption

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Phrase(
        "Exit with 1 if a target is less likely, in the reference or in each --case; may be repeated.",
        "目标的概率更低时退出码为 1：按基准情景，或按每个 --case；可重复给出。"),
      valueName: "target=p|p"), transform: spoken(FloorText.read))
  var failBelow: [AttainmentFloor] = []

  @OptionGroup var output: OutputOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("Write the first n paths of each case to paths.csv.", "把每个情景的前 n 条路径写入 paths.csv。"),
      valueName: "n"),
    transform: spoken(WholeNumber.read))
  var keepPaths = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("Paths a block; no result depends on it.", "每块的路径数；不影响任何结果。"), visibility: .hidden),
    transform: spoken(WholeNumber.read))
  var blockSize: Int?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try InputFile.checkOnce(files)
    if !(0...1_000_000).contains(keepPaths) {
      throw ValidationError(
        Phrase(
          "--keep-paths must be between 0 and 1000000, found \(keepPaths)",
          "--keep-paths 必须在 0 与 1000000 之间，实为 \(keepPaths)"))
    }
    if let blockSize, !(1...1_000_000).contains(blockSize) {
      throw ValidationError(
        Phrase(
          "--block-size must be between 1 and 1000000, found \(blockSize)",
          "--block-size 必须在 1 与 1000000 之间，实为 \(blockSize)"))
    }
    if keepPaths > 0, output.out == nil {
      throw ValidationError(
        Phrase(
          "--keep-paths needs --out, where paths.csv goes", "--keep-paths 需要 --out，paths.csv 写在那里"))
    }
  }

  func run() throws {
    // All files are read and checked before the first is run.
    let scenarios = try files.map { try InputFile.scenario($0) }
    for scenario in scenarios { try scenario.requireQuantity(ofFloors: failBelow) }
    // So is every folder: nobody wants to learn after a long run that it cannot be kept.
    func eachIn(_ folder: String) throws -> [String] {
      try RunFolders(of: files.map(InputFile.name), out: folder).paths
    }
    let folders = try output.out.map(eachIn)
    let chartFolders = try output.charts.map(eachIn)
    for folder in folders ?? [] {
      try OutputFolder(folder).check(inside: RunManifest.scenarioFolder)
    }
    for folder in chartFolders ?? [] { _ = try OutputFolder(folder) }
    var gaps: [Phrase] = []
    for (index, scenario) in scenarios.enumerated() {
      let run = try run(scenario)
      let report = RunText(run, language: common.language)
      if let folder = folders?[index] {
        let kept = RunText(run, language: common.language, isKept: true)
        try run.write(
          to: folder, beside: output.documents(kept, run.tables), hasTables: output.hasTables,
          marksTables: common.csvBom)
      }
      if let charts = chartFolders?[index] { try ChartFiles(report.document).write(to: charts) }
      try print(run, report, in: folders?[index], isFirst: index == 0)
      try Failure.check(
        failedShare: Double(run.summary.mostFailed) / Double(run.summary.paths), of: scenario)
      gaps += run.gaps.map { Phrase(scenario.file) + .colon + $0.sentence }
    }
    guard gaps.isEmpty else {
      throw Failure.Message(code: .checkFailed, text: gaps.joined(Phrase("\n")))
    }
  }

  private func run(_ scenario: Scenario) throws -> Run {
    let names = scenario.cases.map(\.name)
    for name in cases where !names.contains(name) {
      throw RunRefusal.unknownCase(name: name, cases: names)
    }
    var options = RunOptions()
    options.seed = seeding.seed
    options.paths = length.paths
    options.cases = cases.isEmpty ? nil : cases
    options.engine.workers = common.workerCount
    options.floors = failBelow
    options.engine.keptPaths = keepPaths
    if let blockSize { options.engine.blockSize = blockSize }
    let progress = common.watch(.paths, of: length.paths ?? scenario.simulation.paths)
    defer { progress.finish() }
    return try Run(scenario, options: options) { progress.update($0) }
  }

  private func print(_ run: Run, _ report: RunText, in folder: String?, isFirst: Bool) throws {
    if common.format == .table, !isFirst, !common.quiet || output.out == nil {
      try Terminal.write("\n")
    }
    let files =
      output.names(report, run.tables) + ["run.json", "scenario/"]
      + (run.hasPaths ? ["paths.csv"] : [])
    try common.print(
      report, run.tables, in: folder, files: files)
    common.warn(of: run)
  }
}

extension CommonOptions {
  /// Says the warnings of a run where it is printed as a table for programs, which holds none.
  func warn(of run: Run) {
    guard format != .table, !quiet else { return }
    let scenario = run.compiled.scenario
    let promises = [
      scenario.nothingComputed, scenario.promiseSummary.map { $0 + Phrase(".", "。") },
    ]
    .compactMap(\.self).map { $0 + Phrase("\n") }.joined(Phrase(""))
    let text = run.findings.warnings.warningText + promises
    if !text.english.isEmpty { Terminal.writeError(text(language)) }
  }
}

extension Scenario {
  /// Refuses least probabilities of promises that have no quantity.
  fileprivate func requireQuantity(ofFloors floors: [AttainmentFloor]) throws {
    guard !floors.isEmpty else { return }
    try requireQuantity(of: floors.compactMap(\.target))
  }
}
