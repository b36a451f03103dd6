public import Experiments
internal import Results
internal import Scenarios
internal import Simulation
internal import Tables
public import Wording

/// A replayed path as text for a terminal.
public struct ReplayText: Documented {
  private let replay: Replay
  private let language: Language

  /// Prepares the text of a replay.
  public init(_ replay: Replay, language: Language = .en) {
    self.replay = replay
    self.language = language
  }

  /// The whole path.
  public var document: Document {
    Document(
      title: replay.compiled.scenario.title, language: language,
      [Document.Section(sentences: heading), targets, values, draws])
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  private var heading: [String] {
    let path = replay.result.path
    var lines = [
      say(
        "path \(path) of case \(replay.caseName), seed \(replay.run.seed)",
        "情景 \(replay.caseName) 的第 \(path) 条路径，随机种子 \(replay.run.seed)")
    ]
    if replay.result.isFailed {
      lines.append(
        say(
          "A value of this path is not a finite number: it misses every target that depends on it.",
          "该路径出现非有限数值：凡取决于该数值的目标均按未达成计。"))
    }
    return lines
  }

  private var targets: Document.Section {
    let rows = replay.targetRows
    guard !rows.isEmpty else { return Document.Section([]) }
    var table = TextTable(
      [say("target", "目标"), say("met", "达成"), say("gap", "缺口")], [.left, .left, .right])
    for (row, gap) in zip(rows.filter { $0.kind == "target" }, rows.filter { $0.kind == "gap" }) {
      table.add([
        row.name, row.value == 1 ? say("yes", "是") : say("no", "否"),
        PlainNumber.text(gap.value, language),
      ])
    }
    return Document.Section(say("Targets", "目标"), [.table(table)])
  }

  private var values: Document.Section {
    var table = TextTable(
      [say("period", "时期"), say("indicator", "指标"), say("value", "数值")], [.left, .left, .right])
    let rows = replay.valueRows.filter { !$0.value.isNaN }
    for row in rows { table.add([row.period, row.name, DecimalNumber.text(row.value)]) }
    return rows.isEmpty
      ? Document.Section([]) : Document.Section(say("Values", "数值"), [.table(table)])
  }

  private var draws: Document.Section {
    let rows = replay.drawRows
    guard !rows.isEmpty else { return Document.Section([]) }
    var table = TextTable(
      [
        say("period", "时期"), say("kind", "类别"), say("name", "名称"), say("uniform", "均匀数"),
        say("value", "数值"),
      ], [.left, .left, .left, .right, .right])
    for row in rows {
      table.add([
        row.period.isEmpty ? say("once", "一次") : row.period, row.kind, row.name,
        row.uniform.map(DecimalNumber.text) ?? "–", DecimalNumber.text(row.value),
      ])
    }
    return Document.Section(say("Draws", "抽样"), [.table(table)])
  }
}
