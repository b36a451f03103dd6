import Experiments
import Testing

@Suite struct LeverCrossingTests {
  /// Counts of 7,922 to 8,078 are within chance of 0.8.
  private let band = AttainmentBand(0.8, paths: 10_000)

  private func crossings(_ met: [Int]) -> [LeverCrossing] { LeverCrossing.all(met, band) }

  @Test func `a rise and a fall`() {
    let rise = crossings([0, 5000, 9000])
    #expect(rise.count == 1 && rise[0].places == 1...2 && rise[0].isRising && rise[0].isCertain)
    let fall = crossings([9000, 8000, 7000, 0])
    #expect(fall.count == 1 && fall[0].places == 0...2 && !fall[0].isRising)
  }

  @Test func `chance makes no crossings`() {
    #expect(crossings([7000, 7990, 8010, 7990, 8010, 9000]).count == 1)
    #expect(crossings([7000, 7990, 7950, 7000]).isEmpty)
    #expect(crossings([9000, 8010, 9000]).isEmpty)
  }

  @Test func `a hump has two`() {
    let hump = crossings([7000, 9000, 9000, 7000])
    #expect(hump.map(\.places) == [0...1, 2...3])
    #expect(hump.map(\.isRising) == [true, false])
  }

  @Test func `what only chance tells from reached is a crossing that is not certain`() {
    let end = crossings([7000, 7990, 8010])
    #expect(end.count == 1 && end[0].places == 0...2 && end[0].isRising && !end[0].isCertain)
    let begin = crossings([7990, 9000])
    #expect(begin.count == 1 && begin[0].isRising && !begin[0].isCertain)
    let all = crossings([8010, 7990])
    #expect(all.count == 1 && !all[0].isRising && !all[0].isCertain)
  }

  @Test func `all above or all below is none`() {
    #expect(crossings([9000, 9500]).isEmpty && crossings([0, 100]).isEmpty)
    #expect(crossings([8000, 8010]).isEmpty)
  }
}
