/// What is done to one column.
public enum ColumnFunction: Sendable {
  case negate, squareRoot, magnitude, reciprocal, floor, ceiling
  case exp, expm1, log, log1p, logistic
}

/// What is done to two columns, or to a column and a number.
///
/// Comparisons give 1 where they hold and 0 elsewhere.
public enum ColumnOperation: Sendable {
  case add, subtract, multiply, divide
  /// The smaller or larger number; not a number where either is not.
  case smaller, larger
  case less, lessOrEqual, equal, notEqual
}

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
