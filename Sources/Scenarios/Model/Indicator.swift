internal import Distributions
internal import Expressions
public import Forecasting
public import GrowthCurves
public import Quantities
package import Wording

/// What grows.
public struct Indicator: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What the file tells people of it.
  public internal(set) var remarks: Remarks
  /// Its unit.
  public let unit: Unit
  /// What it is and how it moves.
  public internal(set) var kind: Kind
  /// What was observed, by date.
  public let history: [Observation]
  /// How the table of its history was read, where there is something to say.
  package internal(set) var historyRemarks: [Phrase] = []
  /// What the file gives for the parameters beside its kind, by the keys of the table.
  public internal(set) var parameters: [String: ExpressionText]
  /// The period at whose end ``initial`` stands; the first one of the scenario if nil.
  public internal(set) var initialDate: Period?
  /// The length of the period with which it begins, as written: of the date of ``initial``, of `from`,
  /// or of the start of the scenario.
  let lengthOfBeginning: TimeStep
  /// Whether it only serves others: no result file or report shows it.
  public internal(set) var isAuxiliary: Bool
  /// How a derived value adds up over time: as the file says, or as what it is made of does.
  public internal(set) var derivedMeasure = Measure.stock
  /// Whether the file says how a derived value adds up.
  var saysMeasure = false
  /// What a milestone waits for and what is known of it.
  public internal(set) var milestone = Milestone()
  /// Where it stands.
  public let place: SourcePlace

  /// The kinds of indicator.
  public enum Kind: Hashable, Sendable {
    /// Positive and continuous.
    case output(measure: Measure, growth: Growth)
    /// An integer stock with entries and exits; without growth these alone drive it.
    case count(growth: Growth?)
    /// An integer that is built through a pipeline.
    case rollout(Rollout)
    /// A dated event.
    case milestone
    /// An expression of others.
    case derived
    /// What is read of a rollout.
    case reading(RolloutReading)

    /// The word of the file.
    public var word: String {
      switch self {
      case .output: "output"
      case .count: "count"
      case .rollout: "rollout"
      case .milestone: "milestone"
      case .derived: "derived"
      case .reading: "reading"
      }
    }
  }

  /// What it reads of a rollout, where it does.
  var reading: RolloutReading? { if case .reading(let reading) = kind { reading } else { nil } }

  /// Whether it is a dated event.
  var isMilestone: Bool { if case .milestone = kind { true } else { false } }

  /// Whether it has innovations, which can be correlated.
  public var hasInnovations: Bool {
    switch kind {
    case .output: true
    case .count(let growth): growth != nil
    case .rollout, .milestone, .derived, .reading: false
    }
  }
}

// What the file gives beside the kind.
extension Indicator {
  /// Its value at the beginning, where it has no history or is built from nothing.
  public var initial: ExpressionText? { parameters["initial"] }
  /// The share of a count that founds another one, per year.
  public var births: ExpressionText? { parameters["births"] }
  /// The share of a count that leaves, per year; nil when a stated prior holds.
  public var exits: ExpressionText? { parameters["exits"] }
  /// The inflow of a count per year.
  public var entries: ExpressionText? { parameters["entries"] }
  /// The items of a rollout that are started per period or time.
  public var plan: ExpressionText { parameters.required("plan") }
  /// What stops new starts of a rollout.
  public var ceiling: ExpressionText? { parameters["ceiling"] }
  /// The date of a milestone, where the file gives it or its law.
  public var opens: ExpressionText? { parameters["opens"] }
  /// The chance per year of a milestone that comes by chance.
  public var hazard: ExpressionText? { parameters["hazard"] }
  /// The value of a derived indicator; nil for other kinds.
  public var expression: ExpressionText? { parameters["expression"] }
}

extension Indicator {
  /// The indicator with the name of its part behind its label.
  func called(_ part: String?) -> Indicator {
    var called = self
    called.remarks = remarks.called(part)
    return called
  }
}

extension [String: ExpressionText] {
  /// What a file must give, so that the decoder lets no scenario pass without it.
  func required(_ key: String) -> ExpressionText {
    guard let text = self[key] else { preconditionFailure("\(key) is not among \(keys.sorted())") }
    return text
  }
}

extension Indicator {
  /// Whether its values are of whole periods and not of their ends.
  package var isFlow: Bool {
    switch kind {
    case .output(let measure, _): measure == .flow
    case .derived: derivedMeasure == .flow
    case .reading(let reading): reading.isFlow
    case .count, .rollout, .milestone: false
    }
  }

  /// Whether its values are totals of their periods: a flow whose unit does not say its time.
  package var isTotal: Bool { isFlow && unit.dimension[.time] >= 0 }

  /// The stretch of time of which its levels are totals: that of its history's dates.
  ///
  /// - Parameter step: the step of the grid.
  /// - Returns: the stretch, as far as it is known.
  func totalOver(_ step: TimeStep) -> TotalOver {
    guard isTotal else { return .none }
    if case .derived = kind { return .years(step.years) }
    let lengths = Set(history.map(\.period.step))
    if lengths.count == 1, let only = lengths.first { return .years(only.years) }
    if lengths.isEmpty, step == .year { return .years(1) }
    return .unknown(lengthOfTotal.years)
  }

  /// The stretch of time of which ``initial`` is the total.
  ///
  /// Beside a history it stands for the last observation. Where it stands for a period that is longer
  /// than the grid's, a number alone may mean either.
  func initialTotalOver(_ step: TimeStep) -> TotalOver {
    let total = totalOver(step)
    guard case .unknown(let years) = total else { return total }
    return history.isEmpty && lengthOfTotal != step ? total : .years(years)
  }

  /// The length of the periods whose values a growth model of a flow moves: of the last observation,
  /// or of what it begins with.
  var lengthOfTotal: TimeStep {
    history.max { $0.period < $1.period }?.period.step ?? lengthOfBeginning
  }
}

/// How a quantity adds up over time.
public enum Measure: String, Hashable, Sendable, CaseIterable {
  /// A sum over the period, or an annual rate when the unit is per year.
  case flow
  /// A level at the end of the period.
  case stock
}

/// One observed value.
public struct Observation: Hashable, Sendable {
  /// When: a period of the grid or a longer one.
  public let period: Period
  /// The value in the unit of the indicator.
  public let value: Double
  /// What is known.
  public let kind: Kind
  /// Where it stands.
  public let place: SourcePlace

  /// What is known about an observed value.
  public enum Kind: Hashable, Sendable {
    /// The value itself.
    case exact
    /// Only that it was at least this.
    case atLeast
    /// Only that it was at most this.
    case atMost
    /// Only that it lay between two values; the value is their middle.
    case between(Double, Double)
    /// The value up to an error of this standard deviation.
    case standardDeviation(Double)
    /// A law of the value, whose median stands for it.
    case law(ObservedLaw)

    /// Whether only a bound is known, or two.
    package var isBound: Bool {
      switch self {
      case .atLeast, .atMost, .between: true
      case .exact, .standardDeviation, .law: false
      }
    }
  }
}

/// What an observation says of its value, as a law.
public struct ObservedLaw: Hashable, Sendable {
  /// As it is written.
  public let text: String
  let law: Law
}

/// How an indicator grows.
public struct Growth: Hashable, Sendable {
  /// The model.
  public internal(set) var model: GrowthModelName
  /// What the file gives for its parameters, by their words.
  public internal(set) var parameters: [String: ExpressionText]
  /// The class of technologies whose past stands in for what the file does not give.
  public internal(set) var like: ReferenceClassName?
  /// The kind of quantities whose past stands in for what two numbers cannot tell the automatic
  /// model; nil where the indicator's own kind says it.
  public internal(set) var kin: ForecastKind?
  /// Where it stands.
  public let place: SourcePlace

  /// Whether the file gives the rate of the curve, as such or as growth in a year.
  var givesRate: Bool { parameters["rate"] != nil || parameters["cagr"] != nil }

  /// What is added to relative growth.
  public var boost: ExpressionText? { parameters["boost"] }

  /// Takes another model, and of what is given what that one takes.
  mutating func follow(_ model: GrowthModelName) {
    self.model = model
    if !model.hasCeiling { like = nil }
    if model != .auto { kin = nil }
    parameters = parameters.filter { model.takes($0.key) }
  }
}

/// The growth models by their names in a file.
public enum GrowthModelName: RawRepresentable, Hashable, Sendable, CaseIterable {
  /// The automatic forecaster.
  case auto
  /// A curve.
  case curve(CurveFamily)
  /// Several models, of which each path follows one.
  case average

  /// The models in the order in which a message lists them.
  public static let allCases =
    [.auto] + CurveFamily.growthModels.map { GrowthModelName.curve($0) } + [.average]

  /// The model of a name.
  public init?(rawValue: String) {
    guard let model = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = model
  }

  /// Its name.
  public var rawValue: String {
    switch self {
    case .auto: "auto"
    case .curve(let family): family.rawValue
    case .average: "average"
    }
  }

  /// The curve, where it is one.
  var family: CurveFamily? {
    if case .curve(let family) = self { family } else { nil }
  }

  /// The parameters that a file may give.
  public var parameters: [String] {
    let words = family.map(\.words) ?? ["ceiling", "rate"]
    return (words + ["level", "volatility"]).sorted()
  }

  /// Whether it has a parameter; every model can be boosted.
  func takes(_ parameter: String) -> Bool {
    parameter == "boost" || parameters.contains(parameter)
  }

  /// Whether its motion may be given as innovation and imitation, from nothing on.
  var adopts: Bool { takes("p") }

  /// Whether the curve bends towards a ceiling, so that one must be given or shown by the data.
  public var hasCeiling: Bool { family?.hasCeiling ?? false }
}

/// The classes of technologies from which a curve can borrow, by their names in a file.
public enum ReferenceClassName: String, Hashable, Sendable, CaseIterable {
  case infrastructure
  case consumerDurables = "consumer_durables"
  case informationTechnology = "information_technology"
  case allTechnologies = "all_technologies"
}

/// A construction programme: items pass the stages of a pipeline, first come, first served.
public struct Rollout: Hashable, Sendable {
  /// The stages in their order, perhaps none.
  public internal(set) var stages: [Stage]
  /// What is in a stage at the start, by the name of the stage.
  public internal(set) var underWay: [String: ExpressionText] = [:]
  /// What each item is worth, by the names of the file: money, area, capacity.
  public internal(set) var values: [String: ExpressionText] = [:]
  /// What the built items yield.
  public internal(set) var yields: [Yield] = []

  /// One stage of the pipeline.
  public struct Stage: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// What the file gives for its parameters, its supply and its money, by the keys of the table.
    public internal(set) var parameters: [String: ExpressionText]
    /// The value that is spent on an item while it stays, by its name.
    public internal(set) var spends: String?

    /// How long an item stays; a law is each item's own duration; nil when it passes at once.
    public var takes: ExpressionText? { parameters["pipeline.takes"] }
    /// The share of items that is refused and lost.
    public var refused: ExpressionText? { parameters["pipeline.refused"] }
    /// The most items that may leave it, per time.
    public var capacity: ExpressionText? { parameters["pipeline.capacity"] }
    /// The most items that are supplied to it, per time.
    public var supply: ExpressionText? { parameters["supply.limit"] }
    /// All of the money for it; nil where money is no limit.
    public var budget: ExpressionText? { parameters["budget.total"] }
    /// What its first item costs; given with a budget.
    public var unitCost: ExpressionText { parameters.required("budget.unit_cost") }
    /// What remains of the unit cost when the cumulative number doubles; nil when all of it.
    public var learning: ExpressionText? { parameters["budget.learning"] }

    /// Whether the file gives it a supply or a budget.
    func has(_ section: String) -> Bool {
      parameters.keys.contains { $0.hasPrefix(section + ".") }
    }
  }
  /// What the value of built items yields in a year.
  public struct Yield: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The yield, in the names of the values.
    public let rate: ExpressionText
    /// How long after an item is built it begins; at once if nil.
    public internal(set) var after: ExpressionText?
    /// How long it grows until it is whole; nil when it is whole at once.
    public internal(set) var ramp: ExpressionText?
  }
}

extension Indicator {
  /// Whether its values are numbers of things, by its kind or by its unit.
  var countsThings: Bool { counts || unit.countsThings }

  /// Whether it counts things.
  package var counts: Bool {
    switch kind {
    case .count, .rollout: true
    default: false
    }
  }
}

extension Unit {
  /// Whether it is that of things, such as "stations".
  var countsThings: Bool { dimension.isNone && !labels.isEmpty }
}
