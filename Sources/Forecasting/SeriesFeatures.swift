internal import SpecialFunctions

/// What a short series shows at a glance, by which prior weights of trend models differ.
///
/// Two observations of a programme that tripled in five years, of a firm's calm sales and of a stock of
/// many millions do not go on alike. What the series shows beyond these numbers the evidence of the
/// models tells.
struct SeriesFeatures {
  /// The numbers, in the order of the columns of ``FewPointsTable``.
  let values: [Double]
  /// How late in its spread a thing is, as far as its number tells, in 0...1.
  ///
  /// It rises from ten thousand to some hundred millions; 0 where the series does not count things or is
  /// long enough to tell itself.
  let stage: Double
  /// By how much a series that fell is raised when models are judged by it, per year.
  let shear: Double
  /// The prior weight of trends whose shocks have any size: little, but for so few things that chance
  /// alone moves their number.
  let freedom: Double
  /// Whether they are so few.
  let areFew: Bool

  /// The growth a year from which on a series counts as growing.
  private static let leastGrowth = 0.02

  /// The features of a series.
  ///
  /// - Parameters:
  ///   - times: in years, increasing.
  ///   - values: the last one positive.
  ///   - items: how many things a unit of the values counts; nil where it counts none.
  ///   - ceiling: a known ceiling.
  init(times: [Double], values: [Double], items: Double?, ceiling: Double?) {
    func unit(_ x: Double) -> Double { min(1, max(0, x)) }
    let count = Double(values.count)
    let last = values[values.count - 1]
    let span = times[times.count - 1] - times[0]
    let growth = span > 0 ? Elementary.log(last / max(values[0], last / 1000)) / span : 0
    // Longer series tell themselves: from eight observations on nothing is added.
    let few = unit((8 - count) / 5)
    let digits =
      ceiling == nil ? items.map { Elementary.log(max(1, last * $0)) / Elementary.log(10) } ?? 0 : 0
    let levels = [(digits - 4) / 1.5, (digits - 5.5) / 1.5, (digits - 7) / 1.5].map {
      few * unit($0)
    }
    let isKnown = values.count > 1
    let gap = isKnown ? min(max(span / (count - 1), 1), 10) : 1
    let rise = unit(growth / 0.3)
    // A ceiling far away is none.
    let share = ceiling.map { last / $0 } ?? 0
    self.values =
      [
        isKnown ? min(Elementary.log(count / 2), Elementary.log(10)) : -0.5,
        unit(growth / 0.1),
        Elementary.log(gap),
      ] + levels + [
        share,
        unit(share / 0.05),
        unit((growth - 0.1) / 0.3),
      ] + levels.map { $0 * rise }
    let mean = values.reduce(0, +) / count
    // Two observations do not show how large shocks are.
    let wild = 0.0002 * unit((count - 2) / 3)
    // Half where some eight things are counted, next to nothing from a hundred on.
    let things = items.map { mean * $0 / 8 } ?? .infinity
    let byChance = 1 / (1 + things * things)
    areFew = byChance > 0.02
    freedom = max(wild, byChance) < 0.00002 ? 0 : max(wild, byChance)
    stage = levels.reduce(0, +) / 3
    shear = isKnown ? max(0, Self.leastGrowth - growth) * few : 0
  }
}
