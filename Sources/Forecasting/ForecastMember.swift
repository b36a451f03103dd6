internal import SpecialFunctions

/// One trend model after it has seen a series: a possible account of the future.
///
/// Level and growth at the origin are lines in two independent normal numbers, and a path goes on by
/// the recursion of ``TrendModel`` with shocks of σ times `wildness`, which multiplies the deviations
/// of level and growth too.
package struct ForecastMember: Hashable, Sendable {
  /// The model.
  package let model: TrendModel
  /// Its probability given the series.
  package internal(set) var weight: Double
  /// By how much all deviations are larger than the model says.
  package let wildness: Double
  /// ℓ at the origin: its centre, its slope in the deviation of growth, and its slope in a deviation of
  /// its own, which a gap in the series leaves where a model smooths the level.
  package let level: (centre: Double, deviation: Double, own: Double)
  /// How many of the model's years pass in one.
  package let clock: Double
  /// b at the origin, per year of the model: its centre and its standard deviation.
  package let growth: (centre: Double, deviation: Double)

  /// σ with its wildness, per √year.
  package var volatility: Double { model.volatility * wildness }

  init(
    model: TrendModel, weight: Double, wildness: Double, state: TrendFilter.State,
    clock: Double = 1
  ) {
    self.clock = clock
    self.model = model
    self.weight = weight
    self.wildness = wildness
    let sd = state.growthVariance.squareRoot()
    let shared = sd > 0 ? state.covariance / sd : 0
    let own = max(0, state.levelVariance - shared * shared).squareRoot()
    // What rounding leaves of a variance that is none.
    let least = 1e-7 * model.volatility
    level = (state.level, shared * wildness, own > least ? own * wildness : 0)
    growth = (state.growth, sd * wildness)
  }

  /// Mean and standard deviation of z some years after the origin.
  ///
  /// Between whole years a path is a straight line plus a Brownian bridge of variance σ² f (1 − f),
  /// f the part of the year; it starts from z = 0, the last observation.
  ///
  /// - Parameter years: h > = 0.
  /// - Returns: mean and standard deviation of z.
  package func moments(after years: Double) -> (mean: Double, deviation: Double) {
    let years = years * clock
    let whole = (years + 1e-9).rounded(.down)
    let f = max(0, years - whole) < 2e-9 ? 0 : years - whole
    let (α, β, φ, μ) = (
      model.levelResponse, model.growthResponse, model.persistence, model.steadyGrowth
    )
    // At the whole years around h: the mean, its slopes in the deviations of growth and level, the sum
    // of squared effects of the shocks so far; and the sum of products of effects at both.
    var (before, now) = (Whole(), Whole())
    var products = 0.0
    var (level, growth) = (level, growth)
    var (effect, carried, power) = (1.0, 0.0, 1.0)
    let last = Int(whole) + (f > 0 ? 1 : 0)
    for year in 0..<max(0, last) {
      before = now
      level.centre += growth.centre
      level.deviation += growth.deviation
      growth.centre = μ + (growth.centre - μ) * φ
      growth.deviation *= φ
      now = Whole(
        mean: level.centre, slope: level.deviation, own: level.own,
        squares: before.squares + effect * effect)
      // What a shock one year older does.
      carried += β * power
      power *= φ
      let older = α + carried
      if year + 1 < last { products += effect * older }
      effect = older
    }
    let shock = volatility * volatility
    guard f > 0 else {
      let variance = shock * now.squares + now.slope * now.slope + now.own * now.own
      return (now.mean, variance.squareRoot())
    }
    let (low, high) = (1 - f, f)
    let slope = low * before.slope + high * now.slope
    let own = low * before.own + high * now.own
    let squares =
      low * low * before.squares + high * high * now.squares + 2 * low * high * products
    let variance = shock * (squares + f * (1 - f)) + slope * slope + own * own
    return (low * before.mean + high * now.mean, variance.squareRoot())
  }

  /// What a whole year's value is made of.
  private struct Whole {
    var mean = 0.0
    var slope = 0.0
    var own = 0.0
    var squares = 0.0
  }

  /// Whether two members are the same.
  package static func == (one: Self, other: Self) -> Bool {
    one.model == other.model && one.weight == other.weight && one.wildness == other.wildness
      && one.level == other.level && one.growth == other.growth && one.clock == other.clock
  }

  /// Feeds the parts that ``==(_:_:)`` compares.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(model)
    for part in [
      weight, wildness, clock, level.centre, level.deviation, level.own, growth.centre,
      growth.deviation,
    ] {
      hasher.combine(part)
    }
  }
}
