import Arguments
import Experiments
import Testing

@Suite struct OptionNumberTests {
  @Test(arguments: [
    ("20000", 20_000), ("100_000", 100_000), ("100,000", 100_000), ("1e6", 1_000_000),
    ("1.5e3", 1500), ("10万", 100_000), ("十万", 100_000), ("2 million", 2_000_000), ("１０００", 1000),
    ("1", 1), ("1e9", 1_000_000_000),
  ])
  func `a number of paths is read as people write it`(text: String, paths: Int) throws {
    #expect(try PathCount.read(text) == paths)
    #expect(try WholeNumber.read(text) == paths)
  }

  @Test(arguments: [
    "0", "-5", "1.5", "1e10", "many", "", "5 km", "10,00", "1,0000", "1M", "70%", "100%", "200 %",
  ])
  func `what is no number of paths is refused with examples`(text: String) {
    let error = #expect(throws: OptionNumberError.self) { try PathCount.read(text) }
    #expect(error?.description.contains("as in 20000, 100_000, 1e6 or 10万") == true)
  }

  @Test func `a count may be none`() throws {
    #expect(try WholeNumber.read("0") == 0)
    #expect(throws: OptionNumberError.self) { try WholeNumber.read("-1") }
  }

  @Test(arguments: [
    ("2022", 2022), ("1_000", 1000), ("1e3", 1000), ("10万", 100_000), ("0", 0),
    ("18446744073709551615", UInt64.max), ("9_007_199_254_740_993", 9_007_199_254_740_993),
  ])
  func `a seed is read to its last bit`(text: String, seed: UInt64) throws {
    #expect(try SeedNumber.read(text) == seed)
  }

  @Test(arguments: ["-1", "1.5", "x", "", "18446744073709551616", "1e18"])
  func `what is no seed is refused with examples`(text: String) {
    let error = #expect(throws: OptionNumberError.self) { try SeedNumber.read(text) }
    #expect(error?.description.contains("as in 2022, 1_000 or 10万") == true)
  }

  @Test func `a whole number of any sign is left to its command`() throws {
    #expect(try WholeNumber.readAny("-1") == -1)
    #expect(try WholeNumber.readAny("1e3") == 1000)
    #expect(throws: OptionNumberError.self) { try WholeNumber.readAny("1.5") }
  }

  @Test(arguments: [
    ("800", ["800"]), ("50,80", ["50", "80"]), ("x1.1,800", ["x1.1", "800"]),
    ("0,500", ["0", "500"]), ("700, 800", ["700", "800"]), ("700;800", ["700", "800"]),
    ("1,000;2,000", ["1,000", "2,000"]), ("1,000;", ["1,000"]), ("1；0", ["1", "0"]),
    ("12.5万，3百", ["12.5万", "3百"]), ("10,20", ["10", "20"]), ("1000,2000", ["1000", "2000"]),
    // What has one reading only is read.
    ("1,000", ["1000"]), ("1,000,2,000", ["1000", "2000"]), ("1， 000", ["1000"]),
    ("900,950,1000", ["900", "950", "1000"]), ("1,000,000", ["1000000"]),
  ])
  func `amounts stand between commas or semicolons`(text: String, parts: [String]) throws {
    #expect(try AmountList.parts(text) == parts)
  }

  @Test(arguments: [
    ("1,200", "write 1200 or \"1;200\""), ("700,800", "write 700800 or \"700;800\""),
    ("１，２００", "write 1200 or \"1;200\""), ("x1,200", "write x1200 or \"x1;200\""),
    ("1,000,500", "write 1000500 or \"1000;500\""),
    ("1,10,100", "write \"1;10100\" or \"1;10;100\""),
    ("200,200.0", "write 200200.0 or \"200;200.0\""),
  ])
  func `a comma that may divide thousands is refused with both ways to write it`(
    text: String, words: String
  ) throws {
    let error = #expect(throws: OptionNumberError.self) { try AmountList.parts(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    // Both can be written.
    let advice = try #require(words.firstRange(of: "or ")).upperBound
    #expect(throws: Never.self) {
      try AmountList.parts(words[advice...].filter { $0 != "\"" })
    }
  }

  @Test(arguments: [
    ("0.8", 0.8), ("80%", 0.8), ("80 %", 0.8), ("70％", 0.7), ("0", 0), ("1", 1), ("100%", 1),
    ("5e-1", 0.5),
  ])
  func `a share may be a percentage`(text: String, share: Double) throws {
    #expect(try Share.read(text) == share)
  }

  @Test(arguments: ["80", "-0.1", "101%", "half", "", "0.5 km", "nan"])
  func `what is no share is refused with examples`(text: String) {
    let error = #expect(throws: OptionNumberError.self) { try Share.read(text) }
    #expect(error?.description.contains("as in 0.8 or 80%") == true)
    #expect(error?.phrase.chinese == "请写 0 到 1 的数或百分数，如 0.8 或 80%")
  }

  @Test func `a floor is of all targets or of one`() throws {
    #expect(try FloorText.read("50%") == AttainmentFloor(target: nil, share: 0.5))
    #expect(
      try FloorText.read("plan@2026=0.2") == AttainmentFloor(target: "plan@2026", share: 0.2))
    #expect(
      try FloorText.read("all targets=20%") == AttainmentFloor(target: "all targets", share: 0.2))
    #expect(throws: OptionNumberError.self) { try FloorText.read("=0.2") }
    #expect(throws: OptionNumberError.self) { try FloorText.read("plan=") }
  }

  @Test(arguments: [
    ("18", "万个", 18.0), ("18万个", "万个", 18), ("18_0000个", "万个", 18), ("10万", "万个", 10),
    ("十万", "万个", 10), ("10万", nil, 100_000), ("800", nil, 800), ("100亿元", "元", 1e10),
    ("1.2 bn yuan", "亿元", 12), ("16 %", "%", 16), ("1,000", nil, 1000),
  ])
  func `an amount of a column is a number in its unit`(
    text: String, unit: String?, number: Double
  ) throws {
    #expect(try ColumnAmount.read(text, unit: unit) == number)
  }

  @Test(arguments: [
    ("18 km", "万个", "the column is in 万个"), ("18万个", nil, "the table names no unit"),
    ("2万", "亿元", "may be"), ("soon", "万个", "write a number"), ("12 %", "个", "is in 个"),
  ])
  func `an amount that the column does not hold is refused`(
    text: String, unit: String?, words: String
  ) {
    let error = #expect(throws: OptionNumberError.self) { try ColumnAmount.read(text, unit: unit) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
