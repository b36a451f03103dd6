import Foundation
import Scenarios
import Testing
import _TestSupport

/// Histories in tables as people keep them.
@Suite struct HistoryTableTests {
  private func history(_ table: String, _ keys: String, step: String = "year") throws -> [String] {
    let own = try TemporaryFolder()
    try table.write(toFile: own.path + "/t.csv", atomically: true, encoding: .utf8)
    try """
    waymark: 1
    time: {start: 2015, end: 2025, step: \(step)}
    indicators:
      n: {kind: output, unit: stations, history: {file: t.csv, \(keys)}}
    """.write(toFile: own.path + "/a.yaml", atomically: true, encoding: .utf8)
    let scenario = try Scenario(file: own.path + "/a.yaml")
    return scenario.indicators.flatMap(\.history).map { "\($0.period): \($0.value)" }
  }

  @Test(arguments: [
    ("year;n\n2018;5\n2019;6\n", "time: year, value: n"),
    ("title\n年份,n\n2018年,5\n2019年,6\n2020年,—\n注：x\n", "time: 年份, value: n"),
    ("指标,2019年,2018年\nn,6,5\nm,1,2\n", "value: n"),
    ("year,n\n2018,5\n2019,6\n", "value: n"),
  ])
  func `the layouts of forecast are those of a history`(table: String, keys: String) throws {
    #expect(try history(table, keys).sorted() == ["2018: 5.0", "2019: 6.0"])
  }

  @Test func `days are months, thousands are read, units stay the scenario's`() throws {
    #expect(
      try history(
        "d,n\n2018-12-31,\"13,500\"\n2019-01-31,1.4万\n", "time: d, value: n", step: "month")
        == ["2018-12: 13500.0", "2019-01: 14000.0"])
  }

  @Test func `growth is no value`() throws {
    let error = #expect(throws: (any Error).self) {
      try history("年份,增速(%)\n2018,5\n2019,6\n", "time: 年份, value: 增速(%)")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("holds rates of growth"))
  }
}
