internal import Expressions
internal import Kernels
internal import Plans
internal import Random
internal import SpecialFunctions
internal import Statistics

extension Simulator {
  /// Simulates one path again, as ``run(paths:options:progress:)`` does to the bit, and takes down
  /// what was drawn for it.
  ///
  /// Only the leaf of 256 paths that holds it is simulated.
  ///
  /// - Parameters:
  ///   - path: the number of the path, from 0.
  ///   - index: the index of the case.
  /// - Returns: the path.
  public func path(_ path: UInt64, inCase index: Int) -> PathReplay {
    var replayer = PathReplayer(plan, path: path, caseIndex: index)
    return replayer.replay()
  }
}

/// Simulates the leaf of one path.
private struct PathReplayer: ~Copyable {
  private let plan: SimulationPlan
  private let casePlan: CasePlan
  private let index: Int
  private let path: UInt64
  private let firstPath: UInt64
  private let column: Int
  private var block: PathBlock
  private var innovations: InnovationBlock
  private let draws: PathDraws
  private let programs: [CaseProgram]
  private let isCommon: [Bool]
  private let log: DrawLog

  private static let width = Moments.leafSize

  init(_ plan: SimulationPlan, path: UInt64, caseIndex: Int) {
    self.plan = plan
    self.path = path
    index = caseIndex
    casePlan = plan.cases[caseIndex]
    let width = PathReplayer.width
    column = Int(path % UInt64(width))
    firstPath = path - UInt64(column)
    let isCommon = CommonIndicators.find(plan)
    self.isCommon = isCommon
    programs = plan.cases.indices.map { index in
      CaseProgram(plan, inCase: index, isTaken: isCommon.map { $0 && index > 0 })
    }
    block = PathBlock(indicators: plan.indicators.count, steps: plan.grid.count, paths: width)
    innovations = InnovationBlock(plan, paths: width)
    draws = PathDraws(
      seed: plan.seed, samplers: LawSamplers(programs.flatMap(\.schedule.pathDraws).map(\.draw)),
      paths: width)
    log = DrawLog(column: column)
  }

  mutating func replay() -> PathReplay {
    innovations.draw(firstPath: firstPath)
    draws.begin(firstPath: firstPath, noisePath: firstPath)
    var targets = TargetCheck(plan, paths: PathReplayer.width, keepsGaps: true)
    // What no case changes comes from the reference case, as in a run.
    if index > 0, isCommon.contains(true) { run(0, log: nil, &targets) }
    run(index, log: log, &targets)
    let values = plan.indicators.indices.map { indicator in
      (0..<plan.grid.count).map { block[indicator, $0][column] }
    }
    let isFailed = plan.indicators.enumerated().contains { indicator, place in
      values[indicator].dropFirst(place.origin + 1).contains { !$0.isFinite }
    }
    let outcomes = plan.targets.enumerated().map { target, plan in
      plan.deadlines.indices.map { deadline in
        PathReplay.TargetOutcome(
          isMet: targets.met[target][deadline][column] == 1,
          gap: targets.gaps[target][deadline][column])
      }
    }
    let all = graphDraws() + parameters() + innovationDraws() + eventDraws() + countDraws()
    let byStep = all.enumerated().sorted { a, b in
      (a.element.step ?? -1, a.offset) < (b.element.step ?? -1, b.offset)
    }
    return PathReplay(
      caseIndex: index, path: path, values: values, targets: outcomes,
      draws: byStep.map(\.element), isFailed: isFailed)
  }

  private mutating func run(_ index: Int, log: DrawLog?, _ targets: inout TargetCheck) {
    let width = PathReplayer.width
    let store = ColumnStore(
      count: BlockEvaluator.memory(programs[index].schedule, capacity: width))
    let runner = CaseRunner(
      CaseState(
        plan, index: index, program: programs[index], isTaken: isCommon.map { $0 && index > 0 },
        paths: width, store: store, log: log))
    runner.run(
      &block, firstPath: firstPath, draws: draws, innovations: innovations, targets: &targets)
  }

  // MARK: Draws of expressions

  /// Everything that the case may read: processes, boosts, events, thresholds.
  private var roots: [NodeID] {
    casePlan.processes.flatMap(\.nodes) + casePlan.events.flatMap(\.nodesPerPeriod)
      + plan.thresholdNodes(inCase: index)
  }

  private borrowing func graphDraws() -> [ReplayedDraw] {
    let found = casePlan.graph.draws(of: roots)
    let once = found.filter { !$0.draw.isPerPeriod }
    let perPeriod = found.filter(\.draw.isPerPeriod)
    var evaluator = BlockEvaluator(
      EvaluationSchedule(
        casePlan.graph, once: [once.map(\.node)], stages: [perPeriod.map(\.node)]),
      capacity: PathReplayer.width)
    for draw in evaluator.schedule.pathDraws {
      let key = StreamKey(seed: plan.seed, name: draw.draw.stream)
      evaluator.withUniforms(of: draw) { key.fill(&$0, firstPath: firstPath, step: 0) }
    }
    evaluator.evaluateOnce()
    var draws = once.map { draw(of: $0.draw.stream, value(of: $0.node, evaluator), step: nil) }
    guard !perPeriod.isEmpty else { return draws }
    for step in 0..<plan.grid.count {
      evaluator.beginStep(elapsed: plan.grid.years(step), year: plan.grid.year(step))
      for draw in evaluator.schedule.stepDraws {
        let key = StreamKey(seed: plan.seed, name: draw.draw.stream)
        evaluator.withUniforms(of: draw) {
          key.fill(&$0, firstPath: firstPath, step: UInt32(step))
        }
      }
      for (number, input) in casePlan.inputs.enumerated() {
        input.set(InputID(number), of: &evaluator, step: step, block: block)
      }
      evaluator.evaluate()
      draws += perPeriod.map { draw(of: $0.draw.stream, value(of: $0.node, evaluator), step: step) }
    }
    return draws
  }

  private borrowing func draw(of stream: String, _ value: Double, step: Int?) -> ReplayedDraw {
    let key = StreamKey(seed: plan.seed, name: stream)
    return ReplayedDraw(
      kind: .draw, name: stream, step: step, value: value,
      uniform: key.uniform(path: path, step: UInt32(step ?? 0)))
  }

  private borrowing func value(of node: NodeID, _ evaluator: borrowing BlockEvaluator) -> Double {
    var values = [Double](repeating: 0, count: PathReplayer.width)
    var span = values.mutableSpan
    evaluator.read(node, into: &span)
    return values[column]
  }

  // MARK: Parameters

  private borrowing func parameters() -> [ReplayedDraw] {
    var named: [(name: String, node: NodeID)] = []
    for (process, place) in zip(casePlan.processes, plan.indicators) {
      named += process.growth?.parameters.map { ("\(place.name) \($0.name)", $0.node) } ?? []
    }
    let steady = named.filter { !casePlan.graph.rate(of: $0.node).changesInTime }
    var evaluator = BlockEvaluator(
      EvaluationSchedule(casePlan.graph, once: [steady.map(\.node)], stages: []),
      capacity: PathReplayer.width)
    for draw in evaluator.schedule.pathDraws {
      let key = StreamKey(seed: plan.seed, name: draw.draw.stream)
      evaluator.withUniforms(of: draw) { key.fill(&$0, firstPath: firstPath, step: 0) }
    }
    evaluator.evaluateOnce()
    return steady.map {
      ReplayedDraw(
        kind: .parameter, name: $0.name, step: nil, value: value(of: $0.node, evaluator),
        uniform: nil)
    }
  }

  // MARK: Innovations

  private borrowing func innovationDraws() -> [ReplayedDraw] {
    let correlated = Set(plan.innovations.components.flatMap(\.indicators))
    let noisy = (plan.innovations.independent + Array(correlated)).sorted()
    var draws: [ReplayedDraw] = []
    for indicator in noisy {
      let place = plan.indicators[indicator]
      let name = place.innovationStream
      let key = StreamKey(seed: plan.seed, name: name)
      let columns = innovations.innovations(of: indicator)
      let end =
        casePlan.processes[indicator].growth?.looksAhead == true ? endOfLastYear : plan.grid.count
      for step in (place.origin + 1)..<max(place.origin + 1, end) {
        let u = key.uniform(path: path, step: UInt32(step))
        var own = [u]
        var span = own.mutableSpan
        StandardNormal.quantiles(&span)
        draws.append(
          ReplayedDraw(kind: .innovation, name: name, step: step, value: own[0], uniform: u))
        guard correlated.contains(indicator) else { continue }
        draws.append(
          ReplayedDraw(
            kind: .correlated, name: name, step: step, value: columns.column(step)[column],
            uniform: nil))
      }
    }
    return draws
  }

  /// The number of periods to the end of the last year.
  private var endOfLastYear: Int {
    plan.grid.count + plan.grid.stepsPerYear - 1 - plan.grid.period(plan.grid.count - 1).index
  }

  // MARK: Events

  /// The events of the case, followed once more on the simulated block.
  private borrowing func eventDraws() -> [ReplayedDraw] {
    guard !casePlan.events.isEmpty else { return [] }
    let width = PathReplayer.width
    let program = CaseProgram(
      plan, inCase: index, isTaken: [Bool](repeating: false, count: plan.indicators.count))
    let store = ColumnStore(count: BlockEvaluator.memory(program.schedule, capacity: width))
    var values = CaseValues(program, paths: width, store: store)
    values.begin(draws)
    var followed: [(event: EventPlan, indicator: Int, process: EventProcess)] = []
    for event in casePlan.events {
      for indicator in event.affects {
        var process = EventProcess(
          [event], on: indicator, seed: plan.seed, grid: plan.grid, paths: width)
        process.begin()
        followed.append((event, indicator, process))
      }
    }
    var draws: [ReplayedDraw] = []
    for step in 0..<plan.grid.count {
      values.beginStep(step, firstPath: firstPath, block: block)
      for indicator in casePlan.order {
        values.evaluate(for: indicator)
        for place in followed.indices
        where followed[place].indicator == indicator && step >= firstStep(of: indicator) {
          followed[place].process.advance(to: step, firstPath: firstPath, values: values)
          draws += event(
            followed[place].event, on: indicator, step: step,
            begins: followed[place].process.begins(event: 0, path: column),
            factor: followed[place].process.factor.now[column])
        }
        values.take(indicator, step: step, block: block)
      }
    }
    return draws
  }

  private borrowing func event(
    _ event: EventPlan, on indicator: Int, step: Int, begins: Bool, factor: Double
  ) -> [ReplayedDraw] {
    let stream = event.stream
    let name = "\(stream) on \(plan.indicators[indicator].name)"
    let key = StreamKey(seed: plan.seed, name: stream)
    return [
      ReplayedDraw(
        kind: .event, name: name, step: step, value: begins ? 1 : 0,
        uniform: key.uniform(path: path, step: UInt32(step))),
      ReplayedDraw(
        kind: .factor, name: name, step: step, value: factor, uniform: nil),
    ]
  }

  private borrowing func firstStep(of indicator: Int) -> Int {
    if case .derived(let derived) = casePlan.processes[indicator] { return derived.firstIndex }
    return plan.indicators[indicator].origin + 1
  }

  // MARK: Counts

  private borrowing func countDraws() -> [ReplayedDraw] {
    log.entries.map { entry in
      // The stream of exits draws who stays.
      let isExit = entry.key.name.hasSuffix(" exits")
      let value = isExit ? (entry.trials ?? entry.value) - entry.value : entry.value
      return ReplayedDraw(
        kind: .count, name: entry.name, step: entry.step / entry.stepsPerPeriod, value: value,
        uniform: entry.key.uniform(path: path, step: UInt32(entry.step), draw: entry.draw))
    }
  }
}

extension DrawLog.Entry {
  /// The stream, with the month of a period and the number of the draw where there are several.
  fileprivate var name: String {
    let month = stepsPerPeriod > 1 ? " month \(step % stepsPerPeriod + 1)" : ""
    return key.name + month + (draw > 0 ? " #\(draw)" : "")
  }
}

extension GrowthPlan {
  fileprivate var looksAhead: Bool {
    switch model {
    case .forecaster: true
    case .average(let members, _, _): members.contains(where: \.looksAhead)
    case .curve: false
    }
  }

  /// The parameters by their names, members of an average by their numbers.
  fileprivate var parameters: [(name: String, node: NodeID)] {
    var found: [(name: String, node: NodeID)] = [("level", level)]
    switch model {
    case .curve(let curve):
      if let ceiling = curve.ceiling { found.append(("ceiling", ceiling)) }
      switch curve.motion {
      case .anchored(let growth): found.append(("growth at the origin", growth))
      case .rate(let rate): found.append(("rate", rate))
      case .adoption(let p, let q): found += [("p", p), ("q", q)]
      case .through: break
      case .adoptionThrough(_, let known, let isInnovation):
        found.append((isInnovation ? "p" : "q", known))
      }
      if let shape = curve.shape { found.append(("shape", shape)) }
      found.append(("volatility", curve.volatility))
    case .forecaster(let law):
      if let ceiling = law.ceiling { found.append(("ceiling", ceiling)) }
    case .average(let members, _, let pick):
      found.append(("pick", pick))
      for (number, member) in members.enumerated() {
        found += member.parameters.filter { $0.name != "level" }
          .map { ("model \(number + 1) \($0.name)", $0.node) }
      }
    }
    return found
  }
}
