/// What a pass over a column tells of it.
public struct ColumnExtent: Sendable {
  /// The smallest and the largest number; of no meaning where ``isFinite`` does not hold.
  public var smallest, largest: Double
  /// Whether all are finite numbers.
  public var isFinite: Bool
  /// Whether all are integers.
  public var isIntegral: Bool

  /// What a pass found.
  public init(smallest: Double, largest: Double, isFinite: Bool, isIntegral: Bool) {
    self.smallest = smallest
    self.largest = largest
    self.isFinite = isFinite
    self.isIntegral = isIntegral
  }
}
