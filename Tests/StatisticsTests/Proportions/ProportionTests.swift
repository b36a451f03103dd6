import Statistics
import Testing
import _TestSupport

@Suite struct ProportionTests {
  /// Source: the formula of Wilson (1927), evaluated by SciPy's `binomtest(…).proportion_ci`.
  @Test func `Wilson's interval at none and at half of 1,000`() {
    let none = Proportion(successes: 0, trials: 1000).wilson95
    #expect(none.lowerBound == 0)
    #expect(none.upperBound.agrees(with: 0.003827, within: .printed(decimals: 6)))
    let half = Proportion(successes: 500, trials: 1000).wilson95
    #expect(half.lowerBound.agrees(with: 0.469070, within: .printed(decimals: 6)))
    #expect(half.upperBound.agrees(with: 0.530930, within: .printed(decimals: 6)))
  }

  @Test func `successes and failures mirror each other`() {
    for successes in 0...20 {
      let a = Proportion(successes: successes, trials: 20).wilson95
      let b = Proportion(successes: 20 - successes, trials: 20).wilson95
      #expect(a.lowerBound.agrees(with: 1 - b.upperBound, within: .fewUlps.orAbsolute(.ulpOfOne)))
    }
  }

  @Test func `without trials nothing is known`() {
    let empty = Proportion(successes: 0, trials: 0)
    #expect(empty.estimate.isNaN)
    #expect(empty.wilson95 == 0...1)
  }

  @Test func `share and error are those of the count`() {
    let share = Proportion(successes: 6, trials: 30)
    #expect(share.estimate == 0.2)
    #expect(share.standardError.agrees(with: (0.16 / 30).squareRoot(), within: .fewUlps))
  }
}
