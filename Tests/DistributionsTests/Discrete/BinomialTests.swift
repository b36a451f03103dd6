import Distributions
import Testing
import _TestSupport

@Suite struct BinomialTests {
  @Test func `four fair coins`() throws {
    let law = try Binomial(trials: 4, probability: 0.5)
    for (k, mass) in [1.0, 4, 6, 4, 1].enumerated() {
      #expect(law.density(Double(k)).agrees(with: mass / 16, within: .ulps(16)))
    }
    #expect(law.quantile(0.5) == 2)
    #expect(law.cdf(4) == 1)
    #expect(law.survival(4) == 0)
  }

  /// F = 1/16, 5/16, 11/16, 15/16, 1: the table of a column keeps its largest count as well.
  @Test func `columns of four fair coins have their jumps in their places`() throws {
    let law = try Binomial(trials: 4, probability: 0.5)
    let jumps: [Double] = [1 / 16, 5 / 16, 11 / 16, 15 / 16]
    var u: [Double] = jumps.flatMap { [$0 - 1e-12, $0 + 1e-12] }
    var span = u.mutableSpan
    law.fillQuantiles(&span)
    #expect(u == [0, 1, 1, 2, 2, 3, 3, 4])
  }

  @Test func `certain trials are certain`() throws {
    let always = try Binomial(trials: 5, probability: 1)
    #expect(always.density(5) == 1)
    #expect(always.cdf(4) == 0)
    #expect(always.support == 5...5)
    let never = try Binomial(trials: 5, probability: 0)
    #expect(never.density(0) == 1)
    #expect(never.quantile(1) == 0)
  }

  @Test func `half a trial and impossible probabilities are refused`() {
    #expect(
      throws: DistributionError.outOfRange(
        parameter: "n", value: 2.5, required: "an integer from 0 to 1e15")
    ) { try Binomial(trials: 2.5, probability: 0.5) }
    #expect(
      throws: DistributionError.outOfRange(parameter: "p", value: 1.5, required: "from 0 to 1")
    ) { try Binomial(trials: 2, probability: 1.5) }
  }
}
