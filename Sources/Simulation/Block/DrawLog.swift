internal import Random

/// What the processes of a case draw on one path of a block, taken down while a path is replayed.
final class DrawLog {
  /// One draw.
  struct Entry {
    let key: StreamKey
    /// The step of the stream, which is a month in a rollout.
    let step: Int
    /// How many steps of the stream a period has.
    let stepsPerPeriod: Int
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
        key: draw.key, step: Int(draw.step), stepsPerPeriod: draw.stepsPerPeriod, draw: draw.draw,
        value: counts[column], trials: trials?[column]))
  }
}
