internal import Plans
internal import Quantities
public import Scenarios

/// What was observed of an indicator in a period, as a number.
///
/// Of what is only bounded nothing can be drawn, so it is left out.
public struct ObservedValue: Hashable, Sendable {
  /// The name of the indicator.
  public let indicator: String
  /// The period as it is written.
  public let period: String
  /// The period's place on the grid, below 0 before the simulated time; nil where the period is longer
  /// than those of the grid and the value is that of all of it.
  public let step: Int?
  /// The value in the unit of the indicator; the median of a law.
  public let value: Double

  /// All observations of an indicator, in order of time.
  ///
  /// - Parameters:
  ///   - name: the indicator.
  ///   - compiled: the scenario.
  /// - Returns: the observations that are numbers.
  public static func all(of name: String, in compiled: CompiledScenario) -> [ObservedValue] {
    guard let indicator = compiled.scenario.indicator(name) else { return [] }
    let grid = compiled.plan.grid
    return indicator.history.filter { !$0.kind.isBound }.sorted { $0.period < $1.period }.map {
      observation in
      let isLonger = observation.period.step != grid.step
      let last = try? observation.period.last(on: grid.step)
      return ObservedValue(
        indicator: name, period: "\(observation.period)",
        step: isLonger && indicator.isFlow ? nil : last.map { grid.index(of: $0) },
        value: observation.value)
    }
  }
}
