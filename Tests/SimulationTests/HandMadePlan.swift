import Distributions
import Expressions
import Plans
import Quantities
import Simulation
import Testing

/// A plan made by hand, without a file: a graph, and the processes of some indicators in their order.
struct HandMadePlan {
  let grid: TimeGrid
  var graph: ExpressionGraph
  var events: [EventPlan] = []
  var targets: [TargetPlan] = []
  /// Pairs of indicators with the correlation of their innovations.
  var correlations: [(Int, Int, Double)] = []
  private var inputs: [IndicatorInput]
  private var indicators: [IndicatorPlan] = []
  private var processes: [ProcessPlan] = []

  /// Paths enough for a law, few enough for a moment.
  static let paths = 20_000

  /// An empty plan, on the graph of a case before it where there is one.
  init(periods: Int, of step: TimeStep = .year, after other: HandMadePlan? = nil) {
    graph = other?.graph ?? ExpressionGraph()
    inputs = other?.inputs ?? []
    let start =
      switch step {
      case .year: Period(year: 2020)
      case .quarter: Period(year: 2020, quarter: 1)
      case .month: Period(year: 2020, month: 1)
      }
    grid = TimeGrid(start: start, count: periods)
  }

  mutating func number(_ value: Double) -> NodeID { graph.constant(value) }

  mutating func draw(_ law: Law, _ stream: String, eachPeriod: Bool = false) -> NodeID {
    graph.draw(Draw(stream: stream, law: .fixed(law), isPerPeriod: eachPeriod))
  }

  /// What an indicator is, or was some periods ago.
  mutating func value(of indicator: Int, lag: Int = 0) -> NodeID {
    let input = IndicatorInput(indicator: indicator, lag: lag)
    let place = inputs.firstIndex(of: input) ?? inputs.count
    if place == inputs.count { inputs.append(input) }
    return graph.input(InputID(place), rate: .pathAndTime)
  }

  /// An indicator that is known up to a period.
  mutating func add(_ process: ProcessPlan, origin: Int = 0) -> Int {
    let number = indicators.count
    indicators.append(IndicatorPlan(name: "\(number)", unit: "", origin: origin))
    processes.append(process)
    return number
  }

  /// An indicator that an expression gives in every period.
  mutating func add(_ expression: NodeID) -> Int {
    add(.derived(DerivedPlan(value: expression, initial: nil, firstIndex: 0)), origin: -1)
  }

  /// An indicator that follows a curve.
  mutating func add(
    _ curve: CurvePlan, level: Double, boost: NodeID? = nil, total: TotalPlan? = nil
  ) -> Int {
    add(
      .output(
        GrowthPlan(model: .curve(curve), level: number(level), boost: boost, total: total)))
  }

  /// The plan, with this as its reference case and others of the same indicators after it, each made
  /// after the one before.
  func plan(with others: [HandMadePlan] = []) throws -> SimulationPlan {
    let noisy = processes.indices.filter { processes[$0].growth != nil }
    let innovations = try InnovationPlan(
      indicators: noisy.map { ($0, indicators[$0].name) },
      correlations: correlations.map {
        CommonCorrelation(indicators: [$0.0, $0.1], value: $0.2)
      })
    let cases = ([self] + others).enumerated().map { index, plan in
      CasePlan(
        name: "case \(index)", processes: plan.processes,
        order: Array(plan.processes.indices), events: plan.events)
    }
    let last = others.last ?? self
    return SimulationPlan(
      grid: grid, streams: PlanStreams(seed: 20_261_128), graph: last.graph, inputs: last.inputs,
      indicators: indicators,
      targets: targets, cases: cases,
      innovations: innovations)
  }

  /// The values of an indicator: for each period one per path.
  func values(of indicator: Int, paths: Int = HandMadePlan.paths) throws -> [[Double]] {
    let outputs = (0..<grid.count).map { PathOutput.value(indicator: indicator, step: $0) }
    return try #require(Simulator(plan()).outputs(outputs, paths: paths))[0]
  }

  /// The values of an indicator by period, of a plan without chance.
  func path(of indicator: Int) throws -> [Double] {
    try values(of: indicator, paths: 2).map { column in
      try #require(column[0].bitPattern == column[1].bitPattern)
      return column[0]
    }
  }
}

extension [Double] {
  /// Σ x / n.
  var mean: Double { reduce(0, +) / Double(count) }

  /// Σ (x − mean)² / (n − 1).
  var variance: Double {
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }

  /// Whether mean and variance are those of a law, within five standard errors each: a correct program
  /// fails one such check in 870,000, and the seed is fixed.
  func agree(mean: Double, variance: Double, kurtosis: Double = 3.5) -> Bool {
    let n = Double(count)
    return abs(self.mean - mean) <= 5 * (variance / n).squareRoot()
      && abs(self.variance - variance) <= 5 * variance * ((kurtosis - 1) / n).squareRoot()
  }
}
