internal import ArgumentParser
internal import Arguments
internal import Experiments
internal import Foundation
internal import Quantities
internal import Reports
internal import Scenarios
internal import Tables
internal import Wording

struct TrackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track",
    abstract: Phrase(
      "Keeps watch over plans: what was expected, what came, and what that does to the targets.",
      "跟踪方案：预期如何，实际如何，对目标有何影响。")(.spoken),
    discussion: Phrase(
      """
      Adds new statistics to a log beside each scenario (plan.track.csv for plan.yaml), which belongs to
      the plan from then on; the scenario file stays as it is. Says the new probability of each target,
      the share of each change in it, and what must be reported next for the wanted probability.

      Examples:
        waymark track scenarios/luohu-high-tech.yaml --add high_tech_enterprises.2021=480
        waymark track north.yaml south.yaml --add-from statistics.csv --fail-below 30% --out out/track
        waymark track north.yaml south.yaml --resolve
      """,
      """
      把新的统计值加入各情景文件旁的记录（plan.yaml 旁为 plan.track.csv），此后即属于该方案；情景文件
      本身不变。给出各目标的新概率、各项变化的份额，以及下次须报多少才能达到所求的概率。

      示例：
        waymark track scenarios/luohu-high-tech.yaml --add high_tech_enterprises.2021=480
        waymark track north.yaml south.yaml --add-from statistics.csv --fail-below 30% --out out/track
        waymark track north.yaml south.yaml --resolve
      """)(.spoken))

  @Argument(
    help: ArgumentHelp(
      Phrase("Scenario files, each with a log beside it.", "情景文件，各有一份记录在旁。"), valueName: "file"),
    completion: .file())
  var files: [String]

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Phrase(
        "A statistic that came, written as in a history; may be repeated.",
        "新的统计值，写法同 history；可重复给出。"),
      valueName: "indicator.date=value"), transform: spoken(StatisticText.read))
  var add: [AddedStatistic] = []

  @Option(
    help: ArgumentHelp(
      Phrase(
        "A table of statistics: columns indicator, date and value, perhaps scenario; or a date and a column for each indicator.",
        "统计表：列为 indicator、date、value，或另有 scenario；或为日期及每个指标一列。"),
      valueName: "table"), completion: .file())
  var addFrom: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase("The probability for which the levels to report are sought.", "求须报水平时所求的概率。"),
      valueName: "p"),
    transform: spoken(Share.read))
  var wanted = 0.8

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      Phrase(
        "Exit with 1 if a target is less likely; may be repeated.", "目标的概率更低时退出码为 1；可重复给出。"),
      valueName: "target=p|p"), transform: spoken(FloorText.read))
  var failBelow: [AttainmentFloor] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      Phrase(
        "The day on which what is added became known; what was logged later is left out. Default: today.",
        "所加统计值公布的日期；此后的记录不计。默认为今天。"),
      valueName: "day"))
  var asOf: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      Phrase(
        "Seek the levels to report, which takes most of the time; default: with one scenario.",
        "求须报出的数值（用时最多）；默认仅在只有一个情景文件时进行。")))
  var levels: Bool?

  @Flag(
    help: ArgumentHelp(
      Phrase(
        "Score past probabilities of targets whose deadlines have been observed.",
        "对期限已有观测值的目标，给过去的概率评分。")))
  var resolve = false

  @OptionGroup var length: PathsOption

  @OptionGroup var seeding: SeedOption

  @OptionGroup var output: OutputOptions

  @OptionGroup var common: CommonOptions

  /// A plan is computed anew so often where others write its log at the same time.
  private static let mostAttempts = 5

  func validate() throws {
    if files.contains(FileReading.standardInputMark) {
      throw ValidationError(
        Phrase("a log stands beside a file: give the scenario as one", "记录存于文件旁：请给出情景文件"))
    }
    let places = files.map { FileReading.resolved($0) ?? $0 }
    guard Set(places).count == places.count else {
      throw ValidationError(
        Phrase("a scenario file is given twice; give each once", "同一情景文件给出了两次；请各给一次"))
    }
    guard wanted > 0, wanted < 1 else {
      throw ValidationError(
        Phrase(
          "--wanted must be between 0 and 1, found \(wanted)", "--wanted 必须在 0 与 1 之间，实为 \(wanted)")
      )
    }
    if let asOf, CalendarDay(asOf) == nil {
      throw ValidationError(
        Phrase(
          "--as-of must be a day, as in 2026-03-31, found \(asOf)",
          "--as-of 须为日期，如 2026-03-31，实为 \(asOf)"))
    }
  }

  func run() throws {
    let scenarios = try files.map { try InputFile.scenario($0) }
    for scenario in scenarios { try scenario.requireQuantity() }
    let table = try addFrom.map { try InputFile.statistics($0) } ?? []
    let added = try StatisticOwners(files, scenarios).divide(add + table)
    try output.check()
    var options = try TrackingOptions(
      day: asOf.flatMap { CalendarDay($0) } ?? .today, isByClock: asOf == nil)
    options.wanted = wanted
    options.floors = failBelow
    options.seed = seeding.seed
    options.paths = length.paths
    options.hasLevels = levels ?? (files.count == 1)
    options.engine.workers = common.workerCount
    let progress = common.watch(.paths)
    defer { progress.finish() }
    // Nothing is logged of one plan before all of them are known to be in order.
    let asked = zip(files, zip(added, scenarios)).map { file, own in
      Asked(file: file, added: own.0, options: options.asking(of: own.1, among: scenarios))
    }
    let looked = try asked.map { try follow($0) { progress.update($0, of: $1) } }
    // An entry with which nothing can be computed would be in the way of each later call.
    if !add.isEmpty || !table.isEmpty { try checkFailures(looked, scenarios) }
    let found = TrackingStudy(looked, resolves: resolve)
    try output.spareInputs(TrackText(found, language: common.language), found)
    let plans = try zip(asked, looked).map { asked, plan in
      try keep(plan, asked) { progress.update($0, of: $1) }
    }
    progress.finish()
    let study = TrackingStudy(plans, resolves: resolve)
    try common.finish(TrackText(study, language: common.language), study, output)
    try finish(plans, scenarios)
  }

  /// A plan, and what is asked of it.
  private struct Asked {
    let file: String
    let added: [AddedStatistic]
    let options: TrackingOptions
  }

  private func follow(
    _ asked: Asked, progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> Tracking {
    try Tracking(asked.file, adding: asked.added, options: asked.options, progress: progress)
  }

  /// Logs what came of a plan; follows it anew where somebody else has logged meanwhile.
  private func keep(
    _ first: Tracking, _ asked: Asked, progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> Tracking {
    var plan = first
    for attempt in 1...TrackCommand.mostAttempts {
      if try plan.keep() { return plan }
      if attempt < TrackCommand.mostAttempts { plan = try follow(asked, progress: progress) }
    }
    let file = asked.file
    throw Failure.Message(
      code: .cannotCreate,
      text: Phrase(
        "\(file): its log is written by others all the time; nothing was added, run the command again",
        "\(file)：其记录一直有其他程序在写；未添加任何内容，请再运行一次"))
  }

  private func checkFailures(_ plans: [Tracking], _ scenarios: [Scenario]) throws {
    for (plan, scenario) in zip(plans, scenarios) {
      try Failure.check(failedShare: plan.failedShare, of: scenario)
    }
  }

  private func finish(_ plans: [Tracking], _ scenarios: [Scenario]) throws {
    // Tables for programs hold no remarks; people read them beside.
    if common.format != .table, !common.quiet {
      for plan in plans {
        for remark in plan.remarks {
          Terminal.writeError((Phrase(plan.file) + .colon + remark)(common.language))
        }
      }
    }
    try checkFailures(plans, scenarios)
    let gaps = plans.flatMap { plan in plan.gaps.map { Phrase(plan.file) + .colon + $0.sentence } }
    guard gaps.isEmpty else {
      throw Failure.Message(code: .checkFailed, text: gaps.joined(Phrase("\n")))
    }
  }
}

extension TrackingOptions {
  /// The same for one of several plans: a least probability of a target that others have is theirs.
  fileprivate func asking(of scenario: Scenario, among all: [Scenario]) -> TrackingOptions {
    func has(_ floor: AttainmentFloor, _ scenario: Scenario) -> Bool {
      guard let name = floor.target else { return true }
      return scenario.targets.contains {
        $0.name == name.split(separator: "@").first.map(String.init)
      }
    }
    var own = self
    own.floors = floors.filter { floor in
      has(floor, scenario) || !all.contains { has(floor, $0) }
    }
    return own
  }
}

extension CalendarDay {
  /// The day that it is here.
  fileprivate static var today: CalendarDay {
    get throws {
      let parts = Calendar.current.dateComponents([.year, .month, .day], from: Date())
      guard let year = parts.year, let month = parts.month, let day = parts.day,
        let today = CalendarDay(year: year, month: month, day: day)
      else {
        throw Failure.Message(
          code: .tooMuch,
          text: Phrase(
            "the clock of this machine is beyond the year 9999; set it, or give the day with --as-of",
            "本机时钟已超过 9999 年；请校正，或用 --as-of 给出日期"))
      }
      return today
    }
  }
}
