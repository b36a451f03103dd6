internal import Expressions
internal import Plans
internal import Quantities
internal import Tables
internal import Wording

/// Compiles a scenario into a plan: one list of processes for each case, and what all cases share,
/// the graph among it.
struct PlanCompiler {
  let scenario: Scenario
  let seed: UInt64
  let cases: [Case]
  let issues = IssueCollector()
  private let memory: CompilerMemory
  private let expressions: PlanExpressions
  private(set) var growth: [GrowthNote] = []
  private(set) var notes: [Phrase] = []
  private(set) var uncertainties: [[String: NodeID]] = []
  private(set) var placed: [[PlacedExpression]] = []

  init(_ scenario: Scenario, seed: UInt64, cases names: [String]?, memory: CompilerMemory) {
    self.scenario = scenario
    self.memory = memory
    expressions = memory.expressions ?? PlanExpressions()
    expressions.graph.stepsPerYear = scenario.time.start.step.perYear
    self.seed = seed
    cases = scenario.cases.enumerated().filter { index, item in
      index == 0 || (names?.contains(item.name) ?? true)
    }.map(\.element)
    for source in scenario.sources { issues.register(source) }
  }

  /// The plan; nil where issues were found.
  mutating func plan() -> SimulationPlan? {
    var compiled: [CaseCompiler] = []
    guard let innovations = innovations() else { return nil }
    let correlations = CaseCompiler.correlations(of: scenario, innovations)
    for item in cases {
      guard let varied = scenario.assuming(item.assumptions, issues: issues) else { return nil }
      var compiler = CaseCompiler(
        varied, base: scenario, item, seed: seed, expressions, issues: issues,
        correlations: correlations, posteriors: memory.posteriors, syntax: memory.syntax)
      compiler.compile()
      if compiled.isEmpty { memory.keepReference() }
      compiled.append(compiler)
    }
    guard issues.isEmpty, let reference = compiled.first else { return nil }
    growth = reference.growth
    uncertainties = compiled.map(\.uncertainties)
    placed = compiled.map(\.placed)

    let indicators = indicatorPlans(compiled)
    let targets = TargetCompiler(scenario, grid: reference.grid, indicators, issues)
      .targets(&compiled)
    notes =
      scenario.indicators.flatMap(\.historyRemarks) + compiled[0].notes.removingRepetitions()
      + correlationNotes
      + scenario.targets.flatMap { target in
        target.readings.map { Phrase(target.name) + .colon + $0.sentence }
      }
    guard issues.isEmpty else { return nil }
    return SimulationPlan(
      grid: reference.grid, streams: PlanStreams(seed: seed, firstSteps: scenario.firstSteps),
      graph: expressions.graph, inputs: expressions.inputs,
      indicators: indicators, targets: targets, cases: compiled.map(\.casePlan),
      innovations: innovations)
  }

  /// What a correlation is of.
  private var correlationNotes: [Phrase] {
    let milestones = Set(scenario.indicators.filter(\.isMilestone).map(\.name))
    let ofGrowth = scenario.correlations.filter { !milestones.contains($0.members[0]) }
    let ofDates = scenario.correlations.filter { milestones.contains($0.members[0]) }
    func others(_ entries: [Correlation]) -> Phrase {
      entries.count > 1 || entries[0].members.count > 2
        ? Phrase(" and others", " 等") : Phrase("", " ")
    }
    var notes: [Phrase] = []
    if let entry = ofGrowth.first {
      let others = others(ofGrowth)
      notes.append(
        Phrase(
          "correlation: \(entry.members[0]) and \(entry.members[1])\(others.english) share the shocks of each year "
            + "and, as far as data or the automatic model tell it, their growth; laws that the file writes "
            + "(ceilings, rates) stay independent",
          "相关：\(entry.members[0]) 与 \(entry.members[1])\(others.chinese)共受各年的冲击，增速在数据或自动模型所知的"
            + "范围内亦相关；文件所写的分布（上限、速率）仍相互独立"))
    }
    if let entry = ofDates.first {
      let others = others(ofDates)
      notes.append(
        Phrase(
          "correlation: the dates of \(entry.members[0]) and \(entry.members[1])\(others.english) hang together by a "
            + "Gaussian copula of their laws",
          "相关：\(entry.members[0]) 与 \(entry.members[1])\(others.chinese)的日期以其分布的高斯 copula 相连"))
    }
    return notes
  }

  /// What is the same in every case: where an indicator begins is the latest of the cases.
  private func indicatorPlans(_ compiled: [CaseCompiler]) -> [IndicatorPlan] {
    scenario.indicators.enumerated().map { index, indicator in
      let reference = compiled[0]
      let origin = compiled.map { $0.origins[index] }.max() ?? -1
      let isInteger =
        switch indicator.kind {
        case .count, .rollout, .milestone: true
        case .output, .derived: false
        case .reading(let reading): reading.isCount
        }
      var plan = IndicatorPlan(
        name: indicator.name, unit: indicator.unit.symbol, origin: origin,
        known: reference.known[index], isInteger: isInteger,
        originValue: reference.originValues[index], isAuxiliary: indicator.isAuxiliary)
      plan.isDate = reference.datedIndicators.contains(index)
      plan.observedLater = reference.observedLater[index]
      plan.hasMean = !compiled.contains { $0.indicatorsWithoutMean.contains(indicator.name) }
      return plan
    }
  }

  private func innovations() -> InnovationPlan? {
    do throws(IndefiniteCorrelation) {
      _ = try MilestoneCopula(of: scenario)
      return try InnovationPlan(of: scenario)
    } catch {
      let shrunk = error.bearable.map {
        let share = DecimalNumber.text($0)
        return Phrase(
          " (all of them times \(share) can hold together)", "（全部乘以 \(share) 即可同时成立）")
      }
      let entry = scenario.correlations.last {
        $0.members.allSatisfy(error.indicators.contains)
      }
      if let entry {
        issues.report(
          entry.place, "correlation",
          Phrase(
            "the correlations of \(error.indicators.joined(separator: ", ")) cannot hold together: "
              + "no random numbers have all of them",
            "\(error.indicators.joined(separator: "、")) 的相关系数不能同时成立：没有随机数能全部满足"),
          Phrase(
            "bring \(entry.members[0]) and \(entry.members[1]) nearer to 0\(shrunk?.english ?? ""), or correlate those that "
              + "hang together through others",
            "请使 \(entry.members[0]) 与 \(entry.members[1]) 的系数更接近 0\(shrunk?.chinese ?? "")，或给出间接相关者之间的系数"
          ))
      }
      return nil
    }
  }
}
