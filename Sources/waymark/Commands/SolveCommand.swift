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
    help: ArgumentHelp("The scenario file; - is standard input.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "The target; of several deadlines the last, or name@2026.", valueName: "name"))
  var target: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The wanted probability.", valueName: "p"),
    transform: Share.read)
  var probability = 0.8

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A lever, an uncertainty or a parameter path, and where to look; default: the lever's range. May be repeated.",
      valueName: "name=lo:hi"))
  var vary: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What a setting costs, to find the cheapest.", valueName: "expression"))
  var cost: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The case whose other settings hold; default: the first.", valueName: "name")
  )
  var caseName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of paths, instead of the scenario's.", valueName: "n"),
    transform: PathCount.read)
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed, instead of the scenario's.", valueName: "s"))
  var seed: UInt64?

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try output.check()
    var request = SolveRequest(
      target: target, probability: probability,
      varied: try vary.map { try VariedRange($0, of: scenario) })
    request.cost = cost
    request.caseName = caseName
    request.paths = paths
    request.seed = seed
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
