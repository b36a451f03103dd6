import Random
import Sensitivity
import Testing

struct BoxStabilityTests {
  @Test func `restrictions of the model come back and those of the sample do not`() throws {
    let (factors, isHit) = BoxSamples.continuous(2_000)
    let search = PatientRuleInduction()
    let trajectory = try search.search(factors: factors, isHit: isHit)
    let box = trajectory.boxes[trajectory.index(of: .densest(coverage: 0.6))]
    let stability = try search.stability(
      of: box, factors: factors, isHit: isHit, halves: 30, key: StreamKey(seed: 1, name: "halves"))
    for recurrence in stability.recurrences {
      #expect(recurrence.isInBox == (recurrence.share > 0.9), "\(recurrence)")
    }
    // Each half judges by a thousand rows; the corner holds 0.85 of about 180.
    #expect(stability.density.mean > 0.75 && stability.density.mean < box.density + 0.02)
    #expect(stability.density.range95.contains(stability.density.mean))
    #expect(abs(stability.coverage.mean - box.coverage) < 0.1)
  }

  @Test func `a search that loses no hits for long is not judged by its beginning`() throws {
    let key = StreamKey(seed: 1, name: "x")
    let x = (0..<2_000).map { key.uniform(path: UInt64($0), step: 0) }
    let isHit = x.map { $0 > 0.7 }
    let search = PatientRuleInduction()
    let trajectory = try search.search(factors: [x], isHit: isHit)
    // The last box that holds all hits: a peel less would be 5 % less dense.
    let box = trajectory.boxes[trajectory.index(of: .densest(coverage: 1))]
    #expect(box.density > 0.9)
    let stability = try search.stability(
      of: box, factors: [x], isHit: isHit, halves: 10, key: StreamKey(seed: 1, name: "halves"))
    #expect(stability.density.mean > 0.9)
    #expect(stability.coverage.mean > 0.98)
  }
}
