import Distributions
import Testing
import _TestSupport

@Suite struct PertTests {
  @Test func `the mean weighs the mode four times`() throws {
    let law = try Pert(min: 1, mode: 2, max: 9)
    let weighed: Double = (1 + 4 * 2 + 9) / 6
    #expect(law.mean.agrees(with: weighed, within: .fewUlps))
    #expect(law.density(2) > law.density(1.9))
    #expect(law.density(2) > law.density(2.1))
  }

  @Test func `moments make the symmetric law`() throws {
    let law = try Pert(mean: 4, standardDeviation: 1)
    #expect(law.mode == 4)
    #expect(law.beta.a == 3)
    #expect(law.beta.b == 3)
  }

  @Test func `a mode outside is refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "mode", value: -1, required: "from min 0.0 to max 5.0")
    ) { try Pert(min: 0, mode: -1, max: 5) }
  }
}
