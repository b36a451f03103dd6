import Experiments
import Statistics
import Testing

@Suite struct AttainmentBandTests {
  @Test(arguments: [1, 2, 10, 99, 1000, 10_000], [0.001, 0.25, 0.5, 0.8, 0.99])
  func `a count is in the band exactly where its Wilson interval holds the probability`(
    paths: Int, p: Double
  ) {
    let band = AttainmentBand(p, paths: paths)
    for count in 0...paths {
      let interval = Proportion(successes: count, trials: paths).wilson95
      #expect((band.least...band.most).contains(count) == interval.contains(p), "\(count)")
    }
  }

  @Test func `the needed count is the least share that is not below`() {
    #expect(AttainmentBand(0.8, paths: 10_000).needed == 8000)
    #expect(AttainmentBand(0.1, paths: 30).needed == 3)
    #expect(AttainmentBand(0.7, paths: 10).needed == 7)
    #expect(AttainmentBand(0.7, paths: 11).needed == 8)
    #expect(AttainmentBand(0.8, paths: 1_000_000_000).needed == 800_000_000)
  }
}
