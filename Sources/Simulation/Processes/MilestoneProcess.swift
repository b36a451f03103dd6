internal import Expressions
internal import Plans

/// A dated event over one block of paths: 0 before its date, 1 from the period that contains it.
struct MilestoneProcess {
  private let node: NodeID
  private let grid: TimeGrid
  private var date: [Double]

  /// Creates the state of a milestone whose date is a calendar coordinate.
  init(date: NodeID, grid: TimeGrid, paths: Int) {
    node = date
    self.grid = grid
    self.date = [Double](repeating: 0, count: paths)
  }

  mutating func begin(_ values: borrowing CaseValues) {
    values.copy(node, into: &date)
  }

  func write(step: Int, into column: inout [Double]) {
    let end = grid.year(step)
    for i in column.indices { column[i] = date[i] <= end ? 1 : 0 }
  }
}
