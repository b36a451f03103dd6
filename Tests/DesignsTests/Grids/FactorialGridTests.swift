import Designs
import Testing
import _TestSupport

@Suite struct FactorialGridTests {
  @Test func `the last factor varies fastest`() throws {
    let grid = try FactorialGrid([
      GridAxis(values: [10, 20]), GridAxis(from: 0, to: 1, count: 3),
    ])
    #expect(grid.count == 6)
    #expect(
      (0..<6).map { grid.values(of: $0) } == [
        [10, 0], [10, 0.5], [10, 1], [20, 0], [20, 0.5], [20, 1],
      ])
    #expect(grid.points(2..<4).columns == [[0, 1], [1, 0]])
  }

  @Test func `every combination occurs once`() throws {
    let grid = try FactorialGrid([3, 1, 4, 2].map { GridAxis(from: 0, to: 9, count: $0) })
    let levels = (0..<grid.count).map { point in (0..<4).map { grid.level($0, of: point) } }
    #expect(grid.count == 24)
    #expect(Set(levels).count == 24)
    #expect((0..<24).allSatisfy { grid.coordinate(1, of: $0) == 0 })
  }

  @Test func `a grid of no factors has one point`() throws {
    let grid = try FactorialGrid([])
    #expect(grid.count == 1)
    #expect(grid.values(of: 0).isEmpty)
  }

  @Test func `grids without levels or beyond counting are refused`() {
    #expect(throws: DesignError.noLevels(factor: 1)) {
      try FactorialGrid([GridAxis(values: [1]), GridAxis(values: [])])
    }
    #expect(throws: DesignError.gridTooLarge) {
      try FactorialGrid([GridAxis](repeating: GridAxis(from: 0, to: 1, count: 1000), count: 7))
    }
  }
}
