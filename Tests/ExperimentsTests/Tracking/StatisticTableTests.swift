import Experiments
import Foundation
import Scenarios
import Testing
import _TestSupport

@Suite struct StatisticTableTests {
  private func read(_ text: String) throws -> [String] {
    try StatisticTable.statistics(Array(text.utf8), file: "new.csv").map { statistic in
      (statistic.scenario.map { $0 + ":" } ?? "") + statistic.indicator + "." + statistic.date + "="
        + statistic.value
    }
  }

  @Test func `a row for each statistic may hold bounds, and say whose it is`() throws {
    #expect(
      try read("scenario,indicator,date,value\nnorth,firms,2023,612\nsouth,firms,2023,> 600\n")
        == ["north:firms.2023=612", "south:firms.2023=> 600"])
    #expect(
      try read("indicator,period,value\nfirms,2023-Q3,612\noutput,2023-Q3,\n")
        == ["firms.2023-Q3=612"])
  }

  @Test func `a date and a column for each indicator`() throws {
    #expect(
      try read("year,firms,output\n2022,549,81\n2023,612,\n")
        == ["firms.2022=549", "firms.2023=612", "output.2022=81"])
  }

  @Test func `a table of one indicator is named by its column`() throws {
    #expect(try read("year,firms\n2022,549\n2023,612\n") == ["firms.2022=549", "firms.2023=612"])
  }

  @Test(arguments: [
    ("date,st(户)\n2021,1050000\n", ["st.2021=1050000 户"]),
    ("date,st(户),a(万元/年)\n2021,1050000,12\n", ["st.2021=1050000 户", "a.2021=12 万元/年"]),
    (
      "单位：万元,,\n年份,a,b\n2021,5,6\n2022,7,8\n",
      ["a.2021=5 万元", "b.2021=6 万元", "a.2022=7 万元", "b.2022=8 万元"]
    ),
    ("indicator,date,value\na(万元),2021,5\nb,2021,6\n", ["a.2021=5 万元", "b.2021=6"]),
    ("indicator,date,value\na,2021,5万元/年\nst,2021,6户\n", ["a.2021=5万元/年", "st.2021=6户"]),
    ("indicator,date,value(万元)\na,2021,5\n", ["a.2021=5 万元"]),
    ("date,a(万元/年)\n2021,> 5\n", ["a.2021=> 5 万元/年"]),
  ])
  func `the units of columns are those of their values, and no part of the name`(
    table: String, statistics: [String]
  ) throws {
    #expect(try Set(read(table)) == Set(statistics))
  }

  @Test(arguments: [
    ("indicator,date,value,unit\na,2021,180,亿元/年\n", ["a.2021=180 亿元/年"]),
    (
      "单位,指标,时间,数值\n亿元/年,a,2021,5\n万元/年,a,2022,6\n户,st,2021,7\n",
      ["a.2021=5 亿元/年", "a.2022=6 万元/年", "st.2021=7 户"]
    ),
    // A row without one is in that of the others of its indicator.
    (
      "indicator,date,value,unit\na,2021,5,万元/年\na,2022,6,\nb,2021,7,\n",
      ["a.2021=5 万元/年", "a.2022=6 万元/年", "b.2021=7"]
    ),
    (
      "scenario,indicator,date,value,unit\nnorth,a,2021,> 5,万元/年\n",
      ["north:a.2021=> 5 万元/年"]
    ),
    ("indicator,date,value,unit\na,2021,5,Building A\n", ["a.2021=5"]),
  ])
  func `a column of units tells the unit of each row`(
    table: String, statistics: [String]
  ) throws {
    #expect(try Set(read(table)) == Set(statistics))
  }

  @Test(arguments: [
    ("indicator,date,value(亿元/年),unit\na,2021,5,万元/年\n", "write all in one unit"),
    ("indicator,date,value,unit\na,2021,5,亿元/年\na,2022,6,万元/年\na,2023,7,\n", "tells no unit"),
    ("indicator,date,value,unit\na,2021,\"normal(5, 1)\",亿元/年\n", "names no unit"),
  ])
  func `where the unit of a row is open it is refused`(table: String, words: String) {
    let error = #expect(throws: (any Error).self) { try read(table) }
    #expect(error.map { "\($0)".contains(words) } == true, "\(error.debugDescription)")
  }

  @Test(arguments: [
    "2021年统计\nindicator,date,value\na,2021,140\n", "indicator,date,value\na,2021,140\n注：初步核算数\n",
    "indicator,date,value\na,2021,140\n数据来源：统计局\n", "sep=,\nindicator,date,value\na,2021,140\n",
    " indicator , date , value \n a , 2021 , 140 \n", "indicator,date,value\na,2021,140,\n",
    "indicator;date;value\na;2021;140\n",
  ])
  func `what stands around a table of rows is left out as it is around any table`(
    table: String
  ) throws {
    #expect(try read(table) == ["a.2021=140"])
  }

  @Test func `a title gives its unit to a table of rows, whoever they are of`() throws {
    #expect(
      try read("单位：亿元/年\nindicator,date,value\na,2021,140\n") == ["a.2021=140 亿元/年"])
    #expect(
      try read("单位：亿元/年\nscenario,indicator,date,value\nnorth,a,2021,140\n")
        == ["north:a.2021=140 亿元/年"])
  }

  @Test func `within one indicator units must agree`() {
    #expect(throws: (any Error).self) {
      try read("indicator,date,value\na,2021,5万元\na,2022,6元\nb,2021,6户\n")
    }
  }

  @Test func `pairs of years are no months`() {
    #expect {
      try read("year,firms\n2010-11,549\n2011-12,612\n")
    } throws: { "\($0)".contains("may be a month or a year") }
  }

  // MARK: Whose

  private func scenario(_ name: String, _ indicators: String...) throws -> Scenario {
    let all = indicators.map { "\($0): {kind: output, history: {2020: 1, 2021: 2}}" }
    return try Scenario(
      text: """
        waymark: 1
        time: {start: 2020, end: 2026, step: year}
        indicators: {\(all.joined(separator: ", "))}
        targets: {a: {of: \(indicators[0]), at_least: 3, in: 2025}}
        """, name: name)
  }

  private func added(_ indicator: String, _ scenario: String? = nil) -> AddedStatistic {
    AddedStatistic(
      scenario: scenario, indicator: indicator, date: "2023", value: "3", source: "--add", line: 1)
  }

  @Test func `a statistic is that of the scenario it names, or of the only one that has it`() throws
  {
    let owners = StatisticOwners(
      ["a/north.yaml", "south.yaml"],
      [try scenario("north", "firms", "parks"), try scenario("south", "firms")])
    let own = try owners.divide([
      added("parks"), added("firms", "south"), added("firms", "north.yaml"),
    ])
    #expect(own.map { $0.map(\.indicator) } == [["parks", "firms"], ["firms"]])
    for wrong in [added("firms"), added("jobs"), added("firms", "east")] {
      #expect(throws: TrackingRefusal.self) { try owners.divide([wrong]) }
    }
  }
}
