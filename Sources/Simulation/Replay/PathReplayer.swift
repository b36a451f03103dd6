internal import Columns
internal import Expressions
internal import Plans
internal import Random
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
    let width = Moments.leafSize
    let log = DrawLog(plan, inCase: index, path: path, width: width)
    let firstPath = path - UInt64(log.column)
    // Every indicator is computed step by step, so that all that it draws is noted in its step.
    let none = [Bool](repeating: false, count: plan.indicators.count)
    var schedules = ScheduleMemory()
    let program = CaseProgram(
      plan, inCase: index, isTaken: none, isStraight: none, memory: &schedules, log: log)
    let samplers = LawSamplers(program.draws)
    let memory = WorkerMemory(plan, [program], width: width, samplers: samplers)
    var block = memory.block()
    var innovations = InnovationBlock(plan, paths: width)
    innovations.draw(firstPath: firstPath, log: log)
    let draws = PathDraws(
      plan.streams, samplers: samplers, paths: width)
    draws.begin(firstPath: firstPath, noisePath: firstPath)
    var targets = TargetCheck(plan, paths: width, keepsGaps: true)
    let runner = CaseRunner(
      CaseState(
        plan, index: index, program: program, memory: memory, log: log))
    runner.run(
      &block, firstPath: firstPath, paths: width, draws: draws, innovations: innovations,
      targets: &targets)
    let values = plan.indicators.indices.map { indicator in
      (0..<plan.grid.count).map { block.value(indicator, $0, path: log.column) }
    }
    let outcomes = plan.targets.enumerated().map { target, plan in
      plan.deadlines.indices.map { deadline in
        PathReplay.TargetOutcome(
          isMet: targets.met[target][deadline][log.column] == 1,
          gap: targets.gaps[target][deadline][log.column])
      }
    }
    return PathReplay(
      caseIndex: index, path: path, values: values, targets: outcomes, draws: log.draws,
      isFailed: zip(plan.indicators, values).contains { place, values in
        values.dropFirst(place.origin + 1).contains { !$0.isFinite }
      })
  }
}

extension DrawLog {
  /// A log of everything that a case may read: draws, and the parameters of growth that stay.
  fileprivate convenience init(
    _ plan: SimulationPlan, inCase index: Int, path: UInt64, width: Int
  ) {
    let casePlan = plan.cases[index]
    let roots =
      casePlan.processes.flatMap(\.nodes) + casePlan.events.flatMap(\.nodesPerPeriod)
      + plan.thresholdNodes(inCase: index)
    let draws = plan.draws(of: roots).map { node, draw in
      Watched(
        kind: .draw, name: draw.stream, node: node,
        key: draw.isPerPeriod
          ? plan.streams.key(draw.stream) : StreamKey(seed: plan.seed, name: draw.stream),
        isPerPeriod: draw.isPerPeriod, isInnovation: draw.isInnovation)
    }
    let parameters = zip(casePlan.processes, plan.indicators).flatMap { process, place in
      (process.growth?.parameters ?? [])
        .filter { !plan.graph.rate(of: $0.node).changesInTime }
        .map {
          Watched(
            kind: .parameter, name: "\(place.name) \($0.name)", node: $0.node, key: nil,
            isPerPeriod: false, isInnovation: false)
        }
    }
    let innovations = zip(casePlan.processes, plan.indicators).map { process, place in
      let end = process.growth?.looksAhead == true ? plan.grid.endOfLastYear : plan.grid.count
      return place.origin + 1..<max(place.origin + 1, end)
    }
    self.init(
      path: path, width: width, indicators: plan.indicators.map(\.name),
      watched: draws + parameters, innovations: innovations)
  }
}

extension TimeGrid {
  /// The number of periods to the end of the last year.
  fileprivate var endOfLastYear: Int { count + stepsPerYear - 1 - period(count - 1).index }
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
