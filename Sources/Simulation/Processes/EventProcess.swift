internal import Expressions
internal import Kernels
internal import Random

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
        plan: $0, key: StreamKey(seed: seed, name: "event \($0.name)"), factor: ones,
        remaining: ones)
    }
    factor = EventFactor(now: ones, before: ones)
    chance = ones
    multiply = ones
    lasts = ones
    uniforms = ones
  }

  /// The nodes that must be up to date in every period.
  static func stepRoots(_ plan: EventPlan) -> [NodeID] {
    [plan.chancePerYear, plan.multiply] + [plan.lasts].compactMap { $0 }
  }

  /// No event is under way at the origin.
  mutating func begin() {
    for event in running.indices {
      for i in factor.now.indices {
        running[event].factor[i] = 1
        running[event].remaining[i] = -1
      }
    }
    for i in factor.now.indices {
      factor.now[i] = 1
      factor.before[i] = 1
    }
  }

  /// Moves to the end of a period.
  mutating func advance(to step: Int, firstPath: UInt64, values: borrowing CaseValues) {
    for i in factor.now.indices {
      factor.before[i] = factor.now[i]
      factor.now[i] = 1
    }
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
      for i in lasts.indices { lasts[i] = .infinity }
    }
    values.copy(event.chancePerYear, into: &chance)
    if let date = event.at {
      if date != step { for i in chance.indices { chance[i] = 0 } }
    } else if grid.stepsPerYear > 1 {
      // The chance of a year spread over its periods: 1 − (1 − p)^(1/n).
      for i in chance.indices {
        chance[i] = CaseValues.chance(ofYear: chance[i], years: grid.yearsPerStep)
      }
    }
    var span = uniforms.mutableSpan
    key.fill(&span, firstPath: firstPath, step: UInt32(step))
    let perYear = Double(grid.stepsPerYear)
    for i in uniforms.indices {
      if running[index].remaining[i] <= 0 {
        let begins = uniforms[i] < chance[i]
        running[index].factor[i] = begins ? multiply[i] : 1
        // At least the period in which it begins.
        running[index].remaining[i] = begins ? max(1, (lasts[i] * perYear).rounded(.up)) : 0
      }
      running[index].remaining[i] -= 1
      factor.now[i] *= running[index].factor[i]
    }
  }
}
