import Tables
import Testing

@Suite struct DecimalNumberTests {
  /// SplitMix64 (Steele, Lea, Flood 2014) over raw bit patterns.
  @Test func `every finite double reads back`() {
    var state: UInt64 = 7
    for _ in 0..<200_000 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      let value = Double(bitPattern: z ^ (z >> 31))
      guard value.isFinite else { continue }
      #expect(DecimalNumber.parse(DecimalNumber.text(value)) == value)
    }
  }

  /// The second origin is the standard library's own parser.
  @Test func `short decimals are the nearest double`() {
    var state: UInt64 = 11
    for _ in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let text = "\(Int64(state >> 14) % 1_000_000_000_000_000)e\(Int(state >> 58) - 32)"
      #expect(DecimalNumber.parse(text) == Double(text))
    }
  }

  /// Sixteen to twenty-one digits with the point anywhere; the second origin is the standard
  /// library's own parser.
  @Test func `long decimals are the nearest double`() {
    var state: UInt64 = 13
    for _ in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let head = state >> 3
      let digits = "\(head)\(state >> 40)".prefix(16 + Int(state >> 20) % 6)
      let point = Int(state >> 30) % (digits.count + 1)
      let exponent = state >> 50 & 3 == 0 ? "e\(Int(state >> 52 & 31) - 16)" : ""
      let text = "\(digits.prefix(point)).\(digits.dropFirst(point))\(exponent)"
      #expect(DecimalNumber.parse(text) == Double("0" + text + (exponent.isEmpty ? "0" : "")))
    }
  }

  /// Halves between two doubles go to the even one, and the least more goes up.
  @Test func `ties go to the even neighbour`() {
    for text in [
      "9007199254740993", "9007199254740995", "9007199254740993.0", "9007199254740993.001",
      "18014398509481986", "18014398509481990", "4503599627370496.5", "4503599627370497.5",
      "4503599627370496.501", "9999999999999999999", "1844674407370955161e1",
      "9223372036854775807", "9223372036854775808e3", "0.5000000000000000001",
      "1.000000000000000111", "1.000000000000000112e-1", "36028797018963970e1",
    ] {
      #expect(DecimalNumber.parse(text) == Double(text), "\(text)")
    }
  }

  @Test(arguments: ["1_000", "1e5.2", "٣", "1,000", "Infinity", "1e+", ""])
  func `other spellings are not numbers`(text: String) {
    #expect(DecimalNumber.parse(text) == nil)
  }

  @Test func `blanks, signs and leading zeros are read`() {
    #expect(DecimalNumber.parse(" +007.50 \t") == 7.5)
    #expect(DecimalNumber.parse("00000000000000000000000001") == 1)
    #expect(DecimalNumber.parse("0.000000000000000000000000000001") == 1e-30)
    #expect(DecimalNumber.parse("-.5e-3") == -0.0005)
  }
}

@Suite struct SignificantDigitTests {
  /// The digits of the number itself are rounded: no product brings others in.
  @Test(arguments: [
    (3_672_145.999_876_5, 7, "3672146"), (77_450_169_999.999_97, 7, "77450170000"),
    (159_849_299_999.999_94, 7, "159849300000"), (1.797_692_95e308, 7, "1.797693e308"),
    (4.757_011_04e-150, 7, "4.757011e-150"), (-0.001_234_565, 6, "-0.00123457"),
    (1234.5, 4, "1235"), (9.999_99, 3, "10"), (0.1, 7, "0.1"), (0, 3, "0"), (5e-324, 3, "5e-324"),
  ])
  func `so many digits are kept`(value: Double, digits: Int, text: String) {
    #expect(DecimalNumber.text(DecimalNumber.rounded(value, significant: digits)) == text)
  }
}
