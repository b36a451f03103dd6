internal import Distributions
internal import Expressions
public import Quantities

/// What grows.
public struct Indicator: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What the file tells people of it.
  public let remarks: Remarks
  /// Its unit.
  public let unit: Unit
  /// What it is and how it moves.
  public internal(set) var kind: Kind
  /// What was observed, by date.
  public let history: [Observation]
  /// Its value at the beginning, where it has no history or is built from nothing.
  public internal(set) var initial: ExpressionText?
  /// The period at whose end ``initial`` stands; the first one of the scenario if nil.
  public internal(set) var initialDate: Period?
  /// The length of the period with which it begins, as written: of the date of ``initial``, of `from`,
  /// or of the start of the scenario.
  let lengthOfBeginning: TimeStep
  /// Whether it only serves others: no result file or report shows it.
  public let isAuxiliary: Bool
  /// How a derived value adds up over time: as the file says, or as what it is made of does.
  public internal(set) var derivedMeasure = Measure.stock
  /// Whether the file says how a derived value adds up.
  var saysMeasure = false
  /// Where it stands.
  public let place: SourcePlace

  /// The kinds of indicator.
  public enum Kind: Hashable, Sendable {
    /// Positive and continuous.
    case output(measure: Measure, growth: Growth)
    /// An integer stock with entries and exits.
    case count(CountFlows)
    /// An integer that is built through a pipeline.
    case rollout(Rollout)
    /// A dated event; the expression is its date.
    case milestone(opens: ExpressionText)
    /// An expression of others.
    case derived(ExpressionText)

    /// The word of the file.
    public var word: String {
      switch self {
      case .output: "output"
      case .count: "count"
      case .rollout: "rollout"
      case .milestone: "milestone"
      case .derived: "derived"
      }
    }
  }

  /// Whether it has innovations, which can be correlated.
  public var hasInnovations: Bool {
    switch kind {
    case .output: true
    case .count(let flows): flows.growth != nil
    case .rollout, .milestone, .derived: false
    }
  }
}

extension Indicator {
  /// Whether its values are of whole periods and not of their ends.
  package var isFlow: Bool {
    switch kind {
    case .output(let measure, _): measure == .flow
    case .derived: derivedMeasure == .flow
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
    var isBound: Bool {
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
  /// The parameters that the file gives, by name.
  public internal(set) var parameters: [String: ExpressionText]
  /// What is added to relative growth.
  public internal(set) var boost: ExpressionText?
  /// The class of technologies whose past stands in for what the file does not give.
  public internal(set) var like: ReferenceClassName?
  /// Where it stands.
  public let place: SourcePlace

  /// Whether the file gives the rate of the curve, as such or as growth in a year.
  var givesRate: Bool { parameters["rate"] != nil || parameters["cagr"] != nil }

  init(
    model: GrowthModelName, parameters: [String: ExpressionText], boost: ExpressionText? = nil,
    like: ReferenceClassName? = nil, place: SourcePlace
  ) {
    self.model = model
    self.parameters = parameters
    self.boost = boost
    self.like = like
    self.place = place
  }
}

/// The growth models by their names in a file.
public enum GrowthModelName: String, Hashable, Sendable, CaseIterable {
  case auto, exponential, linear, logistic, gompertz, richards, bass, weibull, hill, average

  /// The parameters that a file may give.
  public var parameters: [String] {
    switch self {
    case .auto, .average: ["ceiling", "level", "rate", "volatility"]
    case .exponential: ["cagr", "level", "rate", "volatility"]
    case .linear: ["level", "rate", "volatility"]
    case .logistic, .gompertz: ["ceiling", "level", "midpoint", "rate", "volatility"]
    case .richards: ["ceiling", "level", "midpoint", "rate", "shape", "volatility"]
    case .weibull, .hill: ["ceiling", "level", "midpoint", "rate", "shape", "volatility"]
    case .bass: ["ceiling", "level", "midpoint", "p", "q", "volatility"]
    }
  }

  /// Whether the curve bends towards a ceiling, so that one must be given or shown by the data.
  public var hasCeiling: Bool {
    switch self {
    case .auto, .average, .exponential, .linear: false
    case .logistic, .gompertz, .richards, .bass, .weibull, .hill: true
    }
  }
}

/// The classes of technologies from which a curve can borrow, by their names in a file.
public enum ReferenceClassName: String, Hashable, Sendable, CaseIterable {
  case infrastructure
  case consumerDurables = "consumer_durables"
  case informationTechnology = "information_technology"
  case allTechnologies = "all_technologies"
}

/// What moves an integer stock.
public struct CountFlows: Hashable, Sendable {
  /// The relative net growth; nil when births, exits and entries alone drive the stock.
  public internal(set) var growth: Growth?
  /// The share of the stock that founds another one, per year.
  public internal(set) var births: ExpressionText?
  /// The share of the stock that leaves, per year; nil when a stated prior holds.
  public internal(set) var exits: ExpressionText?
  /// The inflow per year.
  public internal(set) var entries: ExpressionText?
}

/// A construction programme: items pass the stages of a pipeline, first come, first served.
public struct Rollout: Hashable, Sendable {
  /// Items started per period or time.
  public internal(set) var plan: ExpressionText
  /// The stages in their order, perhaps none.
  public internal(set) var stages: [Stage]
  /// What stops new starts.
  public internal(set) var ceiling: ExpressionText?
  /// What is in a stage at the start, by the name of the stage.
  public internal(set) var underWay: [String: ExpressionText] = [:]

  /// One stage of the pipeline.
  public struct Stage: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// How long an item stays; a law is each item's own duration; nil when it passes at once.
    public internal(set) var takes: ExpressionText?
    /// The share of items that is refused and lost.
    public internal(set) var refused: ExpressionText?
    /// The most items that may leave it, per time.
    public internal(set) var capacity: ExpressionText?
    /// The most items that are supplied to it, per time.
    public internal(set) var supply: ExpressionText?
    /// The money for it.
    public internal(set) var budget: Budget?
  }

  /// The money for a stage.
  public struct Budget: Hashable, Sendable {
    /// All of it.
    public internal(set) var total: ExpressionText
    /// What the first item costs.
    public internal(set) var unitCost: ExpressionText
    /// What remains of the unit cost when the cumulative number doubles; nil when all of it.
    public internal(set) var learning: ExpressionText?
  }
}
