/// Refuses a series that is too short, out of order or not finite.
package func requireSeries(
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
