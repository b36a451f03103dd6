import Distributions
import Expressions
import Plans
import Quantities
import Testing

/// What a plan says about itself, on plans made by hand.
@Suite struct PlanAnalysisTests {
  /// A case whose indicators are expressions: a draw, twice the draw or `factor` times it, that and
  /// its own past, and a number that nothing reads.
  private func item(factor: Double, _ graph: inout ExpressionGraph) throws -> CasePlan {
    let law = Law.uniform(try Uniform(min: 0, max: 1))
    let draw = graph.draw(Draw(stream: "one", law: .fixed(law), isPerPeriod: false))
    let each = graph.draw(Draw(stream: "two", law: .fixed(law), isPerPeriod: true))
    let first = graph.input(InputID(0), rate: .pathAndTime)
    let past = graph.input(InputID(1), rate: .pathAndTime)
    let one = graph.constant(1)
    let values = [
      draw, graph.binary(.multiply, first, graph.constant(factor)),
      graph.binary(.add, first, past), each,
    ]
    return CasePlan(
      name: "\(factor)",
      processes: values.enumerated().map { index, value in
        .derived(
          DerivedPlan(
            value: value, initial: index == 2 ? one : nil, firstIndex: 0))
      }, order: [0, 1, 2, 3])
  }

  private func plan(_ factors: [Double], _ targets: [TargetPlan] = []) throws -> SimulationPlan {
    var graph = ExpressionGraph()
    let cases = try factors.map { try item(factor: $0, &graph) }
    return SimulationPlan(
      grid: TimeGrid(start: Period(year: 2020), count: 3), streams: PlanStreams(seed: 1),
      graph: graph,
      inputs: [IndicatorInput(indicator: 0, lag: 0), IndicatorInput(indicator: 2, lag: 1)],
      indicators: (0..<4).map { IndicatorPlan(name: "\($0)", unit: "", origin: -1) },
      targets: targets, cases: cases,
      innovations: try InnovationPlan(indicators: [], correlations: []))
  }

  private func target(
    _ indicator: Int, _ condition: TargetCondition, isInformative: Bool = false
  ) -> TargetPlan {
    TargetPlan(
      name: "", statement: .indicator(indicator, .value(.last), condition),
      deadlines: [TargetDeadline(.inPeriod, index: 2, label: "")], isInformative: isInformative)
  }

  private func joint(_ members: [Int]) -> TargetPlan {
    TargetPlan(
      name: "", statement: .joint(.all, members),
      deadlines: [TargetDeadline(.inPeriod, index: 2, label: "")])
  }

  // MARK: Common indicators

  @Test func `what no case changes is common, what reads a change is not`() throws {
    #expect(try plan([2, 3]).commonIndicators == [true, false, true, true])
    #expect(try plan([2, 2]).commonIndicators == [true, true, true, true])
  }

  @Test func `one case has nothing in common with others`() throws {
    #expect(try plan([2]).commonIndicators == [false, false, false, false])
  }

  @Test func `what an event of a case moves is its own`() throws {
    let plan = try plan([2])
    var graph = plan.graph
    let half = graph.constant(0.5)
    let plain = plan.cases[0]
    let struck = CasePlan(
      name: "struck", processes: plain.processes, order: plain.order,
      events: [
        EventPlan(name: "slump", chancePerYear: half, multiply: half, lasts: nil, affects: [0])
      ])
    // The others but the last read indicator 0.
    let two = plan.with(graph: graph, cases: [plain, struck])
    #expect(two.commonIndicators == [false, false, false, true])
  }

  // MARK: Restriction

  @Test func `a plan restricted to targets keeps their indicators and what is read`() throws {
    let targets = [
      target(1, .atLeast(.constant(1))), target(3, .atLeast(.constant(2))), joint([0, 1]),
    ]
    let whole = try plan([2], targets)
    let small = whole.restricted(toTargets: [0])
    #expect(small.targets.map(\.statement) == [targets[0].statement])
    // Indicators 2 and 3 keep their places and never begin: 1 reads 0 alone.
    #expect(small.indicators.map(\.origin) == [-1, -1, 3, 3])
    #expect(small.indicators.map(\.name) == ["0", "1", "2", "3"])
    #expect(whole.pathDraws(inCase: 0).map(\.stream) == ["one"])
    #expect(small.hasChance(inCase: 0) == false && whole.hasChance(inCase: 0))
  }

  @Test func `the members of a joint target come with it and are numbered anew`() throws {
    let targets = [
      target(0, .atLeast(.constant(1))), target(1, .atLeast(.constant(1))),
      target(3, .atLeast(.constant(2))), joint([1, 2]),
    ]
    let small = try plan([2], targets).restricted(toTargets: [3])
    #expect(small.targets.count == 3)
    #expect(small.targets[2].statement == .joint(.all, [0, 1]))
  }

  @Test func `a plan without bands keeps nothing of indicators`() throws {
    let plan = try plan([2, 3])
    #expect(plan.withoutBands.indicators.allSatisfy { $0.isAuxiliary })
    #expect(plan.keepingReference.cases.map(\.name) == ["2.0"])
  }

  // MARK: Draws

  @Test func `draws and chance are those of what is asked for`() throws {
    let plan = try plan([2])
    #expect(plan.pathDraws(of: [3], inCase: 0).isEmpty)
    #expect(plan.pathDraws(of: [2], inCase: 0).map(\.stream) == ["one"])
    #expect(plan.hasChance(of: [3], inCase: 0))
    #expect(!plan.hasChance(of: [1, 2], inCase: 0))
  }

  // MARK: Groups of targets

  @Test func `all targets are looked at together, but those that another one implies`() throws {
    let targets = [
      target(0, .atLeast(.constant(5))), target(0, .moreThan(.constant(5))),
      target(1, .between(.constant(2), .constant(3))), target(1, .lessThan(.constant(4))),
      target(2, .atMost(.constant(1)), isInformative: true),
    ]
    let plan = try plan([2], targets)
    #expect(plan.targetGroups.map(\.target) == [nil])
    #expect(plan.targetGroups.map(\.members) == [[1, 2]])
  }

  /// The values that a condition admits among a few, each between or at the thresholds of the test.
  private func admitted(_ condition: TargetCondition) -> [Bool] {
    stride(from: 0.5, through: 4.5, by: 0.5).map { value in
      switch condition {
      case .atLeast(.constant(let a)): value >= a
      case .moreThan(.constant(let a)): value > a
      case .atMost(.constant(let a)): value <= a
      case .lessThan(.constant(let a)): value < a
      case .between(.constant(let a), .constant(let b)): value >= a && value <= b
      default: false
      }
    }
  }

  @Test func `a target is implied by one whose values are among its own`() throws {
    let all = (1...4).flatMap { one -> [TargetCondition] in
      let a = TargetThreshold.constant(Double(one))
      return [.atLeast(a), .moreThan(a), .atMost(a), .lessThan(a)]
        + (one...4).map { .between(a, .constant(Double($0))) }
    }
    let triples = all.flatMap { a in all.flatMap { b in all.map { [a, b, $0] } } }
    for chosen in triples {
      let sets = chosen.map(admitted)
      let stated = chosen.indices.filter { own in
        !chosen.indices.contains { other in
          let isWithin = zip(sets[other], sets[own]).allSatisfy { !$0 || $1 }
          return other != own && isWithin && (other < own || sets[other] != sets[own])
        }
      }
      let found = try plan([2], chosen.map { target(0, $0) }).targetGroups
      #expect(found.flatMap(\.members) == (stated.count > 1 ? stated : []), "\(chosen)")
    }
  }

  @Test func `a joint target comes after those it is made of`() throws {
    let targets = [
      joint([1, 2]), joint([3, 4]), target(0, .atLeast(.constant(1))),
      target(1, .atLeast(.constant(1))), target(2, .atLeast(.constant(1))),
    ]
    let plan = try plan([2], targets)
    let groups = plan.targetGroups
    #expect(groups.map(\.target) == [nil, 0, 1])
    let order = plan.orderOfGroups(groups).map { groups[$0].target }
    let inner = try #require(order.firstIndex(of: 1))
    let outer = try #require(order.firstIndex(of: 0))
    #expect(inner < outer)
  }
}
