internal import Experiments
internal import Reports
internal import Results
package import Scenarios
package import Tables
package import Wording

/// A plan for those who have no program: one page with sliders over settings that are computed before.
///
/// Every setting is run on the same random numbers, and what is shown of it is what a run of it would say.
/// There are as many settings as the page holds.
package struct SharedPlan {
  /// How the page is made.
  package struct Options: Sendable {
    /// What is moved, as `sweep` takes it; if empty the levers that have a range, the first that fit.
    package var varied: [String] = []
    /// The paths of each setting instead of the scenario's.
    package var paths: Int?
    /// The seed instead of the scenario's.
    package var seed: UInt64?
    /// The cases beside the reference; all if nil.
    package var cases: [String]?
    /// Threads; no result depends on it.
    package var workers = 1
    /// The language of the page.
    package var language = Language.en
    /// Whether the scenario is that of a kept run, whose files are named as in its folder.
    package var isKept = false

    /// The usual options.
    package init() {}
  }

  /// The page.
  package let html: String
  /// The number of settings.
  package let settings: Int

  /// The most bytes of a page.
  package static let largest = RunFolder.largestSharedPage
  /// More settings than these are not computed, however little room they take: those that the page chooses,
  /// and those that the command names.
  private static let mostSettings = (chosen: 200, named: 5_000)
  /// The values of an axis where the command does not say how many: at most, and at least.
  private static let values = (most: 21, least: 3)

  /// Computes the settings and makes the page.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - options: what is moved, how many paths.
  ///   - progress: called from any thread with the paths done and those to do; returns whether to go on.
  /// - Throws: ``ShareRefusal`` where the settings do not fit, ``SweepError`` where nothing can be moved,
  ///   ``UnknownVariable``, ``UnreadableRange`` or ``RangeError``, and what ``Run`` throws.
  package init(
    _ scenario: Scenario, options: Options,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws {
    let ranges = try Self.ranges(scenario, options)
    var size = PageSize(
      most: options.varied.isEmpty ? Self.mostSettings.chosen : Self.mostSettings.named)
    func grid() throws(ShareRefusal) -> SettingGrid {
      try Self.grid(ranges, size, isGiven: !options.varied.isEmpty, of: scenario)
    }
    var wanted = try grid()
    var run = RunOptions()
    run.paths = options.paths
    run.seed = options.seed
    run.engine.workers = options.workers
    var answers = SettingAnswers(scenario, run, options.language)
    let paths = options.paths ?? scenario.simulation.paths
    func answer(_ grid: SettingGrid, _ setting: Int) throws -> SettingAnswer {
      let (before, all) = (answers.count * paths, (wanted.count + 1) * paths)
      return try answers.answer(grid.moved(setting)) { progress(before + $0, all) }
    }

    // What settings take follows from the ends of each range.
    let ends = SettingGrid(
      axes: ranges.prefix(wanted.axes.count).map { SettingGrid.Axis($0, count: 2, of: scenario) })
    let own = try answer(ends, ends.own)
    let around = try ends.aboutOwn.map { try $0.map { try answer(ends, $0) } }
    run.cases = options.cases
    let (before, all) = (answers.count * paths, (wanted.count + 1) * paths)
    let whole = try Run(scenario, options: run) { progress(before + $0, all) }
    let file = RunText(whole, language: options.language, isKept: options.isKept, .unmoved)
    let page = SharedPage(
      title: own.document.title, language: options.language, paths: paths, file: file.document)
    let alone = page.html(SettingGrid(axes: []), [own], leftOut: []).utf8.count
    size.learn(
      room: Self.largest - alone, own: own.document, around: around.map { $0.map(\.document) })

    while true {
      wanted = try grid()
      let all = try (0..<wanted.count).map { try answer(wanted, $0) }
      let moved = Set(wanted.axes.map(\.variable.name))
      let leftOut = scenario.levers.filter { !moved.contains($0.name) }
      let html = page.html(wanted, all, leftOut: leftOut.map { $0.remarks.label ?? $0.name })
      if html.utf8.count <= Self.largest {
        self.html = html
        settings = wanted.count
        return
      }
      // More than was thought.
      size.most = wanted.count - 1
    }
  }

  /// What is moved.
  private static func ranges(_ scenario: Scenario, _ options: Options) throws -> [VariedRange] {
    let ranges =
      options.varied.isEmpty
      ? try scenario.levers.filter { $0.range != nil }.map {
        try VariedRange($0.name, of: scenario)
      } : try options.varied.map { try VariedRange($0, of: scenario) }
    guard !ranges.isEmpty else {
      throw SweepError.nothingVaried(levers: scenario.levers.map(\.name))
    }
    try SweepDesign.check(ranges)
    return ranges
  }

  /// The settings that fit.
  ///
  /// As many ranges as fit with the usual number of values, all where the command names them, then as many
  /// values as fit.
  ///
  /// - Throws: ``ShareRefusal`` where none do.
  private static func grid(
    _ ranges: [VariedRange], _ size: PageSize, isGiven: Bool, of scenario: Scenario
  ) throws(ShareRefusal) -> SettingGrid {
    func grid(_ taken: Int, _ count: Int) -> SettingGrid {
      SettingGrid(
        axes: ranges.prefix(taken).map { SettingGrid.Axis($0, count: count, of: scenario) })
    }
    let fitting = ranges.indices.last { size.holds(grid($0 + 1, VariedRange.usualCount)) }
    let taken = isGiven ? ranges.count : (fitting ?? 0) + 1
    let grids = (values.least...values.most).reversed().lazy.map { grid(taken, $0) }
    guard let fit = grids.first(where: size.holds) else {
      let least = grid(taken, values.least)
      throw .tooLarge(
        settings: least.count, most: size.most, ranges: least.axes.map(\.variable.name))
    }
    return fit
  }
}

extension SettingGrid {
  /// For each axis the settings that move it alone from where the file has it.
  fileprivate var aboutOwn: [[Int]] {
    var stride = 1
    return axes.reversed().map { axis in
      defer { stride *= axis.values.count }
      return axis.values.indices.filter { $0 != axis.own }.map { own + ($0 - axis.own) * stride }
    }.reversed()
  }
}

/// Why a page for others cannot be made.
package enum ShareRefusal: Refusal, Hashable, Sendable {
  /// The settings that are asked for do not fit.
  case tooLarge(settings: Int, most: Int, ranges: [String])

  /// How a program ends that is refused so.
  package var exit: ExitClass { .tooMuch }

  /// The sentence for people.
  package var phrase: Phrase {
    switch self {
    case .tooLarge(let settings, let most, let ranges):
      Phrase(
        "\(settings) settings of \(ranges.joined(separator: ", ")) are more than a page of 3 MB holds of this "
          + "scenario\(settings > most ? ", which is at most \(most)" : ""); name fewer or fewer values, as in "
          + "--vary \"\(ranges[0])=LOW:HIGH:2\"",
        "\(ranges.joined(separator: "、")) 的 \(settings) 个设定超出了此情景在一个 3 MB 页面中的容量"
          + "\(settings > most ? "（至多 \(most) 个）" : "")；"
          + "请减少所改变的量或取值个数，如 --vary \"\(ranges[0])=LOW:HIGH:2\"")
    }
  }
}
