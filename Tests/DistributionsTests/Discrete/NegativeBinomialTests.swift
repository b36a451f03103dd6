import Distributions
import Testing
import _TestSupport

@Suite struct NegativeBinomialTests {
  @Test func `size one is the geometric law`() throws {
    let law = try NegativeBinomial(size: 1, probability: 0.25)
    var mass = 0.25
    for k in 0..<30 {
      #expect(law.density(Double(k)).agrees(with: mass, within: .ulps(64)))
      mass *= 0.75
    }
  }

  @Test func `mean and size give the probability`() throws {
    let law = try NegativeBinomial(mean: 40, size: 5)
    #expect(law.mean == 40)
    #expect(law.probability.agrees(with: 1.0 / 9, within: .fewUlps))
  }

  @Test func `parameters out of range are refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "p", value: 0, required: "above 0 and at most 1")
    ) { try NegativeBinomial(size: 2, probability: 0) }
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "size", value: 0, required: "> 0 and finite")
    ) { try NegativeBinomial(mean: 2, size: 0) }
  }
}
