/// The keys of the format, by the place where they may stand: what the decoder accepts, the
/// schema lists and the documentation explains.
package enum FormatKeys {
  package static let root = [
    "waymark", "scenario", "source", "note", "extends", "include", "families", "share", "regions",
    "time", "money", "uncertainties", "levers", "indicators", "correlation", "events", "cases",
    "targets",
    "simulation",
  ]
  package static let money =
    Money.currencies + [Money.inflation, Money.base, "source", "note"]
  package static let include = ["file", "with", "case", "members", "label", "note"]
  package static let family = [
    "members", "file", "with", "uncertainties", "levers", "indicators", "correlation", "events",
    "targets", "include", "families", "label", "note",
  ]
  /// The sections of a part that stands in the file around it.
  static let inner = [
    "uncertainties", "levers", "indicators", "correlation", "events", "targets",
  ]
  package static let time = ["start", "end", "step"]
  package static let uncertainty = ["law", "label", "source", "note"]
  package static let lever = ["default", "range", "step", "unit", "label", "source", "note"]
  package static let simulation = ["paths", "seed", "max_memory", "max_failed"]

  private static let everyIndicator = [
    "kind", "unit", "auxiliary", "part_of", "share", "label", "source", "note",
  ]
  package static let output = everyIndicator + ["measure", "history", "from", "initial", "growth"]
  package static let count =
    everyIndicator + ["history", "from", "initial", "growth"] + Parameter.ofCounts.map(\.word)
  package static let rollout =
    everyIndicator + ["history", "from", "initial"] + Parameter.ofRollouts.map(\.word)
    + ["pipeline", "under_way", "supply", "budget", "value", "yields"]
  package static let milestone =
    everyIndicator.filter { $0 != "unit" } + Parameter.ofMilestones.map(\.word)
    + ["from", "needs", "reached", "not_by"]
  package static let derived =
    everyIndicator + ["measure", "from", "initial"] + Parameter.ofDerived.map(\.word)

  /// The keys of indicators of every kind.
  static let indicator = Set(output + count + rollout + milestone + derived)

  package static let history = ["file", "time", "value", "series"]
  package static let growth =
    ["model", "like"] + Parameter.ofGrowth.map(\.word)
  package static let stage = ["stage"] + Parameter.ofStages(in: "pipeline").map(\.word) + ["spends"]
  package static let supply = ["stage"] + Parameter.ofStages(in: "supply").map(\.word)
  package static let yields = Parameter.ofYields.map(\.word)
  package static let budget = ["stage"] + Parameter.ofStages(in: "budget").map(\.word)

  package static let event =
    Parameter.ofEvents.map(\.word) + ["at", "affects", "label", "source", "note"]
  /// Besides these, a case has a key for each lever that it sets.
  package static let caseKeys = ["assume", "label", "note"]
  package static let conditions = StatementWords.all
  /// What a target says of the document that promises it.
  package static let document = ["quote", "document", "date"]
  package static let target =
    ["of", "count_of", "some"] + conditions
    + ["since", "among", "in", "by", "quantity", "proxies", "informative"] + document
    + ["label", "source", "note"]

  /// The tables by the names that the schema gives them.
  package static let tables: [(name: String, keys: [String])] = [
    ("scenario", root), ("include", include), ("family", family), ("time", time), ("money", money),
    ("uncertainty", uncertainty), ("lever", lever),
    ("simulation", simulation), ("output", output), ("count", count), ("rollout", rollout),
    ("milestone", milestone), ("derived", derived), ("historyFile", history), ("growth", growth),
    ("stage", stage), ("supply", supply), ("budget", budget), ("yields", yields), ("event", event),
    ("case", caseKeys), ("target", target),
  ]

  /// The keys of the table of parameters, by the names that the schema gives to where they stand.
  package static let parameters: [(name: String, keys: [String])] = [
    ("output", [Parameter.initial.word]), ("growth", Parameter.ofGrowth.map(\.word)),
    ("count", [Parameter.initial.word] + Parameter.ofCounts.map(\.word)),
    (
      "rollout",
      [Parameter.initial.word, Parameter.underWay.word, Parameter.value.word]
        + Parameter.ofRollouts.map(\.word)
    ),
    ("stage", Parameter.ofStages(in: "pipeline").map(\.word)),
    ("supply", Parameter.ofStages(in: "supply").map(\.word)),
    ("budget", Parameter.ofStages(in: "budget").map(\.word)),
    ("yields", Parameter.ofYields.map(\.word)),
    ("milestone", Parameter.ofMilestones.map(\.word)),
    ("derived", [Parameter.initial.word] + Parameter.ofDerived.map(\.word)),
    ("event", Parameter.ofEvents.map(\.word)), ("uncertainty", [Parameter.law.word]),
  ]

  /// Words that people write for a key that is called otherwise.
  static let otherWords: [String: String] = [
    "title": "scenario", "name": "scenario", "version": "waymark", "horizon": "time",
    "parameters": "uncertainties", "uncertainty": "uncertainties", "scenarios": "cases",
    "goals": "targets", "from": "start", "to": "end", "until": "end", "freq": "step",
    "frequency": "step", "value": "default", "min": "range", "max": "range", "bounds": "range",
    "cap": "ceiling", "capacity": "ceiling", "limit": "ceiling", "saturation": "ceiling",
    "type": "kind", "curve": "model", "formula": "expression", "equals": "expression",
    "distribution": "law", "dist": "law", "prior": "law", "units": "unit", "data": "history",
    "observations": "history", "starts": "plan", "stages": "pipeline", "duration": "takes",
    "lag": "takes", "deaths": "exits", "inflow": "entries", "outflow": "exits",
    "probability": "chance", "requires": "needs", "prerequisites": "needs",
    "factor": "multiply", "indicator": "of", "greater_than": "more_than",
    "minimum": "at_least", "maximum": "at_most", "deadline": "by", "date": "in", "when": "in",
    "samples": "paths", "runs": "paths", "n": "paths", "random_seed": "seed", "draws": "paths",
    "单位": "unit", "历史": "history", "历史数据": "history", "类型": "kind", "种类": "kind",
    "增长": "growth", "上限": "ceiling", "退出": "exits", "新增": "entries", "公式": "expression",
    "计划": "plan", "流程": "pipeline", "来源": "source", "备注": "note", "说明": "note",
    "标签": "label", "指标": "of", "达到": "at_least", "至少": "at_least", "不低于": "at_least",
    "不超过": "at_most", "至多": "at_most", "超过": "more_than", "低于": "less_than",
    "截至": "by", "期限": "by", "年份": "in", "概率": "chance", "影响": "affects", "倍数": "multiply",
    "持续": "lasts", "默认": "default", "范围": "range", "起点": "start", "终点": "end", "步长": "step",
    "时间": "time", "情景": "cases", "目标": "targets", "事件": "events",
    "cost": "unit_cost", "comment": "note", "description": "note", "levers": "levers",
  ]

  /// The key that a word is another word for.
  static func otherWord(for key: String, among keys: [String]) -> String? {
    guard let word = otherWords[key.lowercased()], keys.contains(word) else { return nil }
    return word
  }
}
