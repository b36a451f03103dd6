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
    discussion: Phrase(
      """
      Seeks the box of uncertainties, laws and varied levers in which the target fails most often, and
      judges it on paths that the search did not see. The usual box is the one whose coverage (its share of
      the failures) is furthest above its mass (its share of the paths).

      Examples:
        waymark discover scenarios/luohu-high-tech.yaml --target high_tech_800
        waymark discover scenarios/luohu-high-tech.yaml --target teams_20 --vary attraction --vary start_year
        waymark discover FILE --target T --success --coverage 0.8
      """,
      """
      在不确定量、分布和所改变的手段中寻找目标最常落空的盒，并用搜索时未见过的路径评判。默认取
      覆盖率（盒内落空占全部落空的份额）超出质量（盒占全部路径的份额）最多的盒。

      示例：
        waymark discover scenarios/luohu-high-tech.yaml --target high_tech_800
        waymark discover scenarios/luohu-high-tech.yaml --target teams_20 --vary attraction --vary start_year
        waymark discover FILE --target T --success --coverage 0.8
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("The scenario file; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The target, such as T or T@2026; default: the only one.", "目标，如 T 或 T@2026；默认为唯一的目标。"),
      valueName: "target"))
  var target: String?

  @Flag(
    help: ArgumentHelp(Phrase("Where it is met, instead of where it fails.", "找达成的条件，而不是落空的条件。")))
  var success = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      Phrase(
        "A lever, an uncertainty or a parameter path that each path draws evenly from a range; default: the lever's range. May be repeated.",
        "每条路径从范围内均匀抽取的手段、不确定量或参数路径；默认用手段自己的范围。可重复给出。"),
      valueName: "name=lo:hi"))
  var vary: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase(
        "Take the densest box with at least this share of the failures.", "取至少含有此份额落空路径的最密的盒。"),
      valueName: "share"),
    transform: spoken(Share.read))
  var coverage: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(Phrase("Take the box of this number.", "取此编号的盒。"), valueName: "n"),
    transform: spoken(WholeNumber.read))
  var box: Int?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      Phrase("The case; default: the reference.", "情景；默认为基准情景。"), valueName: "name"))
  var caseName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The number of paths; default: 10000.", "路径数；默认 10000。"), valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?

  @OptionGroup var seeding: SeedOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let coverage, !(coverage > 0 && coverage <= 1) {
      throw ValidationError(
        Phrase(
          "--coverage must be above 0 and at most 1, found \(coverage)",
          "--coverage 必须大于 0 且不超过 1，实为 \(coverage)"))
    }
    if let box, box < 0 {
      throw ValidationError(
        Phrase("--box must be at least 0, found \(box)", "--box 不得小于 0，实为 \(box)"))
    }
    if box != nil, coverage != nil {
      throw ValidationError(
        Phrase(
          "--box and --coverage exclude each other: each chooses the box",
          "--box 与 --coverage 不能同时使用：两者都用来选盒"))
    }
  }

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try scenario.requireQuantity(of: [target].compactMap(\.self), orIndicators: target == nil)
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
    options.seed = seeding.seed
    options.engine.workers = common.workerCount
    let discovery = try ScenarioDiscovery(scenario, options: options)
    let progress = common.watch(.paths)
    defer { progress.finish() }
    return try discovery.run { progress.update($0, of: $1) }
  }
}
