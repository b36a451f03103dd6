import Statistics
import Testing
import _TestSupport

@Suite struct PairedDifferenceTests {
  @Test func `difference and error are those of the paired values`() {
    let pairs = PairedDifference(n: 100, both: 40, onlyFirst: 15, onlySecond: 5)
    // Differences are +1 fifteen times, −1 five times and 0 otherwise: mean 0.1, variance 0.19.
    #expect(pairs.difference == 0.1)
    #expect(pairs.standardError.agrees(with: (0.19 / 100).squareRoot(), within: .fewUlps))
    #expect(pairs.first == Proportion(successes: 55, trials: 100))
    #expect(pairs.second == Proportion(successes: 45, trials: 100))
  }

  @Test func `paths that all agree leave no error`() {
    let pairs = PairedDifference(n: 50, both: 20, onlyFirst: 0, onlySecond: 0)
    #expect(pairs.difference == 0)
    #expect(pairs.standardError == 0)
  }

  @Test func `paths that all differ one way leave no error`() {
    #expect(PairedDifference(n: 7, both: 0, onlyFirst: 7, onlySecond: 0).standardError == 0)
  }
}
