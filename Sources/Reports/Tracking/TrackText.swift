public import Experiments
internal import Quantities
internal import Results
internal import Scenarios
internal import Statistics
internal import Tables
public import Wording

/// Plans that are followed, as a document: where the targets stand, what came, why they changed, what must
/// be reported next, and how it went so far.
public struct TrackText: Documented {
  let study: TrackingStudy
  let language: Language

  /// Prepares the text of a study.
  public init(_ study: TrackingStudy, language: Language = .en) {
    self.study = study
    self.language = language
  }

  /// The whole answer.
  public var document: Document {
    let own = study.plans.count == 1 ? single(study.plans[0]) : portfolio
    return Document(
      title: title, language: language, own + [resolution, remarks, logs])
  }

  func say(_ english: String, _ chinese: String) -> String { Phrase(english, chinese)(language) }

  private var title: String {
    guard study.plans.count == 1 else {
      return say("\(study.plans.count) plans, tracked", "\(study.plans.count) 个方案的跟踪")
    }
    return say("\(study.plans[0].scenario.title), tracked", "\(study.plans[0].scenario.title)：跟踪")
  }

  private func single(_ plan: Tracking) -> [Document.Section] {
    [
      Document.Section(answers(plan)), arrivals, reasons(plan), levels,
      Document.Section(TrackCharts(plan, language).all.map { .chart($0) }), history(plan),
      toPaste(plan),
    ]
  }

  /// A plan among others: by the name of its file, or its path where two have that name.
  private func name(_ plan: Tracking) -> String {
    let names = study.plans.map { PathParts.split($0.file).name }
    let own = PathParts.split(plan.file).name
    return names.count { $0 == own } > 1 ? plan.file : own
  }

  // MARK: Where the targets stand

  private func answers(_ plan: Tracking) -> [Document.Item] {
    let names = Names(plan.scenario)
    return plan.targets.map { target in
      .answer(
        Document.Answer(
          name: names.target(target.name), text: standing(target, names),
          share: target.after.estimate))
    }
  }

  private func standing(_ target: TrackedTarget, _ names: Names) -> String {
    if let isMet = target.outcome {
      return isMet
        ? say(
          "Met: its deadline \(target.deadline) is observed.", "已实现：期限 \(target.deadline) 已有观测值。")
        : say(
          "Missed: its deadline \(target.deadline) is observed.", "未实现：期限 \(target.deadline) 已有观测值。"
        )
    }
    let now = PlainNumber.inWords(target.after, language)
    guard !target.shares.isEmpty else { return now + say(".", "。") }
    if target.shares.allSatisfy({ $0.value == 0 && $0.error == 0 }) {
      return now + say(", as before.", "，与此前相同。")
    }
    let was = PlainNumber.headline(target.before)
    let change = PlainNumber.points(target.difference, error: target.differenceError)
    return now
      + say(" (was \(was): \(change) points).", "（此前 \(was)：\(change) 个百分点）。")
  }

  private var portfolio: [Document.Section] {
    var table = TextTable(
      [
        say("scenario", "情景文件"), say("target", "目标"), say("before", "之前"), say("now", "现在"),
        say("points", "百分点"), say("mostly", "主要原因"),
      ], [.left, .left, .right, .right, .right, .left])
    for plan in study.plans {
      let names = Names(plan.scenario)
      for target in plan.targets {
        let largest = target.shares.filter { $0.value != 0 }.max { abs($0.value) < abs($1.value) }
        table.add([
          name(plan), names.target(target.name),
          target.shares.isEmpty ? "" : PlainNumber.headline(target.before, withError: false),
          target.outcome.map { $0 ? say("met", "已实现") : say("missed", "未实现") }
            ?? PlainNumber.headline(target.after, withError: false),
          target.shares.isEmpty ? "" : PlainNumber.points(target.difference),
          largest.map { name($0.change, names) + " " + PlainNumber.points($0.value) } ?? "",
        ])
      }
    }
    return [
      Document.Section(say("Where the targets stand", "各目标现状"), [.table(table)]), arrivals, levels,
    ]
  }

  // MARK: What came

  private var arrivals: Document.Section {
    let all = study.plans.flatMap { plan in
      let names = Names(plan.scenario)
      return plan.arrivals.map { (plan, names, $0) }
    }
    guard !all.isEmpty else { return Document.Section([]) }
    let hasFiles = study.plans.count > 1
    var table = TextTable(
      (hasFiles ? [say("scenario", "情景文件")] : []) + [
        say("statistic", "统计值"), say("date", "日期"), say("came", "实际"),
        say("expected (80 %)", "预期（80 %）"), say("paths below it", "低于它的路径"),
      ], (hasFiles ? [.left] : []) + [.left, .left, .right, .right, .right])
    for (plan, names, arrival) in all {
      let label = names.indicator(arrival.value.indicator)
      table.add(
        (hasFiles ? [name(plan)] : []) + [
          TextWidth.cells(label) <= TrackText.mostOfLabel ? label : arrival.value.indicator,
          "\(arrival.value.period)",
          arrival.value.text + (arrival.unit.saidAsUnit.map { " " + $0 } ?? ""),
          expected(arrival), arrival.expected?.quantile.map(PlainNumber.rarePercent) ?? "–",
        ])
    }
    return Document.Section(say("What came", "新的统计值"), [.table(table)])
  }

  private func expected(_ arrival: Arrival) -> String {
    if let former = arrival.value.revisedFrom {
      return say("\(former), now revised", "原为 \(former)，现修订")
    }
    guard let expected = arrival.expected else {
      return say("late: a later date was known", "补报：其后日期已知")
    }
    return range(expected.p50, expected.p10, expected.p90)
  }

  /// A value, and from where to where.
  private func range(_ value: Double, _ low: Double, _ high: Double) -> String {
    let ends = PlainNumber.text(low, language) + "–" + PlainNumber.text(high, language)
    return PlainNumber.text(value, language) + say(" (\(ends))", "（\(ends)）")
  }

  // MARK: Why

  private func reasons(_ plan: Tracking) -> Document.Section {
    let moved = plan.targets.filter { $0.shares.contains { $0.value != 0 } }
    guard !moved.isEmpty else {
      return Document.Section(
        sentences: plan.changes.isEmpty ? [] : [say("None of it moves a target.", "均不影响各目标。")])
    }
    var table = TextTable(
      [say("target", "目标"), say("change", "变化"), say("points", "百分点")], [.left, .left, .right])
    let names = Names(plan.scenario)
    for target in moved {
      let shares = target.shares.filter { $0.value != 0 }.sorted { abs($0.value) > abs($1.value) }
      for (number, share) in shares.enumerated() {
        table.add([
          number == 0 ? names.target(target.name) : "", name(share.change, names),
          PlainNumber.points(share.value, error: share.error),
        ])
      }
      if shares.count > 1 {
        table.add([
          "", say("together", "合计"),
          PlainNumber.points(target.difference, error: target.differenceError),
        ])
      }
    }
    return Document.Section(
      say("Why: the shares add up to the change", "原因：各项份额之和等于变化"), [.table(table)])
  }

  private func name(_ change: TrackedChange, _ names: Names) -> String {
    switch change.kind {
    case .plan: return say("the plan was changed", "方案有改动")
    case .everything: return say("all changes together", "全部变化")
    case .statistics(let values):
      let first = values[0]
      let name = names.indicator(first.indicator)
      guard values.count == 1 else {
        let span = "\(name) \(first.period)–\(values[values.count - 1].period)"
        return change.isRevision ? say("\(span) revised", "\(span) 修订") : span
      }
      let place = "\(name) \(first.period)"
      return first.revisedFrom.map { "\(place): \($0) → \(first.text)" } ?? place
    }
  }

  // MARK: What must be reported

  private var levels: Document.Section {
    let all = study.plans.flatMap { plan in
      let names = Names(plan.scenario)
      return plan.levels.map { (name(plan), $0, names) }
    }
    guard !all.isEmpty else { return Document.Section([]) }
    let wanted = PlainNumber.percent(study.plans[0].wanted, digits: 0)
    let hasFiles = study.plans.count > 1
    var table = TextTable(
      (hasFiles ? [say("scenario", "情景文件")] : []) + [
        say("target", "目标"), say("date", "日期"), say("must be (95 %)", "须为（95 %）"),
        say("expected now (80 %)", "目前预期（80 %）"),
      ], (hasFiles ? [.left] : []) + [.left, .left, .left, .right])
    var last = ("", "")
    for (file, level, names) in all {
      let isNew = last != (file, level.target)
      table.add(
        (hasFiles ? [isNew ? file : ""] : []) + [
          isNew ? names.target(level.target) : "", "\(level.period)", words(level),
          range(level.expected.p50, level.expected.p10, level.expected.p90),
        ])
      last = (file, level.target)
    }
    return Document.Section(
      say(
        "What must be reported for \(wanted)", "概率达到 \(wanted) 所须报出的数值"),
      [
        .table(table),
        .detail(
          say(
            "each date alone, with what the growth model would learn from it; 95 %: what the error of the "
              + "simulation leaves open",
            "各日期单独计算，已含增长模型由此得知的信息；95 %：模拟误差所致的区间")),
      ])
  }

  private func words(_ level: ReportLevel) -> String {
    switch level.finding {
    case .level(let value, let low, let high, let isLeast):
      let text =
        low.isNaN || high.isNaN || low == high
        ? PlainNumber.text(value, language) : range(value, low, high)
      return isLeast ? say("at least \(text)", "至少 \(text)") : say("at most \(text)", "至多 \(text)")
    case .always(let share):
      let least = PlainNumber.headline(share, withError: false)
      return say("anything leaves \(least) or more", "任何数值均不低于 \(least)")
    case .never(let best, let share):
      let text = PlainNumber.text(best, language)
      let most = PlainNumber.headline(share, withError: false)
      return say("even \(text) leaves \(most)", "即使 \(text)，也只有 \(most)")
    }
  }

  // MARK: The log

  private func history(_ plan: Tracking) -> Document.Section {
    let entries = plan.wholeLog.entries
    guard !entries.isEmpty else { return Document.Section([]) }
    let names = Names(plan.scenario)
    let shown = plan.targets.prefix(TrackText.mostColumns).map(\.name)
    var table = TextTable(
      [say("entry", "记录"), say("day", "日期")] + shown.map(names.target),
      [.right, .left] + shown.map { _ in .right })
    func row(
      _ number: String, _ day: String, _ entry: TrackLog.Entry,
      _ share: (TrackLog.TargetChange) -> Double
    ) {
      table.add(
        [number, day]
          + shown.map { name in
            entry.targets.first { $0.target == name }.map {
              PlainNumber.percent(share($0), digits: 0)
            } ?? ""
          })
    }
    row("", say("before", "之前"), entries[0], \.before)
    for (number, entry) in entries.enumerated() {
      row("\(number + 1)", "\(entry.recorded)", entry, \.after)
    }
    let came = entries.enumerated().map { number, entry in
      let values = entry.statistics.map { statistic in
        "\(names.indicator(statistic.indicator)) \(statistic.period) = \(statistic.value)"
          + (statistic.revisedFrom.map { say(" (was \($0))", "（原为 \($0)）") } ?? "")
      }
      let more =
        values.count > 3 ? say(" and \(values.count - 3) more", " 等 \(values.count) 项") : ""
      return "\(number + 1): " + values.prefix(3).joined(separator: ", ") + more
    }
    return Document.Section(
      say("So far", "历次记录"), [.table(table)] + came.map { .detail($0) })
  }

  private static let mostColumns = 5
  /// The cells of a label for which a table of six columns has room.
  private static let mostOfLabel = 21

  private func toPaste(_ plan: Tracking) -> Document.Section {
    guard !plan.missingInFile.isEmpty else { return Document.Section([]) }
    let lines = plan.missingInFile.map { history in
      let entries = history.values.map { value in
        let isPlain = DecimalNumber.parse(value.text) != nil
        return "\(value.period): " + (isPlain ? value.text : "\"\(value.text)\"")
      }
      return "\(history.indicator): history: {\(entries.joined(separator: ", "))}"
        + (history.replacesInitial ? say(" in place of `initial`", "（取代 `initial`）") : "")
    }
    return Document.Section(
      say("To paste into \(plan.file)", "可粘贴到 \(plan.file)"),
      lines.map { .detail($0) } + [
        .sentence(
          say(
            "`track` knows them from the log and counts nothing twice; `run` goes by the file.",
            "`track` 已由记录得知，不会重复计算；`run` 以文件为准。"))
      ])
  }

  private var remarks: Document.Section {
    Document.Section(
      say("To be looked at", "请注意"),
      facts: study.plans.flatMap { plan in
        plan.remarks.map {
          (study.plans.count > 1 ? name(plan) + say(": ", "：") : "") + $0(language)
        }
      })
  }

  private var logs: Document.Section {
    let silent = study.plans.filter { $0.entry == nil }
    let added = study.plans.filter { $0.entry != nil }.map { plan in
      let count = plan.wholeLog.entries.count
      return say(
        "Logged as entry \(count) in \(plan.logPath).", "已作为第 \(count) 条记入 \(plan.logPath)。")
    }
    return Document.Section(sentences: added + (silent.isEmpty ? [] : [nothingAdded(silent)]))
  }

  private func nothingAdded(_ plans: [Tracking]) -> String {
    guard plans.count == 1 else {
      return say(
        "Nothing new was logged of \(plans.count) plans.", "\(plans.count) 个方案未添加新记录。")
    }
    let (path, count) = (plans[0].logPath, plans[0].wholeLog.entries.count)
    if count == 0 {
      guard !plans[0].hasLaterEntries else {
        return say("Nothing had been logged in \(path) by that day.", "截至该日，\(path) 尚无记录。")
      }
      return say(
        "Nothing is logged yet; \(path) begins with the first --add.", "尚无记录；首次 --add 时建立 \(path)。")
    }
    return say(
      "\(count) \(count == 1 ? "entry" : "entries") in \(path); nothing new was logged.",
      "\(path) 有 \(count) 条记录；未添加新记录。")
  }

  // MARK: Outcomes

  private var resolution: Document.Section {
    guard let resolution = study.resolution else { return Document.Section([]) }
    return ResolutionText(resolution, language).section
  }
}
