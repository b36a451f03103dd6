/// How many of several targets a joint target asks for.
public enum JointRule: Hashable, Sendable {
  /// All of them.
  case all
  /// So many of them or more; with 1, any of them.
  case atLeast(Int)
  /// No one of them.
  case no

  /// Whether so many met targets out of so many are what is asked for.
  public func isMet(by number: Int, of count: Int) -> Bool {
    switch self {
    case .all: number == count
    case .atLeast(let least): number >= least
    case .no: number == 0
    }
  }

  /// How many targets are missing to what is asked for, or are met too many; at most 0 where it holds.
  public func gap(at number: Int, of count: Int) -> Int {
    switch self {
    case .all: count - number
    case .atLeast(let least): least - number
    case .no: number
    }
  }
}
