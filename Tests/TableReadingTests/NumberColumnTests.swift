import TableReading
import Tables
import Testing

@Suite struct NumberColumnTests {
  private func column(
    _ cells: [String], name: String = "n", separator: String = ","
  ) throws -> NumberColumn {
    let rows = cells.map { "2018\(separator)\"\($0)\"\n" }.joined()
    var request = DataRequest()
    (request.time, request.value) = ("year", name)
    let file = try DataFile(
      Array("year\(separator)\(name)\n\(rows)".utf8), file: "a.csv", request)
    return try NumberColumn(file.table, name)
  }

  @Test(arguments: [
    (["13,500", "1,050,000", "7"], [13500, 1_050_000, 7]), (["1 234.5", "1'000"], [1234.5, 1000]),
    (["1\u{A0}234", "1\u{202F}234", "1_000"], [1234, 1234, 1000]),
    (["12.09万", "1.25万亿", "3亿"], [120_900, 1.25e12, 3e8]),
    (["12.09万元", "14 万元"], [120_900, 140_000]), (["$1,200", "$ 1.5 million"], [1200, 1.5e6]),
    (["12.5%", "14 ％"], [12.5, 14]), (["35家", "40家"], [35, 40]), (["１２．５", "−3"], [12.5, -3]),
    (["+8", "8e3"], [8, 8000]), (["35 units", "40 units"], [35, 40]),
  ])
  func `numbers are read as people write them`(cells: [String], expected: [Double]) throws {
    let found = try column(cells)
    #expect(found.faults.isEmpty)
    #expect(found.numbers == expected)
  }

  @Test(arguments: ["", "NA", "n/a", "-", "—", "…", "..", ":", "无", "暂无", "#N/A", "null", "."])
  func `words for nothing are missing values`(word: String) throws {
    let found = try column(["5", word, "6"])
    #expect(found.faults.isEmpty && found.numbers[1].isNaN)
  }

  @Test(arguments: ["1.000,92", "12,5", "1,23,456", "12,5000", "约35", "> 600", "35 (40)", "3-7"])
  func `what is no number stays a fault`(text: String) throws {
    #expect(try column(["5", text]).faults == [1])
  }

  @Test(arguments: [
    (
      ["1,234家", "2,345家"], ";", "n",
      "comma may divide thousands or stand before decimals; write 1234家 or 1.2340家"
    ),
    (["13.500", "20.500"], ";", "n", "point may divide thousands; write 13500 or 13.5"),
    (["1.234", "2.345"], ";", "n", "point may divide thousands; write 1234 or 1.2340"),
    (["3万元", "4万美元"], ",", "n", "another unit or none"),
    (["12 %", "0.13"], ",", "n", "other cells name no unit"),
    (["980", "1.1 km"], ",", "n", "other cells name no unit"),
    (["980", "1.2 GW"], ",", "n (km)", "its column is in “km”"),
    (["980", "$150"], ",", "rev (CNY)", "its column is in “CNY”"),
    (["9800", "1.1万亿"], ",", "产值/亿元", "counts in “亿元”"),
    (["9800", "1.1万"], ",", "产值_亿元", "counts in “亿元”"),
    (["1,234", "2,345"], "\t", "n", "comma may divide thousands or stand before decimals"),
    (["13.500", "20.500"], "\t", "n", "point may divide thousands"),
    (["35 p", "40"], ",", "n", "“p” is no unit that is known"),
    (["12.1万", "13万"], ",", "n(万个)", "counts in “万个”"),
  ])
  func `what has two readings is refused`(
    cells: [String], separator: String, name: String, words: String
  ) {
    let error = #expect(throws: LayoutError.self) {
      try column(cells, name: name, separator: separator)
    }
    #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    (["980", "1.1 km"], "length (m)", [980.0, 1100], "“length (m)”: km made m"),
    (["980", "1.2 GW"], "capacity (MW)", [980, 1200], "“capacity (MW)”: GW made MW"),
    (
      ["12000", "1.3亿元"], "产值（万元）", [12000, 13000],
      "“产值（万元）”: 亿 multiplied out; “产值（万元）”: 元 made 万元"
    ),
    (
      ["405*", "450[1]", "540①", "600"], "n", [405, 450, 540, 600],
      "“n”: marks of footnotes left out: “*”, “[1]”, “①”"
    ),
    (["1.234.567", "13.500"], "n", [1_234_567, 13500], "“n”: points divide thousands"),
    (["0.5百分点", "0.6百分点"], "n", [0.5, 0.6], "“n” is in 百分点"),
    (["405家", "450"], "n", [405, 450], "“n” is in 家"),
  ])
  func `units, marks and points that have one reading are taken and said`(
    cells: [String], name: String, expected: [Double], remark: String
  ) throws {
    let found = try column(cells, name: name)
    #expect(found.faults.isEmpty)
    #expect(found.numbers == expected)
    #expect(found.remarks.map(\.english).joined(separator: "; ") == remark)
  }

  @Test func `numbers that jump where their magnitude changes are refused`() throws {
    #expect(throws: Never.self) {
      try column(["9800", "1.01万", "1.1万"]).checkMagnitudes(of: 0..<3)
    }
    let found = try column(["9800", "1.01万", "1.02亿"])
    let error = #expect(throws: LayoutError.self) { try found.checkMagnitudes(of: 0..<3) }
    #expect(
      error?.description.contains("a.csv:4: column “n” has “1.02亿”, a thousand times") ?? false)
    // Other series may be of another size.
    #expect(throws: Never.self) { try found.checkMagnitudes(of: [0, 1]) }
  }

  @Test func `where semicolons separate, other cells may tell what a comma is`() throws {
    #expect(try column(["1,234", "1,050,000"], separator: ";").numbers == [1234, 1_050_000])
    #expect(try column(["13.500", "20.25"], separator: ";").numbers == [13.5, 20.25])
    #expect(try column(["0.125", "0.250"], separator: ";").numbers == [0.125, 0.25])
  }

  @Test func `a decimal comma is refused with what to write`() {
    let error = TableError.notANumber(file: "a.csv", line: 2, columnName: "n", text: "1.000,92")
    #expect(
      error.description
        == "a.csv:2: column “n” has “1.000,92”, which is not a number; write decimals behind a point "
        + "and thousands in full, as in 1000.92")
  }
}
