/// One of the equal parts into which the points of an experiment are divided.
///
/// Shard i of n has the points ⌊N (i − 1) / n⌋ to ⌊N i / n⌋ − 1 of N, counted from 0: neighbouring points,
/// none missing, none twice, sizes that differ by one at most.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// Which one, from 1 to ``count``.
  public let index: Int
  /// How many there are.
  public let count: Int

  /// The most shards of an experiment.
  public static let most = 1_000_000

  /// The whole experiment.
  public static let whole = Shard(1, of: 1)

  private init(_ index: Int, of count: Int) {
    self.index = index
    self.count = count
  }

  /// Reads a shard as it is written, `3/8`; nil where the text is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      (1...Shard.most).contains(count), (1...count).contains(index)
    else { return nil }
    self.init(index, of: count)
  }

  /// The points of this shard.
  ///
  /// - Returns: their numbers, from 0.
  public func points(of total: Int) -> Range<Int> {
    (total * (index - 1) / count)..<(total * index / count)
  }

  /// The shard as it is written: `3/8`.
  public var description: String { "\(index)/\(count)" }
}
