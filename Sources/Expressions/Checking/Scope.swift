public import Quantities
public import Wording

/// What the names of an expression mean; the caller brings it.
///
/// Names of the scope come before the built-in `t`, `year` and `pi`, and before units.
public protocol Scope {
  /// The value that a name stands for, or nil if there is none.
  func symbol(named name: String) -> Symbol?
  /// The value of an indicator some periods ago, or nil if the name is no indicator.
  func lag(of name: String, by periods: Int) -> Symbol?
  /// The first period in which an indicator has a value, from 0.
  func firstPeriod(of name: String) -> Int
  /// The date of a milestone, in years, or nil if the name is no milestone.
  func date(of name: String) -> Symbol?
  /// The price of a currency in yuan, or nil if it is not known.
  func price(of currency: BaseDimension) -> Symbol?
  /// The names that exist, to suggest the nearest one.
  var names: [String] { get }
}

extension Scope {
  /// No lags.
  public func lag(of name: String, by periods: Int) -> Symbol? { nil }
  /// From the start on.
  public func firstPeriod(of name: String) -> Int { 0 }
  /// No prices.
  public func price(of currency: BaseDimension) -> Symbol? { nil }
  /// No dates.
  public func date(of name: String) -> Symbol? { nil }
}

/// A named value: where it comes from and in which unit it is counted.
public struct Symbol: Hashable, Sendable {
  /// Where a value comes from.
  public enum Source: Hashable, Sendable {
    /// From outside.
    case input(InputID, Rate)
    /// From a node that is in the graph already.
    case node(NodeID)
    /// A number.
    case constant(Double)
  }

  /// Where the value comes from.
  public let source: Source
  /// Its unit; nil for a number that takes the unit of its place.
  public let unit: Unit?
  /// What it is in time.
  public let date: DateSense<Source>
  /// Whether a number without a unit was written in percent: 0.5 is 50 in a place counted in percent.
  public let isShare: Bool

  /// Creates a symbol.
  public init(
    _ source: Source, unit: Unit? = nil, date: DateSense<Source> = .none, isShare: Bool = false
  ) {
    self.source = source
    self.unit = unit
    self.date = date
    self.isShare = isShare
  }
}

/// What a value is in time, apart from its number.
public enum DateSense<Value: Hashable & Sendable>: Hashable, Sendable {
  /// No date.
  case none
  /// A number that is a calendar year in a date's place, and a number elsewhere.
  case calendarYear
  /// A date, whose end is the value: the beginning of its period, and the length of that period in
  /// years where it is always the same.
  case date(begin: Value, length: Double?)
}

/// How the value of a place is read in time.
public enum TimeUse: Hashable, Sendable {
  /// Once: nothing that changes in time may stand here.
  case steady
  /// At the end of each period.
  case atEnd
  /// Just after the end of each period, for what acts from there on: a step that begins there is done.
  case afterEnd
  /// As the mean over each period, for what acts while the period lasts.
  case overPeriod
}

/// The stretch of time of which a level without a unit of time is the total.
public enum TotalOver: Hashable, Sendable {
  /// A level is no total.
  case none
  /// So many years.
  case years(Double)
  /// Not known to the reader, so that a level must say its time; the program counts by so many years.
  case unknown(Double)

  /// The length in years.
  public var length: Double {
    switch self {
    case .none: 1
    case .years(let years), .unknown(let years): years
    }
  }
}

/// What a number without a unit is where a stretch of time is expected.
public enum BareDuration: Hashable, Sendable {
  /// So many units of the place.
  case ofPlace
  /// An error, but for 0.
  case zeroOnly
}

/// How a share per time becomes one per year.
public enum ShareConversion: Hashable, Sendable {
  /// In proportion to the time.
  case proportional
  /// As what is left: 1 − (1 − p)^n.
  case surviving
  /// As what has grown: (1 + p)^n − 1.
  case compounding
}

/// Where an expression stands and what is expected there.
public struct Place: Sendable {
  /// The path in the document; anonymous laws draw from a stream of this name.
  public var path: String
  /// The name of the stream of the first law, where it has one: the uncertainty, the indicator.
  public var stream: String?
  /// The unit of the value; nil if any will do.
  public var unit: Unit?
  /// The step of the time grid, for dates.
  public var step: TimeStep
  /// The number of periods of the grid, which no delay reaches beyond.
  public var periods = 1
  /// The words that count things in this file.
  public var labels: Set<String>
  /// Whether a date stands here; its end is the value.
  public var expectsDate = false
  /// Whether a date may be the value where none is expected, as that of a derived indicator.
  public var allowsDates = true
  /// What a number without a unit is where a stretch of time is expected.
  public var bareDuration = BareDuration.ofPlace
  /// How a share of another time becomes one of the place's.
  public var conversion = ShareConversion.proportional
  /// How long after the first period `t` is 0, in years.
  public var startsAfter = 0.0
  /// The stretch of time of which the value is the total; `480 / year` is then brought to it.
  public var totalOver = TotalOver.none
  /// What to write instead of a percentage, where none may stand.
  public var insteadOfPercentage: Phrase?
  /// Whether the value is the continuous rate of a curve, which follows from a percentage a year.
  public var isContinuousRate = false
  /// Whether the value is a number of things, which no percentage is.
  public var countsThings = false
  /// Of what the number of the first law is made, where the file correlates it with others.
  public var correlated: [NormalTerm] = []
  /// Whether laws may stand here.
  public var allowsDraws = true
  /// How the value is read in time.
  public var time = TimeUse.atEnd
  /// The periods of the grid in a period of the file in which the text is written, whose lags and
  /// bare amounts per period are meant.
  public var periodsOfGrid = 1.0
  /// Whether the value is so much per period.
  public var isPerPeriod = false
  /// The month of the period, from 0, that stands for it; nil for the whole period.
  public var month: Int?
  /// The length of the period whose value it is, where the file dates it; only advice asks for it.
  public var stepOfValue: TimeStep?

  /// Creates a place.
  public init(
    path: String, stream: String? = nil, unit: Unit? = nil, step: TimeStep = .year,
    labels: Set<String> = []
  ) {
    self.path = path
    self.stream = stream
    self.unit = unit
    self.step = step
    self.labels = labels
  }
}

/// An expression in the graph.
public struct CheckedExpression: Hashable, Sendable {
  /// Its value, a number in the unit below.
  public let node: NodeID
  /// The unit of the place, or what the expression itself says; nil for a number without a unit.
  public let unit: Unit?
  /// What it is in time.
  public let date: DateSense<NodeID>
  /// How many of the times that a share was written for make the place's: 12 for `10 % per month`.
  public var timesWritten = 1.0
}
