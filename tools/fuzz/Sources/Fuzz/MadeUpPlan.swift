/// A scenario in good form whose every choice is a byte: what libFuzzer changes in the bytes, it changes in the plan.
///
/// Most of them are in order and run; numbers and dates at the edges see to it that some are not.
struct MadeUpPlan {
  private var bytes: ArraySlice<UInt8>
  private var names: [String] = []
  private var milestones: [String] = []
  private var targets: [String] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  /// The file.
  mutating func text() -> String {
    let step = one(of: ["year", "quarter", "month"])
    let years = 3 + below(8)
    var lines = [
      "waymark: 1", "time: {start: 2020, end: \(2020 + years), step: \(step)}", "uncertainties:",
      "  share: \(quoted(law()))", "  pool: \(quoted(law(" m2")))", "levers:",
      "  push: {default: \(one(of: ["0", "0.5", "1"])), range: [0, 1]}",
      "  start: {default: \(year()), range: [2020, 2031]}", "indicators:",
    ]
    for index in 0...below(4) { lines.append("  " + indicator("x\(index)")) }
    if names.count > 1, below(3) == 0 {
      lines += [
        "correlation:", "  - [\(names[0]), \(names[1]), \(one(of: ["0.5", "-0.9", "1", "0"]))]",
      ]
    }
    if let struck = names.last, below(3) == 0 {
      let chance = one(of: ["0.1 per year", "0.5", "\(number()) per year"])
      let lasts = one(of: ["", ", lasts: 1 year", ", lasts: 5 months", ", at: \(year())"])
      lines += [
        "events:",
        "  shock: {chance: \(chance), affects: \(struck), multiply: \(quoted(law()))\(lasts)}",
      ]
    }
    lines += ["cases:", "  usual: {}", "  other: {push: 1, start: \(year())}"]
    if below(3) == 0 { lines.append("  assumed: {assume: {share: \(quoted(law()))}}") }
    lines.append("targets:")
    for index in 0...below(4) { lines.append("  " + target("t\(index)")) }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func below(_ count: Int) -> Int {
    bytes.popFirst().map { Int($0) % count } ?? 0
  }

  private mutating func one(of items: [String]) -> String { items[below(items.count)] }

  private func quoted(_ text: String) -> String { "\"\(text)\"" }

  private mutating func year() -> String {
    one(of: ["2021", "2022", "2023", "2025", "2028", "2022-Q3", "2022-07", "2019", "2031"])
  }

  private mutating func number() -> String {
    one(of: [
      "0.05", "1", "2", "7", "30", "120", "405", "2_600", "0", "-1", "16 %", "1e9", "1e-9", "1e15",
      "1e300", "1e-300", "8万", "0.3333333333333333",
    ])
  }

  private mutating func law(_ unit: String = "") -> String {
    switch below(9) {
    case 0: "\(number())\(unit)"
    case 1: "normal(\(number()), \(number()))\(unit)"
    case 2: "uniform(\(number()), \(number()))\(unit)"
    case 3: "lognormal(p10: \(number()), p90: \(number()))\(unit)"
    case 4: "beta(\(number()), \(number()))\(unit)"
    case 5: "gamma(mean: \(number()), sd: \(number()))\(unit)"
    case 6: "triangular(\(number()), \(number()), \(number()))\(unit)"
    case 7: "truncated(normal(\(number()), \(number())), \(number()), \(number()))\(unit)"
    default: "discrete(\(number()): 0.5, \(number()): 0.5)\(unit)"
    }
  }

  private mutating func expression(_ depth: Int = 3) -> String {
    let leaves = ["1", "share", "push", "t", "0.1 * t", "step(from: start)"] + names + milestones
    guard depth > 0 else { return one(of: leaves) }
    switch below(14) {
    case 0: return number()
    case 1: return "(\(expression(depth - 1)) + \(expression(depth - 1)))"
    case 2: return "(\(expression(depth - 1)) - \(expression(depth - 1)))"
    case 3: return "\(expression(depth - 1)) * \(expression(depth - 1))"
    case 4: return "\(expression(depth - 1)) / (1 + \(expression(depth - 1)))"
    case 5: return "exp(\(expression(depth - 1)))"
    case 6: return "log(1 + abs(\(expression(depth - 1))))"
    case 7:
      return "if(\(expression(depth - 1)) > \(number()), \(expression(depth - 1)), \(number()))"
    case 8: return "min(\(expression(depth - 1)), max(\(expression(depth - 1)), 0))"
    case 9: return "(\(expression(depth - 1)))^\(one(of: ["2", "0.5", "-1", "3"]))"
    case 10: return "ramp(from: \(year()), over: \(1 + below(4)))"
    case 11: return "pulse(from: \(year()), for: \(1 + below(20)) months)"
    case 12:
      guard let name = names.last else { return "year - 2020" }
      return "lag(\(name), \(1 + below(3)) \(one(of: ["year", "months"])), before: \(number()))"
    default: return one(of: leaves)
    }
  }

  private mutating func growth() -> String {
    let boost = below(3) == 0 ? ", boost: \(quoted("0.1 * " + expression(2)))" : ""
    let noise = below(3) == 0 ? ", volatility: \(one(of: ["0", "0.1", "0.5", quoted(law())]))" : ""
    let ceiling = one(of: [
      "800", "2_600", "1e6", quoted(law()), quoted("500 + 100 * " + expression(1)),
    ])
    let model =
      switch below(9) {
      case 0: "auto"
      case 1: "exponential, cagr: \(1 + below(30)) %"
      case 2: "linear"
      case 3: "logistic, ceiling: \(ceiling)"
      case 4: "gompertz, ceiling: \(ceiling)"
      case 5: "bass, ceiling: \(ceiling)"
      case 6: "average"
      case 7: "auto, like: \(one(of: ["firms", "stations", "any", "patents"]))"
      default: "exponential, rate: \(quoted(law()))"
      }
    return "{model: \(model)\(noise)\(boost)}"
  }

  private mutating func history() -> String {
    var level = 20 + below(250)
    let values = (0...below(5)).map { index in
      level += below(60) - 10
      return
        "\(2015 + index): \(one(of: ["\(level)", "\(level)", quoted("> \(level)"), quoted("\(level) ± 9")]))"
    }
    return "{\(values.joined(separator: ", "))}"
  }

  private mutating func indicator(_ name: String) -> String {
    defer { names.append(name) }
    switch below(6) {
    case 0:
      let unit = one(of: ["m2", "bn yuan/year", "t"])
      return "\(name): {kind: output, unit: \(unit), history: \(history()), growth: \(growth())}"
    case 1:
      return
        "\(name): {kind: count, unit: firms, history: \(history()), growth: \(growth()), exits: 0.0\(below(9))}"
    case 2:
      return
        "\(name): {kind: count, unit: teams, initial: \(below(90)), births: 0.\(below(9)), entries: \(quoted(expression(1))) per year, exits: 0.1}"
    case 3:
      let takes = one(of: [
        "2 months", quoted("gamma(mean: 3, sd: 2) months"), "0 months", "1 year",
      ])
      let capacity = below(2) == 0 ? ", capacity: \(quoted("30 * \(expression(1)) / month"))" : ""
      let budget =
        below(3) == 0
        ? ", budget: {stage: build, total: 9 bn yuan, unit_cost: \(1 + below(99))万元}" : ""
      let ceiling = below(3) == 0 ? ", ceiling: \(quoted(law()))" : ""
      return
        "\(name): {kind: rollout, plan: \(below(250)) / month, pipeline: [{stage: permit, takes: \(takes), refused: 0.\(below(9))}, {stage: build, takes: 1 month\(capacity)}]\(budget)\(ceiling)}"
    case 4:
      milestones.append(name)
      let date =
        below(2) == 0
        ? "opens: \(quoted("triangular(2021, \(year()), 2031)"))" : "hazard: \(number()) / year"
      return "\(name): {kind: milestone, \(date)}"
    default:
      return "\(name): {kind: derived, expression: \(quoted(expression()))}"
    }
  }

  private mutating func target(_ name: String) -> String {
    defer { targets.append(name) }
    let of = names[below(names.count)]
    if milestones.contains(of) { return "\(name): {of: \(of), reached: true, by: \(year())}" }
    if targets.count > 1, below(4) == 0 {
      return "\(name): {\(one(of: ["all", "any", "none"])): [\(targets[0]), \(targets[1])]}"
    }
    let when = "\(one(of: ["in", "by"])): \(one(of: ["2023", "2022", "2025"]))"
    switch below(5) {
    case 0: return "\(name): {of: \(of), at_most: \(number()), \(when)}"
    case 1: return "\(name): {of: \(of), growth_of_at_least: \(quoted("uniform(0.5, 2)")), \(when)}"
    case 2: return "\(name): {of: \(of), increase_of_at_least: \(number()), since: 2021, \(when)}"
    case 3: return "\(name): {of: \(of), at_least: \(quoted(law())), \(when)}"
    default: return "\(name): {of: \(of), more_than: \(number()), \(when)}"
    }
  }
}
