/// Which columns of a design belong to which factor.
///
/// A factor may comprise several columns, whose indices are then those of the group; or none, when
/// it is something that no coordinate stands for, such as the noise of a simulation: the design
/// then only says which of two noises a point takes.
public struct FactorColumns: Hashable, Sendable {
  /// The columns of each factor, in order and without gaps.
  public let ranges: [Range<Int>]

  /// The number of factors.
  public var factors: Int { ranges.count }

  /// The number of columns of all factors.
  public var columns: Int { ranges.last?.upperBound ?? 0 }

  /// Gives each factor the next so many columns.
  ///
  /// - Parameter counts: for each factor how many columns, each at least 0.
  public init(_ counts: [Int]) {
    var ranges: [Range<Int>] = []
    for count in counts {
      precondition(count >= 0, "\(count) columns")
      let first = ranges.last?.upperBound ?? 0
      ranges.append(first..<first + count)
    }
    self.ranges = ranges
  }

  /// Gives each factor one column.
  public init(factors: Int) { self.init([Int](repeating: 1, count: factors)) }
}
