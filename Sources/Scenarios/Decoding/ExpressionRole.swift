internal import Quantities

/// What an expression is for, as its path says: the unit that is expected there and whether it may
/// change in time.
struct ExpressionRole {
  enum Expected {
    case unit(Unit)
    /// Any unit will do.
    case any
  }

  var expected = Expected.any
  var allowsTime = true
  /// Whether dates may be finer than the grid.
  var allowsFinerDates = false
  /// The indicator or uncertainty whose value depends on the expression; nil for targets.
  var owner: String?
  /// The event that it belongs to.
  var event: String?

  /// The role of a parameter; nil where no parameter has that path.
  ///
  /// - Parameters:
  ///   - path: its path without the case that may assume it, as in `indicators.revenue.exits`.
  ///   - units: the units of the indicators.
  ///   - step: the step of the time grid.
  ///   - dated: the events that have a date.
  init?(path: [String], units: [String: Unit], step: TimeStep, dated: Set<String>) {
    guard path.count >= 2 else { return nil }
    let name = path[1]
    switch path[0] {
    case "uncertainties" where path.count == 2:
      owner = name
      allowsTime = false
    case "events" where path.count == 3:
      event = name
      switch path[2] {
      case "chance": expected = .unit(dated.contains(name) ? .one : .perYear)
      case "multiply": expected = .unit(.one)
      case "lasts": expected = .unit(.year)
      default: return nil
      }
    case "indicators":
      owner = name
      guard let unit = units[name], setIndicator(Array(path[2...]), unit, step) else { return nil }
    default: return nil
    }
  }

  /// The role of a threshold of a target.
  init(thresholdOf indicator: Unit?, isFactor: Bool) {
    expected = isFactor ? .unit(.one) : indicator.map { .unit($0) } ?? .any
  }

  private mutating func setIndicator(_ keys: [String], _ unit: Unit, _ step: TimeStep) -> Bool {
    let perPeriod = Unit.one / Unit.period(step)
    switch (keys.first ?? "", keys.last ?? "", keys.count) {
    case ("initial", _, 1):
      expected = .unit(unit)
      allowsTime = false
    case ("expression", _, 1), ("ceiling", _, 1):
      expected = .unit(unit)
    case ("exits", _, 1), ("births", _, 1), ("entries", _, 1):
      expected = .unit(.perYear)
    case ("opens", _, 1):
      allowsTime = false
      allowsFinerDates = true
    case ("plan", _, 1): expected = .unit(perPeriod)
    case ("growth", "boost", 2): expected = .unit(.perYear)
    case ("growth", "ceiling", 2): expected = .unit(unit)
    case ("growth", "level", 2):
      expected = .unit(unit)
      allowsTime = false
    case ("growth", "volatility", 2): expected = .unit(.one)
    case ("growth", "shape", 2):
      expected = .unit(.one)
      allowsTime = false
    case ("growth", "midpoint", 2): allowsTime = false
    case ("growth", "p", 2), ("growth", "q", 2): expected = .unit(.perYear)
    // A rate is a share per year, of a straight line an amount per year.
    case ("growth", "rate", 2): break
    case ("pipeline", "takes", 3): expected = .unit(.period(step))
    case ("pipeline", "refused", 3):
      expected = .unit(.one)
      allowsTime = false
    case ("pipeline", "capacity", 3), ("supply", "limit", _): expected = .unit(perPeriod)
    case ("budget", "total", _): allowsTime = false
    case ("budget", "unit_cost", _): break
    case ("budget", "learning", _):
      expected = .unit(.one)
      allowsTime = false
    default: return false
    }
    return true
  }
}

extension Unit {
  /// The length of a period as a unit of time.
  static func period(_ step: TimeStep) -> Unit {
    Unit(
      symbol: "\(step)s", dimension: .time, scale: Scale(1, over: Double(step.perYear)))
  }
}
