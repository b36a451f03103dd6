internal import Plans

/// The processes of all indicators of one case, over one block of paths.
///
/// Processes of a kind stand in one array, so that a step changes them where they are.
struct IndicatorProcesses {
  private enum Place {
    case output(Int)
    case count(Int)
    case rollout(Int)
    case milestone(Int)
    case hazard(Int)
    case derived(DerivedPlan)
    /// What is read of a rollout, by its place there.
    case reading(Int, of: Int)
  }

  private var places: [Place] = []
  private var outputs: [GrowthProcess] = []
  private var counts: [CountProcess] = []
  private var rollouts: [RolloutProcess] = []
  private var milestones: [MilestoneProcess] = []
  private var hazards: [HazardProcess] = []
  private var scratch: [Double]
  private var ceiling: [Double]

  /// What each rollout counted so far, by indicator; nothing where nothing is counted.
  var rolloutSummaries: [RolloutSummary?] {
    places.map { if case .rollout(let i) = $0 { rollouts[i].summary } else { nil } }
  }

  init(
    _ plan: SimulationPlan, inCase index: Int, paths: Int, items: ItemMemory, countsStages: Bool,
    log: DrawLog?
  ) {
    let (grid, streams) = (plan.grid, plan.streams)
    scratch = [Double](repeating: 0, count: paths)
    ceiling = scratch
    var readings: [Int: [ReadingPlan]] = [:]
    for case .reading(let reading) in plan.cases[index].processes {
      readings[reading.rollout, default: []].append(reading)
    }
    var isRead: [Int: Int] = [:]
    for (process, indicator) in zip(plan.cases[index].processes, plan.indicators) {
      let (name, origin) = (indicator.name, indicator.origin)
      switch process {
      case .output(let growth):
        places.append(.output(outputs.count))
        outputs.append(GrowthProcess(growth, grid: grid, origin: origin, paths: paths))
      case .count(let count):
        places.append(.count(counts.count))
        counts.append(
          CountProcess(
            count, name: name, streams: streams, grid: grid, origin: origin, paths: paths,
            log: log))
      case .rollout(let rollout):
        places.append(.rollout(rollouts.count))
        rollouts.append(
          RolloutProcess(
            rollout, name: name, streams: streams, grid: grid,
            hasEvents: plan.cases[index].events.contains { $0.affects.contains(places.count - 1) },
            paths: paths, isCounted: countsStages && !indicator.isAuxiliary,
            readings: readings[places.count - 1] ?? [], items: items, log: log))
      case .milestone(let date, let awaitsOthers):
        places.append(.milestone(milestones.count))
        milestones.append(
          MilestoneProcess(date: date, awaitsOthers: awaitsOthers, grid: grid, paths: paths))
      case .hazard(let hazard):
        places.append(.hazard(hazards.count))
        hazards.append(HazardProcess(hazard, grid: grid, paths: paths))
      case .derived(let derived):
        places.append(.derived(derived))
      case .reading(let reading):
        guard case .rollout(let i) = places[reading.rollout] else {
          preconditionFailure("indicator \(reading.rollout) is no rollout")
        }
        places.append(.reading(isRead[i, default: 0], of: i))
        isRead[i, default: 0] += 1
      }
    }
  }

  /// Puts every path of an indicator at the origin.
  mutating func begin(
    _ indicator: Int, _ values: borrowing CaseValues, firstPath: UInt64,
    into column: inout MutableSpan<Double>
  ) {
    switch places[indicator] {
    case .output(let i):
      outputs[i].begin(values)
      scratch.assign(outputs[i].level)
      outputs[i].takePart(of: &scratch)
      column.assign(scratch)
    case .count(let i):
      counts[i].begin(values)
      column.assign(counts[i].reported)
    case .rollout(let i):
      rollouts[i].begin(values, firstPath: firstPath)
      column.assign(rollouts[i].built)
    case .milestone(let i):
      milestones[i].begin(values)
    case .hazard(let i):
      hazards[i].begin(values)
    case .derived(let derived):
      if let node = derived.initial { values.copy(node, into: &column) }
    case .reading(let number, let i):
      column.assign(rollouts[i].readings[number])
    }
  }

  /// Whether an indicator is a milestone that comes by chance, whose dates others may read.
  func hasDates(_ indicator: Int) -> Bool {
    if case .hazard = places[indicator] { true } else { false }
  }

  /// Writes the dates of such a milestone, as far as they are known.
  func copyDates(of indicator: Int, into dates: inout [Double]) {
    guard case .hazard(let i) = places[indicator] else { return }
    let known = hazards[i].date
    if dates.count == known.count { dates.assign(known) } else { dates = known.map(\.self) }
  }

  /// Takes what matters to an indicator of a period up to the origin.
  mutating func observe(_ indicator: Int, _ step: Int, _ values: borrowing CaseValues) {
    switch places[indicator] {
    case .output(let i): outputs[i].observe(step, values)
    case .count(let i): counts[i].observe(step, values)
    case .rollout, .milestone, .hazard, .derived, .reading: break
    }
  }

  /// Moves an indicator to the end of a period.
  mutating func advance(
    _ indicator: Int, _ step: ProcessStep, _ values: borrowing CaseValues,
    into column: inout MutableSpan<Double>
  ) {
    switch places[indicator] {
    case .output(let i):
      outputs[i].advance(step, values, into: &scratch)
      column.assign(scratch)
      guard let factor = step.factor else { break }
      column.multiply(by: factor.now)
      guard outputs[i].hasCeiling else { break }
      // An event raises no path above its ceiling; one that is above it, on its way down, stays there.
      outputs[i].copyCeiling(into: &ceiling)
      let part = outputs[i].part
      for path in scratch.indices {
        column[path] = min(column[path], max(scratch[path], part * ceiling[path]))
      }
    case .count(let i):
      counts[i].advance(step, values)
      column.assign(counts[i].reported)
    case .rollout(let i):
      rollouts[i].advance(step, values)
      column.assign(rollouts[i].built)
    case .milestone(let i):
      milestones[i].write(step: step.index, values, into: &column)
    case .hazard(let i):
      hazards[i].advance(step: step.index, values, into: &column)
    case .derived(let derived):
      values.copy(derived.value, into: &column)
      column.multiply(by: step.factor?.now)
    case .reading(let number, let i):
      column.assign(rollouts[i].readings[number])
    }
  }
}

/// One period of one indicator, with what a process needs beside the values of expressions.
struct ProcessStep {
  /// The index of the period.
  let index: Int
  /// The number of the block's first path.
  let firstPath: UInt64
  /// How many paths of the block count.
  let paths: Int
  /// The indicator's innovations of the block.
  let innovations: InnovationColumns
  /// The integral of boost over the period; nil without levers on growth.
  let boost: [Double]?
  /// What events make of the indicator; nil without events.
  let factor: EventFactor?
}
