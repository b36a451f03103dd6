internal import SpecialFunctions

/// The limit of an S-curve without a bound on its steepness: one level up to a date, another after it.
///
/// At one date the curve may stand anywhere between the two, since steepness and midpoint can go on
/// together. Where this fits as well as any finite steepness, or better, the data jump, and neither
/// steepness nor midpoint is determined; only the levels are.
struct StepLimit {
  /// The least sum of squares of such a step.
  private(set) var squares = Double.infinity

  /// The level before the step and after it.
  private(set) var before = 0.0
  private(set) var after = 0.0
  /// The sums of weights before the step and after it.
  private var weightBefore = 0.0
  private var weightAfter = 0.0
  /// The last date before the step and the first after it; not finite where there is none.
  private var last = -Double.infinity
  private var first = Double.infinity
  /// The date between the levels, if there is one, and the share of the way that it has come.
  private var middle: (date: Double, share: Double)?

  /// Whether the high level comes first; without a floor, whether the level of 0 comes last.
  private(set) var falls = false

  private let errors: ErrorModel

  /// The best step.
  ///
  /// - Parameters:
  ///   - times: dates.
  ///   - values: what was observed.
  ///   - weights: how much squared residuals count; all 1 when nil.
  ///   - errors: how observations scatter.
  ///   - hasFloor: whether the low level is free; otherwise it is 0.
  ///   - mayFall: whether a level of 0 may come last.
  ///   - birth: the date up to which the curve stays at its first level.
  init(
    times: [Double], values: [Double], weights: [Double]?, errors: ErrorModel, hasFloor: Bool,
    mayFall: Bool, birth: Double = -.infinity
  ) {
    self.errors = errors
    let order = times.indices.sorted { times[$0] < times[$1] }
    var dates: [Double] = []
    // Of the observations of each date.
    var groups: [Level] = []
    for i in order {
      var one = Level(errors)
      one.add(values[i], weight: weights?[i] ?? 1)
      if dates.last == times[i] {
        groups[groups.count - 1].add(one)
      } else {
        dates.append(times[i])
        groups.append(one)
      }
    }
    let count = groups.count
    guard count > 1 else { return }
    // Before a place, and from it on.
    var early = [Level](repeating: Level(errors), count: count + 1)
    var late = early
    for k in 0..<count {
      early[k + 1] = early[k]
      early[k + 1].add(groups[k])
      late[count - 1 - k] = late[count - k]
      late[count - 1 - k].add(groups[count - 1 - k])
    }
    for mirrored in mayFall && !hasFloor ? [false, true] : [false] {
      for place in 0..<count where dates[place] > birth {
        // A clean step before this date, and one on which this date is between the levels.
        for next in place...(place + 1) {
          let (low, high) = (early[place], late[next])
          let isClean = next == place
          // Without a floor either level may be missing, but not the one that is not 0.
          let isWhole = low.weight > 0 && high.weight > 0
          guard isWhole || (!isClean && !hasFloor && (mirrored ? low : high).weight > 0) else {
            continue
          }
          let one = hasFloor || mirrored ? low.level : 0
          let other = hasFloor || !mirrored ? high.level : 0
          var total = hasFloor || mirrored ? low.squares : low.squaresAboutZero
          total += hasFloor || !mirrored ? high.squares : high.squaresAboutZero
          var between: (date: Double, share: Double)?
          if !isClean {
            let share = (groups[place].level - one) / (other - one)
            guard share > 0, share < 1 else { continue }
            total += groups[place].squares
            between = (dates[place], share)
          }
          guard total < squares else { continue }
          squares = total
          (before, after) = (one, other)
          falls = hasFloor ? one > other : mirrored
          (weightBefore, weightAfter) = (low.weight, high.weight)
          last = place > 0 ? dates[place - 1] : -.infinity
          first = next < count ? dates[next] : .infinity
          middle = between
        }
      }
    }
  }

  /// A steepness at which a curve of z = steepness · (t − midpoint) cannot be told from the step, and
  /// its midpoint.
  ///
  /// - Parameters:
  ///   - axis: a scale of time on which the curve has one width everywhere.
  ///   - argument: the z at which the curve has come a share of the way.
  /// - Returns: both on that scale; the steepness is positive.
  func steep(
    _ axis: (Double) -> Double, argument: (Double) -> Double
  ) -> (steepness: Double, midpoint: Double) {
    // e⁻⁶⁰ is nothing beside 1.
    let reach = 60.0
    let (low, high) = (axis(last), axis(first))
    guard let middle else {
      let gap = low.isFinite && high.isFinite ? high - low : 2
      let from = low.isFinite ? low : high - gap
      return (2 * reach / gap, from + gap / 2)
    }
    let (here, z) = (axis(middle.date), argument(middle.share))
    let gaps = [here - low, high - here].filter(\.isFinite)
    let steepness = (reach + abs(z)) / (gaps.min() ?? 1)
    return (steepness, here - z / steepness)
  }

  /// The standard errors of the levels before and after.
  ///
  /// - Parameter variance: that of an observation of weight 1.
  /// - Returns: both; not a number where there is no such level.
  func standardErrors(variance: Double) -> (before: Double, after: Double) {
    func error(_ level: Double, _ weight: Double) -> Double {
      switch errors {
      case .additive: (variance / weight).squareRoot()
      case .multiplicative: level * (variance / weight).squareRoot()
      case .poisson: (level / weight).squareRoot()
      }
    }
    return (error(before, weightBefore), error(after, weightAfter))
  }

  /// Observations with one level.
  private struct Level {
    let errors: ErrorModel
    private(set) var weight = 0.0
    private var mean = 0.0
    private var aboutMean = 0.0
    private var aboutZero = 0.0
    /// Σ w y log y, for counts.
    private var entropy = 0.0

    init(_ errors: ErrorModel) { self.errors = errors }

    mutating func add(_ value: Double, weight: Double) {
      guard weight > 0 else { return }
      self.weight = weight
      mean = errors == .multiplicative ? Elementary.log(value) : value
      aboutZero = weight * value * value
      entropy = value > 0 ? weight * value * Elementary.log(value) : 0
    }

    /// Chan, Golub and LeVeque (1983), *Algorithms for computing the sample variance*.
    mutating func add(_ other: Level) {
      guard other.weight > 0 else { return }
      guard weight > 0 else {
        self = other
        return
      }
      let all = weight + other.weight
      let difference = other.mean - mean
      aboutMean += other.aboutMean + difference * difference * (weight * other.weight / all)
      mean += difference * (other.weight / all)
      weight = all
      aboutZero += other.aboutZero
      entropy += other.entropy
    }

    /// The level that fits best.
    var level: Double { errors == .multiplicative ? Elementary.exp(mean) : mean }

    /// The sum of squares, or the deviance, about it.
    var squares: Double {
      guard errors == .poisson else { return aboutMean }
      guard mean > 0 else { return 0 }
      return max(0, 2 * (entropy - weight * mean * Elementary.log(mean)))
    }

    /// The same about a level of 0.
    var squaresAboutZero: Double {
      guard weight > 0 else { return 0 }
      switch errors {
      case .additive: return aboutZero
      case .multiplicative: return .infinity
      case .poisson: return mean == 0 ? 0 : .infinity
      }
    }
  }
}
