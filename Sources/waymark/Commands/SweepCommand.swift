internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Results
internal import Scenarios
internal import Simulation
internal import Tables
internal import Wording

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: Phrase(
      "Simulates many settings of a scenario on the same random numbers.",
      "用同一组随机数模拟情景文件的多种设定。")(.spoken),
    discussion: Phrase(
      """
      What is varied may be a lever, an uncertainty or a parameter such as revenue.growth.ceiling. Each
      point is crossed with each case; of cases that differ in nothing but what is varied the first is
      taken. With --out, results are kept as they come: a sweep that was
      stopped goes on with --resume, and ends in the same bytes. More --paths later keep what is done.

      Examples:
        waymark sweep scenarios/luohu-high-tech.yaml --vary attraction=0:1:11 --vary start_year --out out/sweep
        waymark sweep FILE --vary attraction --vary yield=0:0.1 --design sobol --points 1024 --shard 3/8 --out out/part-3
      """,
      """
      所改变的可以是手段、不确定量或参数（如 revenue.growth.ceiling）。每个点与每个情景相配；若情景
      之间只在所改变的量上不同，只取第一个。加 --out 则结果随时保存：中断的扫描可用 --resume 继续，
      结果逐字节相同。以后增大 --paths 不会丢弃已完成的部分。

      示例：
        waymark sweep scenarios/luohu-high-tech.yaml --vary attraction=0:1:11 --vary start_year --out out/sweep
        waymark sweep FILE --vary attraction --vary yield=0:0.1 --design sobol --points 1024 --shard 3/8 --out out/part-3
      """)(.spoken))

  /// How points are chosen.
  enum Design: Hashable, ExpressibleByArgument {
    case method(SweepDesign.Method)
    case list(String)

    init?(argument: String) {
      if let method = SweepDesign.Method(rawValue: argument) {
        self = .method(method)
      } else if argument.hasPrefix("list:"), argument.count > 5 {
        self = .list(String(argument.dropFirst(5)))
      } else {
        return nil
      }
    }

    var defaultValueDescription: String {
      switch self {
      case .method(let method): method.rawValue
      case .list(let path): "list:\(path)"
      }
    }

    static var allValueStrings: [String] {
      SweepDesign.Method.allCases.map(\.rawValue) + ["list:FILE"]
    }
  }

  @Argument(
    help: ArgumentHelp(
      Phrase("The scenario file; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      Phrase(
        "What is varied; may be repeated. A lever with a range needs only its name.",
        "所改变的量；可重复给出。有范围的手段只需写名称。"),
      valueName: "name=low:high[:n]"))
  var vary: [String] = []

  @Option(
    help: ArgumentHelp(
      Phrase(
        "How points are chosen: grid, lhs, sobol or list:FILE.", "如何选点：grid、lhs、sobol 或 list:FILE。")
    ))
  var design = Design.method(.grid)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The number of points of lhs and sobol.", "lhs 和 sobol 的点数。"), valueName: "n"),
    transform: spoken(WholeNumber.read))
  var points: Int?

  @Option(
    name: .customLong("case"), parsing: .singleValue,
    help: ArgumentHelp(
      Phrase(
        "A case that points are crossed with; may be repeated; default: all.",
        "与各点相配的情景；可重复给出；默认为全部。"), valueName: "name"))
  var cases: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The paths of each point, instead of the scenario's.", "每个点的路径数，代替情景文件中的设定。"),
      valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?

  @OptionGroup var seeding: SeedOption

  @Option(
    help: ArgumentHelp(
      Phrase("The part of the points to compute, as in 3/8.", "要计算的那部分点，如 3/8。"), valueName: "i/n"))
  var shard: String?

  @OptionGroup var output: OutputOptions

  @Flag(
    help: ArgumentHelp(
      Phrase(
        "Keep quantiles of indicators at each point too, in quantiles.csv.",
        "同时保存每个点上各指标的分位数（quantiles.csv）。")))
  var quantiles = false

  @Flag(
    help: ArgumentHelp(
      Phrase(
        "Go on with what is in the folder; begin where there is nothing.", "接着文件夹中已有的结果继续；没有则从头开始。")
    ))
  var resume = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if case .list(let path) = design { try InputFile.checkOnce([file, path]) }
    if let points, points < 1 {
      throw ValidationError(
        Phrase("--points must be at least 1, found \(points)", "--points 不得小于 1，实为 \(points)"))
    }
    if let shard, Shard(shard) == nil {
      throw ValidationError(
        Phrase(
          "--shard \(shard): write I/N with I from 1 to N, as in 3/8",
          "--shard \(shard)：请写 I/N，I 从 1 到 N，如 3/8"))
    }
    if resume, output.out == nil {
      throw ValidationError(
        Phrase("--resume needs --out, where the sweep was begun", "--resume 需要 --out，即开始扫描时的文件夹"))
    }
    if quantiles, output.out == nil {
      throw ValidationError(
        Phrase(
          "--quantiles needs --out, where quantiles.csv goes",
          "--quantiles 需要 --out，即 quantiles.csv 所在的文件夹"))
    }
    if case .list = design {
      if !vary.isEmpty {
        throw ValidationError(
          Phrase(
            "--vary and a list exclude each other: the list's header names what varies",
            "--vary 与列表不能同时使用：列表的表头已写明所改变的量"))
      }
      if points != nil {
        throw ValidationError(
          Phrase(
            "--points is for lhs and sobol; a list has its rows", "--points 用于 lhs 和 sobol；列表的点即其各行"
          ))
      }
    }
  }

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try scenario.requireQuantity(orIndicators: true)
    let sweep = try Sweep(scenario, points(of: scenario), options: options)
    let ledger = try ledger(of: sweep)
    try fill(ledger, of: sweep)
    let summary = try sweep.summary(ledger)
    let answer = SweepText(summary, of: scenario, language: common.language)
    let points = try output.points { try sweep.stream(ledger, to: $0) }
    if let out = output.out {
      try sweep.write(
        ledger, to: out, beside: output.documents(answer, points), marksTables: common.csvBom)
    }
    try output.writeCharts(answer)
    try print(answer, ledger, of: sweep)
    try checkFailures(summary, scenario)
  }

  private var options: Sweep.Options {
    var options = Sweep.Options()
    options.seed = seeding.seed
    options.paths = paths
    options.cases = cases.isEmpty ? nil : cases
    options.keepsLevels = quantiles
    options.shard = shard.flatMap { Shard($0) } ?? .whole
    return options
  }

  private func points(of scenario: Scenario) throws -> SweepDesign {
    switch design {
    case .list(let path):
      return try SweepDesign(list: InputFile.table(path), of: scenario)
    case .method(let method):
      guard !vary.isEmpty else {
        throw SweepError.nothingVaried(levers: scenario.levers.map(\.name))
      }
      let ranges = try vary.map { try VariedRange($0, of: scenario) }
      return try SweepDesign(
        method, ranges, points: points, seed: seeding.seed ?? scenario.simulation.seed)
    }
  }

  private func ledger(of sweep: Sweep) throws -> ExperimentLedger {
    guard let out = output.out else { return try .temporary(sweep.plan.identity) }
    return try sweep.ledger(in: out, resume: resume)
  }

  private func fill(_ ledger: ExperimentLedger, of sweep: Sweep) throws {
    let progress = common.watch(.paths)
    defer { progress.finish() }
    var engine = Simulator.Options()
    engine.workers = common.workerCount
    let consequence =
      output.out == nil
      ? Phrase(
        "nothing was kept; with --out results are kept as they come",
        "没有保留任何结果；用 --out 则随时保存")
      : Phrase("what is done is kept; go on with --resume", "已完成的结果均已保留；请用 --resume 继续")
    Interruption.consequence.withLock { $0 = consequence }
    do {
      try sweep.fill(ledger, options: engine) { progress.update($0, of: $1) }
    } catch is CancellationError {
      throw Failure.interrupted(consequence)
    }
  }

  private func print(_ answer: SweepText, _ ledger: ExperimentLedger, of sweep: Sweep) throws {
    switch common.format {
    case .table:
      try common.print(
        answer, [], in: output.out,
        files: sweep.plan.fileNames + output.documents(answer, []).map(\.name))
    case .csv:
      try common.beginCSV()
      try sweep.stream(ledger) { try Terminal.write($0) }
    case .json:
      var bytes: [UInt8] = []
      try sweep.stream(ledger) { bytes += $0 }
      try Terminal.write(RowsJSON.bytes(ofCSV: bytes, texts: SweepTable.texts))
    }
  }

  private func checkFailures(_ summary: SweepSummary, _ scenario: Scenario) throws {
    let allowed = scenario.simulation.maximumFailedShare * Double(summary.paths)
    guard Double(summary.mostFailed) > allowed else { return }
    throw Failure.Message(
      code: .badData,
      text:
        Phrase(
          "\(scenario.file): at some point \(summary.mostFailed) paths have a value that is not a "
            + "finite number, more than `simulation.max_failed` allows; see the column `failed`",
          "\(scenario.file)：在某个点有 \(summary.mostFailed) 条路径含有非有限数值，超过 `simulation.max_failed` 允许的份额；见 `failed` 列"
        ))
  }
}
