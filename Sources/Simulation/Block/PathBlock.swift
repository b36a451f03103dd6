/// The values of one block of paths, owned by one worker: for each indicator a row per step, with
/// one value per path.
///
/// The type cannot be copied, so a block is never duplicated by accident.
struct PathBlock: ~Copyable {
  let steps: Int
  /// The number of paths in use, at most the width of the rows.
  var paths: Int
  private var rows: [[Double]]

  init(indicators: Int, steps: Int, paths: Int) {
    self.steps = steps
    self.paths = paths
    rows = Array(
      repeating: Array(repeating: .nan, count: paths), count: indicators * steps)
  }

  /// The values of an indicator in a step, one per path.
  subscript(indicator: Int, step: Int) -> [Double] {
    _read { yield rows[indicator * steps + step] }
    _modify { yield &rows[indicator * steps + step] }
  }
}
