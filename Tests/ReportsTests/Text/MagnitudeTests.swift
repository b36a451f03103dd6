import Reports
import Testing
import Wording

/// Large numbers in the words of a language.
@Suite struct MagnitudeTests {
  @Test(
    arguments: [
      (999_000.0, "999,000", "999,000"), (999_600, "1 million", "100 万"),
      (1_250_000, "1.25 million", "125 万"), (-34_560_000, "-34.6 million", "-3,456 万"),
      (99_990_000, "100 million", "1 亿"), (1.5e9, "1.5 billion", "15 亿"),
      (12.34e12, "12.3 trillion", "12.3 万亿"), (2e16, "20000000000000000", "20000000000000000"),
    ])
  func `a quantity has three or four digits and a magnitude`(
    value: Double, english: String, chinese: String
  ) {
    #expect(PlainNumber.text(value, .en) == english)
    #expect(PlainNumber.text(value, .zh) == chinese)
  }

  @Test func `what is whole keeps all its digits`() {
    #expect(PlainNumber.whole(10e9, .en) == "10 billion")
    #expect(PlainNumber.whole(10e9, .zh) == "100 亿")
    #expect(PlainNumber.whole(10_000_001, .en) == "10,000,001")
    #expect(PlainNumber.whole(80_000, .zh) == "80,000")
  }

  @Test func `marks of an axis are told apart`() {
    let axis = Axis(title: nil, covering: [101_000_000, 101_200_000]) { PlainNumber.text($0, .en) }
    #expect(axis.ticks.map(\.label).contains("101,050,000"))
    let plain = Axis(title: nil, covering: [0, 2_000_000]) { PlainNumber.text($0, .en) }
    #expect(plain.ticks.map(\.label) == ["0", "500,000", "1 million", "1.5 million", "2 million"])
  }
}
