import Expressions
import GrowthCurves
import Plans
import Testing

/// Plans that are equal do the same, so every field counts.
@Suite struct PlanEqualityTests {
  private let nodes: [NodeID]

  init() {
    var graph = ExpressionGraph()
    nodes = (0..<8).map { graph.constant(Double($0 + 2)) }
  }

  private func curve(
    family: CurveFamily = .logistic, motion: CurvePlan.Motion? = nil, ceiling: NodeID? = nil,
    ahead: NodeID? = nil, deviation: NodeID? = nil, shape: NodeID? = nil, volatility: Int = 0
  ) -> ProcessPlan {
    output(
      .curve(
        CurvePlan(
          family: family, motion: motion ?? .rate(nodes[0]), ceiling: ceiling, ceilingAhead: ahead,
          deviation: deviation, shape: shape, volatility: nodes[volatility])))
  }

  private func output(
    _ model: GrowthPlan.Model, level: Int = 0, boost: NodeID? = nil, total: TotalPlan? = nil
  ) -> ProcessPlan {
    .output(GrowthPlan(model: model, level: nodes[level], boost: boost, total: total))
  }

  private func forecaster(
    angle: Double = 0, unit: Double? = nil, high: Double = 1, ceiling: NodeID? = nil,
    limit: NodeID? = nil, corrections: [Double] = [], pick: Int = 0, deviation: Int = 0,
    own: Int = 0
  ) -> GrowthPlan.Model {
    .forecaster(
      ForecasterPlan(
        laws: [ForecastLaw(angle: angle, members: [])],
        additive: unit.map { ForecasterPlan.Additive(unit: $0, bounds: 0...high) },
        ceiling: ceiling, limit: limit, corrections: corrections, pick: nodes[pick],
        deviation: nodes[deviation], levelDeviation: nodes[own]))
  }

  private func rollout(
    initial: Int = 0, plan: Int = 0, ceiling: [NodeID]? = nil, _ stage: StagePlan? = nil
  ) -> ProcessPlan {
    .rollout(
      RolloutPlan(
        initial: nodes[initial], plan: [nodes[plan]], stages: stage.map { [$0] } ?? [],
        ceiling: ceiling))
  }

  private func stage(
    name: String = "build", duration: Int = 0, refused: NodeID? = nil, limits: [StageLimit] = [],
    budget: BudgetPlan? = nil, underWay: StagePlan.UnderWay? = nil
  ) -> StagePlan {
    StagePlan(
      name: name, duration: .fixed([nodes[duration]]), refused: refused, limits: limits,
      budget: budget, underWay: underWay)
  }

  private func count(_ driver: CountPlan.Driver, initial: Int = 0, exits: Int = 0) -> ProcessPlan {
    .count(CountPlan(driver: driver, initial: nodes[initial], exits: nodes[exits]))
  }

  /// Processes of which no two have all fields in common.
  private func processes() throws -> [ProcessPlan] {
    let (a, b) = (nodes[0], nodes[1])
    let points = try TwoPoints((0, 1), (1, 2))
    let growth = GrowthPlan(model: forecaster(), level: a)
    return [
      curve(), curve(family: .gompertz), curve(motion: .rate(b)),
      curve(motion: .anchored(growth: a)), curve(motion: .through(points)),
      curve(motion: .adoption(p: a, q: b)), curve(motion: .adoption(p: b, q: a)),
      curve(motion: .adoptionThrough(points, known: a, isInnovation: true)),
      curve(motion: .adoptionThrough(points, known: a, isInnovation: false)),
      curve(ceiling: a), curve(ahead: a), curve(deviation: a), curve(shape: a),
      curve(volatility: 1),
      output(forecaster()), output(forecaster(), level: 1), output(forecaster(), boost: a),
      output(forecaster(), total: TotalPlan(count: 4, isSum: true, shareOfLast: 1)),
      output(forecaster(angle: 0.5)), output(forecaster(unit: 1)), output(forecaster(unit: 2)),
      output(forecaster(unit: 1, high: 2)), output(forecaster(ceiling: a)),
      output(forecaster(limit: a)), output(forecaster(corrections: [1.5])),
      output(forecaster(pick: 1)), output(forecaster(deviation: 1)), output(forecaster(own: 1)),
      output(.average(members: [growth], weights: [1], pick: a)),
      output(.average(members: [growth], weights: [0.5], pick: a)),
      count(.flows(births: a, entries: b)), count(.flows(births: b, entries: a)),
      count(.flows(births: a, entries: b), initial: 1),
      count(.flows(births: a, entries: b), exits: 1),
      count(.growth(growth, referenceExits: a)), count(.growth(growth, referenceExits: b)),
      rollout(), rollout(initial: 1), rollout(plan: 1), rollout(ceiling: [a]), rollout(stage()),
      rollout(stage(name: "approve")), rollout(stage(duration: 1)), rollout(stage(refused: a)),
      rollout(stage(limits: [StageLimit(.capacity, items: [a])])),
      rollout(stage(underWay: .items(a))),
      rollout(stage(underWay: .begun(a))),
      rollout(stage(budget: BudgetPlan(total: a, unitCost: [b]))),
      rollout(stage(budget: BudgetPlan(total: a, unitCost: [a]))),
      rollout(stage(budget: BudgetPlan(total: a, unitCost: [b], learning: a))),
      .milestone(date: a), .milestone(date: b),
      .derived(DerivedPlan(value: a, initial: nil, firstIndex: 0)),
      .derived(DerivedPlan(value: b, initial: nil, firstIndex: 0)),
      .derived(DerivedPlan(value: a, initial: a, firstIndex: 0)),
      .derived(DerivedPlan(value: a, initial: nil, firstIndex: 1)),
    ]
  }

  @Test func `a process with a changed field is another one`() throws {
    let all = try processes()
    #expect(Set(all).count == all.count)
    #expect(try processes() == all)
  }

  @Test func `an event with a changed field is another one`() {
    func event(
      _ name: String = "slump", chance: Int = 0, at: Int? = nil, multiply: Int = 0,
      lasts: NodeID? = nil, affects: [Int] = [0], totals: [Int] = [], work: [Int] = []
    ) -> EventPlan {
      EventPlan(
        name: name, chancePerYear: nodes[chance], at: at, multiply: nodes[multiply], lasts: lasts,
        affects: affects, totals: totals, work: work)
    }
    let all = [
      event(), event("boom"), event(chance: 1), event(at: 3), event(multiply: 1),
      event(lasts: nodes[0]), event(affects: [1]), event(totals: [0]), event(work: [0]),
    ]
    #expect(Set(all).count == all.count)
  }
}
