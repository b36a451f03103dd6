internal import Random

/// What the processes of a case draw on one path of a block, taken down while a path is replayed.
final class DrawLog {
  /// One draw.
  struct Entry {
    let key: StreamKey
    let step: Int
    let draw: UInt32
    let value: Double
    /// Out of how many, where the number is bounded.
    let trials: Double?
  }

  /// The path's place in the block.
  private let column: Int
  private(set) var entries: [Entry] = []

  init(column: Int) { self.column = column }

  func note(_ draw: CountDraw, _ counts: [Double], trials: [Double]? = nil) {
    entries.append(
      Entry(
        key: draw.key, step: Int(draw.step), draw: draw.draw, value: counts[column],
        trials: trials?[column]))
  }
}
