/// The step of a series of dates.
enum SeriesStep {
  /// The shortest gap: months and quarters are recognised by their length, all else counts in years.
  static func length(of times: [Double]) -> Double {
    let shortest = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }.min()
    guard let shortest else { return 1 }
    return [1.0 / 12, 0.25].first { abs(shortest - $0) < 0.02 } ?? 1
  }
}
