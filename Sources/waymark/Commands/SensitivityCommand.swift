public import ArgumentParser
internal import Arguments
public import Experiments
internal import Reports
internal import Scenarios
internal import Tables
internal import Wording

extension SensitivityMethod: ExpressibleByArgument {}

struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: Phrase(
      "Which uncertainty decides a target or an indicator.",
      "哪个不确定量决定目标或指标。")(.spoken),
    discussion: Phrase(
      """
      Factors are the uncertainties, the laws written in place, and the noise of the process. sobol and
      morris run a design; given-data, prcc and next-statistic look at the paths of an ordinary run. Of a
      target sobol and morris explain the attainment (its logit), with the noise averaged; --each-path lets
      sobol explain whether a path meets it, with the noise as a factor.

      Examples:
        waymark sensitivity scenarios/luohu-high-tech.yaml --target high_tech_800
        waymark sensitivity FILE --indicator revenue --period 2025 --method sobol --points 4096
        waymark sensitivity FILE --target T --method next-statistic
      """,
      """
      因素包括不确定量、直接写出的分布和过程噪声。sobol 与 morris 按设计运行；given-data、prcc 与
      next-statistic 利用一次普通运行的路径。对目标，sobol 与 morris 解释达成概率（的对数几率），
      噪声已平均；--each-path 使 sobol 解释每条路径是否达成，此时噪声也是因素。

      示例：
        waymark sensitivity scenarios/luohu-high-tech.yaml --target high_tech_800
        waymark sensitivity FILE --indicator revenue --period 2025 --method sobol --points 4096
        waymark sensitivity FILE --target T --method next-statistic
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("The scenario file; - is standard input.", "情景文件；- 为标准输入。"), valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      Phrase(
        "How: sobol, morris, given-data, prcc or next-statistic.",
        "方法：sobol、morris、given-data、prcc 或 next-statistic。")))
  var method = SensitivityMethod.sobol

  @Option(
    help: ArgumentHelp(
      Phrase(
        "The target to explain, such as T or T@2026; default: the only one.",
        "要解释的目标，如 T 或 T@2026；默认为唯一的目标。"), valueName: "target"))
  var target: String?

  @Option(
    help: ArgumentHelp(Phrase("The indicator to explain instead.", "改为解释此指标。"), valueName: "name"))
  var indicator: String?

  @Option(
    help: ArgumentHelp(
      Phrase("The period of the indicator; default: the last.", "指标的时期；默认为最后一期。"),
      valueName: "period"))
  var period: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      Phrase("The case; default: the reference.", "情景；默认为基准情景。"), valueName: "name"))
  var caseName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase(
        "Rows of the base sample of sobol (1024), trajectories of morris (20).",
        "sobol 基本样本的行数（1024），morris 的轨迹数（20）。"), valueName: "n"),
    transform: spoken(WholeNumber.read))
  var points: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase(
        "Paths: of each row where attainment is explained (512), of the sample of the other methods (10000).",
        "路径数：解释达成概率时为每行的路径数（512），其他方法为样本的路径数（10000）。"),
      valueName: "n"),
    transform: spoken(PathCount.read))
  var paths: Int?

  @Flag(
    help: ArgumentHelp(
      Phrase(
        "sobol: explain each path, met or not, with process noise as a factor.",
        "sobol：逐条路径解释是否达成，过程噪声也作为因素。")))
  var eachPath = false

  @OptionGroup var seeding: SeedOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let points, !(2...1 << 30).contains(points) {
      throw ValidationError(
        Phrase(
          "--points must be at least 2 and at most \(1 << 30), found \(points)",
          "--points 必须在 2 与 \(1 << 30) 之间，实为 \(points)"))
    }
    if target != nil, indicator != nil {
      throw ValidationError(
        Phrase(
          "--target and --indicator exclude each other: one number is explained",
          "--target 与 --indicator 不能同时使用：只解释一个量"))
    }
    if period != nil, indicator == nil {
      throw ValidationError(
        Phrase(
          "--period belongs to --indicator; a target's period is target@2026",
          "--period 与 --indicator 合用；目标的时期写作 目标@2026"))
    }
    if points != nil, method != .sobol, method != .morris {
      throw ValidationError(
        Phrase(
          "--points is for sobol and morris; \(method.rawValue) takes --paths",
          "--points 用于 sobol 和 morris；\(method.rawValue) 用 --paths"))
    }
    if eachPath, method != .sobol {
      throw ValidationError(Phrase("--each-path is for sobol", "--each-path 用于 sobol"))
    }
  }

  func run() throws {
    let scenario = try InputFile.scenario(file)
    try scenario.requireQuantity(of: [target].compactMap(\.self), orIndicators: target == nil)
    try output.check()
    let table = try analyse(scenario)
    try common.finish(SensitivityText(table, language: common.language), table, output)
    try Failure.check(failedShare: table.failedShare, of: scenario)
  }

  private func analyse(_ scenario: Scenario) throws -> SensitivityTable {
    var options = SensitivityAnalysis.Options()
    options.method = method
    options.target = target
    options.indicator = indicator
    options.period = period
    options.caseName = caseName
    options.points = points
    options.paths = paths
    options.explainsPaths = eachPath
    options.seed = seeding.seed
    options.engine.workers = common.workerCount
    let analysis = try SensitivityAnalysis(scenario, options: options)
    let progress = common.watch(.paths)
    defer { progress.finish() }
    return try analysis.run { progress.update($0, of: $1) }
  }
}
