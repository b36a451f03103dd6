internal import Expressions
internal import Quantities
public import Scenarios
package import Simulation
internal import Statistics
internal import Synchronization
internal import Tables

/// What it takes for a target to have a wanted probability: a lever value, a frontier of two levers,
/// or the cheapest mix of several.
public struct Solve: Sendable {
  /// What is sought.
  public enum Kind: Hashable, Sendable {
    /// The value of one lever.
    case lever
    /// For values of the first lever what the second has to be.
    case frontier
    /// The mix of least cost.
    case cheapestMix
  }

  /// The scenario.
  public let scenario: Scenario
  /// What was asked.
  public let request: SolveRequest
  /// What is varied.
  let variables: [Variable]
  /// What was sought.
  public let kind: Kind
  /// The target at its deadline: its name, with several deadlines `target@2026`.
  public let target: String
  /// The case whose other settings hold.
  public let caseName: String
  /// The number of paths.
  public let paths: Int
  /// The seed of the search.
  public let seed: UInt64
  /// The answers: one; one for each value of the first lever; or one for each lever of the mix.
  public let rows: [SolveRow]
  /// The least cost; nil where no cost was given.
  public let cost: Cost?
  /// The most paths of a setting that was tried with a value that is not a finite number; they
  /// count as misses.
  public let failedPaths: Int
  /// The most paths of an answer, of the search or the verification, with such a value.
  public let failedAtAnswer: Int

  /// What the cheapest mix costs.
  public struct Cost: Hashable, Sendable {
    /// The least cost; infinite where nothing will do.
    public let value: Double
    /// The lower end of its 95 % interval; infinite where the range does not hold it, as is the upper one.
    public let low95: Double
    /// The upper end of its 95 % interval.
    public let high95: Double
  }

  /// The seed of the fresh random numbers that verify an answer: that of the search plus 2⁶⁴/φ.
  ///
  /// - Returns: another seed.
  public static func verificationSeed(_ seed: UInt64) -> UInt64 { seed &+ 0x9E37_79B9_7F4A_7C15 }

  /// Seeks what it takes.
  ///
  /// - Parameters:
  ///   - scenario: a checked scenario.
  ///   - request: what is asked.
  ///   - progress: called from any thread with the number of paths of settings done; returns
  ///     whether to go on.
  /// - Throws: ``SolveRefusal``, ``UnknownTarget``, `UnknownVariable`, ``RunRefusal``,
  ///   `InvalidScenario` or `CancellationError`.
  public init(
    _ scenario: Scenario, _ request: SolveRequest,
    progress: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    guard request.probability > 0, request.probability < 1 else {
      throw SolveRefusal.probability(request.probability)
    }
    let caseName = request.caseName ?? scenario.cases[0].name
    let paths = request.paths ?? scenario.simulation.paths
    let seed = request.seed ?? scenario.simulation.seed
    var request = request
    request.target = scenario.targetName(request.target)
    // Where there is one lever to choose, it is meant.
    let ranged = scenario.levers.filter { $0.range != nil }
    if request.varied.isEmpty, ranged.count == 1 {
      request.varied = [try VariedRange(ranged[0].name, of: scenario)]
    }
    let variables = try Solve.variables(scenario, request)
    let runs = try SettingRuns(
      scenario, seed: seed, cases: [caseName], variables: variables, target: request.target)
    let name = try AttainmentRow.named(request.target, in: runs.base.plan).name
    let setting = scenario.cases.first { $0.name == caseName }?.levers ?? [:]
    let axes = try request.varied.map { varied throws(SolveRefusal) in
      guard let axis = LeverAxis(varied, default: setting[varied.variable.name]) else {
        throw .noChoice(varied.variable, range: varied.low...varied.high)
      }
      return axis
    }
    let done = PathTally(progress)
    let response = LeverResponse(
      runs, row: name, paths: paths, options: request.engine, done: done)
    let fresh = LeverResponse(
      try SettingRuns(
        scenario, seed: Solve.verificationSeed(seed), cases: [caseName], variables: variables,
        target: request.target),
      row: name, paths: paths, options: request.engine, done: done)

    let found = try Solve.find(request, axes, response, fresh)
    self.scenario = scenario
    self.request = request
    self.variables = variables
    self.caseName = caseName
    self.paths = paths
    self.seed = seed
    target = name
    (kind, rows, cost) = (found.kind, found.rows, found.cost)
    failedPaths = done.mostFailed
    failedAtAnswer = done.mostFailed(at: found.points)
  }

  /// The share of ``failedAtAnswer`` in the paths, which the scenario limits.
  public var failedShare: Double { Double(failedAtAnswer) / Double(paths) }

  /// Whether an answer is out of reach, or was not confirmed.
  public var hasFailed: Bool {
    // A frontier has points beyond reach as a matter of course.
    let isFailed = rows.map { $0.status == .outOfReach || $0.status == .notConfirmed }
    return kind == .frontier ? !isFailed.contains(false) : isFailed.contains(true)
  }

  /// About how many paths of settings an answer takes, for progress.
  public static func expectedPaths(_ request: SolveRequest, of scenario: Scenario) -> Int {
    let searches =
      switch (request.varied.count, request.cost) {
      case (2, nil): request.varied[0].count ?? 9
      case (2, _): 20
      case (3..., _): 60
      default: 1
      }
    return (searches * 35 + 1) * (request.paths ?? scenario.simulation.paths)
  }

  /// The period of the scenario that ends at a lever value, where the values of the lever are dates
  /// on a grid of months or quarters.
  ///
  /// - Returns: the period, such as 2021-06; nil where the lever is no date.
  public func period(_ value: Double, of lever: String) -> String? {
    guard let step = variables.first(where: { $0.name == lever })?.dates, step != .year else {
      return nil
    }
    return Period(at: value, on: step).map { "\($0)" }
  }

  /// The unit of a lever's values with a blank before it, where they are stretches of time; else
  /// empty.
  ///
  /// - Returns: such as " months".
  public func unit(of lever: String) -> String {
    variables.first { $0.name == lever }?.unitOfDuration.map { " \($0)" } ?? ""
  }

  private static func variables(
    _ scenario: Scenario, _ request: SolveRequest
  ) throws -> [Variable] {
    let varied = request.varied
    guard !varied.isEmpty else {
      throw SolveRefusal.noLever(
        levers: scenario.levers.map(\.name), example: example(scenario, request.target))
    }
    let limit = request.cost == nil ? 2 : CheapestMix.leverLimit
    guard varied.count <= limit else {
      throw SolveRefusal.tooManyLevers(count: varied.count, hasCost: request.cost != nil)
    }
    let names = varied.map(\.variable.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw RangeError.twice(name: name)
    }
    for item in varied {
      guard let count = item.count, !Solve.counts.contains(count) else { continue }
      throw UnreadableRange(item.variable.name, count: count, allowed: Solve.counts)
    }
    return varied.map(\.variable)
  }

  /// A parameter that can be varied, of the indicator of the target if it has one.
  private static func example(_ scenario: Scenario, _ target: String) -> String? {
    let name = target.split(separator: "@").first.map(String.init) ?? target
    var names = scenario.indicators.map(\.name)
    if let own = scenario.targets.first(where: { $0.name == name }),
      case .indicator(let indicator, _) = own.statement
    {
      names.insert(indicator, at: 0)
    }
    // Every model takes a boost; not every one has a rate.
    return names.lazy.map { "\($0).growth.boost" }
      .first { (try? scenario.variable($0)) != nil }.map { "\($0)=0:0.3" }
  }

  /// How many values may be asked for.
  private static let counts = 2...1000

  /// What was found, and the settings that the answers are.
  private typealias Found = (kind: Kind, rows: [SolveRow], cost: Cost?, points: [[Double]])

  private static func find(
    _ request: SolveRequest, _ axes: [LeverAxis], _ response: LeverResponse, _ fresh: LeverResponse
  ) throws -> Found {
    if let text = request.cost {
      let price = try price(text, of: axes)
      return try mix(request, axes, price, response, fresh)
    }
    let last = axes[axes.count - 1]
    let band = AttainmentBand(request.probability, paths: response.paths)
    let firsts = axes.dropLast().first.map { axis in
      axis.spread(request.varied[0].count ?? frontierSize(axis))
    }
    let fixed = firsts?.map { [$0] } ?? [[]]
    let answers = try response.answers(
      fixed.map { _ in LeverSearch(last, band: band) }, with: fixed)
    let points = zip(fixed, answers).map { $0 + [$1.value] }
    let verified = try fresh.attainment(points)
    let rows = answers.indices.map { index in
      SolveRow(
        answers[index], of: last.name, others: Array(zip(axes.map(\.name), fixed[index])),
        verified: verified[index])
    }
    return (firsts == nil ? .lever : .frontier, rows, nil, points)
  }

  private static func frontierSize(_ axis: LeverAxis) -> Int {
    axis.count.map { $0 <= 21 ? $0 : 9 } ?? 9
  }

  private static func mix(
    _ request: SolveRequest, _ axes: [LeverAxis], _ price: @escaping ([Double]) -> Double,
    _ response: LeverResponse, _ fresh: LeverResponse
  ) throws -> Found {
    var odd: [Double]?
    let mix = try CheapestMix.find(axes, probability: request.probability, response) { setting in
      let cost = price(setting)
      if !cost.isFinite, odd == nil { odd = setting }
      return cost.isFinite ? cost : .infinity
    }
    if let odd {
      throw SolveRefusal.costNotFinite(
        cost: request.cost ?? "", value: price(odd),
        setting: zip(axes, odd).map {
          "\($0.name) = \(DecimalNumber.text($1))"
        })
    }
    let attained = try response.attainment([mix.values])[0]
    let verified = try fresh.attainment([mix.values])[0]
    // A response that goes up and down between the values tried may fall short there.
    let needed = AttainmentBand(request.probability, paths: response.paths).needed
    let isShort = attained.successes < needed
    let rows = axes.indices.map { index in
      SolveRow(
        mix.answer, of: axes[index].name,
        others: axes.indices.filter { $0 != index }.map { (axes[$0].name, mix.values[$0]) },
        attained: attained, verified: verified, at: mix.values[index],
        // The others are chosen for their cost; only the last lever may have what it must be.
        hasInterval: index == axes.count - 1 && mix.values[index] == mix.answer.value,
        isShort: isShort)
    }
    let cost = Cost(
      value: isShort ? .infinity : mix.cost, low95: mix.costInterval.low,
      high95: mix.costInterval.high)
    return (.cheapestMix, rows, cost, [mix.values])
  }

  private static func price(
    _ text: String, of axes: [LeverAxis]
  ) throws(SolveRefusal) -> ([Double]) -> Double {
    let names = axes.map(\.name)
    if let condition = CostCondition(text) {
      throw .costIsCondition(cost: text, amount: condition.amount)
    }
    let curve: CompiledCurve
    do throws(InvalidExpression) {
      curve = try CompiledCurve(text, predictors: names)
    } catch {
      throw .cost(problem: error.phrase)
    }
    guard curve.parameters.isEmpty else {
      throw .unknownInCost(names: curve.parameters, levers: names)
    }
    return { curve.value(parameters: [], at: $0) }
  }
}

/// The paths done over several runs, and those that failed.
package final class PathTally: Sendable {
  private let before = Atomic(0)
  /// By setting, where any failed.
  private let failed = Mutex([[Double]: Int]())
  private let report: @Sendable (Int) -> Bool

  /// Takes the function that progress is reported to.
  package init(_ report: @escaping @Sendable (Int) -> Bool) {
    self.report = report
  }

  /// Reports the paths done in the present run; tells whether to go on.
  func update(_ paths: Int) -> Bool { report(before.load(ordering: .relaxed) + paths) }

  /// Takes down the paths of a run that is over.
  func finish(_ paths: Int) { before.wrappingAdd(paths, ordering: .relaxed) }

  /// Takes down the paths of a setting that failed.
  func note(failed count: Int, at point: [Double]) {
    guard count > 0 else { return }
    failed.withLock { $0[point] = max($0[point] ?? 0, count) }
  }

  var mostFailed: Int { failed.withLock { $0.values.max() ?? 0 } }

  /// The most paths that failed in one of some settings, in a run of either seed.
  func mostFailed(at points: [[Double]]) -> Int {
    failed.withLock { counts in points.map { counts[$0] ?? 0 }.max() ?? 0 }
  }
}

extension LeverResponse {
  /// The attainment of a target in settings of a scenario.
  ///
  /// - Precondition: the runs have a row of that name.
  package init(
    _ runs: SettingRuns, row name: String, paths: Int, options: Simulator.Options,
    done: PathTally
  ) {
    guard let place = runs.rows.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(name) is none of \(runs.rows.map(\.name))")
    }
    self.init(paths: paths) { points in
      let found = Mutex([Int: [Int]]())
      try runs.run(points, paths: 0..<paths, options: options, progress: done.update) {
        start, outcomes in
        found.withLock { $0[start] = outcomes.map { $0.counts[0][place].met } }
        for (point, outcome) in zip(points[start...], outcomes) {
          done.note(failed: outcome.counts[0][place].failed, at: point)
        }
      }
      done.finish(points.count * paths)
      return found.withLock { parts in
        parts.sorted { $0.key < $1.key }.flatMap(\.value)
      }
    }
  }

  func attainment(_ points: [[Double]]) throws -> [Proportion] {
    try met(points).map { Proportion(successes: $0, trials: paths) }
  }
}

extension LeverAxis {
  /// The values of what is varied; nil where there are fewer than two.
  ///
  /// - Parameters:
  ///   - varied: a variable and its range.
  ///   - setting: the value that the case has, if it sets the variable.
  init?(_ varied: VariedRange, default setting: Double?) {
    let variable = varied.variable
    self.init(
      variable.name, in: varied.low...varied.high, step: varied.spacing?.step,
      origin: varied.spacing?.origin, defaultValue: setting ?? variable.defaultValue)
  }
}
