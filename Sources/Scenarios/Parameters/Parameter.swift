internal import Expressions
internal import Quantities
internal import Wording

/// One parameter of the format: its key, its unit, its type in time and its limits, stated once.
///
/// The keys of the decoder, what it refuses, the checker of expressions, the compiler, what `assume`
/// may name and the limits of `sweep` and `solve` come from this table. The model holds what a file
/// gives by these keys, so that a new parameter is its row here and the place that uses it.
struct Parameter {
  /// What is measured.
  enum Quantity {
    /// A level in the unit of the indicator.
    case level
    /// The parameter of the growth curve: per year, of a straight line an amount per year.
    case rate
    /// Growth in a year as a share, which compounds.
    case compoundGrowth
    /// So many, or so large a share, per year.
    case perYear
    /// Items per period of the grid.
    case perPeriod
    /// A share of what is there that leaves in a year.
    case leavingShare
    /// A share of what is there that comes in a year.
    case comingShare
    /// A chance: per year, or once where the event is dated.
    case chance
    /// A number or a share without time.
    case number
    /// A stretch of time whose unit must be written, but for 0.
    case duration
    /// A date, at its end.
    case date
    /// Any quantity.
    case any
  }

  /// The way to it from its owner, as in `growth.ceiling`; stages are left out.
  let key: String
  /// What is measured.
  let quantity: Quantity
  /// How it is read in time.
  let time: TimeUse
  /// The values that may stand in its place.
  let limits: ParameterLimits
  /// What to write, where it must be given; nil where it need not.
  let example: String?

  init(
    _ key: String, _ quantity: Quantity, _ time: TimeUse, _ limits: ParameterLimits = .any,
    required example: String? = nil
  ) {
    self.key = key
    self.quantity = quantity
    self.time = time
    self.limits = limits
    self.example = example
  }

  /// Whether its value may be a date: that of an uncertainty or of a derived indicator, what such a one
  /// begins with, and its threshold may.
  private var mayBeDate: Bool {
    if case .date = quantity { return true }
    return ["initial", "expression", "law", "threshold"].contains(key)
  }

  /// The key as it stands in its section, such as `ceiling` in `growth`.
  var word: String { key.split(separator: ".").last.map(String.init) ?? key }
}

extension Parameter {
  /// What an indicator begins with; its limits depend on the kind.
  static let initial = Parameter("initial", .level, .steady)

  static let ofGrowth = [
    Parameter("growth.ceiling", .level, .atEnd, .positive),
    Parameter("growth.level", .level, .steady, .positive),
    Parameter("growth.rate", .rate, .overPeriod),
    Parameter("growth.cagr", .compoundGrowth, .overPeriod),
    Parameter("growth.midpoint", .date, .steady),
    Parameter("growth.shape", .number, .steady, .positive),
    Parameter("growth.p", .perYear, .overPeriod, .positive),
    Parameter("growth.q", .perYear, .overPeriod, .positive),
    Parameter("growth.volatility", .number, .overPeriod, .notNegative),
    Parameter("growth.boost", .perYear, .overPeriod),
  ]

  static let ofCounts = [
    Parameter("births", .comingShare, .overPeriod, .notNegative),
    Parameter(
      "exits", .leavingShare, .overPeriod,
      .share(Phrase("a share of the stock that leaves in a year", "每年退出的存量份额"))),
    Parameter("entries", .perYear, .overPeriod, .notNegative),
  ]

  static let ofRollouts = [
    Parameter("plan", .perPeriod, .overPeriod, .notNegative, required: "2700 / month"),
    Parameter("ceiling", .level, .atEnd, .positive),
  ]

  /// The items in a stage at the start, one for each stage.
  static let underWay = Parameter("under_way", .number, .steady, .whole)

  /// What an item is worth, one for each value.
  static let value = Parameter("value", .any, .steady, .notNegative)

  /// When a yield of built items begins, and how long it grows.
  static let ofYields = [
    Parameter("yields.after", .duration, .steady, .notNegative),
    Parameter("yields.ramp", .duration, .steady, .notNegative),
  ]

  /// The parameters of a stage: of its own, of its supply and of its money.
  static let ofStages = [
    Parameter("pipeline.takes", .duration, .atEnd, .notNegative),
    Parameter(
      "pipeline.refused", .number, .steady,
      .share(Phrase("the share of items that is lost", "未获通过的项目份额"))),
    Parameter("pipeline.capacity", .perPeriod, .overPeriod, .notNegative),
    Parameter("supply.limit", .perPeriod, .overPeriod, .notNegative, required: "2700 / month"),
    Parameter("budget.total", .any, .steady, .notNegative, required: "14 bn yuan"),
    Parameter("budget.unit_cost", .any, .atEnd, .positive, required: "160_000 yuan"),
    Parameter("budget.learning", .number, .steady, .remainder),
  ]

  static let ofMilestones = [
    Parameter("opens", .date, .steady),
    Parameter("hazard", .perYear, .overPeriod, .notNegative),
  ]

  static let ofDerived = [
    Parameter("expression", .level, .atEnd, required: "revenue / firms")
  ]

  /// The parameters of indicators, whatever their kind.
  static let ofIndicators =
    [initial, underWay, value] + ofYields + ofGrowth + ofCounts + ofRollouts + ofStages
    + ofMilestones + ofDerived

  /// The parameters of events.
  static let ofEvents = [
    Parameter("chance", .chance, .overPeriod, .chance, required: "0.1 per year"),
    Parameter("multiply", .number, .atEnd, .positive, required: "0.9"),
    Parameter("lasts", .duration, .atEnd, .positive),
  ]

  /// The parameters that stand beside a kind, but for `initial`.
  static func beside(kind: String) -> [Parameter] {
    switch kind {
    case "count": ofCounts
    case "rollout": ofRollouts
    case "milestone": ofMilestones
    case "derived": ofDerived
    default: []
    }
  }

  /// The parameters of a section of stages, such as `supply`.
  static func ofStages(in section: String) -> [Parameter] {
    ofStages.filter { $0.key.hasPrefix(section + ".") }
  }

  /// The law of an uncertainty.
  static let law = Parameter("law", .any, .steady)

  /// The threshold of a target.
  static let threshold = Parameter("threshold", .level, .atEnd)
  /// The factor of a target of growth.
  static let factor = Parameter("factor", .number, .atEnd, .positive)

  /// The parameter at a path from the root of a scenario.
  ///
  /// - Parameter path: as in `indicators.revenue.growth.ceiling`, without the case that assumes it.
  /// - Returns: the parameter; nil where none is.
  static func at(_ path: [String]) -> Parameter? {
    guard path.count >= 2 else { return nil }
    switch path[0] {
    case "uncertainties": return path.count == 2 ? law : nil
    case "events":
      return path.count == 3 ? ofEvents.first { $0.key == path[2] } : nil
    case "targets": return threshold
    case "indicators":
      var keys = Array(path[2...])
      // Stages and lists have names or numbers of their own in between.
      if keys.count == 3, ["pipeline", "yields"].contains(keys[0]) { keys.remove(at: 1) }
      if let first = keys.first, let bracket = first.firstIndex(of: "[") {
        keys[0] = String(first[..<bracket])
      }
      if keys.count == 2, ["under_way", "initial", "value"].contains(keys[0]) { keys.removeLast() }
      let key = keys.joined(separator: ".")
      return ofIndicators.first { $0.key == key }
    default: return nil
    }
  }

  /// The parameter that the last words of a path name, as `assume` and `--vary` write it.
  static func named(_ path: String) -> Parameter? {
    let parts = path.split(separator: ".").map(String.init)
    guard let last = parts.last else { return nil }
    let all = ofIndicators + ofEvents
    return all.first { $0.key == parts.suffix(2).joined(separator: ".") }
      ?? all.first { $0.key == last } ?? all.first { $0.key.hasSuffix("." + last) }
  }
}

/// What the place of a parameter needs to know of its owner.
struct ParameterOwner {
  /// The unit of the indicator.
  var unit = Unit.one
  /// The growth model, where the indicator has one.
  var model: GrowthModelName?
  /// Where a level is the total of a stretch of time: its length.
  var total = TotalOver.none
  /// That of the value with which the indicator begins, where it is another.
  var initialTotal: TotalOver?
  /// Whether the event has a date.
  var isDated = false
  /// Whether the indicator is a number of things.
  var countsThings = false
}

extension Parameter {
  /// What the format expects in the place of the parameter.
  func configure(_ place: inout Place, _ owner: ParameterOwner) {
    place.time = time
    place.allowsDates = mayBeDate
    switch quantity {
    case .level:
      place.unit = owner.unit
      place.totalOver = key == "initial" ? owner.initialTotal ?? owner.total : owner.total
      place.countsThings = owner.countsThings
    case .rate:
      // Where a case may have another model, what stands there is judged when it is compiled.
      guard owner.model != nil else { break }
      let isLine = owner.model == .curve(.linear)
      place.unit = isLine ? owner.unit / .year : .perYear
      place.isContinuousRate = !isLine
      // So many points a year are the amount per time of what is counted in percent.
      let amount = owner.unit == .one ? "0.02" : "40 \(owner.unit.symbol)"
      place.insteadOfPercentage =
        isLine
        ? owner.unit.isFraction
          ? nil
          : Phrase(
            "a straight line takes an amount per time, as in \(amount) / year",
            "直线取单位时间的量，如 \(amount) / year")
        : Phrase(
          "write the continuous rate, as in 0.077, or growth of 8 % a year as "
            + "`growth: {model: exponential, cagr: 8 %}`",
          "请写连续速率，如 0.077，或将每年 8 % 的增长写作 `growth: {model: exponential, cagr: 8 %}`")
    case .compoundGrowth:
      place.unit = .perYear
      place.conversion = .compounding
    case .perYear:
      place.unit = .perYear
      place.countsThings = key == "entries"
    case .perPeriod:
      place.unit = .one / Unit.period(place.step)
      place.isPerPeriod = true
      place.countsThings = true
    case .leavingShare:
      place.unit = .perYear
      place.conversion = .surviving
    case .comingShare:
      place.unit = .perYear
      place.conversion = .compounding
    case .chance:
      place.unit = owner.isDated ? .one : .perYear
      place.conversion = .surviving
    case .number:
      place.unit = .one
      place.countsThings = key == "under_way"
    case .duration:
      place.unit = unitOfDuration(place.step)
      place.bareDuration = .zeroOnly
    case .date: place.expectsDate = true
    case .any: place.unit = nil
    }
  }
}

extension Parameter {
  /// The unit in which a stretch of time is kept: years for an event or a yield, periods of the grid
  /// for a stage.
  func unitOfDuration(_ step: TimeStep) -> Unit {
    key == "lasts" || key.hasPrefix("yields.") ? .year : .period(step)
  }
}

extension Unit {
  /// The length of a period as a unit of time.
  static func period(_ step: TimeStep) -> Unit {
    Unit(symbol: "\(step)s", dimension: .time, scale: Scale(1, over: Double(step.perYear)))
  }
}
