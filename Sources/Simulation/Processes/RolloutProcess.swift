internal import Expressions
internal import Plans
internal import Random
internal import SpecialFunctions

/// The state of a rollout over one block of paths: integers in a pipeline, first come first
/// served.
///
/// Events slow it down. They multiply what limits let begin, and of what is finished they let
/// through their factor of what would be finished without events: the rest is held until they are
/// over, be it within a month. So an event acts alike where capacity binds and where nothing does, delays what is under way
/// and undoes nothing.
struct RolloutProcess {
  private var pipeline: Pipeline
  /// The rollout as it would be without events, where there are any.
  private var undisturbed: Pipeline?
  /// Items that events hold back at the end.
  private var held: [Double]
  /// Counts where items are and why, where that is asked for.
  private var tally: RolloutSummary?
  private var carried: [Double]
  private let stepsPerPeriod: Int
  private let observed: [Int: ClosedRange<Double>]

  /// What is read beside the items built, one column for each reading.
  var readings: [[Double]] { pipeline.record?.columns ?? [] }

  /// The items built, the initial ones among them, one per path, or what they had come to before they were brought to
  /// what came.
  var built: [Double] { forecast ?? pipeline.built }
  /// What paths had come to in the last period, where that is shown and they were brought to something else.
  private var forecast: [Double]?
  private let showsForecasts: Bool

  /// What was counted so far; nil where nothing is.
  var summary: RolloutSummary? {
    guard var whole = tally else { return nil }
    whole.stages = pipeline.tallies
    return whole
  }

  init(
    _ plan: RolloutPlan, name: String, streams: PlanStreams, grid: TimeGrid, hasEvents: Bool,
    paths: Int,
    isCounted: Bool, readings: [ReadingPlan], items: ItemMemory, log: DrawLog?
  ) {
    stepsPerPeriod = plan.stepsPerPeriod
    observed = plan.observed
    showsForecasts = plan.showsForecasts
    let record =
      readings.isEmpty
      ? nil
      : RolloutRecord(
        readings, plan, seed: streams.seed, months: grid.count * plan.stepsPerPeriod,
        yearsPerStep: grid.yearsPerStep / Double(plan.stepsPerPeriod), paths: paths,
        items: items)
    tally =
      isCounted ? RolloutSummary(plan, hasEvents: hasEvents, periods: grid.count) : nil
    pipeline = Pipeline(
      plan, name: name, streams: streams, grid: grid, paths: paths, isCounted: isCounted,
      record: record, log: log)
    undisturbed =
      hasEvents
      ? Pipeline(
        plan, name: name, streams: streams, grid: grid, paths: paths, isCounted: false,
        record: nil, log: nil)
      : nil
    held = [Double](repeating: 0, count: hasEvents ? paths : 0)
    carried = held
  }

  /// Puts every path at the origin.
  mutating func begin(_ values: borrowing CaseValues, firstPath: UInt64) {
    forecast = nil
    pipeline.begin(values, firstPath: firstPath)
    undisturbed?.begin(values, firstPath: firstPath)
    held.clear()
    carried.clear()
  }

  /// Moves to the end of a period.
  mutating func advance(_ step: ProcessStep, _ values: borrowing CaseValues) {
    forecast = nil
    for number in 0..<stepsPerPeriod {
      let month = RolloutMonth(step, number, of: stepsPerPeriod)
      pipeline.advance(month, values, factor: month.factor?.now)
      if let factor = month.factor?.atEnd {
        undisturbed?.advance(month, values, factor: nil)
        if let other = undisturbed { hold(factor, of: other.flow) }
        undisturbed?.finish()
      }
      if number == stepsPerPeriod - 1, let range = observed[month.period] {
        follow(range, in: month)
      }
      pipeline.finish()
      count(month)
    }
    pipeline.record?.endPeriod(steps: stepsPerPeriod)
  }

  /// Brings the items built to what was observed at the end of a month; what events hold back is finished before
  /// anything else.
  private mutating func follow(_ range: ClosedRange<Double>, in month: RolloutMonth) {
    if showsForecasts { forecast = zip(pipeline.built, pipeline.flow).map { $0 + $1 } }
    for i in held.indices {
      let missing = range.lowerBound - pipeline.built[i] - pipeline.flow[i]
      let released = min(held[i], max(0, missing))
      pipeline.flow[i] += released
      held[i] -= released
    }
    pipeline.follow(range, in: month)
  }

  /// Counts a month of the paths that count.
  private mutating func count(_ month: RolloutMonth) {
    guard tally != nil else { return }
    tally?.months[month.period] += month.paths
    if month.number == month.stepsPerPeriod - 1 { tally?.paths[month.period] += month.paths }
    let ceiling = pipeline.countOfFull(month.paths)
    tally?.heldByCeiling[month.period] += ceiling
    let events = held.isEmpty ? 0 : held.prefix(month.paths).count { $0 > 0 }
    tally?.heldByEvents[month.period] += events
  }

  /// Holds back what is finished beyond the factor of what would be finished without events.
  private mutating func hold(_ factor: [Double], of whole: [Double]) {
    for i in held.indices {
      let ready = pipeline.flow[i] + held[i]
      guard factor[i] < 1 else {
        pipeline.flow[i] = ready
        held[i] = 0
        carried[i] = 0
        continue
      }
      let allowed = max(0, factor[i]) * whole[i] + carried[i]
      let through = min(ready, WholeItems.of(allowed))
      carried[i] = through < ready ? WholeItems.rest(of: allowed, whole: through) : 0
      pipeline.flow[i] = through
      held[i] = ready - through
    }
  }
}

/// One month of a period, or a whole period through which a rollout moves at once.
struct RolloutMonth {
  /// The number of the month in its period, from 0.
  let number: Int
  /// The number of the month since the beginning of the grid, from 0.
  let index: Int
  /// How many of them a period has.
  let stepsPerPeriod: Int
  /// The number of the block's first path.
  let firstPath: UInt64
  /// How many paths of the block count.
  let paths: Int
  /// What events make of the month; nil without events.
  let factor: EventFactor.Part?

  init(_ step: ProcessStep, _ number: Int, of steps: Int) {
    self.number = number
    index = step.index * steps + number
    stepsPerPeriod = steps
    firstPath = step.firstPath
    paths = step.paths
    factor = step.factor?.months[number]
  }

  /// The index of its period.
  var period: Int { index / stepsPerPeriod }

  /// The node of the month, where its values are not those of the month before.
  func change(of nodes: [NodeID]) -> NodeID? {
    number > 0 && nodes[number] == nodes[number - 1] ? nil : nodes[number]
  }
}

extension CountDraw {
  /// A draw of a month, which has the same number on every grid that begins with the same month.
  init(key: StreamKey, month: RolloutMonth, draw: UInt32 = 0, log: DrawLog?) {
    self.init(
      key: key, firstPath: month.firstPath, step: UInt32(month.index), draw: draw, log: log)
    stepsPerPeriod = month.stepsPerPeriod
  }
}

/// A plan and its stages over one block of paths.
private struct Pipeline {
  private let plan: RolloutPlan
  private(set) var built: [Double]
  /// The items that leave the last stage in the month.
  var flow: [Double]
  private var initial: [Double]
  private var underWay: [Double]
  private var carried: [Double]
  private var rate: [Double]
  private var ceiling: [Double]
  private var stages: [StageProcess]
  /// The paths on which the ceiling kept items of the plan back in the month; empty where that is not
  /// counted.
  private var isFull: [Bool]
  /// What is read beside the items built; nil where nothing is.
  var record: RolloutRecord?
  /// Whether what is under way at the origin is in its stages.
  private var isFilled = false
  /// Whether anything depends on how many items are under way.
  private let followsUnderWay: Bool

  init(
    _ plan: RolloutPlan, name: String, streams: PlanStreams, grid: TimeGrid, paths: Int,
    isCounted: Bool, record: RolloutRecord?,
    log: DrawLog?
  ) {
    self.plan = plan
    self.record = record
    followsUnderWay = plan.ceiling != nil || record != nil
    isFull = [Bool](repeating: false, count: isCounted && plan.ceiling != nil ? paths : 0)
    let zeros = [Double](repeating: 0, count: paths)
    built = zeros
    initial = zeros
    underWay = zeros
    carried = zeros
    flow = zeros
    rate = zeros
    ceiling = [Double](repeating: .infinity, count: paths)
    stages = plan.stages.enumerated().map { number, stage in
      StageProcess(
        stage, name: "indicator \(name) stage \(stage.name)", streams: streams,
        months: grid.count * plan.stepsPerPeriod, perPeriod: plan.stepsPerPeriod, paths: paths,
        tally: isCounted ? StageTally(stage, periods: grid.count, paths: paths) : nil,
        spends: record?.spends(stage: number) ?? false, log: log)
    }
  }

  /// What the stages counted so far.
  var tallies: [StageSummary] { stages.compactMap { $0.tally?.summary } }

  /// On how many of the first paths the ceiling kept items of the plan back in the month.
  func countOfFull(_ paths: Int) -> Int {
    isFull.isEmpty ? 0 : isFull.prefix(paths).count { $0 }
  }

  /// Empties the pipeline.
  mutating func begin(_ values: borrowing CaseValues, firstPath: UInt64) {
    values.copy(plan.initial, into: &initial)
    for i in built.indices {
      initial[i] = max(0, initial[i].rounded())
      built[i] = initial[i]
      underWay[i] = 0
      carried[i] = 0
    }
    let isAlike = values.common(plan.initial) != nil
    for stage in stages.indices {
      stages[stage].begin(values, initial: initial, isAlike: isAlike)
    }
    record?.begin(values, initial: initial, firstPath: firstPath)
    isFilled = false
  }

  /// Moves to the end of a month, but for what is finished in it.
  mutating func advance(
    _ month: RolloutMonth, _ values: borrowing CaseValues, factor: [Double]?
  ) {
    if !isFilled {
      for stage in stages.indices {
        stages[stage].fill(into: &underWay, at: month, values: values)
        record?.fill(stage, underWay)
      }
      record?.begin(spending: stages.map(\.spent))
      isFilled = true
    }
    if let node = month.change(of: plan.plan) { values.copy(node, into: &rate) }
    if let node = plan.ceiling.flatMap({ month.change(of: $0) }) {
      values.copy(node, into: &ceiling)
    }
    start()
    for stage in stages.indices {
      record?.arrive(stage, flow, underWay)
      stages[stage].advance(
        &flow, lost: &underWay, to: month, values: values, factor: factor)
      record?.leave(stage, underWay)
    }
  }

  /// Starts whole items of the plan, as many as the ceiling leaves room for; fractions carry over.
  private mutating func start() {
    flow.fill(with: .infinity)
    flow.letThrough(rate, carried: &carried)
    if plan.ceiling != nil { keepBelowCeiling() }
    if followsUnderWay { underWay.add(flow) }
  }

  private mutating func keepBelowCeiling() {
    for i in flow.indices {
      let whole = flow[i]
      let started = max(0, min(whole, Elementary.floor(ceiling[i]) - built[i] - underWay[i]))
      flow[i] = started
      if !isFull.isEmpty { isFull[i] = started < whole }
    }
  }

  /// Brings what is finished in a month to what was observed at its end.
  ///
  /// Items that were finished later than on the path are still under way in the last stage and leave it
  /// in the next month; those that were finished earlier are taken from what is under way, of the last stage before
  /// the others. Money that was paid stays paid.
  mutating func follow(_ range: ClosedRange<Double>, in month: RolloutMonth) {
    var missing = flow
    for i in missing.indices {
      let reached = built[i] + flow[i]
      missing[i] = min(max(reached, range.lowerBound), range.upperBound) - reached
      flow[i] += missing[i]
    }
    let late = missing.map { max(0, -$0) }
    missing = missing.map { max(0, $0) }
    if stages.isEmpty {
      // What was not started is started next.
      carried.add(late)
      underWay.subtract(late)
    } else {
      stages[stages.count - 1].delay(late, after: month.index)
    }
    for stage in stages.indices.reversed() {
      let early = stages[stage].hasten(missing, after: month.index)
      record?.hasten(stage, early)
      missing.subtract(early)
    }
    underWay.add(missing)
    record?.appear(missing)
  }

  /// Counts what is finished in the month.
  mutating func finish() {
    built.add(flow)
    if followsUnderWay { underWay.subtract(flow) }
    record?.finish(flow, spending: stages.map(\.spent))
  }
}
