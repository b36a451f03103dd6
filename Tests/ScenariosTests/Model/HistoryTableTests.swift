import Foundation
import Quantities
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
      n: {kind: output, unit: stations, history: {file: t.csv\(keys.isEmpty ? "" : ", ")\(keys)}}
    """.write(toFile: own.path + "/a.yaml", atomically: true, encoding: .utf8)
    let scenario = try Scenario(file: own.path + "/a.yaml")
    return scenario.indicators.flatMap(\.history).map { "\($0.period): \($0.value)" }
  }

  @Test(arguments: [
    ("year;n\n2018;5\n2019;6\n", "time: year, value: n"),
    ("title\n年份,n\n2018年,5\n2019年,6\n2020年,—\n注：x\n", "time: 年份, value: n"),
    ("指标,2019年,2018年\nn,6,5\nm,1,2\n", "value: n"),
    ("year,n\n2018,5\n2019,6\n", "value: n"),
    ("year,n\n2018,5\n2019,6\n", ""),
    ("年份,地区,n\n2018,罗湖,5\n2018,福田,1\n2019,罗湖,6\n2019,福田,2\n", "series: 罗湖"),
    ("year,m,n\n2018,1,5\n2019,2,6\n", "series: n"),
    (
      "district,year,n\nA,2018,5\nB,2018,1\nA,2019,6\nB,2019,2\n",
      "time: year, value: n, series: A"
    ),
    (
      "district,year,n,m\nA,2018,5,50\nB,2018,1,10\nA,2019,6,60\nB,2019,2,20\n",
      "time: year, value: n, series: A"
    ),
    (
      "district,year,n,m\nA,2018,5,50\nB,2018,1,10\nA,2019,6,60\nB,2019,2,20\n",
      "value: n, series: A"
    ),
  ])
  func `the layouts of forecast are those of a history`(table: String, keys: String) throws {
    #expect(try history(table, keys).sorted() == ["2018: 5.0", "2019: 6.0"])
  }

  @Test func `a calendar is a history`() throws {
    let found = try history(
      "年份,1季度,2季度,3季度,4季度\n2018,1,2,3,4\n2019,5,6,7,8\n", "", step: "quarter")
    #expect(found.sorted().prefix(2) == ["2018-Q1: 1.0", "2018-Q2: 2.0"])
    #expect(found.count == 8)
  }

  @Test(arguments: [
    "year,n\n2006-07,200\n2007-08,230\n2008-09,260\n", "year,n\n2010/11,5\n2011/12,6\n",
  ])
  func `years that begin in one and end in the next are no months`(table: String) {
    #expect {
      try history(table, "", step: "month")
    } throws: {
      "\($0)".contains("may be a month or a year that begins in one and ends in the next")
    }
  }

  @Test func `dates of a history that are pairs of years are no months`() throws {
    func read(_ history: String) throws -> [Period] {
      try Scenario(
        text: """
          waymark: 1
          time: {start: 2000, end: 2025, step: month}
          indicators: {n: {kind: output, unit: stations, history: {\(history)}}}
          """, name: "a.yaml"
      ).indicators[0].history.map(\.period)
    }
    #expect {
      try read("2006-07: 5, 2007-08: 6, 2008-09: 7")
    } throws: { "\($0)".contains("write the year in which each ends, or months as 2006M07") }
    #expect(
      try read("2006M07: 5, 2007M08: 6, 2008M09: 7") == [
        Period(year: 2006, month: 7), Period(year: 2007, month: 8), Period(year: 2008, month: 9),
      ])
    #expect(try read("2006-07: 5, 2007-08: 6").count == 2)
  }

  @Test(arguments: [
    (
      "year,m,n\n2018,1,5\n2019,2,6\n", "",
      "holds several series: m, n; name one, as in `series: m`"
    ),
    ("year,m,n\n2018,1,5\n2019,2,6\n", "series: k", "the table has no series `k`, but m, n"),
    ("year,n\n2018,5\n2019,6\n", "series: n", "the table holds one series only; remove it"),
    (
      "district,year,n\nA,2018,5\nB,2018,1\nA,2019,6\nB,2019,2\n", "time: year, value: n",
      "holds several series: A, B; name one, as in `series: A`"
    ),
    (
      "district,year,n,m\nA,2018,5,50\nB,2018,1,10\n", "series: A",
      "“n”, “m” hold numbers; choose one with `value:`"
    ),
  ])
  func `which of several series is meant has to be said`(
    table: String, keys: String, words: String
  ) throws {
    #expect {
      try history(table, keys)
    } throws: { "\($0)".contains(words) }
  }

  @Test func `days are months, thousands are read, units stay the scenario's`() throws {
    #expect(
      try history(
        "d,n\n2018-12-31,\"13,500\"\n2019-01-31,1.4万\n", "time: d, value: n", step: "month")
        == ["2018-12: 13500.0", "2019-01: 14000.0"])
  }

  private func scenario(
    _ table: String, value: String, unit: String, step: String = "year"
  ) throws -> Scenario {
    let own = try TemporaryFolder()
    try table.write(toFile: own.path + "/t.csv", atomically: true, encoding: .utf8)
    try """
    waymark: 1
    time: {start: 2015, end: 2025, step: \(step)}
    indicators:
      n:
        kind: output
        \(unit.isEmpty ? "" : "unit: \(unit)")
        history: {file: t.csv, value: "\(value)"}
        growth: {model: exponential}
    """.write(toFile: own.path + "/a.yaml", atomically: true, encoding: .utf8)
    return try Scenario(file: own.path + "/a.yaml")
  }

  @Test(arguments: [
    ("年份,v(万元)\n2018,12000\n2019,\"13,000\"\n", "v(万元)", "亿元", "“v(万元)” is in 万元: made 亿元"),
    ("年份,v(万元)\n2018,12000\n2019,1.3亿元\n", "v(万元)", "亿元", "“v(万元)” is in 万元: made 亿元"),
    ("年份,v\n,万元\n2018,12000\n2019,13000\n", "v", "亿元/年", "“v” is in 万元: made 亿元/年"),
    ("单位：万元,\n年份,v\n2018,12000\n2019,13000\n", "v", "亿元", "“v” is in 万元: made 亿元"),
    ("指标,单位,2018,2019\nv,万元,12000,13000\n", "v", "亿元", "“v” is in 万元: made 亿元"),
    ("年份,v/km\n2018,0.0012\n2019,0.0013\n", "v/km", "m", "“v/km” is in km: made m"),
    (
      "年份,v(%)\n2018,1.2\n2019,1.3\n", "v(%)", "",
      "“v(%)” is in %, and the indicator has no `unit`: taken as they stand"
    ),
    ("年份,v(家)\n2018,1.2\n2019,1.3\n注：x\n", "v(家)", "stations", "text left out in line 4"),
  ])
  func `the unit of a table is made that of the indicator and said`(
    table: String, value: String, unit: String, words: String
  ) throws {
    let scenario = try scenario(table, value: value, unit: unit)
    #expect(scenario.indicators[0].history.map(\.value) == [1.2, 1.3])
    let notes = try CompiledScenario(scenario).notes.map(\.english)
    let own = notes.filter { $0.hasPrefix("n: history from t.csv: ") }
    #expect(own.count == 1 && own[0].contains(words), "\(notes)")
  }

  @Test(arguments: [
    "年份,v(万元),w\n2018,12000,5\n2019,13000,6\n", "单位：万元,,\n年份,v(万元),w\n2018,12000,5\n2019,13000,6\n",
    "指标,单位,2018,2019\nv(万元),万元,12000,13000\nw,元,5,6\n",
  ])
  func `of several series each has its own unit`(table: String) throws {
    let own = try TemporaryFolder()
    try table.write(toFile: own.path + "/t.csv", atomically: true, encoding: .utf8)
    try """
    waymark: 1
    time: {start: 2015, end: 2025}
    indicators: {n: {kind: output, unit: 亿元, history: {file: t.csv, series: v(万元)}}}
    """.write(toFile: own.path + "/a.yaml", atomically: true, encoding: .utf8)
    let scenario = try Scenario(file: own.path + "/a.yaml")
    #expect(scenario.indicators[0].history.map(\.value) == [1.2, 1.3])
  }

  @Test(arguments: [
    ("年份,v(公里)\n2018,1\n2019,2\n", "v(公里)", "`v(公里)` is in 公里"),
    ("年份,v(万元)\n2018,12000\n2019,> 13000\n", "v(万元)", "`> 13000` is no number alone"),
    (
      "年份,v(万元)\n2018,12000\n2019,\"29,0\"\n", "v(万元)",
      "`29,0` is not a number; write decimals behind a point"
    ),
    ("年份,v(亿元)\n2018,9800\n2019,1.1万\n", "v(亿元)", "counts in “亿元”"),
    ("年份,v\n2018,9800\n2019,1.02亿\n", "v", "a thousand times its neighbour"),
    ("年份,v\n2018,9800\n*2019,9900\n", "v", "`*2019`"),
  ])
  func `what contradicts the unit of the indicator is refused`(
    table: String, value: String, words: String
  ) {
    let error = #expect(throws: (any Error).self) {
      try scenario(table, value: value, unit: "亿元")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
  }

  @Test(arguments: [
    ("月份,v(亿元)\n2020-01,25\n2020-02,26\n", "v(亿元)", "亿元/年", "with its time: `亿元/月`"),
    ("季度,v(亿元)\n2020-Q1,25\n2020-Q2,26\n", "v(亿元)", "亿元/年", "time: `亿元/季`"),
    ("单位：亿元,\n月份,v\n2020-01,25\n2020-02,26\n", "v", "亿元/年", "time: `亿元/月`"),
    (
      "month,v (bn yuan)\n2020-01,25\n2020-02,26\n", "v (bn yuan)", "bn yuan/year",
      "time: `bn yuan/month`"
    ),
    ("年份,v(亿元)\n2020,25\n2021,26\n", "v(亿元)", "亿元/月", "time: `亿元/年`"),
  ])
  func `an amount of a month is no amount of a year`(
    table: String, value: String, unit: String, words: String
  ) {
    let error = #expect(throws: (any Error).self) {
      try scenario(table, value: value, unit: unit, step: "month")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
  }

  @Test(arguments: [
    ("月份,v(亿元/月)\n2020-01,25\n2020-02,26\n", "v(亿元/月)", 300.0),
    ("年份,v(亿元)\n2020,300\n2021,312\n", "v(亿元)", 300),
    ("月份,v\n2020-01,300\n2020-02,312\n", "v", 300),
  ])
  func `what says its time, or is of a year, is an amount a year`(
    table: String, value: String, first: Double
  ) throws {
    let found = try scenario(table, value: value, unit: "亿元/年", step: "month")
    #expect(found.indicators[0].history.first?.value == first)
  }

  @Test func `a value that is off both of its neighbours is odd, in a forecast as in a history`() {
    let found = OddObservations.find([2021, 2022, 2023], [80e8, 920e8, 100e8], areCounts: true)
    #expect(found.count == 1 && found[0].odd == 1 && found[0].beside == 0 && found[0].other == 2)
    #expect(OddObservations.find([2021, 2022, 2023], [80, 92, 100], areCounts: false).isEmpty)
    // Growth has its precedent in the steps that do not stand beside it, of which these four values have none.
    func odd(_ factor: Double) -> [Int] {
      OddObservations.find(
        [2000, 2001, 2002, 2003], [1, 20, 20 * factor, 400 * factor], areCounts: false
      ).map(\.odd)
    }
    #expect(odd(44) == [] && odd(46) == [2])
    // Where all grow twentyfold a year, 10,000 times is less than twice that and thirtyfold.
    func oddAmong(_ factor: Double) -> [Int] {
      let values = [1, 20, 400, 8e3, 8e3 * factor, 16e4 * factor, 32e5 * factor]
      return OddObservations.find(
        values.indices.map { Double(2000 + $0) }, values, areCounts: false
      ).map(\.odd)
    }
    #expect(oddAmong(1e4) == [] && oddAmong(2e4) == [4])
    // Steps are ranked once: a table of many rows is looked through in a moment.
    var many = [Double](repeating: 5, count: 100_000)
    many[30_000] = 5000
    let slip = OddObservations.find(many.indices.map(Double.init), many, areCounts: false)
    #expect(slip.map(\.odd) == [30_000] && slip.map(\.other) == [30_001])
    // No quotient says how far a number is off that is all but zero.
    #expect(OddObservations.times(1e-300 / 1e20 / 170).english == "a vanishing part of")
    #expect(OddObservations.times(1.0 / 96).english == "about 1/96 of")
    #expect(OddObservations.times(1 / 9.12e151).english == "about 1/9.1e151 of")
    // It was 10.0e+152.
    #expect(OddObservations.quantity(9.97e152) == "1e153")
  }

  @Test func `growth is no value`() throws {
    let error = #expect(throws: (any Error).self) {
      try history("年份,增速(%)\n2018,5\n2019,6\n", "time: 年份, value: 增速(%)")
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("holds rates of growth"))
  }
}
