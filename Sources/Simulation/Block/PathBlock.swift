internal import Columns
internal import Plans

/// The values of one block of paths, owned by one worker: for each indicator a row per step, with
/// one value per path.
///
/// The type cannot be copied, so a block is never duplicated by accident. Its rows lie in the memory of
/// the worker, where programs compute them.
package struct PathBlock: ~Copyable {
  /// The number of paths of a row.
  private var width: Int { rows.width }
  /// For each milestone that comes by chance its dates, one per path, as far as they are known.
  package var dates: [Int: [Double]] = [:]
  private let store: ColumnStore
  private let rows: RowPlaces

  /// A block in a memory of its own.
  package init(indicators: Int, steps: Int, paths: Int) {
    let rows = RowPlaces(first: 0, steps: steps, width: paths)
    self.init(
      indicators: indicators, rows: rows,
      store: ColumnStore(count: rows.end(indicators: indicators)))
  }

  /// A block in a memory that others use too.
  init(indicators: Int, rows: RowPlaces, store: ColumnStore) {
    self.rows = rows
    self.store = store
    for indicator in 0..<indicators {
      for step in 0..<rows.steps { fill(indicator, step, with: .nan) }
    }
  }

  /// Lends the values of an indicator in a step, one per path.
  package func read<R>(_ indicator: Int, _ step: Int, _ body: (Span<Double>) -> R) -> R {
    store.read(from: rows.place(indicator, step), count: width, body)
  }

  /// Lends the values of an indicator in a step to be written.
  package mutating func write<R>(
    _ indicator: Int, _ step: Int, _ body: (inout MutableSpan<Double>) -> R
  ) -> R {
    store.write(from: rows.place(indicator, step), count: width, body)
  }

  /// The value of one path.
  package func value(_ indicator: Int, _ step: Int, path: Int) -> Double {
    precondition(0..<width ~= path, "path \(path) of \(width)")
    return store[rows.place(indicator, step) + path]
  }

  /// Gives all paths the same value.
  package mutating func fill(_ indicator: Int, _ step: Int, with value: Double) {
    write(indicator, step) { row in
      for i in row.indices { row[i] = value }
    }
  }

  /// Gives the paths the values that they have in another step.
  mutating func copy(_ indicator: Int, from step: Int, to other: Int) {
    store.copy(from: rows.place(indicator, step), to: rows.place(indicator, other), count: width)
  }

  /// Gives the value of a stretch of periods; not a number where the grid begins later.
  func copy(
    _ rule: PeriodRule, of indicator: Int, upTo step: Int, into column: inout MutableSpan<Double>
  ) {
    guard rule != .last else {
      read(indicator, step) { loops.copy($0.extracting(first: column.count), into: &column) }
      return
    }
    for i in column.indices { column[i] = step + 1 < rule.count ? .nan : 0 }
    for part in rule.periods(upTo: step) {
      read(indicator, part) { row in
        for i in column.indices { column[i] += row[i] }
      }
    }
    if case .mean = rule {
      for i in column.indices { column[i] /= Double(rule.count) }
    }
  }

  /// Whether the first values of a row are finite numbers.
  func isFinite(_ indicator: Int, _ step: Int, _ paths: Int) -> Bool {
    read(indicator, step) { PathBlock.isFinite($0.extracting(first: paths)) }
  }

  /// Whether values are finite numbers.
  static func isFinite(_ values: Span<Double>) -> Bool {
    // A sum of finite numbers may overflow, so what looks infinite is looked at one by one.
    if loops.sum(values).isFinite { return true }
    for i in values.indices where !values[i].isFinite { return false }
    return true
  }
}
