import Designs
import Testing
import _TestSupport

@Suite struct GridAxisTests {
  @Test func `ends are exact and values evenly spaced`() {
    let axis = GridAxis(from: 0.1, to: 0.7, count: 7)
    #expect(axis.values.first == 0.1 && axis.values.last == 0.7)
    #expect(agree(axis.values, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], within: .fewUlps))
  }

  @Test func `tenths between 0 and 1 are the decimals themselves`() {
    #expect(
      GridAxis(from: 0, to: 1, count: 11).values == [
        0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
      ])
  }

  @Test func `one value is the lower end, and values may go down`() {
    #expect(GridAxis(from: 5, to: 9, count: 1).values == [5])
    #expect(GridAxis(from: 3, to: 1, count: 3).values == [3, 2, 1])
  }
}
