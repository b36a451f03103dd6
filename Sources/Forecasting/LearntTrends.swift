internal import SpecialFunctions

/// The trend models that were learnt from public series, weighted for one series.
///
/// Three schools share the weight. The models of ``TrendModelTable`` were chosen from a grid for long
/// economic series; those of ``FewPointsTable`` were learnt for short histories of what programmes
/// promote; ``FreeTrends`` believe in nothing but the series. Log prior weights are lines in the features
/// of the series (decision 0026):
///
///     log w_k = a_k + c_k · features + T log (density of the series under k)
enum LearntTrends {
  /// The members after they have seen a series, with weights that add up to 1, and the log density that
  /// they give the series together, but for what is the same on every clock.
  static func members(
    _ series: MeasuredSeries, _ features: SeriesFeatures, _ kind: ForecastKind
  ) -> (members: [ForecastMember], logDensity: Double) {
    let table = FewPointsTable.weights(of: kind)
    let power = table.power(features.values[0])
    func prior(_ row: [Double]) -> Double {
      zip(row.dropFirst(), features.values).reduce(row[0]) { $0 + $1.0 * $1.1 }
    }
    /// Members whose weights add up to 1, and the logarithm of what they are worth together.
    typealias Account = (members: [ForecastMember], score: Double)
    var accounts: [Account] = []
    var priors: [Double] = []
    for (trend, row) in zip(FewPointsTable.trends, table.rows) {
      let model = trend.model(stage: features.stage).onClock(series.clock)
      guard let run = series.filter(model, shear: features.shear) else { continue }
      let members = table.wildness.map { share, factor in
        ForecastMember(
          model: model, weight: share,
          wildness: Self.believable(
            factor, model, run.state, series.clock),
          state: run.state, clock: series.clock)
      }
      priors.append(prior(row))
      accounts.append((members, prior(row) + power * run.logDensity))
    }
    let school = school(series, features, kind)
    priors.append(prior(table.rows[table.rows.count - 1]))
    accounts.append(
      (school.members, priors[priors.count - 1] + power * school.logDensity))
    if features.freedom > 0 {
      let others = ScoredWeights(priors)
      let odds = features.freedom / (1 - features.freedom)
      let free = series.freeSchool(areFew: features.areFew, shear: features.shear)
      accounts.append(
        (
          free.members,
          others.best + Elementary.log(others.sum * odds) + power * free.logDensity
        ))
    }
    let scored = ScoredWeights(accounts.map(\.score))
    let members = zip(accounts, scored.weights).flatMap { account, weight in
      account.members.map { member in
        var member = member
        member.weight *= weight
        return member
      }
    }
    return (members, scored.best + Elementary.log(scored.sum))
  }

  /// A factor of wildness that leaves a believable mean: that of an exponential grows with the
  /// variance.
  private static func believable(
    _ factor: Double, _ model: TrendModel, _ state: TrendFilter.State, _ clock: Double
  ) -> Double {
    let plain = ForecastMember(
      model: model, weight: 1, wildness: 1, state: state, clock: clock)
    let spread = plain.moments(after: 5).deviation
    return max(1, min(factor, largestSpread / spread))
  }

  /// The largest standard deviation five years ahead that wildness may bring about.
  private static let largestSpread = 1.2

  /// The models of the grid, with weights that add up to 1, and the log density that they give the
  /// series together.
  private static func school(
    _ series: MeasuredSeries, _ features: SeriesFeatures, _ kind: ForecastKind
  ) -> (members: [ForecastMember], logDensity: Double) {
    var accounts: [(model: TrendModel, state: TrendFilter.State, score: Double)] = []
    for (yearly, weight) in TrendModelTable.entries(for: kind) {
      let model = yearly.onClock(series.clock)
      guard let run = series.filter(model, shear: features.shear) else { continue }
      accounts.append((model, run.state, Elementary.log(weight) + run.logDensity))
    }
    let scored = ScoredWeights(accounts.map(\.score))
    var members: [ForecastMember] = []
    for (account, weight) in zip(accounts, scored.weights) {
      for (share, factor) in kind.wildness {
        let largest = ForecastKind.largestVolatility(on: account.model.link)
        let wildness = max(1, min(factor, largest / account.model.volatility))
        members.append(
          ForecastMember(
            model: account.model, weight: weight * share, wildness: wildness,
            state: account.state, clock: series.clock))
      }
    }
    return (members, scored.best + Elementary.log(scored.sum))
  }
}

/// A trend model whose growth depends on how late in its spread a thing is.
struct LearntTrend {
  let link: TrendModel.Link
  /// μ early in the spread, and what is added late.
  let steadyGrowth: (early: Double, late: Double)
  let levelResponse: Double
  let growthResponse: Double
  let persistence: Double
  let volatility: Double
  /// μ₁ early in the spread, and what is added late.
  let initialGrowth: (early: Double, late: Double)
  let growthSpread: Double

  /// The model at a stage in 0...1.
  func model(stage: Double) -> TrendModel {
    TrendModel(
      link: link, steadyGrowth: steadyGrowth.early + stage * steadyGrowth.late,
      levelResponse: levelResponse, growthResponse: growthResponse, persistence: persistence,
      volatility: volatility,
      initialGrowth: initialGrowth.early + stage * initialGrowth.late, growthSpread: growthSpread)
  }
}
