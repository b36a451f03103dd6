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
      Document.Section(answers(plan)), arrivals, reasons(plan), levels(plan),
      Document.Section(TrackCharts(plan, language).all.map { .chart($0) }), history(plan),
      toPaste(plan),
    ]
  }

  // MARK: Where the targets stand

  private func answers(_ plan: Tracking) -> [Document.Item] {
    let names = Names(plan.scenario)
    return plan.targets.map { target in
      .answer(
        Document.Answer(
          name: target.name, text: standing(target, names), share: target.after.estimate))
    }
  }

  private func standing(_ target: TrackedTarget, _ names: Names) -> String {
    if let isMet = target.outcome {
      return isMet
        ? say("Met: its deadline \(target.deadline) is observed.", "已实现：期限 \(target.deadline) 已有观测值。")
        : say("Missed: its deadline \(target.deadline) is observed.", "未实现：期限 \(target.deadline) 已有观测值。")
    }
    let now = PlainNumber.inWords(target.after, language)
    guard !target.shares.isEmpty else { return now + say(".", "。") }
    let was = PlainNumber.headline(target.before)
    let change = PlainNumber.points(target.difference, error: target.differenceError)
    return now
      + say(" (was \(was): \(change) points).", "（此前 \(was)：\(change) 个百分点）。")
  }

  private var portfolio: [Document.Section] {
    var table = TextTable(
      [
        say("scenario", "情景文件"), say("target", "目标"), say("before", "之前"), say("now", "现在"),
        say("points", "百分点"), say("mostly because of", "主要原因"),
      ], [.left, .left, .right, .right, .right, .left])
    for plan in study.plans {
      for target in plan.targets {
        let largest = target.shares.filter { $0.value != 0 }.max { abs($0.value) < abs($1.value) }
        table.add([
          plan.file, target.name, PlainNumber.headline(target.before, withError: false),
          target.outcome.map { $0 ? say("met", "已实现") : say("missed", "未实现") }
            ?? PlainNumber.headline(target.after, withError: false),
          target.shares.isEmpty ? "" : PlainNumber.points(target.difference),
          largest.map { name($0.change, plan) + " " + PlainNumber.points($0.value) } ?? "",
        ])
      }
    }
    return [Document.Section(say("Where the targets stand", "各目标现状"), [.table(table)]), arrivals]
  }

  // MARK: What came

  private var arrivals: Document.Section {
    let all = study.plans.flatMap { plan in plan.arrivals.map { (plan, $0) } }
    guard !all.isEmpty else { return Document.Section([]) }
    let hasFiles = study.plans.count > 1
    var table = TextTable(
      (hasFiles ? [say("scenario", "情景文件")] : []) + [
        say("statistic", "统计值"), say("date", "日期"), say("came", "实际"), say("expected", "预期"),
        say("80 %", "80 %"), say("how it came", "位置"),
      ], (hasFiles ? [.left] : []) + [.left, .left, .right, .right, .right, .left])
    for (plan, arrival) in all {
      let expected = arrival.expected
      table.add(
        (hasFiles ? [plan.file] : []) + [
          Names(plan.scenario).indicator(arrival.value.indicator), "\(arrival.value.period)",
          arrival.value.text + (arrival.unit.isEmpty ? "" : " " + arrival.unit),
          expected.map { PlainNumber.text($0.p50, language) } ?? "–",
          expected.map {
            PlainNumber.text($0.p10, language) + "–" + PlainNumber.text($0.p90, language)
          } ?? "–",
          place(arrival),
        ])
    }
    return Document.Section(say("What came", "新的统计值"), [.table(table)])
  }

  private func place(_ arrival: Arrival) -> String {
    if let former = arrival.value.revisedFrom {
      return say("revised from \(former)", "由 \(former) 修订")
    }
    guard let expected = arrival.expected else {
      return say("late, of a date before the last known", "补报，早于最后已知日期")
    }
    guard let quantile = expected.quantile else { return say("a bound", "界限") }
    let share = PlainNumber.rarePercent(quantile)
    return say("above \(share) of the paths", "高于 \(share) 的路径")
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
    for target in moved {
      let shares = target.shares.filter { $0.value != 0 }.sorted { abs($0.value) > abs($1.value) }
      for (number, share) in shares.enumerated() {
        table.add([
          number == 0 ? target.name : "", name(share.change, plan),
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

  private func name(_ change: TrackedChange, _ plan: Tracking) -> String {
    switch change.kind {
    case .plan: return say("the plan was changed", "方案有改动")
    case .everything: return say("all changes together", "全部变化")
    case .statistics(let values):
      let indicator = Names(plan.scenario).indicator(values[0].indicator)
      let first = values[0]
      guard values.count == 1 else {
        let span = "\(first.period)–\(values[values.count - 1].period)"
        return change.isRevision
          ? say("\(indicator) \(span) revised", "\(indicator) \(span) 修订")
          : "\(indicator) \(span)"
      }
      guard let former = first.revisedFrom else { return "\(indicator) \(first.period)" }
      return say(
        "\(indicator) \(first.period) revised from \(former) to \(first.text)",
        "\(indicator) \(first.period) 由 \(former) 修订为 \(first.text)")
    }
  }

  // MARK: What must be reported

  private func levels(_ plan: Tracking) -> Document.Section {
    guard !plan.levels.isEmpty else { return Document.Section([]) }
    let names = Names(plan.scenario)
    let wanted = PlainNumber.percent(plan.wanted, digits: 0)
    var table = TextTable(
      [
        say("target", "目标"), say("statistic", "统计值"), say("date", "日期"), say("must be", "须为"),
        say("95 %", "95 %"), say("expected now", "目前预期"), say("80 %", "80 %"),
      ], [.left, .left, .left, .left, .right, .right, .right])
    var last = ""
    for level in plan.levels {
      let (text, interval) = words(level)
      table.add([
        level.target == last ? "" : level.target,
        level.target == last ? "" : names.indicator(level.indicator), "\(level.period)", text,
        interval, PlainNumber.text(level.expected.p50, language),
        PlainNumber.text(level.expected.p10, language) + "–"
          + PlainNumber.text(level.expected.p90, language),
      ])
      last = level.target
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

  private func words(_ level: ReportLevel) -> (text: String, interval: String) {
    switch level.finding {
    case .level(let value, let low, let high, let isLeast):
      let text = PlainNumber.text(value, language)
      let interval =
        low.isNaN || high.isNaN
        ? "" : PlainNumber.text(low, language) + "–" + PlainNumber.text(high, language)
      return (isLeast ? say("at least \(text)", "至少 \(text)") : say("at most \(text)", "至多 \(text)"), interval)
    case .always(let share):
      return (
        say(
          "whatever comes: \(PlainNumber.headline(share, withError: false)) or more",
          "任何数值：均不低于 \(PlainNumber.headline(share, withError: false))"), ""
      )
    case .never(let best, let share):
      let text = PlainNumber.text(best, language)
      return (
        say(
          "even \(text) leaves \(PlainNumber.headline(share, withError: false))",
          "即使 \(text)，也只有 \(PlainNumber.headline(share, withError: false))"), ""
      )
    }
  }

  // MARK: The log

  private func history(_ plan: Tracking) -> Document.Section {
    let entries = plan.wholeLog.entries
    guard !entries.isEmpty else { return Document.Section([]) }
    let shown = plan.targets.prefix(TrackText.mostColumns).map(\.name)
    var table = TextTable(
      [say("day", "日期"), say("what came", "统计值")] + shown,
      [.left, .left] + shown.map { _ in .right })
    func row(_ day: String, _ what: String, _ share: (TrackLog.TargetChange) -> Double, _ entry: TrackLog.Entry) {
      table.add(
        [day, what]
          + shown.map { name in
            entry.targets.first { $0.target == name }.map {
              PlainNumber.percent(share($0), digits: 0)
            } ?? ""
          })
    }
    row(say("before", "之前"), "", \.before, entries[0])
    for entry in entries {
      let values = entry.statistics.map { statistic in
        "\(statistic.indicator) \(statistic.period): \(statistic.value)"
          + (statistic.revisedFrom.map { say(" (was \($0))", "（原为 \($0)）") } ?? "")
      }
      let first = values.prefix(3).joined(separator: ", ")
      let more = values.count > 3 ? say(" and \(values.count - 3) more", " 等 \(values.count) 项") : ""
      row("\(entry.recorded)", first + more, \.after, entry)
    }
    return Document.Section(say("So far", "历次记录"), [.table(table)])
  }

  private static let mostColumns = 6

  private func toPaste(_ plan: Tracking) -> Document.Section {
    guard !plan.missingInFile.isEmpty else { return Document.Section([]) }
    let lines = plan.missingInFile.map { indicator, values in
      let entries = values.map { value in
        let isPlain = DecimalNumber.parse(value.text) != nil
        return "\(value.period): " + (isPlain ? value.text : "\"\(value.text)\"")
      }
      return "\(indicator): {history: {\(entries.joined(separator: ", "))}}"
    }
    return Document.Section(
      say(
        "For `history` in \(plan.file), if you want it there too; nothing is then counted twice",
        "如需写入 \(plan.file) 的 `history`（不会重复计算）"), lines.map { .command($0) })
  }

  private var remarks: Document.Section {
    Document.Section(
      say("To be looked at", "请注意"),
      facts: study.plans.flatMap { plan in
        plan.remarks.map {
          (study.plans.count > 1 ? plan.file + say(": ", "：") : "") + $0(language)
        }
      })
  }

  private var logs: Document.Section {
    Document.Section(
      sentences: study.plans.map { plan in
        let count = plan.wholeLog.entries.count
        if plan.entry != nil {
          return say("Logged as entry \(count) in \(plan.logPath).", "已作为第 \(count) 条记入 \(plan.logPath)。")
        }
        return count == 0
          ? say("Nothing is logged yet; \(plan.logPath) begins with the first --add.", "尚无记录；首次 --add 时建立 \(plan.logPath)。")
          : say("\(PlainNumber.count(count, "entry").replacing("entrys", with: "entries")) in \(plan.logPath); nothing new was logged.", "\(plan.logPath) 有 \(count) 条记录；未添加新记录。")
      })
  }

  // MARK: Outcomes

  private var resolution: Document.Section {
    guard let resolution = study.resolution else { return Document.Section([]) }
    return ResolutionText(resolution, language).section
  }
}
