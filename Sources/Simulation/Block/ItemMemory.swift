/// The memory that the values of items take in one worker, and whether more was asked for than there is.
final class ItemMemory {
  /// What they may take, in bytes.
  private let most: Int
  private(set) var bytes = 0
  /// Whether something was not given: the values of the block are then of no use.
  private(set) var isShort = false

  init(most: Int) { self.most = most }

  /// Asks for room.
  ///
  /// - Returns: whether there is so much.
  func take(_ more: Int) -> Bool {
    guard more <= most - bytes else {
      isShort = true
      return false
    }
    bytes += more
    return true
  }

  /// Gives room back.
  func give(_ less: Int) { bytes -= less }
}
