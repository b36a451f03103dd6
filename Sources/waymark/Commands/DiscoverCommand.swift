internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Reports
internal import Scenarios
internal import Sensitivity
internal import Tables
internal import Wording

struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: Phrase(
      "The conditions under which a target fails (scenario discovery, PRIM).",
      "目标在哪些条件下落空（情景发现，PRIM）。")(.spoken),
    discussion: """
      Seeks the box of uncertainties, laws and varied levers in which the target fails most often, and
      judges it on paths that the search did not see. The usual box is the one whose coverage (its share of
      the failures) is furthest above its mass (its share of the paths).

      Examples:
        waymark discover scenarios/luohu-high-tech.yaml --target high_tech_800
        waymark discover scenarios/luohu-high-tech.yaml --target teams_20 --vary attraction --vary start_year
        waymark discover FILE --target T --success --coverage 0.8
      """)

  @Argument(
    help: ArgumentHelp("The scenario file; - is standard input.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "The target, such as T or T@2026; default: the only one.", valueName: "target"))
  var target: String?

  @Flag(help: "Where it is met, instead of where it fails.")
  var success = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A lever, an uncertainty or a parameter path that each path draws evenly from a range; default: the lever's range. May be repeated.",
      valueName: "name=lo:hi"))
  var vary: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Take the densest box with at least this share of the failures.", valueName: "share"),
    transform: Share.read)
  var coverage: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Take the box of this number.", valueName: "n"),
    transform: WholeNumber.read)
  var box: Int?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The case; default: the reference.", valueName: "name"))
  var caseName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of paths; default: 10000.", valueName: "n"),
    transform: PathCount.read)
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed, instead of the scenario's.", valueName: "s"))
  var seed: UInt64?

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let coverage, !(coverage > 0 && coverage <= 1) {
      throw ValidationError("--coverage must be above 0 and at most 1, found \(coverage)")
    }
    if let box, box < 0 { throw ValidationError("--box must be at least 0, found \(box)") }
    if box != nil, coverage != nil {
      throw ValidationError("--box and --coverage exclude each other: each chooses the box")
    }
  }

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try output.check()
    let found = try discover(scenario)
    try common.finish(DiscoveryText(found, language: common.language), found, output)
  }

  private func discover(_ scenario: Scenario) throws -> DiscoveredBox {
    var options = ScenarioDiscovery.Options()
    options.target = target
    options.seeksSuccess = success
    options.caseName = caseName
    options.choice = box.map { .index($0) } ?? coverage.map { .densest(coverage: $0) }
    options.varied = try vary.map { try VariedRange($0, of: scenario) }
    options.paths = paths
    options.seed = seed
    options.engine.workers = common.workerCount
    let discovery = try ScenarioDiscovery(scenario, options: options)
    let progress = common.watch(.paths)
    defer { progress.finish() }
    return try discovery.run { progress.update($0, of: $1) }
  }
}
