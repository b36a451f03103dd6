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

  @Test(arguments: [
    ("3万5千家", 35_000, "家"), ("1亿2千万元", 120_000_000, "元"), ("1亿2000万", 120_000_000, ""),
    ("2千5百人", 2500, "人"), ("3千5百万元", 35_000_000, "元"), ("3万5000人", 35_000, "人"),
    ("3千5百亿千瓦时", 350_000_000_000, "千瓦时"), ("1万500", 10_500, ""), ("1万0500", 10_500, ""),
    ("1亿500万元", 105_000_000, "元"), ("120万5千", 1_205_000, ""), ("12万5千", 125_000, ""),
    ("三万5千家", 35_000, "家"), ("3萬5千", 35_000, ""), ("一万五千家", 15_000, "家"), ("八千瓦", 8000, "瓦"),
  ])
  func `digits may stand for characters`(text: String, value: Int, rest: String) throws {
    let numeral = try #require(try ChineseNumeral.leading(Array(text)))
    #expect(numeral.value == value && String(text.dropFirst(numeral.length)) == rest)
  }

  @Test(arguments: ["1万5", "2亿5", "1亿5000", "1亿2千", "3千5000", "1万12500", "3万5千5", "一万万", "1百5"])
  func `digits that may stand for two numbers are refused`(text: String) {
    #expect(throws: QuantityError.unreadableNumeral(text: text)) {
      try ChineseNumeral.leading(Array(text))
    }
  }

  @Test(arguments: ["600", "3万家", "5千瓦时", "1500亿元", "2020年", "人", ""])
  func `digits and one magnitude are no numeral`(text: String) throws {
    #expect(try ChineseNumeral.leading(Array(text)) == nil)
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
