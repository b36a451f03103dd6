internal import SpecialFunctions

/// The scale of the automatic forecaster where every path has a ceiling of its own.
///
/// z = 2 c (asin √(x/K) − a), a = asin √(y/K), c = √((K − y)/y), y the level at the origin. The
/// centre and the spread change smoothly with a, and are read between those at several angles.
struct DrawnCeilings {
  private let laws: [ForecastLaw]
  /// a of each path.
  private var angle: [Double]
  /// 1/(2c) of each path.
  private var slope: [Double]
  /// The law below a path's angle, and how far it is on the way to the next one.
  private var place: [Int]
  private var way: [Double]

  init(_ laws: [ForecastLaw], paths: Int) {
    self.laws = laws
    let zeros = [Double](repeating: 0, count: paths)
    angle = zeros
    slope = zeros
    way = zeros
    place = [Int](repeating: 0, count: paths)
  }

  /// Puts every path at the origin, and widens or narrows its shocks as its ceiling asks.
  ///
  /// A ceiling drawn below what was observed counts as just above it.
  mutating func begin(_ ceiling: inout [Double], level: [Double], scale: inout [Double]) {
    let highest = laws[laws.count - 1].angle
    let sine = Elementary.sin(highest)
    for i in ceiling.indices {
      ceiling[i] = max(ceiling[i], level[i] / (sine * sine))
      let a = min(Elementary.asin((level[i] / ceiling[i]).squareRoot()), highest)
      angle[i] = a
      slope[i] = 1 / (2 * ((ceiling[i] - level[i]) / level[i]).squareRoot())
      var below = 0
      while below + 2 < laws.count, laws[below + 1].angle <= a { below += 1 }
      let (low, high) = (laws[below], laws[below + 1])
      place[i] = below
      way[i] = (a - low.angle) / (high.angle - low.angle)
      scale[i] *= low.spread + way[i] * (high.spread - low.spread)
    }
  }

  /// Adds the centre to the deviations of z and turns them into values.
  ///
  /// - Parameters:
  ///   - column: the deviation of each path's z from its centre; receives the values.
  ///   - ceiling: K of each path.
  ///   - year: whole years since the origin.
  ///   - part: the part of the running year that has passed, in 0 < … ≤ 1.
  func toValues(_ column: inout [Double], ceiling: [Double], year: Int, part: Double) {
    for i in column.indices {
      let low = centre(place[i], year, part)
      let z = column[i] + low + way[i] * (centre(place[i] + 1, year, part) - low)
      let a = min(max(angle[i] + z * slope[i], 0), Double.pi / 2)
      let sine = Elementary.sin(a)
      column[i] = ceiling[i] * sine * sine
    }
  }

  private func centre(_ law: Int, _ year: Int, _ part: Double) -> Double {
    let before = year == 0 ? 0 : laws[law].centre[year - 1]
    return before + part * (laws[law].centre[year] - before)
  }
}
