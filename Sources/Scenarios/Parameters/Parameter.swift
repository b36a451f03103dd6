internal import Expressions
internal import Quantities

/// One parameter of the format: its key, its unit, its type in time and its limits, stated once.
///
/// The checker of expressions, the compiler, what `assume` may name, the limits of `sweep` and `solve`
/// and the keys of a pipeline's and an event's parts come from this table. The decoder's fields and the
/// replacement that `assume` makes (`Plan/Assumptions`) are still written out beside it.
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
  /// The values that an experiment may set; nil when any.
  let limits: ClosedRange<Double>?

  init(
    _ key: String, _ quantity: Quantity, _ time: TimeUse, _ limits: ClosedRange<Double>? = nil
  ) {
    self.key = key
    self.quantity = quantity
    self.time = time
    self.limits = limits
  }
}

extension Parameter {
  private static let positive = 0...Double.greatestFiniteMagnitude
  private static let share = 0.0...1.0

  /// The parameters of indicators, whatever their kind.
  static let ofIndicators = [
    Parameter("initial", .level, .steady),
    Parameter("growth.ceiling", .level, .atEnd, positive),
    Parameter("growth.level", .level, .steady),
    Parameter("growth.rate", .rate, .overPeriod),
    Parameter("growth.cagr", .compoundGrowth, .overPeriod),
    Parameter("growth.midpoint", .date, .steady),
    Parameter("growth.shape", .number, .steady),
    Parameter("growth.p", .perYear, .overPeriod, positive),
    Parameter("growth.q", .perYear, .overPeriod, positive),
    Parameter("growth.volatility", .number, .overPeriod, positive),
    Parameter("growth.boost", .perYear, .overPeriod),
    Parameter("births", .comingShare, .overPeriod, positive),
    Parameter("exits", .leavingShare, .overPeriod, share),
    Parameter("entries", .perYear, .overPeriod, positive),
    Parameter("plan", .perPeriod, .overPeriod, positive),
    Parameter("ceiling", .level, .atEnd, positive),
    Parameter("under_way", .number, .steady, positive),
    Parameter("pipeline.takes", .duration, .atEnd, positive),
    Parameter("pipeline.refused", .number, .steady, share),
    Parameter("pipeline.capacity", .perPeriod, .overPeriod, positive),
    Parameter("supply.limit", .perPeriod, .overPeriod, positive),
    Parameter("budget.total", .any, .steady, positive),
    Parameter("budget.unit_cost", .any, .atEnd, positive),
    Parameter("budget.learning", .number, .steady, share),
    Parameter("opens", .date, .steady),
    Parameter("expression", .level, .atEnd),
  ]

  /// The parameters of events.
  static let ofEvents = [
    Parameter("chance", .chance, .overPeriod, share),
    Parameter("multiply", .number, .atEnd, positive),
    Parameter("lasts", .duration, .atEnd, positive),
  ]

  /// The last words of the parameters of a section, such as `pipeline`.
  static func keys(under section: String) -> [String] {
    ofIndicators.map { $0.key.split(separator: ".").map(String.init) }
      .filter { $0.count == 2 && $0[0] == section }.map { $0[1] }
  }

  /// The law of an uncertainty.
  static let law = Parameter("law", .any, .steady)

  /// The threshold of a target.
  static let threshold = Parameter("threshold", .level, .atEnd)
  /// The factor of a target of growth.
  static let factor = Parameter("factor", .number, .atEnd)

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
      if keys.count == 3, keys[0] == "pipeline" { keys.remove(at: 1) }
      if let first = keys.first, let bracket = first.firstIndex(of: "[") {
        keys[0] = String(first[..<bracket])
      }
      if keys.count == 2, keys[0] == "under_way" || keys[0] == "initial" { keys.removeLast() }
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
}

extension Parameter {
  /// What the format expects in the place of the parameter.
  ///
  /// - Parameters:
  ///   - place: the place with its path, its step and its labels.
  ///   - owner: what the parameter belongs to.
  func configure(_ place: inout Place, _ owner: ParameterOwner) {
    place.time = time
    switch quantity {
    case .level:
      place.unit = owner.unit
      place.totalOver = key == "initial" ? owner.initialTotal ?? owner.total : owner.total
    case .rate:
      let isLine = owner.model == .linear
      place.unit = owner.model == nil ? nil : isLine ? owner.unit / .year : .perYear
      place.insteadOfPercentage =
        isLine
        ? "a straight line takes an amount per time, as in 40 \(owner.unit.symbol) / year"
        : "write the continuous rate, as in 0.077, or growth of 8 % a year as "
          + "`growth: {model: exponential, cagr: 8 %}`"
    case .compoundGrowth:
      place.unit = .perYear
      place.conversion = .compounding
    case .perYear: place.unit = .perYear
    case .perPeriod: place.unit = .one / Unit.period(place.step)
    case .leavingShare:
      place.unit = .perYear
      place.conversion = .surviving
    case .comingShare:
      place.unit = .perYear
      place.conversion = .compounding
    case .chance:
      place.unit = owner.isDated ? .one : .perYear
      place.conversion = .surviving
    case .number: place.unit = .one
    case .duration:
      place.unit = unitOfDuration(place.step)
      place.bareDuration = .zeroOnly
    case .date: place.expectsDate = true
    case .any: place.unit = nil
    }
  }
}

extension Parameter {
  /// The unit in which a stretch of time is kept: years for an event, periods of the grid for a stage.
  func unitOfDuration(_ step: TimeStep) -> Unit { key == "lasts" ? .year : .period(step) }
}

extension Unit {
  /// The length of a period as a unit of time.
  static func period(_ step: TimeStep) -> Unit {
    Unit(symbol: "\(step)s", dimension: .time, scale: Scale(1, over: Double(step.perYear)))
  }
}
