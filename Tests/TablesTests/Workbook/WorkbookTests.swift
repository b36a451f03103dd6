import Foundation
import Tables
import Testing

@Suite struct WorkbookTests {
  private let table = CellTable(
    columns: ["period", "attainment", "note"],
    rows: [
      [.text("2025"), .number(0.25), .text("a < b & \"c\"\u{1}")],
      [.text("2026"), .number(.nan), .nothing], [.text("2027"), .integer(7), .truth(true)],
    ])

  /// The files of an archive that stores them as they are (APPNOTE.TXT 4.3.7), checked by their sums.
  private func files(_ bytes: [UInt8]) throws -> [String: String] {
    func number(_ place: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    var files: [String: String] = [:]
    var place = 0
    while number(place, 4) == 0x0403_4B50 {
      #expect(number(place + 8, 2) == 0, "stored")
      let (size, name) = (number(place + 18, 4), number(place + 26, 2))
      let start = place + 30 + name
      let text = String(decoding: bytes[(place + 30)..<start], as: UTF8.self)
      #expect(number(place + 14, 4) == Int(crc(bytes[start..<(start + size)])), "sum of \(text)")
      files[text] = String(decoding: bytes[start..<(start + size)], as: UTF8.self)
      place = start + size
    }
    #expect(number(place, 4) == 0x0201_4B50, "the directory follows")
    #expect(number(bytes.count - 22, 4) == 0x0605_4B50)
    #expect(number(bytes.count - 12, 2) == files.count)
    return files
  }

  /// The checksum of ISO 3309 bit by bit.
  private func crc(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value: UInt32 = .max
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (value ^ UInt32(byte >> bit)) & 1 == 1
        value = (value >> 1) ^ (isOdd ? 0xEDB8_8320 : 0)
      }
    }
    return ~value
  }

  /// Source: the check value of CRC-32.
  @Test func `the test's checksum is that of the standard`() {
    #expect(crc("123456789".utf8) == 0xCBF4_3926)
  }

  @Test func `numbers are numbers, texts are escaped, nothing is no cell`() throws {
    let sheet = try #require(
      files(Workbook([Workbook.Sheet("a", table)]).bytes)["xl/worksheets/sheet1.xml"])
    #expect(sheet.contains("<c r=\"B2\" s=\"2\"><v>0.25</v></c>"))
    #expect(sheet.contains("a &lt; b &amp; &quot;c&quot; </t>"))
    #expect(!sheet.contains("r=\"B3\"") && !sheet.contains("r=\"C3\""))
    #expect(sheet.contains("<c r=\"C4\" t=\"b\"><v>1</v></c>"))
    #expect(sheet.contains("state=\"frozen\""))
  }

  @Test func `names of sheets are what Excel takes, each once`() throws {
    let long = "an indicator with a very long name [x]"
    let book = try #require(
      files(
        Workbook(["A", "a", long, long].map { Workbook.Sheet($0, table) }).bytes)[
          "xl/workbook.xml"])
    let names = book.components(separatedBy: "<sheet name=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    #expect(names.map { $0.count <= 31 } == [true, true, true, true])
    #expect(Set(names.map { $0.lowercased() }).count == 4)
    #expect(!names.joined().contains("["))
  }

  /// Each was compared with all before it, and each number that was tried too: their cube.
  @Test func `a thousand names with one beginning are told apart at once`() throws {
    let sheets = (0..<1200).map {
      Workbook.Sheet("high_tech_enterprises_of_district_\($0)", table)
    }
    let book = try #require(files(Workbook(sheets).bytes)["xl/workbook.xml"])
    let names = book.components(separatedBy: "<sheet name=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    #expect(
      names[0] == "high_tech_enterprises_of_distri" && names[1] == "high_tech_enterprises_of_di 2")
    #expect(names[1199] == "high_tech_enterprises_of_d 1200")
    #expect(names.allSatisfy { $0.count <= 31 } && Set(names).count == 1200)
  }

  @Test func `the same tables give the same bytes, and a chart names its cells`() throws {
    let chart = FanSheetChart("it's", of: table, areas: [1], lines: [1], dots: [1])
    let book = Workbook([Workbook.Sheet("o'clock", table, charts: [chart])])
    #expect(book.bytes == Workbook([Workbook.Sheet("o'clock", table, charts: [chart])]).bytes)
    let xml = try #require(files(book.bytes)["xl/charts/chart1.xml"])
    #expect(xml.contains("<c:f>'o-clock'!$B$2:$B$4</c:f>"))
  }
}
