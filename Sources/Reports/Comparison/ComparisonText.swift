public import Experiments
internal import Results
internal import Scenarios
internal import Statistics
internal import Tables
public import Wording

/// A comparison as text for a terminal: what changed, what became of each target, and why.
public struct ComparisonText: Documented {
  let comparison: Comparison
  let language: Language
  /// What the entries are called, by the later of both scenarios.
  let labels: Names

  /// Prepares the text of a comparison.
  public init(_ comparison: Comparison, language: Language = .en) {
    self.comparison = comparison
    self.language = language
    labels = Names(comparison.after.scenario)
  }

  /// The whole answer.
  public var document: Document {
    Document(
      title: "\(comparison.before.path) → \(comparison.after.path)", language: language,
      [
        Document.Section(sentences: heading), changes, targets,
        Document.Section(charts.map { .chart($0) }),
        Document.Section(sentences: joined), Document.Section(sentences: alone),
      ])
  }

  func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  // MARK: Heading

  private var heading: [String] {
    let (before, after) = (comparison.before, comparison.after)
    let paths = PlainNumber.whole(Double(comparison.paths))
    var lines = [
      say(
        "both on the same random numbers: \(PlainNumber.count(comparison.paths, "path")), seed \(comparison.seed); "
          + "\(comparison.mixtures) \(comparison.mixtures == 1 ? "scenario" : "mixtures")",
        "两者使用同一组随机数：\(paths) 条路径，随机种子 \(comparison.seed)；\(comparison.mixtures) 种组合")
    ]
    if comparison.rows.contains(where: { $0.shares.contains { $0.parts == [.monteCarlo] } }) {
      lines.append(
        say(
          "Before and after are those of the runs' own seeds (\(before.seed), \(after.seed)) and "
            + "paths (\(before.paths), \(after.paths)); what these make of the difference is "
            + "called Monte Carlo.",
          "前后概率取自各自的种子（\(before.seed)、\(after.seed)）和路径数（\(before.paths)、\(after.paths)）；"
            + "由此产生的差异记为蒙特卡洛误差。"))
    }
    for side in [before, after] {
      guard let version = side.version, version != RunManifest.version else { continue }
      lines.append(
        say(
          "\(side.path) was made by version \(version); all numbers here are those of "
            + "\(RunManifest.version).",
          "\(side.path) 由版本 \(version) 生成；此处所有数值均由 \(RunManifest.version) 计算。"))
    }
    if let orders = comparison.orders {
      lines.append(
        say(
          "Shares come from \(orders) random orders; their errors say how well.",
          "份额由 \(orders) 个随机次序估计，误差已计入。"))
    }
    return lines
  }

  // MARK: Changes

  private static let widest = 48

  private var changes: Document.Section {
    guard !comparison.changes.isEmpty else {
      return Document.Section(sentences: [say("The two scenarios say the same.", "两个方案内容相同。")])
    }
    var table = TextTable(
      [
        say("where", "位置"), say("before", "之前"), say("after", "之后"), say("part", "部分"),
      ], [.left, .left, .left, .left])
    for change in comparison.changes {
      let part = change.component.map { name(.component($0)) }
      table.add([
        change.path, cut(change.before), cut(change.after),
        part
          ?? (["simulation.seed", "simulation.paths"].contains(change.path)
            ? name(.monteCarlo) : say("(no effect)", "（无影响）")),
      ])
    }
    return Document.Section(say("What changed", "变化"), [.table(table)])
  }

  private func cut(_ text: String?) -> String {
    guard let text else { return "–" }
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count > Self.widest ? line.prefix(Self.widest - 1) + "…" : line
  }

  // MARK: Targets

  private var targets: Document.Section {
    guard !comparison.rows.isEmpty else {
      return Document.Section(sentences: [say("No target is in both.", "没有共同的目标。")])
    }
    var table = TextTable(
      [
        say("case", "情景"), say("target", "目标"), say("before", "之前"), say("after", "之后"),
        say("points", "百分点"), say("because of", "原因"),
      ], [.left, .left, .right, .right, .right, .left])
    for row in comparison.rows {
      let moves = row.shares.filter { $0.value != 0 }
      table.add([
        labels.caseName(row.caseName), labels.target(row.target),
        PlainNumber.percent(row.before.estimate),
        PlainNumber.percent(row.after.estimate),
        row.difference == 0 && row.differenceError == 0
          ? "0" : points(row.difference, row.differenceError),
        moves.isEmpty ? say("nothing", "无") : "",
      ])
      for share in moves.sorted(by: { abs($0.value) > abs($1.value) }) {
        table.add([
          "", "", "", "", points(share.value, share.error),
          names(share.parts),
        ])
      }
    }
    return Document.Section(
      say("Targets: the shares add up to the change", "目标：各项份额之和等于变化"), [.table(table)])
  }

  func points(_ value: Double, _ error: Double) -> String {
    (value > 0 ? "+" : "") + DecimalNumber.fixed(value * 100, digits: 2) + " ± "
      + DecimalNumber.fixed(error * 100, digits: 2)
  }

  /// The first parts by name, and how many more.
  func names(_ parts: [ComparisonPart]) -> String {
    let shown = parts.prefix(4).map(name).joined(separator: " + ")
    let more = parts.count - 4
    return more > 0 ? shown + say(" + \(more) more", " 等 \(parts.count) 项") : shown
  }

  private func name(_ part: ComparisonPart) -> String {
    switch part {
    case .caseDefinition(let name):
      say("case \(labels.caseName(name))", "情景 \(labels.caseName(name))")
    case .targetDefinition(let name):
      say("target \(labels.target(name))", "目标 \(labels.target(name))")
    case .monteCarlo: say(part.name, "蒙特卡洛误差")
    case .component(let component): name(component)
    }
  }

  private func name(_ component: ScenarioComponent) -> String {
    switch component.kind {
    case .time: return say(component.name, "时间")
    case .uncertainty(let name): return say(component.name, "不确定量 \(name)")
    case .lever(let name): return say(component.name, "政策变量 \(name)")
    case .indicator(let key):
      let name = labels.indicator(key)
      return say("indicator \(name)", "指标 \(name)")
    case .observations(let key):
      let name = labels.indicator(key)
      return component.newPeriod.map {
        say("new observation of \(name) in \($0)", "\(name) 在 \($0) 的新增观测")
      } ?? say("observations of \(name)", "\(name) 的观测值")
    case .growth(let key):
      let name = labels.indicator(key)
      return say("growth of \(name)", "\(name) 的增长模型")
    case .boost(let key):
      let name = labels.indicator(key)
      return say("boost of \(name)", "\(name) 的增长拉动")
    case .part(let part, let key):
      let name = labels.indicator(key)
      return say("\(part) of \(name)", "\(name) 的 \(part)")
    case .correlation: return say(component.name, "相关性")
    case .event(let name): return say(component.name, "事件 \(name)")
    case .cases: return say(component.name, "情景定义")
    case .targets: return say(component.name, "目标定义")
    }
  }

  // MARK: Remarks

  private var joined: [String] {
    comparison.joined.map { group in
      let names = group.parts.map { name(.component($0)) }.joined(separator: ", ")
      return say(
        "Taken together, for not every mixture of them is a scenario: \(names) (\(group.problem.english))",
        "合并处理（单独替换不构成有效方案）：\(names)（\(group.problem.chinese)）")
    }
  }

  private var alone: [String] {
    let sides = [
      (comparison.before, comparison.onlyBefore), (comparison.after, comparison.onlyAfter),
    ]
    return sides.flatMap { side, only in
      let (path, labels) = (side.path, Names(side.scenario))
      return [
        (say("cases", "情景"), only.cases.map(labels.caseName)),
        (say("targets", "目标"), only.targets.map(labels.target)),
      ]
      .filter { !$0.1.isEmpty }
      .map { kind, names in
        say("Only in \(path): ", "仅见于 \(path)：") + "\(kind) \(names.joined(separator: ", "))"
      }
    }
  }
}
