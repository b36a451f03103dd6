/// Points of the unit cube, a column for each dimension: what a design is before it is scaled.
///
/// Every number lies strictly between 0 and 1, so that any quantile of it is finite, unless a design says
/// otherwise.
public struct UnitPoints: Hashable, Sendable {
  /// For each dimension one number per point.
  public let columns: [[Double]]

  /// The number of points.
  public var count: Int { columns.first?.count ?? 0 }

  /// Takes columns for points.
  ///
  /// - Precondition: all columns have the same length.
  public init(columns: [[Double]]) {
    for column in columns {
      precondition(
        column.count == columns[0].count, "columns of \(column.count) and \(columns[0].count)")
    }
    self.columns = columns
  }

  /// The coordinates of a point.
  ///
  /// - Returns: one number per dimension.
  public subscript(index: Int) -> [Double] { columns.map { $0[index] } }
}
