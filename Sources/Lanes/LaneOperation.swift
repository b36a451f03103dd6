/// An operation on two numbers, written once for vectors and for single numbers.
public protocol LaneOperation {
  /// The value of the operation.
  static func of<V: Lanes>(_ x: V, _ y: V) -> V
}

/// x + y.
public enum Sum: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { x + y }
}
/// x − y.
public enum Difference: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { x - y }
}
/// x y.
public enum Product: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { x * y }
}
/// x / y.
public enum Quotient: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { x / y }
}
/// The smaller number; not a number where either is not, so that a failed path is counted and not hidden.
public enum Smaller: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V {
    V.choose(y == y, V.choose(y < x, y, x), y)
  }
}
/// The larger number; not a number where either is not.
public enum Larger: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V {
    V.choose(y == y, V.choose(x < y, y, x), y)
  }
}
/// 1 where x < y, else 0.
public enum Less: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { V.choose(x < y, 1, 0) }
}
/// 1 where x ≤ y, else 0.
public enum LessOrEqual: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { V.choose(x <= y, 1, 0) }
}
/// 1 where x = y, else 0.
public enum Equal: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { V.choose(x == y, 1, 0) }
}
/// 0 where x = y, else 1.
public enum NotEqual: LaneOperation {
  /// The value of the operation.
  @inlinable @inline(always)
  public static func of<V: Lanes>(_ x: V, _ y: V) -> V { V.choose(x == y, 0, 1) }
}
