internal import Columns

/// The values of one block of paths, owned by one worker: for each indicator a row per step, with
/// one value per path.
///
/// The type cannot be copied, so a block is never duplicated by accident.
package struct PathBlock: ~Copyable {
  package let steps: Int
  /// The number of paths in use, at most the width of the rows.
  package var paths: Int
  private var rows: [[Double]]
  /// For each milestone that comes by chance its dates, one per path, as far as they are known.
  package var dates: [Int: [Double]] = [:]

  package init(indicators: Int, steps: Int, paths: Int) {
    self.steps = steps
    self.paths = paths
    rows = Array(
      repeating: Array(repeating: .nan, count: paths), count: indicators * steps)
  }

  /// The values of an indicator in a step, one per path.
  package subscript(indicator: Int, step: Int) -> [Double] {
    _read { yield rows[indicator * steps + step] }
    _modify { yield &rows[indicator * steps + step] }
  }

  /// Whether the first values of a column are finite numbers.
  static func isFinite(_ column: [Double], _ paths: Int) -> Bool {
    let values = column.span.extracting(first: paths)
    // A sum of finite numbers may overflow, so what looks infinite is looked at one by one.
    if loops.sum(values).isFinite { return true }
    for i in values.indices where !values[i].isFinite { return false }
    return true
  }
}
