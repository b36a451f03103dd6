internal import Distributions
internal import SpecialFunctions

/// What returns every year in a monthly or quarterly series.
///
/// Classical decomposition: a centred moving average over a year is the trend, what remains is
/// averaged by season. The averages are shrunk towards no season at all, the more the weaker and
/// the shorter the evidence, so that a series without a season is left nearly as it was; and they
/// are used only where they are beyond chance.
///
/// Positive series are decomposed by ratios, others by differences.
///
/// Source: Miller and Williams 2003, IJF 19:669 (James–Stein shrinkage of seasonal factors).
public struct SeasonalPattern: Hashable, Sendable {
  /// Seasons in a year: 12 or 4.
  public let seasons: Int
  /// Whether a value is trend × factor, or trend + offset.
  public let isMultiplicative: Bool
  /// The factor or offset of each season, the first for periods that end at a whole year.
  public let effects: [Double]
  /// The share of the raw averages that is kept, in 0 < … ≤ 1.
  public let kept: Double

  /// The level of the F test.
  ///
  /// The moving average makes neighbours depend on each other, so that
  /// about one series without a season in thirty passes.
  package static let significance = 0.01

  /// The pattern of a series, if it shows one.
  ///
  /// Nil when the dates are not monthly or quarterly, when fewer than two and a half years are
  /// covered, or when there is no season beyond chance. Missing periods are bridged by straight
  /// lines and do not count in the averages.
  ///
  /// - Parameters:
  ///   - times: dates in years, increasing, that stand on the ends of months or quarters.
  ///   - values: the observations.
  public init?(times: [Double], values: [Double]) {
    guard let seasons = Self.seasons(of: times), let first = times.first, let last = times.last
    else { return nil }
    let start = Self.index(of: first, seasons)
    let count = Self.index(of: last, seasons) - start + 1
    isMultiplicative = values.allSatisfy { $0 > 0 }
    var known = [Double?](repeating: nil, count: count)
    for (time, value) in zip(times, values) {
      known[Self.index(of: time, seasons) - start] =
        isMultiplicative ? Elementary.log(value) : value
    }
    let filled = Self.bridged(known)
    // What remains of each observed period beside the moving average of the year around it.
    var remainders = [[Double]](repeating: [], count: seasons)
    let half = seasons / 2
    for i in stride(from: half, to: count - half, by: 1) where known[i] != nil {
      var sum = (filled[i - half] + filled[i + half]) / 2
      for j in (i - half + 1)..<(i + half) { sum += filled[j] }
      let season = (start + i) % seasons
      remainders[(season + seasons) % seasons].append(filled[i] - sum / Double(seasons))
    }
    guard remainders.allSatisfy({ $0.count >= 1 }) else { return nil }
    let means = remainders.map { $0.reduce(0, +) / Double($0.count) }
    let centre = means.reduce(0, +) / Double(seasons)
    let raw = means.map { $0 - centre }
    let total = remainders.reduce(0) { $0 + $1.count }
    let freedom = total - seasons
    // Two and a half years, of which the moving average takes one.
    guard freedom >= half else { return nil }
    var within = 0.0
    for (season, values) in remainders.enumerated() {
      for value in values { within += (value - means[season]) * (value - means[season]) }
    }
    let perMean = within / Double(freedom) * Double(seasons) / Double(total)
    let between = raw.reduce(0) { $0 + $1 * $1 }
    guard between > 0 else { return nil }
    let ratio = between / (Double(seasons - 1) * perMean)
    guard perMean == 0 || Self.chance(of: ratio, seasons - 1, freedom) < Self.significance else {
      return nil
    }
    let kept = max(0, 1 - Double(seasons - 3) * perMean / between)
    let isMultiplicative = isMultiplicative
    self.seasons = seasons
    self.kept = kept
    effects = raw.map { isMultiplicative ? Elementary.exp(kept * $0) : kept * $0 }
  }

  /// The effect on a date.
  public func effect(at time: Double) -> Double {
    let season = Self.index(of: time, seasons) % seasons
    return effects[(season + seasons) % seasons]
  }

  /// A value without its season.
  public func adjusted(_ value: Double, at time: Double) -> Double {
    isMultiplicative ? value / effect(at: time) : value - effect(at: time)
  }

  /// A value with its season.
  public func seasonal(_ value: Double, at time: Double) -> Double {
    isMultiplicative ? value * effect(at: time) : value + effect(at: time)
  }

  /// Periods since year 0.
  private static func index(of time: Double, _ seasons: Int) -> Int {
    Int(bounded: (time * Double(seasons)).rounded())
  }

  /// 12 or 4, when the shortest gap is a month or a quarter and every date stands on the grid.
  private static func seasons(of times: [Double]) -> Int? {
    let shortest = zip(times.dropFirst(), times).map { $0 - $1 }.min() ?? 1
    guard let seasons = [12, 4].first(where: { abs(shortest * Double($0) - 1) < 0.1 }) else {
      return nil
    }
    let isOnGrid = times.allSatisfy { time in
      let place = time * Double(seasons)
      return abs(place - place.rounded()) < 0.1
    }
    return isOnGrid ? seasons : nil
  }

  /// Straight lines between what is known; the ends are.
  private static func bridged(_ known: [Double?]) -> [Double] {
    var filled = known.map { $0 ?? 0 }
    var before = 0
    for (i, value) in known.enumerated() where value != nil {
      for gap in (before + 1)..<max(before + 1, i) {
        let way = Double(gap - before) / Double(i - before)
        filled[gap] = filled[before] + way * (filled[i] - filled[before])
      }
      before = i
    }
    return filled
  }

  /// P(F ≥ ratio) = I(d₂/(d₂ + d₁ ratio); d₂/2, d₁/2).
  private static func chance(of ratio: Double, _ above: Int, _ below: Int) -> Double {
    let (d1, d2) = (Double(above), Double(below))
    return BetaFunction.regularized(a: d2 / 2, b: d1 / 2, x: d2 / (d2 + d1 * ratio))
  }
}
