import SeriesStudies
import Tables
import Testing
import _TestSupport

@Suite struct SeriesTableTests {
  private func series(_ text: String) throws -> [SeriesTable.Series] {
    let table = try CSVReader.parse(Array(text.utf8), file: "data.csv")
    return try SeriesTable(table, predictors: ["t"], value: "y", group: "g").series
  }

  @Test func `rows of several groups in disorder keep their own order`() throws {
    let found = try series("g,t,y\nb,3,1\na,1,2\nb,2,3\n\"a\",0,4\nc,5,\nb,9,5\nd,1,6\n")
    // A group without a value is no series.
    #expect(found.map(\.group) == ["b", "a", "d"])
    #expect(found.map(\.times) == [[3, 2, 9], [1, 0], [1]])
    #expect(found.map(\.values) == [[1, 3, 5], [2, 4], [6]])
    #expect(found.allSatisfy { $0.defect == nil })
  }

  @Test func `a group begins with its first row that has a value or a fault`() throws {
    let found = try series("g,t,y\na,1,\nb,1,2\na,2,3\nc,1,x\nb,2,y\nc,2,4\n")
    #expect(found.map(\.group) == ["b", "a", "c"])
    #expect(found.map { $0.defect == nil } == [false, true, false])
    #expect(
      found[2].defect == .unreadable(line: 5, column: "y", text: "x"))
  }
}

@Suite struct ForecastDateTests {
  private func forecast(
    _ text: String, horizon: Int = 3
  ) throws -> (lines: [[Substring]], json: String, batch: ForecastBatch) {
    let table = try CSVReader.parse(Array(text.utf8), file: "data.csv")
    let series = try SeriesTable(table, predictors: ["t"], value: "y", group: nil)
    let batch = try ForecastBatch(series, ForecastBatch.Request(horizon: horizon))
    let lines = String(decoding: batch.tables[0].csv, as: UTF8.self).split(separator: "\n")
    return (
      lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) },
      String(decoding: batch.tables[0].json, as: UTF8.self), batch
    )
  }

  @Test func `ranges keep their order where a series hardly moves`() throws {
    // The median of 2008 stood below its 50 % range, by rounding.
    let ends = [
      "132", "291", "224", "462", "161", "27", "337", "541",
    ]
    let rows = ends.enumerated().map { "\(2000 + $0.offset),71352.17863836\($0.element)\n" }
    let (lines, _, _) = try forecast("t,y\n" + rows.joined(), horizon: 3)
    for line in lines.dropFirst() {
      #expect(line[2] != "")
      let numbers = try line[3...9].map { try #require(Double($0)) }
      // median, low50, high50, low80, high80, low95, high95
      let inOrder = [5, 3, 1, 0, 2, 4, 6].map { numbers[$0] }
      #expect(inOrder == inOrder.sorted(), "\(line)")
    }
  }

  @Test func `a mean that tells nothing is an empty field`() throws {
    let (lines, json, _) = try forecast(
      "t,y\n2018,100\n2019,101\n2020,99\n2021,102\n", horizon: 17)
    #expect(lines[16][2] != "" && lines[17][2] == "")
    #expect(json.contains("\"time\": 2038, \"mean\": null"))
  }

  @Test(arguments: [
    ("t,y\n2018-Q4,105\n2019-Q1,127\n2019-Q2,151\n", ["2019-Q3", "2019-Q4", "2020-Q1"]),
    ("t,y\n2019-10,1\n2019-11,2\n2019-12,3\n2020-01,4\n", ["2020-02", "2020-03", "2020-04"]),
    ("t,y\n201812,105\n201912,127\n202012,151\n", ["202112", "202212", "202312"]),
    (
      "t,y\n2018-12-31,5\n2019-12-31,6\n2020-12-31,7\n", ["2021-12-31", "2022-12-31", "2023-12-31"]
    ),
    ("t,y\n2018年,5\n2019年,6\n2020年,7\n", ["2021年", "2022年", "2023年"]),
    ("t,y\n2018,5\n2019,6\n2020,7\n", ["2021", "2022", "2023"]),
  ])
  func `dates ahead have the form of those before, in CSV and JSON`(
    text: String, expected: [String]
  ) throws {
    let (lines, json, batch) = try forecast(text)
    #expect(lines.dropFirst().map { String($0[1]) } == expected)
    let isNumber = expected[0] == "2021"
    #expect(json.contains(isNumber ? "\"time\": 2021," : "\"time\": \"\(expected[0])\""))
    #expect(batch.date(2022) == nil || !isNumber)
  }

  @Test func `the same values at other forms of the same dates are forecast alike`() throws {
    let years = try forecast("t,y\n2018,105\n2019,127\n2020,151\n")
    for text in [
      "t,y\n201812,105\n201912,127\n202012,151\n",
      "t,y\n2018-12-31,105\n2019-12-31,127\n2020-12-31,151\n",
    ] {
      let other = try forecast(text)
      #expect(other.lines.map { $0.dropFirst(2) } == years.lines.map { $0.dropFirst(2) })
    }
  }

  @Test(arguments: [
    ("t,y\n201813,105\n201912,127\n202012,151\n", "“201813” is not a date; write a year (2022)"),
    ("t,y\n43465,1\n43830,2\n44196,3\n", "days as Excel counts them must be saved as dates"),
    ("t,y\n2018,1\n2019,2\n2019,3\n2020,4\n", "2019 stands in two rows, lines 3 and 4; keep one"),
    ("t,y\n2018-Q1,1\n2018-Q2,2\n2018Q2,3\n", "stands in two rows, lines 3 and 4"),
  ])
  func `what is no date, or stands twice, is refused with its text`(
    text: String, words: String
  ) throws {
    let batch = try forecast(text).batch
    #expect("\(try #require(batch.failures.first).reason)".contains(words))
  }

  @Test func `many forms of one number are read, and what is taken is said`() throws {
    let table = try CSVReader.parse(
      Array("t,y\n2018,\"13,500\"\n2019,1.4万\n2020,-\n".utf8), file: "data.csv")
    let series = try SeriesTable(table, predictors: ["t"], value: "y", group: nil)
    #expect(series.series.map(\.values) == [[13500, 14000]])
    #expect(
      series.remarks.map(\.english) == [
        "“y”: digits in groups of three", "“y”: 万 multiplied out", "“-”: missing",
      ])
  }

  /// Rounding of the values, which the models carry along.
  private static let rounding = Tolerance(relative: 1e-9)

  @Test(arguments: [
    ("元", [12_050_000_000, 40_550_000_000], "亿元", [120.5, 405.5]),
    ("平方米", [12_000_000, 41_000_000], "平方公里", [12, 41]),
    ("米", [12_000, 41_000], "公里", [12, 41]), ("%", [12, 41], "‰", [120, 410]),
    ("家", [120_000, 405_000], "万家", [12, 40.5]),
    ("标准箱", [120_000, 405_000], "万标准箱", [12, 40.5]),
  ])
  func `the same values in another unit are forecast alike`(
    unit: String, values: [Double], other: String, others: [Double]
  ) throws {
    func medians(_ unit: String, _ values: [Double]) throws -> [Double] {
      let name = "n（\(unit)）"
      let table = try CSVReader.parse(
        Array("t,\(name)\n2015,\(values[0])\n2020,\(values[1])\n".utf8), file: "data.csv")
      var series = try SeriesTable(table, predictors: ["t"], value: name, group: nil)
      series.unit = unit
      var request = ForecastBatch.Request(horizon: 5)
      request.kind = .stock
      return try ForecastBatch(series, request).outcomes[0].rows.map { $0[2] }
    }
    let (here, there) = (try medians(unit, values), try medians(other, others))
    #expect(here.count == 5)
    for (a, b) in zip(here, there) {
      #expect((a / values[0]).agrees(with: b / others[0], within: Self.rounding), "\(a) \(b)")
    }
  }

  @Test func `series of one table may be in several units`() throws {
    let table = try CSVReader.parse(
      Array("g,t,y\na,2015,12000\na,2020,41000\nb,2015,12000\nb,2020,41000\n".utf8),
      file: "data.csv")
    var series = try SeriesTable(table, predictors: ["t"], value: "y", group: "g")
    let alike = try ForecastBatch(series, ForecastBatch.Request(horizon: 1)).outcomes
    #expect(alike[0].rows == alike[1].rows && alike.allSatisfy(\.mayCount))
    series.units = ["b": "元"]
    let apart = try ForecastBatch(series, ForecastBatch.Request(horizon: 1)).outcomes
    #expect(apart[0].rows == alike[0].rows && apart[1].rows != alike[1].rows)
    #expect(apart.map(\.mayCount) == [true, false])
    // So many a year, and thousands of what has no name, may be counted all the same.
    for unit in ["家/年", "a year", "万"] {
      series.units = ["b": unit]
      let other = try ForecastBatch(series, ForecastBatch.Request(horizon: 1)).outcomes
      #expect(other[1].rows == alike[1].rows && other[1].mayCount, "\(unit)")
    }
  }

  @Test(arguments: [
    ("t,n（万个）\n2018,1\n2019,2\n", "n（万个）", "万个" as String?),
    ("t,n\n2018,1亿元\n2019,9000万元\n", "n", "元"),
    ("t,n\n2018,1\n2019,2\n", "n", nil),
  ])
  func `the unit of the values is told by their column or their cells`(
    text: String, value: String, unit: String?
  ) throws {
    let table = try CSVReader.parse(Array(text.utf8), file: "data.csv")
    let series = try SeriesTable(table, predictors: ["t"], value: value, group: nil)
    #expect(series.unit == unit)
    #expect(try ForecastBatch(series, ForecastBatch.Request(horizon: 1)).unit == unit)
  }
}
