internal import Expressions
internal import Plans

/// A dated event over one block of paths: 0 before its date, 1 from the period that contains it.
struct MilestoneProcess {
  private let node: NodeID
  private let awaitsOthers: Bool
  private let grid: TimeGrid
  private var date: [Double]

  /// Creates the state of a milestone whose date is a calendar coordinate.
  init(date: NodeID, awaitsOthers: Bool, grid: TimeGrid, paths: Int) {
    node = date
    self.awaitsOthers = awaitsOthers
    self.grid = grid
    self.date = [Double](repeating: 0, count: paths)
  }

  mutating func begin(_ values: borrowing CaseValues) {
    if !awaitsOthers { values.copy(node, into: &date) }
  }

  mutating func write(
    step: Int, _ values: borrowing CaseValues, into column: inout MutableSpan<Double>
  ) {
    if awaitsOthers { values.copy(node, into: &date) }
    let end = grid.lastCoordinate(of: step)
    for i in column.indices { column[i] = date[i] <= end ? 1 : date[i] > end ? 0 : .nan }
  }
}
