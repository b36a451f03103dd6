internal import Forecasting
internal import GrowthCurves
internal import SpecialFunctions

/// One forecast and what came: all scores at one horizon from one origin of one series.
struct BacktestCase: Sendable {
  /// Steps ahead.
  let horizon: Int
  /// How many observations the forecast saw.
  let seen: Int
  let percentageError: Double
  let naivePercentageError: Double
  /// |y − median|, |y − last|, CRPS and the 95 % interval score, over the scale of the history; not
  /// a number where the history is constant.
  let scaledError: Double
  let scaledNaiveError: Double
  let scaledRankedScore: Double
  let scaledIntervalScore: Double
  let isWithin80: Bool
  let isWithin95: Bool
  /// The probability of each threshold, and whether it was reached.
  let chances: [(probability: Double, reached: Bool)]

  /// Scores of one series from its last origins; a failure of one origin fails the series.
  static func all(
    times: [Double], values: [Double], _ counted: CountedThings, _ request: BacktestRequest
  ) throws(GrowthModelError) -> [BacktestCase] {
    try Forecaster.requireRoomForArithmetic(in: values)
    let step = SeriesStep.length(of: times)
    let n = times.count
    guard n > request.leastPoints else {
      throw .tooFewObservations(count: n, needed: request.leastPoints + 1)
    }
    let last = max(request.leastPoints, n - request.horizon)
    let first = max(request.leastPoints, last - request.origins + 1)
    var cases: [BacktestCase] = []
    for seen in first...last {
      let history = Array(values[..<seen])
      let forecast = try SeasonalForecaster(
        times: Array(times[..<seen]), values: history, kind: request.kind,
        ceiling: request.ceiling, counted: counted)
      for i in seen..<n {
        let years = times[i] - times[seen - 1]
        let ahead = Int(bounded: (years / step).rounded())
        guard (1...request.horizon).contains(ahead) else { continue }
        cases.append(
          BacktestCase(
            forecast, history: history, actual: values[i], years: years, ahead: ahead, request))
      }
    }
    return cases
  }

  private init(
    _ forecast: SeasonalForecaster, history: [Double], actual: Double, years: Double, ahead: Int,
    _ request: BacktestRequest
  ) {
    let last = history[history.count - 1]
    let scale = ForecastScore.scale(ofHistory: history)
    func scaled(_ score: Double) -> Double { scale > 0 ? score / scale : .nan }
    let median = forecast.median(after: years)
    let wide = forecast.interval(0.95, after: years)
    horizon = ahead
    seen = history.count
    percentageError = ForecastScore.symmetricPercentageError(actual, median)
    naivePercentageError = ForecastScore.symmetricPercentageError(actual, last)
    scaledError = scaled(abs(actual - median))
    scaledNaiveError = scaled(abs(actual - last))
    scaledRankedScore = scaled(forecast.rankedProbabilityScore(of: actual, after: years))
    scaledIntervalScore = scaled(ForecastScore.intervalScore(actual, wide, level: 0.95))
    isWithin80 = forecast.interval(0.80, after: years).contains(actual)
    isWithin95 = wide.contains(actual)
    chances = request.thresholds.map { threshold in
      let level =
        switch threshold {
        case .value(let value): value
        case .multiple(let factor): factor * last
        }
      return (forecast.probability(ofAtLeast: level, after: years), actual >= level)
    }
  }
}
