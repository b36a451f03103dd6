internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Scenarios
internal import Simulation
internal import Tables
internal import Wording

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: Phrase(
      "What it takes: the lever value with which a target has a wanted probability.",
      "需要多少：使目标达到所求概率的手段取值。")(.spoken),
    discussion: Phrase(
      """
      Seeks the value on common random numbers, gives its 95 % interval, and verifies it with fresh
      random numbers. With --vary twice: for values of the first lever what the second has to be.
      With --cost: the cheapest mix of levers.

      Examples:
        waymark solve scenarios/luohu-high-tech.yaml --target teams_20 --probability 0.8 --vary attraction
        waymark solve plan.yaml --target stations --vary crews=20:80 --vary start=2021:2025
        waymark solve plan.yaml --target stations --vary crews --vary subsidy --cost "crews * 2 + subsidy"
      """,
      """
      用公共随机数求值，给出 95 % 区间，并用新随机数检验。给出两个 --vary：对第一个手段的各取值，
      求第二个手段所需的值。给出 --cost：求最省的手段组合。

      示例：
        waymark solve scenarios/luohu-high-tech.yaml --target teams_20 --probability 0.8 --vary attraction
        waymark solve plan.yaml --target stations --vary crews=20:80 --vary start=2021:2025
        waymark solve plan.yaml --target stations --vary crews --vary subsidy --cost "crews * 2 + subsidy"
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("The scenario file; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The target; of several deadlines the last, or name@2026.", "目标；有多个期限时为最后一个，或写 名称@2026。"),
      valueName: "name"))
  var target: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("The wanted probability.", "所求的概率。"), valueName: "p"),
    transform: spoken(Share.read))
  var probability = 0.8

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      Phrase(
        "A lever, an uncertainty or a parameter path, and where to look; default: the lever's range. May be repeated.",
        "手段、不确定量或参数路径，以及求解范围；默认用手段自己的范围。可重复给出。"),
      valueName: "name=lo:hi"))
  var vary: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("What a setting costs, to find the cheapest.", "各取值的成本，用以求最省的组合。"),
      valueName: "expression"))
  var cost: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      Phrase("The case whose other settings hold; default: the first.", "其他设定所依据的情景；默认为第一个。"),
      valueName: "name")
  )
  var caseName: String?

  @OptionGroup var length: PathsOption

  @OptionGroup var seeding: SeedOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try scenario.requireQuantity(of: [target])
    try output.check()
    var request = SolveRequest(
      target: target, probability: probability,
      varied: try vary.map { try VariedRange($0, of: scenario) })
    request.cost = cost
    request.caseName = caseName
    request.paths = length.paths
    request.seed = seeding.seed
    request.engine.workers = common.workerCount
    let progress = common.watch(.paths, of: Solve.expectedPaths(request, of: scenario))
    defer { progress.finish() }
    let solve = try Solve(scenario, request) { progress.update($0) }
    progress.finish()
    try common.finish(SolveText(solve, language: common.language), solve, output)
    try Failure.check(failedShare: solve.failedShare, of: scenario)
    // The answer has been given; scripts learn from the exit code that it is a no.
    if solve.hasFailed { throw Failure.Message(code: .checkFailed, text: Phrase("")) }
  }
}
