import Quantities
import Testing

@Suite struct ChineseNumeralTests {
  @Test(arguments: [
    ("一万五千亿", 1_500_000_000_000), ("八万", 80_000), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105),
    ("一千零一", 1001), ("两千七百", 2700), ("一百三十亿", 13_000_000_000), ("三亿零五百万", 305_000_000),
    ("一万亿", 1_000_000_000_000), ("零", 0), ("一万零五", 10_005), ("一千一百一十一", 1111),
    ("一亿五千万", 150_000_000),
  ])
  func `a numeral has its value`(text: String, value: Int) throws {
    #expect(try ChineseNumeral.value(of: text) == value)
  }

  @Test(arguments: ["一万五", "一百五", "五一", "千", "一十百", "亿", "一亿亿", "百一", "一零零五", "一千零五百", "", "一万万"])
  func `a numeral with two readings or none is refused`(text: String) {
    #expect(throws: QuantityError.unreadableNumeral(text: text)) {
      try ChineseNumeral.value(of: text)
    }
  }

  @Test func `writing and reading back is the identity`() throws {
    for value in 0..<20_000 {
      #expect(try ChineseNumeral.value(of: numeral(value)) == value)
    }
    // A multiplicative sequence that visits numbers of all sizes and all patterns of zeros.
    var value = 1
    for step in 0..<50_000 {
      value = (value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407) & Int.max
      var size = 1
      for _ in 0..<(step % 16 + 1) { size *= 10 }
      var number = value % size
      if step % 3 == 0 { number = number / 1000 * 1000 + number % 7 }
      if step % 5 == 0 { number = number / 100_000 * 100_000 }
      let text = numeral(number)
      #expect(try ChineseNumeral.value(of: text) == number, "\(text)")
    }
  }
}

/// The numeral of a number below 10¹⁶.
private func numeral(_ value: Int) -> String {
  for (unit, word) in [(100_000_000, "亿"), (10_000, "万")] where value >= unit {
    let rest = value % unit
    let head = numeral(value / unit) + word
    return rest == 0 ? head : head + (rest < unit / 10 ? "零" : "") + numeral(rest)
  }
  let digits = Array("零一二三四五六七八九")
  var text = ""
  var isGap = false
  for (place, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
    let digit = value / place % 10
    guard digit > 0 else {
      isGap = !text.isEmpty
      continue
    }
    text += (isGap ? "零" : "") + String(digits[digit]) + word
    isGap = false
  }
  return value == 0 ? "零" : text
}
