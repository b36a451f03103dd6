import Designs
import Testing

struct UnitPointsTests {
  @Test func `a point has one coordinate from each column`() {
    let points = UnitPoints(columns: [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])
    #expect(points.count == 2)
    #expect(points[1] == [0.2, 0.4, 0.6])
  }
}
