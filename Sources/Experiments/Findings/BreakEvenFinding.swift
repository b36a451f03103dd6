public import GrowthCurves
internal import Scenarios
internal import Simulation

/// The least ceiling with which a curve through first and last observation reaches a target.
public struct BreakEvenFinding: Sendable {
  /// The name of the target.
  public let target: String
  /// The level to reach.
  public let level: Double
  /// The unit of the level.
  public let unit: String
  /// The answer of each family.
  public let ceilings: [(family: CurveFamily, answer: BreakEvenCeiling)]

  /// The findings of a scenario: for targets above the last of at least two observations.
  static func all(_ compiled: CompiledScenario) -> [BreakEvenFinding] {
    compiled.plan.targets.compactMap { target in
      guard case .indicator(let index, .value(.last), let condition) = target.statement,
        let deadline = target.deadlines.last
      else { return nil }
      let level: Double
      switch condition {
      case .atLeast(.constant(let value)), .moreThan(.constant(let value)): level = value
      default: return nil
      }
      let place = compiled.plan.indicators[index]
      guard let history = compiled.growth.first(where: { $0.indicator == place.name })?.history,
        history.count >= 2, let first = history.first, let last = history.last,
        let points = try? TwoPoints(first, last)
      else { return nil }
      let date =
        compiled.plan.grid.start.coordinate
        + Double(deadline.index) / Double(compiled.plan.grid.stepsPerYear)
      let ceilings = [CurveFamily.logistic, .gompertz].compactMap {
        family -> (family: CurveFamily, answer: BreakEvenCeiling)? in
        guard
          let answer = try? BreakEvenCeiling(
            family, through: points, reaching: level, at: date)
        else { return nil }
        return (family: family, answer: answer)
      }
      guard !ceilings.isEmpty else { return nil }
      return BreakEvenFinding(
        target: target.name, level: level, unit: place.unit, ceilings: ceilings)
    }
  }
}
