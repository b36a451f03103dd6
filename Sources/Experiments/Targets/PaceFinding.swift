internal import Scenarios
internal import Simulation
internal import Statistics

/// The level to have reached at the end of each year for the probability of a target to be 0.8.
///
/// The probability given a level is the share of paths near the level that meet the target, made
/// monotone (pool adjacent violators) and interpolated.
public struct PaceFinding: Sendable {
  /// The name of the target.
  public let target: String
  /// The probability that is kept.
  public let probability: Double
  /// The level for each year's last period.
  public let levels: [(period: String, level: Double)]

  /// The probability that is asked for.
  static let wanted = 0.8
  /// Levels are compared in groups of at least so many paths.
  private static let groupSize = 200

  static func all(_ compiled: CompiledScenario, _ summary: RunSummary) -> [PaceFinding] {
    let plan = compiled.plan
    return plan.targets.enumerated().compactMap { number, target in
      guard case .indicator(let index, .value, let condition) = target.statement,
        let deadline = target.deadlines.last, condition.asksForMore
      else { return nil }
      let bands = summary.cases[0].bands[index]
      let met = summary.cases[0].targets[number].valuesOfMet
      var levels: [(period: String, level: Double)] = []
      for step
        in (plan.indicators[index].origin + 1)..<max(
          deadline.index, plan.indicators[index].origin + 1)
      {
        guard (step + 1 + plan.grid.start.index) % plan.grid.stepsPerYear == 0,
          step < min(bands.count, met.count), let band = bands[step],
          let level = level(all: band.histogram, met: met[step])
        else { continue }
        levels.append((period: "\(plan.grid.period(step))", level: level))
      }
      guard !levels.isEmpty else { return nil }
      return PaceFinding(target: target.name, probability: wanted, levels: levels)
    }
  }

  /// The level at which the share of paths that meet the target passes the wanted one; nil where
  /// every level or none does.
  private static func level(all: QuantileHistogram, met: QuantileHistogram) -> Double? {
    let counts = all.nonemptyBins
    let hits = Dictionary(
      met.nonemptyBins.map { ($0.middle, $0.count) }, uniquingKeysWith: { a, _ in a })
    var middles: [Double] = []
    var shares: [Double] = []
    var weights: [Double] = []
    var (sum, total, successes) = (0.0, 0, 0)
    for bin in counts {
      sum += bin.middle * Double(bin.count)
      total += bin.count
      successes += hits[bin.middle] ?? 0
      guard total >= groupSize else { continue }
      middles.append(sum / Double(total))
      shares.append(Double(successes) / Double(total))
      weights.append(Double(total))
      (sum, total, successes) = (0, 0, 0)
    }
    guard shares.count >= 5 else { return nil }
    let fitted = IsotonicRegression.fit(shares, weights: weights)
    guard let upper = fitted.firstIndex(where: { $0 >= wanted }), upper > 0 else { return nil }
    let (low, high) = (fitted[upper - 1], fitted[upper])
    let part = high > low ? (wanted - low) / (high - low) : 1
    return middles[upper - 1] + part * (middles[upper] - middles[upper - 1])
  }
}

extension TargetCondition {
  /// Whether more is better.
  fileprivate var asksForMore: Bool {
    switch self {
    case .atLeast, .moreThan: true
    case .atMost, .lessThan, .between: false
    }
  }
}
