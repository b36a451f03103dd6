/// How the values of a factor lie to each other.
public enum FactorKind: Hashable, Sendable {
  /// Any number in a range.
  case continuous
  /// A few numbers with an order, such as a number of parks.
  case discrete
  /// Numbers that stand for names, without an order, such as a case.
  case categorical

  /// The largest number of distinct values that ``guessed(from:)`` takes for discrete.
  public static let mostLevels = 10

  /// Discrete for at most ``mostLevels`` distinct values, otherwise continuous.
  public static func guessed(from values: [Double]) -> FactorKind {
    var levels: [Double] = []
    for value in values where !levels.contains(value) {
      if levels.count == mostLevels { return .continuous }
      levels.append(value)
    }
    return .discrete
  }
}
