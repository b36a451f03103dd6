internal import Wording

/// Pictures of a series in time.
enum SeriesChart {
  /// The most series of a batch that are drawn.
  static let most = 12

  /// An axis of dates in years, marked at whole ones.
  static func years(_ times: [Double]) -> Axis {
    Axis(title: nil, spanning: times, isWhole: true) { PlainNumber.setting($0) }
  }
}
