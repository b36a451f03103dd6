/// The step of a series of dates.
enum SeriesStep {
  /// The shortest gap: months and quarters are recognised by their length, all else counts in years.
  static func length(of times: [Double]) -> Double {
    let shortest = zip(times.dropFirst(), times).map { $0 - $1 }.filter { $0 > 0 }.min()
    guard let shortest else { return 1 }
    return [1.0 / 12, 0.25].first { abs(shortest - $0) < 0.02 } ?? 1
  }
}

extension SeriesTable {
  /// How many steps are looked ahead where nobody says it: a year of months, two of quarters, five
  /// years.
  public var usualHorizon: Int {
    let lengths = series.prefix(100).map { SeriesStep.length(of: $0.times.sorted()) }
    return switch lengths.min() ?? 1 {
    case ..<0.1: 12
    case ..<0.5: 8
    default: 5
    }
  }
}
