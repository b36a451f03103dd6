internal import Columns
internal import Expressions
internal import Plans

/// The memory of one worker and what lies where in it: the values of expressions, which the cases use
/// in turn, the draws of all periods, and the values of indicators.
struct WorkerMemory {
  let store: ColumnStore
  let width: Int
  /// What the values of items take beside.
  let items: ItemMemory
  /// Where the programs of straight indicators have their values.
  let firstStraight: Int
  /// The draws of all cases, drawn once for a block; nil where they are so many that each case draws its own.
  let commonDraws: StepDraws?
  /// A row of values that are not known.
  let unknown: Int
  /// The rows of the indicators.
  let rows: RowPlaces
  private let firstDraw: Int
  private let streams: PlanStreams
  private let samplers: LawSamplers
  private let indicators: Int

  /// Memory for blocks of so many paths, and for values of items of so many bytes.
  init(
    _ plan: SimulationPlan, _ programs: [CaseProgram], width: Int, samplers: LawSamplers,
    itemBytes: Int = .max
  ) {
    self.width = width
    items = ItemMemory(most: itemBytes)
    indicators = plan.indicators.count
    let steps = plan.grid.count
    let expressions =
      programs.map { BlockEvaluator.memory($0.schedule, capacity: width) }.max() ?? 0
    let straight = programs.map { $0.straight?.memory(width: width) ?? 0 }.max() ?? 0
    // Whole lines of the cache.
    firstStraight = (expressions + 7) / 8 * 8
    firstDraw = firstStraight + (straight + 7) / 8 * 8
    (streams, self.samplers) = (plan.streams, samplers)
    let named = programs.map { $0.straight?.draws ?? [] }
    let common = Set(named.joined()).count
    let isCommon = common * steps <= StepDraws.most
    let homes = isCommon ? WorkerMemory.homes(programs) : [:]
    let drawn = isCommon ? common - homes.count : named.map { Set($0).count }.max() ?? 0
    unknown = firstDraw + drawn * steps * width
    let rows = RowPlaces(first: unknown + width, steps: steps, width: width)
    self.rows = rows
    commonDraws =
      isCommon
      ? StepDraws(
        Array(named.joined()), streams: streams, samplers: samplers, steps: steps, width: width,
        from: firstDraw, homes: homes.mapValues { rows.place($0, 0) }) : nil
    store = ColumnStore(count: rows.end(indicators: indicators))
    store.write(from: unknown, count: width) { row in
      for i in row.indices { row[i] = .nan }
    }
  }

  /// The indicators that are nothing but a draw, and the same in all cases, by their draw.
  ///
  /// It is made where they lie: what is in their rows before their first period no program reads as a draw.
  private static func homes(_ programs: [CaseProgram]) -> [Draw: Int] {
    guard let reference = programs.first?.straight,
      programs.allSatisfy({ $0.straight?.firstPeriod ?? .max >= reference.firstPeriod })
    else { return [:] }
    return reference.bareDraws.filter { _, indicator in
      programs.dropFirst().allSatisfy { $0.isTaken[indicator] }
    }
  }

  /// The draws of a case.
  func draws(_ draws: [Draw]) -> StepDraws {
    commonDraws
      ?? StepDraws(
        draws, streams: streams, samplers: samplers, steps: rows.steps, width: width,
        from: firstDraw)
  }

  /// A draw that is made period by period.
  func stepDraw(_ draw: Draw) -> StepDraw {
    StepDraw(draw, streams: streams, samplers: samplers)
  }

  /// The block whose rows lie in the memory.
  func block() -> PathBlock {
    PathBlock(indicators: indicators, rows: rows, store: store)
  }
}
