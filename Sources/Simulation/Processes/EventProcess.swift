internal import Expressions
internal import Kernels
internal import Random
internal import SpecialFunctions

/// What events make of an indicator's level, in this period and the one before.
struct EventFactor {
  var now: [Double]
  var before: [Double]
}

/// The state of the events that change one indicator, over one block of paths.
///
/// An event can begin in any period after the indicator's origin in which it is not under way. Its
/// factor is taken when it begins and holds for the periods it lasts.
struct EventProcess {
  private struct Running {
    let plan: EventPlan
    let key: StreamKey
    var factor: [Double]
    /// The periods that the event still lasts; negative: not under way.
    var remaining: [Double]
  }

  private let grid: TimeGrid
  private var running: [Running]
  private(set) var factor: EventFactor
  private var chance: [Double]
  private var multiply: [Double]
  private var lasts: [Double]
  private var uniforms: [Double]

  /// Creates the state of the events that affect one indicator, at least one.
  init(_ events: [EventPlan], seed: UInt64, grid: TimeGrid, paths: Int) {
    self.grid = grid
    let ones = [Double](repeating: 1, count: paths)
    running = events.map {
      Running(
        plan: $0, key: StreamKey(seed: seed, name: EventProcess.stream(of: $0.name)), factor: ones,
        remaining: ones)
    }
    factor = EventFactor(now: ones, before: ones)
    chance = ones
    multiply = ones
    lasts = ones
    uniforms = ones
  }

  /// The stream of an event.
  static func stream(of name: String) -> String { "event \(name)" }

  /// The periods that an event still lasts on a path; negative where it is not under way.
  func remaining(ofEvent index: Int, path: Int) -> Double { running[index].remaining[path] }

  /// The nodes that must be up to date in every period.
  static func stepRoots(_ plan: EventPlan) -> [NodeID] {
    [plan.chancePerYear, plan.multiply] + [plan.lasts].compactMap { $0 }
  }

  /// No event is under way at the origin.
  mutating func begin() {
    for event in running.indices {
      EventProcess.fill(&running[event].factor, 1)
      EventProcess.fill(&running[event].remaining, -1)
    }
    EventProcess.fill(&factor.now, 1)
    EventProcess.fill(&factor.before, 1)
  }

  private static func fill(_ column: inout [Double], _ value: Double) {
    for i in column.indices { column[i] = value }
  }

  /// Moves to the end of a period.
  mutating func advance(to step: Int, firstPath: UInt64, values: borrowing CaseValues) {
    swap(&factor.before, &factor.now)
    EventProcess.fill(&factor.now, 1)
    for event in running.indices {
      advance(event, to: step, firstPath: firstPath, values: values)
    }
  }

  private mutating func advance(
    _ index: Int, to step: Int, firstPath: UInt64, values: borrowing CaseValues
  ) {
    let (event, key) = (running[index].plan, running[index].key)
    values.copy(event.multiply, into: &multiply)
    if let node = event.lasts {
      values.copy(node, into: &lasts)
    } else {
      EventProcess.fill(&lasts, .infinity)
    }
    values.copy(event.chancePerYear, into: &chance)
    if let date = event.at {
      if date != step { EventProcess.fill(&chance, 0) }
    } else if grid.stepsPerYear > 1 {
      // The chance of a year spread over its periods: 1 − (1 − p)^(1/n).
      for i in chance.indices {
        chance[i] = CaseValues.chance(ofYear: chance[i], years: grid.yearsPerStep)
      }
    }
    var span = uniforms.mutableSpan
    key.fill(&span, firstPath: firstPath, step: UInt32(step))
    let perYear = Double(grid.stepsPerYear)
    EventProcess.roundUp(&lasts, times: perYear)
    var (ownFactor, remaining): ([Double], [Double]) = ([], [])
    swap(&ownFactor, &running[index].factor)
    swap(&remaining, &running[index].remaining)
    EventProcess.pass(
      &ownFactor, &remaining, begins: uniforms, below: chance, multiply: multiply, lasts: lasts)
    factor.now.multiply(by: ownFactor)
    swap(&ownFactor, &running[index].factor)
    swap(&remaining, &running[index].remaining)
  }

  private static func roundUp(_ column: inout [Double], times factor: Double) {
    // At least the period in which it begins.
    for i in column.indices { column[i] = max(1, -Elementary.floor(-(column[i] * factor))) }
  }

  /// Lets a period pass: what is over may begin anew.
  private static func pass(
    _ factor: inout [Double], _ remaining: inout [Double], begins uniforms: [Double],
    below chance: [Double], multiply: [Double], lasts: [Double]
  ) {
    for i in factor.indices {
      let isOver = remaining[i] <= 0
      let begins = uniforms[i] < chance[i]
      let fresh = begins ? multiply[i] : 1
      let length = begins ? lasts[i] : 0
      factor[i] = isOver ? fresh : factor[i]
      remaining[i] = (isOver ? length : remaining[i]) - 1
    }
  }
}
