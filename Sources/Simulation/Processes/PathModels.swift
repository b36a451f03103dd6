internal import Forecasting
internal import Plans
internal import SpecialFunctions

/// The trend model that each path of a block follows, and where it stands.
struct PathModels {
  private let laws: [ForecastLaw]

  /// Whether a path works on the scale of growth in proportion, not on that of roots.
  private(set) var isRelative: [Bool]
  /// σ of each path, per √year.
  private(set) var volatility: [Double]
  private var level: [Double]
  private var growth: [Double]
  private var steadyGrowth: [Double]
  private var persistence: [Double]
  private var levelResponse: [Double]
  private var growthResponse: [Double]

  init(_ laws: [ForecastLaw], paths: Int) {
    self.laws = laws
    let zeros = [Double](repeating: 0, count: paths)
    isRelative = [Bool](repeating: false, count: paths)
    volatility = zeros
    level = zeros
    growth = zeros
    steadyGrowth = zeros
    persistence = zeros
    levelResponse = zeros
    growthResponse = zeros
  }

  /// Lets every path choose its model and puts it at the origin.
  ///
  /// - Parameters:
  ///   - pick: a uniform number for each path.
  ///   - deviation: standard normal numbers, by which growth at the origin deviates.
  ///   - levelDeviation: standard normal numbers, by which the level does so on its own.
  ///   - level: the values at the origin.
  ///   - ceiling: the ceilings, where there are any.
  mutating func begin(
    pick: [Double], deviation: [Double], levelDeviation: [Double], level: [Double],
    ceiling: [Double]?
  ) {
    for i in pick.indices {
      var (low, way) = (0, 0.0)
      if let ceiling, laws.count > 1 {
        (low, way) = place(ofAngle: Elementary.asin((level[i] / ceiling[i]).squareRoot()))
      }
      let high = min(low + 1, laws.count - 1)
      choose(
        i, pick[i], (deviation[i], levelDeviation[i]), laws[low].members, laws[high].members,
        way)
    }
  }

  /// Between which laws an angle lies, and how far on the way to the higher one.
  private func place(ofAngle angle: Double) -> (law: Int, way: Double) {
    var low = 0
    while low + 2 < laws.count, laws[low + 1].angle <= angle { low += 1 }
    let (below, above) = (laws[low].angle, laws[low + 1].angle)
    return (low, min(max((angle - below) / (above - below), 0), 1))
  }

  private mutating func choose(
    _ i: Int, _ pick: Double, _ deviation: (growth: Double, level: Double), _ low: [ForecastMember],
    _ high: [ForecastMember], _ way: Double
  ) {
    func between(_ a: Double, _ b: Double) -> Double { a + way * (b - a) }
    var (index, cumulative) = (0, between(low[0].weight, high[0].weight))
    while pick >= cumulative, index + 1 < low.count {
      index += 1
      cumulative += between(low[index].weight, high[index].weight)
    }
    let (a, b) = (low[index], high[index])
    let model = a.model
    isRelative[i] = model.link == .relative
    volatility[i] = a.volatility
    steadyGrowth[i] = model.steadyGrowth
    persistence[i] = model.persistence
    levelResponse[i] = model.levelResponse
    growthResponse[i] = model.growthResponse
    level[i] =
      between(a.level.centre, b.level.centre)
      + between(a.level.deviation, b.level.deviation) * deviation.growth
      + between(a.level.own, b.level.own) * deviation.level
    growth[i] =
      between(a.growth.centre, b.growth.centre)
      + between(a.growth.deviation, b.growth.deviation) * deviation.growth
  }

  /// Moves a year on.
  ///
  /// - Parameters:
  ///   - shocks: the standard normal shock of each path's year.
  ///   - z: receives the value on the scale at the year's end.
  mutating func advance(shocks: [Double], into z: inout [Double]) {
    for i in z.indices {
      let shock = volatility[i] * shocks[i]
      let line = level[i] + growth[i]
      z[i] = line + shock
      level[i] = line + levelResponse[i] * shock
      growth[i] =
        steadyGrowth[i] + persistence[i] * (growth[i] - steadyGrowth[i])
        + growthResponse[i] * shock
    }
  }
}
