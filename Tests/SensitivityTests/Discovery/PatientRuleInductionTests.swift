import Sensitivity
import Testing
import _TestSupport

struct PatientRuleInductionTests {
  private func expectSame(_ boxes: [ScenarioBox], _ references: [BoxReferences.Box]) throws {
    try #require(boxes.count >= references.count)
    for (number, (box, reference)) in zip(boxes, references).enumerated() {
      #expect(box.rows == reference.rows, "box \(number)")
      #expect(box.hits == reference.hits, "box \(number)")
      try #require(box.restrictions.count == reference.limits.count, "box \(number)")
      for (restriction, expected) in zip(box.restrictions, reference.limits) {
        #expect(restriction.factor == expected.factor)
        #expect(restriction.limit == expected.limit)
        #expect(
          restriction.quasiP.agrees(with: expected.quasiP, within: .printed(digits: 11)))
      }
    }
  }

  @Test func `peeling and pasting go the way of the EMA Workbench`() throws {
    let (factors, isHit) = BoxSamples.continuous(2_000)
    let trajectory = try PatientRuleInduction().search(factors: factors, isHit: isHit)
    try expectSame(trajectory.boxes, BoxReferences.continuous)
    #expect(trajectory.boxes.count == BoxReferences.continuous.count)
  }

  @Test func `so do coarser slices of a small sample`() throws {
    let (factors, isHit) = BoxSamples.continuous(300)
    let search = PatientRuleInduction(peel: 0.1, paste: 0.2, leastMass: 0.1)
    let trajectory = try search.search(factors: factors, isHit: isHit)
    try expectSame(trajectory.boxes, BoxReferences.coarse)
    #expect(trajectory.boxes.count == BoxReferences.coarse.count)
  }

  @Test func `so does peeling of whole numbers and names`() throws {
    let (factors, isHit) = BoxSamples.mixed(1_500)
    let trajectory = try PatientRuleInduction().search(
      factors: factors, kinds: [.continuous, .discrete, .categorical], isHit: isHit)
    try expectSame(trajectory.boxes, BoxReferences.mixed)
  }

  @Test func `every box counts the rows that it contains`() throws {
    let (factors, isHit) = BoxSamples.mixed(1_500)
    let trajectory = try PatientRuleInduction().search(
      factors: factors, kinds: [.continuous, .discrete, .categorical], isHit: isHit)
    for box in trajectory.boxes {
      let inside = isHit.indices.filter { row in
        box.restrictions.allSatisfy { $0.limit.admits(factors[$0.factor][row]) }
      }
      #expect(inside.count == box.rows)
      #expect(inside.count { isHit[$0] } == box.hits)
      #expect(box.mass >= 0.05)
    }
    for (before, after) in zip(trajectory.boxes, trajectory.boxes.dropFirst()) {
      #expect(after.density > before.density)
    }
  }

  @Test func `a planted box is found`() throws {
    let (factors, isHit) = BoxSamples.continuous(2_000)
    let trajectory = try PatientRuleInduction().search(factors: factors, isHit: isHit)
    let box = trajectory.boxes[trajectory.index(of: .densest(coverage: 0.6))]
    #expect(box.restrictedFactors == [0, 2])
    #expect(box.density > 0.8)
  }

  @Test func `a constant factor and a factor of two values do no harm`() throws {
    let isHit = (0..<400).map { $0 % 4 == 0 }
    let factors: [[Double]] = [
      [Double](repeating: 3, count: 400), isHit.map { $0 ? 1 : 0 },
    ]
    let trajectory = try PatientRuleInduction().search(factors: factors, isHit: isHit)
    let last = trajectory.boxes[trajectory.index(of: .densest(coverage: 1))]
    #expect(last.density == 1 && last.coverage == 1)
    #expect(last.restrictions.map(\.limit) == [.atLeast(1)])
  }

  @Test func `an output of one kind and a value that is no number are refused`() {
    #expect(throws: SensitivityError.constantOutput) {
      try PatientRuleInduction().search(factors: [[1, 2, 3]], isHit: [true, true, true])
    }
    #expect(throws: SensitivityError.notFinite(factor: 0, row: 1)) {
      try PatientRuleInduction().search(factors: [[1, .nan, 3]], isHit: [true, false, true])
    }
  }
}
