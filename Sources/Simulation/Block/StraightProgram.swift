internal import Columns
internal import Expressions
internal import Plans

/// The straight indicators of a case: what all workers share.
struct StraightProgram: Sendable {
  let schedule: EvaluationSchedule
  private let indicators: [Int]
  private let values: [DerivedPlan]
  private let inputs: [IndicatorInput]
  /// For each indicator of the plan the first step with a value, where what is before stands for it: that of
  /// `initial`.
  private let earliest: [Int?]
  private let grid: TimeGrid
  /// The first period in which one of them is computed.
  let firstPeriod: Int
  /// The indicators that are the draw of a period and nothing else, by that draw.
  let bareDraws: [Draw: Int]

  /// Nil where no indicator is straight.
  ///
  /// - Parameters:
  ///   - plan: what is run.
  ///   - index: the index of the case.
  ///   - isStraight: what is straight, by indicator.
  ///   - memory: the schedules of other cases.
  init?(
    _ plan: SimulationPlan, inCase index: Int, _ isStraight: [Bool],
    memory: inout ScheduleMemory
  ) {
    let casePlan = plan.cases[index]
    let indicators = casePlan.order.filter { isStraight[$0] }
    guard !indicators.isEmpty else { return nil }
    self.indicators = indicators
    values = indicators.map { indicator in
      guard case .derived(let derived) = casePlan.processes[indicator] else {
        preconditionFailure("indicator \(indicator) is not derived")
      }
      return derived
    }
    let firstPeriod = values.map(\.firstIndex).min() ?? 0
    self.firstPeriod = firstPeriod
    bareDraws = Dictionary(
      zip(indicators, values).compactMap { indicator, derived in
        guard case .draw(let draw) = plan.graph[derived.value], draw.isPerPeriod,
          derived.firstIndex == firstPeriod, plan.indicators[indicator].origin < firstPeriod
        else { return nil }
        return (draw, indicator)
      }, uniquingKeysWith: { first, _ in first })
    schedule = PeriodProgram.schedule(values.map(\.value), of: plan.graph, memory: &memory)
    inputs = plan.inputs
    earliest = casePlan.processes.map(\.earliestValue)
    grid = plan.grid
  }

  /// The draws that it makes in every period.
  var draws: [Draw] { schedule.stepDraws.map(\.draw) }

  /// How many numbers of memory it takes.
  func memory(width: Int) -> Int {
    PeriodProgram.memory(schedule, capacity: width, periods: grid.count)
  }

  /// The program for the memory of a worker.
  func program(_ memory: WorkerMemory, _ draws: StepDraws) -> PeriodProgram {
    let outputs = zip(indicators, values).map { indicator, derived in
      PeriodProgram.Output(
        node: derived.value, row: memory.rows.place(indicator, 0), firstPeriod: derived.firstIndex)
    }
    // From here on every input reads so many periods ago as it says.
    let firstRegular =
      schedule.inputs.map { id in
        let read = inputs[id.index]
        return read.lag == 0 ? 0 : (earliest[read.indicator] ?? 0) + read.lag
      }.max() ?? 0
    let rows = PeriodProgram.Rows(
      width: memory.width, draws: self.draws.map(draws.place),
      input: { id, step in
        let read = inputs[id.index]
        guard let past = read.step(at: step, earliest: earliest[read.indicator]) else {
          return memory.unknown
        }
        return memory.rows.place(read.indicator, past)
      }, firstRegular: firstRegular)
    return PeriodProgram(
      schedule, outputs: outputs, from: memory.firstStraight, rows: rows,
      times: (0..<grid.count).map { (grid.years($0), grid.year($0)) })
  }
}
