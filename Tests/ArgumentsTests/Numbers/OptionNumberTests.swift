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

  @Test(arguments: ["0", "-5", "1.5", "1e10", "many", "", "5 km", "10,00", "1,0000", "1M", "70%"])
  func `what is no number of paths is refused with examples`(text: String) {
    let error = #expect(throws: OptionNumberError.self) { try PathCount.read(text) }
    #expect(error?.description.contains("as in 20000, 100_000, 1e6 or 10万") == true)
  }

  @Test func `a count may be none`() throws {
    #expect(try WholeNumber.read("0") == 0)
    #expect(throws: OptionNumberError.self) { try WholeNumber.read("-1") }
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
    ("1.2 bn yuan", "亿元", 12), ("16 %", "%", 16),
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
