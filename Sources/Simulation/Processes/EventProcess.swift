internal import Columns
internal import Expressions
internal import Plans
internal import Random
internal import SpecialFunctions

/// What events make of an indicator in a period.
struct EventFactor {
  /// The factor in a part of a period.
  struct Part {
    /// Its mean.
    var now: [Double]
    /// That at the end of the part.
    var atEnd: [Double]
  }

  /// The factor of all events: at the end of the period, or its mean over the period where the
  /// indicator is a total or an amount of work.
  var now: [Double]
  /// The factor at the end of the period.
  var atEnd: [Double]
  /// The part of ``now`` that will be over one day.
  var lasting: [Double]
  /// The factor of the events for good that strike in this period.
  var struck: [Double]
  /// The months of the period, where the indicator moves month by month.
  var months: [Part] = []
}

/// The state of the events that change one indicator, over one block of paths.
///
/// An event can begin in any period after the indicator's origin in which it is not under way. Its
/// factor is taken when it begins and holds for as long as it lasts, to the part of a period.
///
/// - A total has it for that part of the period. What has no date begins at any instant of a period,
///   with a chance that is the same at each.
/// - A level has it if the event is on at the end of the period; what began at no date is on at the end
///   of the period in which it ends with that part as its chance, as if it had begun anywhere in one.
/// - The work of a rollout has it from the beginning of the period on.
struct EventProcess {
  fileprivate struct Running {
    let plan: EventPlan
    let key: StreamKey
    var factor: [Double]
    /// The periods that the event still lasts at the beginning of the next one, 0: not under way.
    var remaining: [Double]
    /// The part of the last period from which on the event is still on at its end.
    var least: [Double]
    /// The part of the period that what began before it leaves.
    var open: [Double]
    /// The periods for which a total still has the factor, at the beginning of this one.
    var rest: [Double]
    /// 1 where it begins in this period.
    var begins: [Double]
  }

  private let grid: TimeGrid
  private let indicator: Int
  private let log: DrawLog?
  private let actsOverPeriod: Bool
  private let isTotal: Bool
  private var running: [Running]
  private(set) var factor: EventFactor
  private var chance: [Double]
  private var multiply: [Double]
  private var lasts: [Double]
  private var uniforms: [Double]
  private var means: [Double]

  /// Creates the state of the events that affect one indicator, at least one.
  ///
  /// - Parameters:
  ///   - events: the events that affect the indicator.
  ///   - indicator: the index of the indicator.
  ///   - streams: the streams of random numbers.
  ///   - grid: the periods.
  ///   - paths: the number of paths.
  ///   - months: the months of a period, where the indicator moves month by month.
  ///   - log: takes down what happens on one path while it is replayed.
  init(
    _ events: [EventPlan], on indicator: Int, streams: PlanStreams, grid: TimeGrid, paths: Int,
    months: Int = 0, log: DrawLog? = nil
  ) {
    self.grid = grid
    self.indicator = indicator
    self.log = log
    isTotal = events.contains { $0.totals.contains(indicator) }
    actsOverPeriod = isTotal || events.contains { $0.work.contains(indicator) }
    let ones = [Double](repeating: 1, count: paths)
    running = events.map {
      Running(
        plan: $0, key: streams.key($0.stream), factor: ones,
        remaining: ones, least: ones, open: ones, rest: ones, begins: ones)
    }
    factor = EventFactor(now: ones, atEnd: ones, lasting: ones, struck: ones)
    factor.months = Array(repeating: EventFactor.Part(now: ones, atEnd: ones), count: months)
    chance = ones
    multiply = ones
    lasts = ones
    uniforms = ones
    means = ones
  }

  /// No event is under way at the origin.
  mutating func begin() {
    for event in running.indices {
      running[event].factor.fill(with: 1)
      running[event].remaining.fill(with: 0)
      running[event].rest.fill(with: 0)
    }
  }

  /// Moves to the end of a period.
  mutating func advance(to step: Int, firstPath: UInt64, values: borrowing CaseValues) {
    factor.now.fill(with: 1)
    factor.atEnd.fill(with: 1)
    factor.lasting.fill(with: 1)
    factor.struck.fill(with: 1)
    for month in factor.months.indices {
      factor.months[month].now.fill(with: 1)
      factor.months[month].atEnd.fill(with: 1)
    }
    for event in running.indices {
      draw(event, to: step, firstPath: firstPath, values: values)
      var own = running[event]
      running[event].clear()
      if actsOverPeriod { own.spendOld(&means) }
      let isAnywhere = isTotal && own.plan.at == nil
      if isAnywhere { own.lessen(&chance) }
      EventProcess.start(
        &own, uniforms, below: chance, multiply: multiply, lasts: lasts, isAnywhere: isAnywhere)
      if own.plan.lasts == nil { EventProcess.strike(&factor.struck, own) }
      EventProcess.stand(own, &multiply)
      factor.atEnd.multiply(by: multiply)
      if actsOverPeriod {
        own.spendNew(&means, uniforms, below: chance, isAnywhere: isAnywhere)
        swap(&multiply, &means)
      }
      log?.noteEvent(
        own.key, on: indicator, step: step, begins: own.begins, factor: multiply)
      factor.now.multiply(by: multiply)
      if own.plan.lasts != nil { factor.lasting.multiply(by: multiply) }
      for month in factor.months.indices { own.act(in: month, of: &factor.months) }
      own.pass()
      running[event] = own
    }
  }

  /// Takes what may happen in a period: chance, factor and length, in periods.
  private mutating func draw(
    _ index: Int, to step: Int, firstPath: UInt64, values: borrowing CaseValues
  ) {
    let (event, key) = (running[index].plan, running[index].key)
    values.copy(event.multiply, into: &multiply)
    if let node = event.lasts {
      values.copy(node, into: &lasts)
    } else {
      lasts.fill(with: .infinity)
    }
    values.copy(event.chancePerYear, into: &chance)
    if let date = event.at {
      if date != step { chance.fill(with: 0) }
    } else if grid.stepsPerYear > 1 {
      // The chance of a year spread over its periods: 1 − (1 − p)^(1/n).
      for i in chance.indices {
        chance[i] = CaseValues.chance(ofYear: chance[i], years: grid.yearsPerStep)
      }
    }
    var span = uniforms.mutableSpan
    key.fill(&span, firstPath: firstPath, step: UInt32(step))
    let perYear = Double(grid.stepsPerYear)
    for i in lasts.indices { lasts[i] = max(0, lasts[i] * perYear) }
  }

  /// What is over may begin anew.
  private static func start(
    _ event: inout Running, _ uniforms: [Double], below chance: [Double], multiply: [Double],
    lasts: [Double], isAnywhere: Bool
  ) {
    let isDated = event.plan.at != nil
    for i in uniforms.indices {
      let isOver = isAnywhere ? event.open[i] > 0 : event.remaining[i] <= 0
      let begins = isOver && uniforms[i] < chance[i]
      event.begins[i] = begins ? 1 : 0
      guard begins else { continue }
      event.factor[i] = multiply[i]
      event.remaining[i] = lasts[i]
      event.rest[i] = lasts[i]
      // Where it began tells nothing of where it ends, but for a date.
      event.least[i] = isDated ? 1 - roundingError : min(uniforms[i] / chance[i], 1 - roundingError)
    }
  }

  /// What a sum of parts of a year may be off, in periods.
  fileprivate static let roundingError = 1e-9

  private static func strike(_ struck: inout [Double], _ event: Running) {
    for i in struck.indices where event.begins[i] > 0 { struck[i] *= event.factor[i] }
  }

  /// Gives the factor at the end of a period.
  private static func stand(_ event: Running, _ factor: inout [Double]) {
    for i in factor.indices {
      factor[i] = event.remaining[i] > event.least[i] ? event.factor[i] : 1
    }
  }
}

extension EventProcess.Running {
  /// Gives the mean over a period of the factor of what began before it.
  fileprivate mutating func spendOld(_ mean: inout [Double]) {
    for i in mean.indices {
      let share = min(1, rest[i])
      mean[i] = share > 0 ? 1 + (factor[i] - 1) * share : 1
      open[i] = 1 - share
      let left = rest[i] - share
      rest[i] = left > EventProcess.roundingError ? left : 0
    }
  }

  /// Where one ends in a period, another can begin in what is left of it.
  fileprivate func lessen(_ chance: inout [Double]) {
    for i in chance.indices where open[i] < 1 {
      chance[i] = CaseValues.chance(ofYear: chance[i], years: open[i])
    }
  }

  /// Adds the factor of what begins in the period: at its beginning, or anywhere in it.
  fileprivate mutating func spendNew(
    _ mean: inout [Double], _ uniforms: [Double], below chance: [Double], isAnywhere: Bool
  ) {
    for i in mean.indices where begins[i] > 0 {
      let part = isAnywhere ? EventProcess.Running.left(uniforms[i], below: chance[i]) : 1
      let share = min(part * open[i], rest[i])
      mean[i] += (factor[i] - 1) * share
      let left = rest[i] - share
      rest[i] = left > EventProcess.roundingError ? left : 0
    }
  }

  /// The part of a period that is left when an event begins in it whose chance is the same at every
  /// instant: 1 − s with (1 − p)^s uniform from 1 − p to 1, for a uniform number below p.
  private static func left(_ uniform: Double, below chance: Double) -> Double {
    guard chance < 1 else { return 1 }
    return 1 - Elementary.log1p(uniform - chance) / Elementary.log1p(-chance)
  }

  /// Lets a period pass.
  fileprivate mutating func pass() {
    for i in remaining.indices {
      let left = remaining[i] - 1
      remaining[i] = left > EventProcess.roundingError ? left : 0
    }
  }

  /// Multiplies the factors of a month of the period, before it has passed.
  fileprivate func act(in month: Int, of months: inout [EventFactor.Part]) {
    let count = Double(months.count)
    for i in remaining.indices {
      let left = remaining[i] * count - Double(month)
      let share = min(1, left)
      months[month].now[i] *= share > 0 ? 1 + (factor[i] - 1) * share : 1
      months[month].atEnd[i] *= left > least[i] ? factor[i] : 1
    }
  }

  /// Gives its columns up while they are changed elsewhere.
  fileprivate mutating func clear() {
    factor = []
    remaining = []
    least = []
    open = []
    rest = []
    begins = []
  }
}
