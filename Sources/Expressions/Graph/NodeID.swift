/// Names one node of an ``ExpressionGraph``.
public struct NodeID: Hashable, Sendable, Comparable {
  /// The place in the graph; operands stand before what uses them.
  public let index: Int

  init(index: Int) { self.index = index }

  /// Orders nodes by their place.
  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// Names one value that comes from outside: an indicator, an indicator's past, a lever, a date.
///
/// The engine chooses the numbers and fills the values.
public struct InputID: Hashable, Sendable {
  /// The engine's number for the value, from 0 and dense.
  public let index: Int

  /// Creates the name of an input.
  public init(_ index: Int) { self.index = index }
}

/// How often a value changes.
public enum Rate: Int, Hashable, Sendable, Comparable {
  /// Once for a run: the same on every path and at every step.
  case constant
  /// At every step, the same on every path.
  case time
  /// On every path, the same at every step.
  case path
  /// On every path and at every step.
  case pathAndTime

  /// Orders rates by their declaration; `time` and `path` do not include one another.
  public static func < (a: Rate, b: Rate) -> Bool { a.rawValue < b.rawValue }

  /// Whether one value serves all paths.
  public var isScalar: Bool { self == .constant || self == .time }

  /// Whether the value may change from step to step.
  public var changesInTime: Bool { self == .time || self == .pathAndTime }

  /// The rate of something that depends on both.
  public func joined(with other: Rate) -> Rate {
    Rate(rawValue: rawValue | other.rawValue) ?? .pathAndTime
  }
}
