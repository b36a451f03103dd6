/// A generator of whole numbers, the same on every machine (Steele, Lea and Flood 2014).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  mutating func one<Item>(of items: [Item]) -> Item { items[below(items.count)] }
}

/// A scenario of two or three indicators of any kind whose growth, plans and entries follow functions of
/// time, written in several ways that should mean the same.
struct GeneratedScenario {
  /// How it is written.
  struct Options {
    /// Added to every year.
    var shift = 0
    /// Whether the indicators are counted in other units than their numbers, which say theirs.
    var hasOtherUnits = false
    /// Whether there are a lever, an event and a supply that change nothing.
    var hasIdleHelp = false
    /// What is added to growth a year; plans and entries rise by twenty times this share.
    var help = 0.0
    /// The default of the lever of a date.
    var start = 2022
    /// The default of a lever that adds to growth, and to plans and entries twenty times this share; nil
    /// where there is none.
    var push: Double?
    /// The volatility of the outputs.
    var volatility = "0"
  }

  /// The indicators whose periods make the totals or means of years.
  private(set) var flows: Set<String> = []
  /// The indicators of whole items.
  private(set) var counts: Set<String> = []
  /// Those of them that are built, of which nothing is drawn.
  private(set) var rollouts: Set<String> = []
  /// The indicators that an event at no date strikes.
  private(set) var struck: Set<String> = []
  private(set) var names: [String] = []
  private var lines: [String] = []
  private var events: [String] = []
  private var random: SplitMix
  private let options: Options

  init(seed: Int, _ options: Options = Options()) {
    random = SplitMix(seed: UInt64(seed))
    self.options = options
    for index in 0..<(2 + random.below(2)) { add("x\(index)") }
  }

  /// The file on a grid.
  func text(_ step: String) -> String {
    let shift = options.shift
    let idle = options.hasIdleHelp
    return """
      waymark: 1
      time: {start: \(2020 + shift), end: \(2026 + shift), step: \(step)}
      uncertainties:
        share: beta(2, 3)
        pool: lognormal(p10: 320, p90: 700) m2
      levers:
        start: {default: \(options.start + shift), range: [\(2021 + shift), \(2025 + shift)]}
        \(idle ? "idle: {default: 0, range: [0, 1]}" : "spare: 1")
        \(options.push.map { "push: {default: \($0), range: [0, 0.1]}" } ?? "")
      indicators:
        opened: {kind: milestone, opens: "triangular(\(2021 + shift), \(2022 + shift), \(2025 + shift))"}
      \(lines.map { "  \($0)" }.joined(separator: "\n"))
      \(idle || !events.isEmpty ? "events:" : "")
      \(events.map { "  \($0)" }.joined(separator: "\n"))
      \(idle ? "  calm: {chance: 0, affects: \(names[0]), multiply: 0.5}" : "")
      targets:
        open: {of: opened, reached: true, by: \(2023 + shift)}
      \(names.map { "  \($0): {of: \($0), at_least: \(threshold($0)), in: \(2025 + shift)}" }.joined(separator: "\n"))
      \(growing.map { "  g_\($0): {of: \($0), growth_of_at_least: \"uniform(0.8, 2)\", in: \(2025 + shift)}" }.joined(separator: "\n"))
      """
  }

  /// The flows whose growth is asked for: what strikes at no date strikes other paths on other grids.
  private var growing: [String] {
    names.filter { flows.contains($0) && !struck.contains($0) }
  }

  /// A level that some paths reach.
  private func threshold(_ name: String) -> String {
    counts.contains(name) ? "700" : flows.contains(name) ? "190 \(units[name] ?? "")" : "170 m2"
  }

  private var units: [String: String] = [:]

  /// What the lever multiplies plans and entries by.
  private var pushed: String { options.push == nil ? "" : " * (1 + 20 * push)" }

  private mutating func year(_ range: ClosedRange<Int>) -> String {
    "\(range.lowerBound + random.below(range.count) + options.shift)"
  }

  /// Something that changes in time, at most 1 in size.
  private mutating func timeFunction() -> String {
    let month = ["-01", "-04", "-07", "-Q3", ""][random.below(5)]
    let (wait, slope, length) = (
      random.one(of: ["6 months", "1 year"]), random.one(of: ["2", "18 months", "1 year"]),
      random.one(of: ["1 year", "2", "3 quarters"])
    )
    switch random.below(9) {
    case 0: return "step(from: \(year(2021...2024))\(month))"
    case 1: return "ramp(from: \(year(2021...2023)), over: \(slope))"
    case 2: return "pulse(from: \(year(2021...2023))\(month), for: \(length))"
    case 3: return "opened"
    case 4: return "step(from: date(opened) + \(wait))"
    case 5: return "step(from: start)"
    case 6: return "share * ramp(from: start, over: 2)"
    case 7: return "if(year >= \(year(2021...2024)), 1, 0.2)"
    default: return "0.1 * t"
    }
  }

  /// A ceiling that changes at the beginning of a year; it may come down on what has grown.
  private mutating func steppedCeiling(_ room: Int, _ unit: String) -> String {
    let part = 20 + random.below(60)
    let date = year(2021...2024)
    let change =
      switch random.below(4) {
      case 0: "(1 + 0.\(part) * step(from: \(date)))"
      case 1: "(1 - 0.\(part) * step(from: \(date)))"
      case 2: "(1 + 0.\(part) * pulse(from: \(date), for: \(1 + random.below(2)) years))"
      default: "if(year >= \(date), 1.\(part), 1)"
      }
    return "\"\(room) \(unit) * \(change)\""
  }

  private mutating func growth(isFlow: Bool, unit: String) -> String {
    let (digit, whole, room) = (random.below(9), 1 + random.below(12), 300 + random.below(300))
    var terms = random.below(2) == 0 ? [] : ["0.0\(1 + random.below(4)) * \(timeFunction())"]
    if options.hasIdleHelp {
      terms.append("0.1 * idle * ramp(from: \(2021 + options.shift), over: 3)")
    }
    if options.help > 0 { terms.append("\(options.help)") }
    if options.push != nil { terms.append("push") }
    let ceiling = steppedCeiling(room, unit)
    let curve =
      switch random.below(isFlow ? 4 : 8) {
      case 0: "exponential, rate: 0.0\(digit)"
      case 1: "exponential, cagr: \(whole) %"
      case 2: "logistic, ceiling: \(room) \(unit), rate: 0.1\(digit)"
      case 3: "gompertz, ceiling: \(room) \(unit), rate: 0.1\(digit)"
      case 4: "exponential, rate: \"normal(0.05, 0.02)\""
      case 5: "logistic, ceiling: \(ceiling), rate: 0.1\(digit)"
      case 6: "gompertz, ceiling: \(ceiling), rate: 0.1\(digit)"
      default: "logistic, ceiling: pool, rate: 0.2"
      }
    let boost = terms.isEmpty ? "" : ", boost: \"\(terms.joined(separator: " + "))\""
    return "{model: \(curve), volatility: \(options.volatility)\(boost)}"
  }

  /// How a flow begins and grows: from a history, from a value of its first year, or on a curve.
  private mutating func beginning(_ unit: String, isTotal: Bool, value: Int) -> String {
    let perYear = isTotal ? "\(unit) / year" : unit
    switch random.below(3) {
    case 0:
      return "history: {\(2020 + options.shift): \(value) \(unit)}, "
        + "growth: \(growth(isFlow: true, unit: unit))"
    case 1:
      return "initial: \(value) \(perYear), growth: \(growth(isFlow: true, unit: perYear))"
    default:
      let model = random.one(of: ["logistic", "gompertz", "richards"])
      return "growth: {model: \(model), ceiling: \(300 + 2 * value) \(perYear), "
        + "midpoint: \(year(2021...2024)), rate: 0.\(2 + random.below(3)), "
        + "volatility: \(options.volatility)}"
    }
  }

  /// An event at no date, on some flows.
  private mutating func strike(_ name: String) {
    guard random.below(3) == 0 else { return }
    struck.insert(name)
    let length = random.one(of: ["", ", lasts: 1 year", ", lasts: 18 months"])
    events.append(
      "on_\(name): {chance: 0.\(1 + random.below(4)) per year, affects: \(name), multiply: 0.6\(length)}"
    )
  }

  private mutating func add(_ name: String) {
    names.append(name)
    let (size, part) = (random.below(500), random.below(100))
    let more = 1 + 20 * options.help
    switch random.below(9) {
    case 0, 1:
      flows.insert(name)
      let isTotal = random.below(2) == 0
      let unit = isTotal ? "t" : "yuan/year"
      units[name] = unit
      let own = !options.hasOtherUnits ? unit : isTotal ? "kg" : "mn yuan/month"
      let measure = isTotal ? "measure: flow, " : ""
      lines.append(
        "\(name): {kind: output, \(measure)unit: \(own), "
          + beginning(unit, isTotal: isTotal, value: 100 + part) + "}")
      strike(name)
    case 2:
      counts.insert(name)
      let entries = "\(Double(20 + part % 60) * more)\(pushed) * \(timeFunction()) / year"
      lines.append(
        "\(name): {kind: count, initial: \(500 + size), births: \(part % 10) %, "
          + "exits: 0.0\(size % 9), entries: \"\(entries)\"}")
    case 3, 4, 5:
      counts.insert(name)
      rollouts.insert(name)
      addRollout(name, pace: Double(600 + size) * more)
    case 6:
      counts.insert(name)
      let model = random.below(2) == 0 ? "logistic" : "gompertz"
      let ceiling = steppedCeiling(900 + 2 * size, "")
      lines.append(
        "\(name): {kind: count, initial: \(500 + size / 2), exits: 0.0\(size % 9), "
          + "growth: {model: \(model), ceiling: \(ceiling), rate: 0.\(1 + part % 5), volatility: 0}}"
      )
    default:
      let own = options.hasOtherUnits ? "ha" : "m2"
      lines.append(
        "\(name): {kind: output, measure: stock, unit: \(own), initial: \(100 + part) m2, "
          + "growth: \(growth(isFlow: false, unit: "m2"))}")
    }
  }

  /// One or two stages, whose stays and limits do not keep to years, and an event that is over within one.
  private mutating func addRollout(_ name: String, pace: Double) {
    let supply = options.hasIdleHelp ? ", supply: {stage: a, limit: 100_000_000 / month}" : ""
    let stays = ["0 years", "1 year", "2 years", "6 months", "3 months", "7 months", "18 months"]
    var stages = ["{stage: a, takes: \(random.one(of: stays))}"]
    if random.below(2) == 0 {
      let limit = "\(300 + random.below(400)) / year * (1 + 2 * \(timeFunction()))"
      stages.append("{stage: b, takes: \(random.one(of: stays)), capacity: \"\(limit)\"}")
    }
    let plan = "\(pace)\(pushed) * \(timeFunction()) / year"
    lines.append(
      "\(name): {kind: rollout, plan: \"\(plan)\", pipeline: [\(stages.joined(separator: ", "))]\(supply)}"
    )
    guard random.below(2) == 0 else { return }
    let lasts = random.one(of: ["2 months", "6 months", "3 quarters", "1 year"])
    events.append(
      "\(name)_halt: {chance: 1, at: \(year(2022...2024)), affects: \(name), multiply: 0.\(1 + random.below(9)), "
        + "lasts: \(lasts)}")
  }
}
