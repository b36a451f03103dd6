import Sensitivity
import Testing

struct PeelingTrajectoryTests {
  private func box(rows: Int, hits: Int) -> ScenarioBox {
    ScenarioBox(restrictions: [], rows: rows, hits: hits, sampleRows: 100, sampleHits: 20)
  }

  @Test func `each rule takes the box that it states`() {
    let trajectory = PeelingTrajectory(boxes: [
      box(rows: 100, hits: 20), box(rows: 40, hits: 18), box(rows: 20, hits: 14),
      box(rows: 5, hits: 5),
    ])
    #expect(trajectory.index(of: .index(1)) == 1)
    #expect(trajectory.index(of: .densest(coverage: 0.8)) == 1)
    #expect(trajectory.index(of: .densest(coverage: 0.5)) == 2)
    #expect(trajectory.index(of: .densest(coverage: 0)) == 3)
    #expect(trajectory.index(of: .densest(coverage: 1)) == 0)
  }

  @Test func `the excess of coverage over mass does not ask how dense the sample is`() {
    // Coverage less mass: 0, 0.5, 0.55, 0.2.
    let trajectory = PeelingTrajectory(boxes: [
      box(rows: 100, hits: 20), box(rows: 40, hits: 18), box(rows: 20, hits: 15),
      box(rows: 5, hits: 5),
    ])
    #expect(trajectory.index(of: .excess) == 2)
  }
}
