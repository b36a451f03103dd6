/// What the numbers of a series count: the same values in another unit have the same forecast.
public enum CountedThings: Hashable, Sendable {
  /// Nobody says: things where all values are whole numbers.
  case unsaid
  /// So many things in a unit of the values, > 0: 10 000 where they are in ten thousands of firms.
  case things(Double)
  /// None: they measure money, areas, shares.
  case nothing

  /// How many things a unit of the values counts.
  ///
  /// - Parameters:
  ///   - values: the observations.
  ///   - ceiling: a ceiling that is known, under which whole numbers alone say nothing.
  /// - Returns: nil where it counts none.
  func items(in values: [Double], ceiling: Double?) -> Double? {
    switch self {
    case .unsaid: ceiling == nil && values.allSatisfy { $0 == $0.rounded() } ? 1 : nil
    case .things(let items): items
    case .nothing: nil
    }
  }
}
