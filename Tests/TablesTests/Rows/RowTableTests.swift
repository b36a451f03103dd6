import Foundation
import Tables
import Testing

@Suite struct RowTableTests {
  private struct Row {
    let group: String?
    let period: String
    let value: Double?
    let count: Int
    let isMet: Bool
  }

  private let table: RowTable<Row> = [
    .text("group") { $0.group },
    .text("period") { $0.period },
    .number("value") { $0.value },
    .integer("count") { $0.count },
    .truth("met") { $0.isMet },
    .cell("either") { $0.isMet ? .text($0.period) : .number(0.5) },
  ]

  private let rows = [
    Row(group: "007", period: "2025", value: 0.1, count: 3, isMet: true),
    Row(group: "true", period: "", value: .infinity, count: 0, isMet: false),
    Row(group: nil, period: "a, \"b\"", value: nil, count: -1, isMet: false),
    Row(group: "", period: "2025-01", value: .nan, count: 1, isMet: true),
  ]

  @Test func `a column is written as it is stated`() {
    let csv = #"""
      group,period,value,count,met,either
      007,2025,0.1,3,true,2025
      true,,inf,0,false,0.5
      ,"a, ""b""",,-1,false,0.5
      ,2025-01,,1,true,2025-01

      """#
    #expect(String(decoding: table.csv(rows), as: UTF8.self) == csv)
  }

  @Test func `JSON keeps texts that look like numbers, and has null for what is not finite`() {
    let json = #"""
      [
        {"group": "007", "period": "2025", "value": 0.1, "count": 3, "met": true, "either": "2025"},
        {"group": "true", "period": "", "value": null, "count": 0, "met": false, "either": 0.5},
        {"group": null, "period": "a, \"b\"", "value": null, "count": -1, "met": false, "either": 0.5},
        {"group": "", "period": "2025-01", "value": null, "count": 1, "met": true, "either": "2025-01"}
      ]

      """#
    #expect(String(decoding: table.json(rows), as: UTF8.self) == json)
  }

  @Test func `a table without rows is an empty array`() {
    #expect(String(decoding: table.json([]), as: UTF8.self) == "[]\n")
  }

  /// A large table is read back from its CSV: an empty field is nothing, whatever it was.
  @Test func `a table read back from CSV is the same, but that an empty text is nothing`() {
    let rows = Array(rows.dropLast())
    let read = RowsJSON.bytes(ofCSV: table.csv(rows), texts: ["group", "period", "either"])
    let own = String(decoding: table.json(rows), as: UTF8.self)
    #expect(
      String(decoding: read, as: UTF8.self)
        == own.replacing("\"period\": \"\"", with: "\"period\": null")
        .replacing("\"either\": 0.5", with: "\"either\": \"0.5\""))
  }

  @Test func `a file's rows are made when it is written`() {
    let made = Made()
    let file = TableFile("numbers.csv", [.integer("n") { (n: Int) in n }], made.rows())
    #expect(made.count == 0)
    #expect(String(decoding: file.csv, as: UTF8.self) == "n\n1\n2\n")
    #expect(made.count == 1)
  }

  private final class Made: @unchecked Sendable {
    var count = 0

    func rows() -> [Int] {
      count += 1
      return [1, 2]
    }
  }
}
