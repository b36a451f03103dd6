internal import Plans
internal import Scenarios
internal import Simulation
internal import Statistics

/// The level to have reached at the end of each period for the probability of a target to be 0.8.
///
/// The probability given a level is the share of paths near the level that meet the target, made
/// monotone (pool adjacent violators) and interpolated. Levels rise with time, or fall where growth is slow
/// beside its accidents so that more is needed the longer the way is; those that the paths tell roughly give
/// way to those that they tell sharply. They are whole for what is counted, and are the target itself at
/// the deadline. Of a target of several periods together they are still values of one period each.
public struct PaceFinding: Sendable {
  /// The name of the target.
  public let target: String
  /// The probability that is kept.
  public let probability: Double
  /// The level for each period up to the deadline; nil where no level makes the difference.
  public let levels: [(period: String, level: Double?)]
  /// Why there are no levels at all; nil where there are some.
  public let gap: Gap?
  /// How many periods a year has.
  public let periodsPerYear: Int
  /// The period of the year of the first level, from 0.
  public let firstInYear: Int

  /// Why there is no pace.
  public enum Gap: Sendable {
    /// The paths are too few to compare levels.
    case fewPaths
    /// The target is less likely than asked for at every level seen on the paths.
    case noLevel
    /// The target is as likely as asked for at every level seen on the paths.
    case everyLevel
  }

  /// The probability that is asked for.
  static let wanted = 0.8
  /// Levels are compared in groups of at least so many paths: a fiftieth of all, of 25 to 200.
  private static func groupSize(of paths: Int) -> Int { max(25, min(200, paths / 50)) }
  /// Fewer paths than this cannot tell levels apart.
  private static let leastPaths = 1_000

  static func all(_ compiled: CompiledScenario, _ summary: RunSummary) -> [PaceFinding] {
    compiled.plan.targets.indices.compactMap { pace(of: $0, compiled.plan, summary) }
  }

  private static func pace(
    of number: Int, _ plan: SimulationPlan, _ summary: RunSummary
  ) -> PaceFinding? {
    let target = plan.targets[number]
    guard case .indicator(let index, .value(let rule), let condition) = target.statement,
      let deadline = target.deadlines.last, condition.asksForMore
    else { return nil }
    let place = plan.indicators[index]
    let bands = summary.cases[0].bands[index]
    let met = summary.cases[0].targets[number].valuesOfMet
    // A milestone is reached or not: there is nothing to keep.
    if plan.cases[0].processes[index].isMilestone { return nil }
    let threshold = rule == .last ? condition.threshold.constant : nil
    // What is counted and reached stays met: of targets `by` a date the threshold itself is a level.
    let certain = deadline.rule == .byPeriod && place.isInteger ? threshold : nil
    let first = place.origin + 1
    guard first < deadline.index, deadline.index <= min(bands.count, met.count) else { return nil }
    guard summary.paths >= leastPaths else {
      return PaceFinding(target: target.name, gap: .fewPaths, plan.grid)
    }
    // At the deadline the threshold says what it takes, but not of the last period of a year that is looked
    // at as a whole.
    let end = rule == .last ? deadline.index : min(deadline.index + 1, bands.count, met.count)
    let found = (first..<end).map { step in
      bands[step].flatMap { band in
        level(all: band.histogram, met: met[step])
          ?? certain.flatMap { threshold in
            let isSeen = band.histogram.maximum >= threshold
            let isAsked = band.histogram.minimum < threshold
            return isSeen && isAsked && isUnlikely(below: threshold, band.histogram, met[step])
              ? Level(value: threshold, width: 1) : nil
          }
      }
    }
    guard found.contains(where: { $0 != nil }) else {
      let share = summary.cases[0].targets[number].attainment(target.deadlines.count - 1).estimate
      let gap: Gap = share >= wanted ? .everyLevel : .noLevel
      return PaceFinding(target: target.name, gap: gap, plan.grid)
    }
    var levels = monotone(found, upTo: deadline.rule == .byPeriod ? threshold : nil)
    if place.isInteger { levels = levels.map { $0.map { whole($0, upTo: threshold) } } }
    if let threshold { levels.append(threshold) }
    let periods = levels.indices.map { plan.grid.period(first + $0) }
    return PaceFinding(
      target: target.name, probability: wanted,
      levels: zip(periods, levels).map { (period: "\($0)", level: $1) },
      gap: nil, periodsPerYear: plan.grid.stepsPerYear,
      firstInYear: (first + plan.grid.start.index) % plan.grid.stepsPerYear)
  }

  private init(
    target: String, probability: Double, levels: [(period: String, level: Double?)], gap: Gap?,
    periodsPerYear: Int, firstInYear: Int
  ) {
    self.target = target
    self.probability = probability
    self.levels = levels
    self.gap = gap
    self.periodsPerYear = periodsPerYear
    self.firstInYear = firstInYear
  }

  private init(target: String, gap: Gap, _ grid: TimeGrid) {
    self.init(
      target: target, probability: PaceFinding.wanted, levels: [], gap: gap,
      periodsPerYear: grid.stepsPerYear, firstInYear: 0)
  }

  /// The levels made to rise or to fall in time, whichever moves them less, and none above a limit.
  private static func monotone(_ levels: [Level?], upTo limit: Double?) -> [Double?] {
    let found = levels.compactMap(\.self)
    let (values, weights) = (found.map(\.value), found.map { 1 / ($0.width * $0.width) })
    func moved(_ fitted: [Double]) -> Double {
      zip(zip(fitted, values), weights).reduce(0) {
        $0 + $1.1 * ($1.0.0 - $1.0.1) * ($1.0.0 - $1.0.1)
      }
    }
    let rising = IsotonicRegression.fit(values, weights: weights)
    let falling = IsotonicRegression.fit(values.map { -$0 }, weights: weights).map { -$0 }
    var fitted = (moved(falling) < moved(rising) ? falling : rising)[...]
    return levels.map { level in
      level == nil ? nil : fitted.popFirst().map { min($0, limit ?? .infinity) }
    }
  }

  /// The next whole number, unless that is above the target.
  private static func whole(_ level: Double, upTo threshold: Double?) -> Double {
    let up = level.rounded(.up)
    guard let threshold, level <= threshold, up > threshold else { return up }
    return threshold.rounded(.down)
  }

  /// Whether the highest level seen below the threshold makes the target less likely than asked for.
  private static func isUnlikely(
    below threshold: Double, _ all: QuantileHistogram, _ met: QuantileHistogram
  ) -> Bool {
    guard let next = all.nonemptyBins.last(where: { $0.middle < threshold }) else { return false }
    let hits = met.nonemptyBins.first { $0.middle == next.middle }?.count ?? 0
    return Double(hits) < wanted * Double(next.count)
  }

  /// A level, and how far apart the levels are whose shares are a little less and a little more.
  private struct Level {
    let value: Double
    let width: Double
  }

  /// How little: about what the shares of some groups may be off by.
  private static let margin = 0.02

  /// The level at which the share of paths that meet the target passes the wanted one; nil where
  /// every level or none does, and where only the outermost paths do: they tell that it is far out, but not
  /// where.
  private static func level(all: QuantileHistogram, met: QuantileHistogram) -> Level? {
    let counts = all.nonemptyBins
    let hits = Dictionary(
      met.nonemptyBins.map { ($0.middle, $0.count) }, uniquingKeysWith: { a, _ in a })
    var middles: [Double] = []
    var shares: [Double] = []
    var weights: [Double] = []
    let groupSize = groupSize(of: all.count)
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
    /// Where the share passes a value, with the outermost levels for what lies beyond.
    func crossing(_ share: Double) -> (level: Double, group: Int) {
      let upper = fitted.firstIndex { $0 >= share } ?? fitted.count - 1
      guard upper > 0 else { return (middles[0], 0) }
      let (low, high) = (fitted[upper - 1], fitted[upper])
      let part = high > low ? min(1, max(0, (share - low) / (high - low))) : 1
      return (middles[upper - 1] + part * (middles[upper] - middles[upper - 1]), upper)
    }
    let (level, group) = crossing(wanted)
    guard group > 0, group < fitted.count - 1 else { return nil }
    let width = crossing(wanted + margin).level - crossing(wanted - margin).level
    return Level(value: level, width: max(width, abs(level) * 1e-6, .leastNormalMagnitude))
  }
}

extension TargetCondition {
  /// Whether more is better.
  var asksForMore: Bool {
    switch self {
    case .atLeast, .moreThan: true
    case .atMost, .lessThan, .between: false
    }
  }
}
