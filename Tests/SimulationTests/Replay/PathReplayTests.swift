import Distributions
import Expressions
import Plans
import Random
import Simulation
import Testing

/// A path with the log of its draws, beside the run.
@Suite struct PathReplayTests {
  /// A stock that no case changes, a noisy output with an event, and an expression of both.
  private func plan(growth: Double, after other: HandMadePlan? = nil) throws -> HandMadePlan {
    var plan = HandMadePlan(periods: 5, after: other)
    let zero = plan.number(0)
    let stock = plan.add(
      .count(
        CountPlan(
          driver: .flows(births: zero, entries: plan.number(6)), initial: plan.number(40),
          exits: plan.number(0.2))))
    let rate = plan.draw(.normal(try Normal(mean: growth, standardDeviation: 0.02)), "rate")
    let curve = CurvePlan(
      family: .exponential, motion: .anchored(growth: rate), volatility: plan.number(0.1))
    let output = plan.add(curve, level: 100)
    plan.events = [
      EventPlan(
        name: "slump", chancePerYear: plan.number(0.5), multiply: plan.number(0.8),
        lasts: plan.number(1), affects: [output])
    ]
    let shock = plan.draw(
      .uniform(try Uniform(min: 0, max: 1)), "shock", eachPeriod: true)
    let sum = plan.graph.binary(
      .add, plan.value(of: stock), plan.graph.binary(.multiply, shock, plan.value(of: output)))
    _ = plan.add(.derived(DerivedPlan(value: sum, initial: nil, firstIndex: 1)))
    return plan
  }

  private func simulator() throws -> Simulator {
    let first = try plan(growth: 0.1)
    return Simulator(try first.plan(with: [try plan(growth: 0.2, after: first)]))
  }

  @Test(arguments: [0, 1]) func `a replay has the bits of the run`(index: Int) throws {
    let simulator = try simulator()
    let outputs = (0..<3).flatMap { indicator in
      (1..<5).map { PathOutput.value(indicator: indicator, step: $0) }
    }
    let all = try #require(simulator.outputs(outputs, paths: 600))[index]
    for path in [0, 255, 256, 599] {
      let replay = simulator.path(UInt64(path), inCase: index)
      let values = replay.values.flatMap { $0[1...] }
      #expect(values.map(\.bitPattern) == all.map { $0[path].bitPattern })
    }
  }

  /// What a case does not change is drawn in it as well, and told.
  @Test(arguments: [0, 1]) func `what was drawn makes the values`(index: Int) throws {
    let simulator = try simulator()
    let replay = simulator.path(77, inCase: index)
    func draw(_ kind: ReplayedDraw.Kind, _ name: String, _ step: Int) throws -> Double {
      try #require(replay.draws.first { $0.kind == kind && $0.name == name && $0.step == step })
        .value
    }
    let (stock, output, sum) = (replay.values[0], replay.values[1], replay.values[2])
    for step in 1..<5 {
      let left = try draw(.count, "indicator 0 exits", step)
      let came = try draw(.count, "indicator 0 entries", step)
      #expect(stock[step] == stock[step - 1] - left + came)
      let shock = try draw(.draw, "shock", step)
      #expect(sum[step] == stock[step] + shock * output[step])
      let begins = try draw(.event, "event slump on 1", step)
      #expect(try draw(.factor, "event slump on 1", step) <= (begins == 1 ? 0.8 : 1))
    }
  }

  @Test func `a uniform number is that of its stream`() throws {
    let simulator = try simulator()
    let replay = simulator.path(300, inCase: 0)
    let named = replay.draws.filter { [.draw, .innovation].contains($0.kind) }
    #expect(named.count == 1 + 5 + 4)
    for draw in named {
      let key = StreamKey(seed: simulator.plan.seed, name: draw.name)
      let step = UInt32(draw.step ?? 0)
      // An innovation takes one word, which stands for a probability.
      let chance =
        draw.kind == .innovation
        ? (Double(key.word(path: 300, step: step)) + 0.5) * 0x1p-32
        : key.uniform(path: 300, step: step)
      #expect(draw.uniform == chance, "\(draw.name)")
    }
  }

  @Test func `draws come once first, then by period and kind`() throws {
    let draws = try simulator().path(3, inCase: 1).draws
    #expect(draws.prefix { $0.step == nil }.map(\.kind).first == .draw)
    #expect(draws.map { $0.step ?? -1 } == draws.map { $0.step ?? -1 }.sorted())
    let kinds = draws.filter { $0.step == 2 }.map(\.kind)
    #expect(kinds == [.draw, .innovation, .event, .factor, .count, .count])
  }
}
