internal import Plans
internal import Quantities
internal import Scenarios
internal import Simulation

/// What a plan expects of indicators in periods, path by path.
struct PeriodForecast {
  private let plan: SimulationPlan
  private let scenario: Scenario
  private let paths: Int
  private let engine: Simulator.Options

  init(_ plan: SimulationPlan, _ scenario: Scenario, paths: Int, _ engine: Simulator.Options) {
    self.plan = plan
    self.scenario = scenario
    self.paths = paths
    self.engine = engine
  }

  /// The values of periods, rising.
  ///
  /// - Parameter places: indicators and periods of the grid or longer ones.
  /// - Returns: for each place the values of all paths, in the unit of the indicator; nil where the period
  ///   is not after the last one known, or paths failed.
  func values(of places: [ObservedPlace]) -> [[Double]?] {
    let asked = places.map(steps)
    let outputs = asked.flatMap { asked in
      asked.map { asked in
        asked.steps.map { PathOutput.value(indicator: asked.indicator, step: $0) }
      } ?? []
    }
    guard !outputs.isEmpty,
      let columns = Simulator(plan.withoutBands).outputs(outputs, paths: paths, options: engine)?[0]
    else { return places.map { _ in nil } }
    var rest = columns[...]
    return asked.map { asked in
      guard let asked else { return nil }
      let own = rest.prefix(asked.steps.count)
      rest = rest.dropFirst(own.count)
      var values = [Double](repeating: 0, count: paths)
      for column in own { for path in 0..<paths { values[path] += column[path] } }
      if asked.isMean { for path in 0..<paths { values[path] /= Double(own.count) } }
      return values.allSatisfy(\.isFinite) ? values.sorted() : nil
    }
  }

  /// The periods of the grid that make the value of a place.
  private func steps(
    _ place: ObservedPlace
  ) -> (indicator: Int, steps: [Int], isMean: Bool)? {
    guard let index = plan.indicators.firstIndex(where: { $0.name == place.indicator }),
      let indicator = scenario.indicator(place.indicator),
      let last = try? place.period.last(on: plan.grid.step),
      let first = try? place.period.first(on: plan.grid.step)
    else { return nil }
    let end = last - scenario.time.start
    let begin = indicator.isFlow ? first - scenario.time.start : end
    guard end > plan.indicators[index].observedTo, begin >= 0, end < plan.grid.count else {
      return nil
    }
    return (index, Array(begin...end), indicator.isFlow && !indicator.isTotal)
  }
}
