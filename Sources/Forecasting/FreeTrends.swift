internal import SpecialFunctions

/// Trend models whose shocks have any size: what no other series says how to read.
///
/// Levels that hold, smooth or walk, with and without growth, each with shocks from a quarter to four
/// times what the series shows; the evidence picks. They stand for series that change sign or end at
/// zero, which have no growth in proportion, for counts so small that chance alone moves them, and,
/// with little prior weight, for series wilder than any that was learnt from.
enum FreeTrends {
  private static let levelResponses = [0.02, 0.15, 0.4, 0.7, 1]
  /// τ in units of σ.
  private static let growthSpreads = [0.02, 0.4]
  /// σ in octaves above what the series shows.
  private static let octaves = [-2.0, -1, 0, 1, 2]
  /// The largest σ in proportion: a wilder one would make means that no reader believes, since the mean
  /// of an exponential grows with the variance.
  private static let largestVolatility = 1.0

  /// The members after they have seen a series, with weights that add up to 1, and the log density
  /// that they give the series together.
  ///
  /// - Parameters:
  ///   - times: in years, increasing.
  ///   - z: the observations, on the scale of the link.
  ///   - link: the scale.
  ///   - shear: what a fall is raised by when models are judged, per year.
  ///   - clock: how many of these years pass in one.
  /// - Returns: the members and the log density.
  static func school(
    times: [Double], z: [Double], link: TrendModel.Link, shear: Double,
    clock: Double = 1
  ) -> (members: [ForecastMember], logDensity: Double) {
    let size = size(of: z, times)
    let isProportion = link == .relative
    var accounts: [(model: TrendModel, filter: TrendFilter)] = []
    for response in levelResponses {
      for spread in growthSpreads {
        for octave in octaves {
          var volatility = size * Elementary.exp(octave * ln2)
          if isProportion { volatility = min(volatility, largestVolatility) }
          let model = TrendModel(
            link: link, steadyGrowth: 0, levelResponse: response, growthResponse: 0,
            persistence: 0.8, volatility: volatility, initialGrowth: 0,
            growthSpread: spread * volatility)
          // The first observation shows the level but for what of its shock passes.
          let passing = (1 - response) * volatility
          accounts.append(
            (
              model,
              TrendFilter(
                model, times: times, z: z, shear: shear, levelVariance: passing * passing)
            ))
        }
      }
    }
    let scored = ScoredWeights(accounts.map(\.filter.logDensity))
    let members = zip(accounts, scored.weights).map { account, weight in
      ForecastMember(
        model: account.model, weight: weight, wildness: 1, state: account.filter.state,
        clock: clock)
    }
    return (members, scored.best + Elementary.log(scored.sum / Double(accounts.count)))
  }

  /// What a year's change is like: the root mean square of the steps per √year; a series without any
  /// steps is taken to change by a tenth of its size.
  private static func size(of z: [Double], _ times: [Double]) -> Double {
    var sum = 0.0
    for i in z.indices.dropFirst() {
      let step = z[i] - z[i - 1]
      sum += step * step / max(1, times[i] - times[i - 1])
    }
    if sum > 0 { return (sum / Double(z.count - 1)).squareRoot() }
    return 0.1 * z.reduce(1) { max($0, abs($1)) }
  }

  private static let ln2 = 0.6931471805599453
}
