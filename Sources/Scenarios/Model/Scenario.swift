public import Quantities

/// A scenario in which every rule of the format holds and every default is filled in.
///
/// It is a plain value: expressions are still text, dates are calendar periods, names are names.
/// Compiling it into a plan turns them into arrays and indices.
public struct Scenario: Sendable {
  /// The largest number of paths of a case.
  package static let pathLimit = 1_000_000_000

  /// The file that it was read from, as the user named it.
  public let file: String
  /// What the scenario is about; the name of the file when it does not say.
  public let title: String
  /// Where its numbers come from.
  public let source: String?
  /// Remarks.
  public let note: String?
  /// The simulated time.
  public let time: ScenarioTime
  /// What is not ours to choose, in the order of the file.
  public internal(set) var uncertainties: [Uncertainty]
  /// What is ours to choose, in the order of the file.
  public let levers: [Lever]
  /// What grows, in the order of the file.
  public internal(set) var indicators: [Indicator]
  /// Correlations of innovations.
  public internal(set) var correlations: [Correlation]
  /// Shocks, in the order of the file.
  public internal(set) var events: [Event]
  /// Named what-ifs, at least one; the first is the reference.
  public internal(set) var cases: [Case]
  /// Levers and uncertainties that each path draws from a law of their own, by name, whatever the
  /// file and its cases say of them.
  var drawn: [String: DrawnVariable] = [:]
  /// Statements with quantity and deadline, in the order of the file.
  public internal(set) var targets: [Target]
  /// What is promised without a quantity, in the order of the file; nothing is computed of it.
  public internal(set) var promises: [Promise] = []
  /// How much to simulate.
  public let simulation: SimulationSettings
  /// The names of what it includes, its families and regions.
  var names = PartNames.none
  /// The time of each part, by its name, on the grid of the scenario.
  var ownTimes: [String: ScenarioTime] = [:]
  /// What each part adds to the index of a period to count its own.
  var firstSteps: [String: Int] = [:]
  /// For indicators of which more was observed since the file was written the last period known then:
  /// targets count from there.
  var observedBefore: [String: Period] = [:]
  /// The texts it was read from, to show where something found later is wrong.
  let sources: [SourceText]
  /// Every expression of the file.
  let expressions: [ExpressionText]
  /// The tables that it names, by file.
  let tables: [String: [UInt8]]

  /// The indicator of a name.
  ///
  /// - Returns: the indicator; nil when there is none.
  public func indicator(_ name: String) -> Indicator? {
    indicators.first { $0.name == name }
  }

  /// The scenario with one of its targets, and what that is made of.
  package func asking(_ name: String) -> Scenario {
    var (kept, waiting): (Set<String>, [String]) = ([], [name])
    let byName = Dictionary(targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    while let next = waiting.popLast() {
      guard kept.insert(next).inserted, let target = byName[next] else { continue }
      if case .joint(_, let members) = target.statement { waiting += members }
    }
    var scenario = self
    scenario.targets = targets.filter { kept.contains($0.name) }
    return scenario
  }
}

/// The grid of simulated time.
public struct ScenarioTime: Hashable, Sendable {
  /// The first period, on the grid.
  public let start: Period
  /// The last period, on the grid.
  public let end: Period
  /// The last period of the start as written, at whose end stands what has no other date.
  ///
  /// The start 2020 is on a grid of months 2020-12.
  public let startsAfter: Period
  /// The length of the start as written.
  let lengthOfStart: TimeStep
  /// The length of the periods of the file that says the time.
  let stepOfFile: TimeStep

  /// The length of a period.
  public var step: TimeStep { start.step }
  /// The number of periods, ends included.
  public var count: Int { end - start + 1 }
}

/// A quantity that is not ours to choose, drawn once per path.
public struct Uncertainty: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its law, or an expression of other uncertainties.
  public internal(set) var law: ExpressionText
  /// What the file tells people of it.
  public let remarks: Remarks
  /// Where it stands.
  public let place: SourcePlace
}

/// A quantity that is ours to choose, the same on every path.
public struct Lever: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its value where a case does not set it, in ``unit``.
  public let defaultValue: Double
  /// The values that it may take; nil when any.
  public let range: ClosedRange<Double>?
  /// The distance between values that make sense; nil when any.
  public let step: Double?
  /// The length of the dates that its values are, that of its default; nil for other numbers.
  ///
  /// A month or quarter is kept as its coordinate (``Period/coordinate``), a year as its number.
  public let dates: TimeStep?
  /// Its unit.
  public let unit: Unit
  /// Whether the file gives the unit for all its values, so that a number may stand alone.
  let saysUnit: Bool
  /// Whether it was written in percent: a share of something, no number that takes the unit of its place.
  let isShare: Bool
  /// What the file tells people of it.
  public let remarks: Remarks
  /// Where it stands.
  public let place: SourcePlace
}

/// The correlation of the innovations of every two of some indicators.
public struct Correlation: Hashable, Sendable {
  /// The indicators, two or more: a pair, or the members of a family or region.
  public let members: [String]
  /// Between -1 and 1.
  public let value: Double
  /// Where it stands.
  public let place: SourcePlace
}

/// A shock that may strike indicators.
public struct Event: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// What the file gives for its parameters, by the keys of the table.
  public internal(set) var parameters: [String: ExpressionText]
  /// The period in which it may happen; nil when it may in any.
  public let date: Period?
  /// The indicators that it strikes.
  public let affects: [String]
  /// What the file tells people of it.
  public let remarks: Remarks
  /// Where it stands.
  public let place: SourcePlace

  /// How likely it is: per year, or at its date.
  public var chance: ExpressionText { parameters.required("chance") }
  /// The factor by which it multiplies them.
  public var multiply: ExpressionText { parameters.required("multiply") }
  /// How long the factor holds; nil when for good.
  public var lasts: ExpressionText? { parameters["lasts"] }
}

/// A named setting of levers and assumptions.
public struct Case: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// The values of the levers that it sets, in the levers' units.
  public let levers: [String: Double]
  /// What it assumes instead of what the scenario says.
  public let assumptions: [Assumption]
  /// Uncertainties that are not drawn but have a value, in the units of their laws.
  public internal(set) var fixed: [String: Double] = [:]
  /// What the file tells people of it.
  public let remarks: Remarks

  /// The case with what others set where it does not.
  func over(_ others: [Case]) -> Case {
    guard !others.isEmpty else { return self }
    let known = Set(assumptions.map(\.parameter))
    return Case(
      name: name,
      levers: others.reduce(levers) { $0.merging($1.levers) { own, _ in own } },
      assumptions: others.flatMap(\.assumptions).filter { !known.contains($0.parameter) }
        + assumptions,
      fixed: fixed, remarks: remarks)
  }

  /// Whether another case sets and assumes the same, whatever the two are called and wherever they
  /// stand in the file.
  package func setsTheSame(as other: Case) -> Bool {
    levers == other.levers && fixed == other.fixed && assumesTheSame(as: other)
  }

  /// Whether another case assumes the same, wherever the two stand in the file.
  package func assumesTheSame(as other: Case) -> Bool {
    assumptions.elementsEqual(other.assumptions) { $0.isTheSame(as: $1) }
  }
}

/// An uncertainty or parameter that a case overrides.
public struct Assumption: Hashable, Sendable {
  /// The parameter: the name of an uncertainty, or `revenue.growth.ceiling`.
  public let parameter: String
  /// What it is in this case.
  public let value: ExpressionText

  /// Whether another one says the same, wherever the two stand in the file.
  package func isTheSame(as other: Assumption) -> Bool {
    parameter == other.parameter && value.text == other.value.text
  }
}

/// How much to simulate.
public struct SimulationSettings: Hashable, Sendable {
  /// The number of paths of each case.
  public let paths: Int
  /// The seed; the same seed, scenario and version give the same bytes.
  public let seed: UInt64
  /// The most memory that a run may take, in bytes; nil when the program's own limit holds.
  public let maximumMemory: Int?
  /// The largest share of paths that may fail before the run counts as failed.
  public let maximumFailedShare: Double

  /// The number of paths where the scenario does not say.
  public static let defaultPaths = 10_000
  /// The seed where the scenario does not say.
  public static let defaultSeed: UInt64 = 1
}
