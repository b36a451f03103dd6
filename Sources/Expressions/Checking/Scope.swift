public import Quantities

/// What the names of an expression mean; the caller brings it.
///
/// Names of the scope come before the built-in `t`, `year` and `pi`, and before units.
public protocol Scope {
  /// The value that a name stands for, or nil if there is none.
  func symbol(named name: String) -> Symbol?
  /// The value of an indicator some periods ago, or nil if the name is no indicator.
  func lag(of name: String, by periods: Int) -> Symbol?
  /// The date of a milestone, in years, or nil if the name is no milestone.
  func date(of name: String) -> Symbol?
  /// The names that exist, to suggest the nearest one.
  var names: [String] { get }
}

extension Scope {
  /// No lags.
  public func lag(of name: String, by periods: Int) -> Symbol? { nil }
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
  /// Whether it is a point in time, in years, such as a start year.
  public let isInstant: Bool

  /// Creates a symbol.
  public init(_ source: Source, unit: Unit? = nil, isInstant: Bool = false) {
    self.source = source
    self.unit = unit
    self.isInstant = isInstant
  }
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
  /// The words that count things in this file.
  public var labels: Set<String>
  /// Whether dates may be finer than the grid, as the law of an opening date may.
  public var allowsFinerDates = false
  /// Whether laws may stand here.
  public var allowsDraws = true
  /// Whether names may change in time: indicators, `t`, `year`.
  public var allowsTime = true

  /// Creates a place.
  ///
  /// - Parameters:
  ///   - path: the path in the document.
  ///   - stream: the name of what the first law drives, if it has one.
  ///   - unit: the unit of the value; nil if any will do.
  ///   - step: the step of the time grid.
  ///   - labels: the words that count things in this file.
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
  /// Whether it is a point in time, in years.
  public let isInstant: Bool
}
