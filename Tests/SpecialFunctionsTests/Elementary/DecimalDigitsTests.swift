import SpecialFunctions
import Testing

@Suite struct DecimalDigitsTests {
  /// By hand: the thirteenth significant digit decides.
  @Test(arguments: [
    (1.234_567_890_123_4, 1.234_567_890_12), (-123_456_789_012_345.0, -123_456_789_012_000),
    (0.1 + 0.2, 0.3), (9.999_999_999_999_9, 10), (2.5e-7, 2.5e-7), (0, 0),
  ])
  func `twelve digits are kept`(x: Double, rounded: Double) {
    #expect(DecimalDigits.rounded(x) == rounded)
  }

  @Test func `neighbours of a short number become it`() {
    for x in [0.7, 405, 1.1e-9, 6.02e23] {
      #expect(DecimalDigits.rounded(x.nextUp) == DecimalDigits.rounded(x))
      #expect(DecimalDigits.rounded(x.nextDown) == DecimalDigits.rounded(x))
    }
  }

  /// Powers of ten beyond 10²² are not exact; far from 1 the last bit may be off.
  @Test(arguments: [1e-300, 1e300, .leastNormalMagnitude, .greatestFiniteMagnitude])
  func `far numbers neither vanish nor overflow`(x: Double) {
    #expect(abs(DecimalDigits.rounded(x) / x - 1) < 1e-11)
  }

  @Test func `what is no finite number stays`() {
    #expect(DecimalDigits.rounded(.infinity) == .infinity)
    #expect(DecimalDigits.rounded(.nan).isNaN)
  }
}
