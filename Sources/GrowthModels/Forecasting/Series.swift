/// Refuses a series that is too short, out of order or not finite.
func requireSeries(
  times: [Double], values: [Double], atLeast count: Int
) throws(GrowthModelError) {
  guard times.count == values.count else {
    throw .countMismatch(what: "times", count: times.count, expected: values.count)
  }
  guard times.count >= count else {
    throw .tooFewObservations(count: times.count, needed: count)
  }
  for i in times.indices {
    guard times[i].isFinite, values[i].isFinite else { throw .notFinite(index: i) }
    guard i == 0 || times[i] > times[i - 1] else {
      throw .timesNotIncreasing(index: i, time: times[i])
    }
  }
}

/// The least-squares slope of a column over time.
func slope(of y: [Double], at times: [Double]) -> Double {
  let n = Double(times.count)
  let middle = times.reduce(0, +) / n
  let mean = y.reduce(0, +) / n
  var (xy, xx) = (0.0, 0.0)
  for i in times.indices {
    xy += (times[i] - middle) * (y[i] - mean)
    xx += (times[i] - middle) * (times[i] - middle)
  }
  return xy / xx
}

/// Whether the gaps between times differ by no more than a fifth of the middle one: months of 28 to
/// 31 days are equal, a missing year is not.
func isNearlyEqual(_ times: [Double]) -> Bool {
  guard times.count >= 3 else { return true }
  let gaps = (1..<times.count).map { times[$0] - times[$0 - 1] }.sorted()
  return gaps[gaps.count - 1] - gaps[0] <= 0.2 * gaps[gaps.count / 2]
}
