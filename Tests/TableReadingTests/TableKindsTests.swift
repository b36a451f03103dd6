import TableReading
import Tables
import Testing

/// Kinds of table that were once read as something else.
@Suite struct TableKindsTests {
  private typealias Read = DataFileTests

  private func groups(_ text: String) throws -> [String: [Double]] {
    Dictionary(grouping: try Read.rows(text), by: \.group).mapValues { $0.map(\.value) }
  }

  private func refusal(
    _ text: String, value: String? = nil, cells: CellMeaning? = nil
  ) -> String {
    let error = #expect(throws: (any Error).self) {
      try Read.read(Array(text.utf8), value: value, cells: cells)
    }
    return error.map { "\($0)" } ?? ""
  }

  // MARK: Notes

  @Test(arguments: [
    ("指标,2019,2020\n在营企业,1,2\n注册商标,3,4\n", "注册商标"),
    ("p,2019,2020\nPhones,1,2\nNotebooks,3,4\n", "Notebooks"),
    ("指标,2019,2020\n合计,1,2\n(1)国有,3,4\n", "(1)国有"),
    ("类别,年份,n\n商标,2019,1\n商标,2020,2\n注册企业,2019,3\n注册企业,2020,4\n", "注册企业"),
    ("s,2019,2020\nCoal,1,2\nSource not stated,3,4\n", "Source not stated"),
  ])
  func `a row of numbers is no note, whatever it is called`(text: String, name: String) throws {
    let found = try groups(text)
    #expect(found.count == 2 && found[name] == [3, 4], "\(found)")
  }

  @Test func `a sentence with commas behind the table is a note`() throws {
    let (rows, remarks) = try Read.read(
      Array("year,n\n2018,5\n2019,6\nSource: bureau, 2022, p. 5\n".utf8))
    #expect(rows.map(\.value) == [5, 6])
    #expect(remarks.contains("text left out in line 4"))
  }

  @Test func `sums and means under the dates are left out and said`() throws {
    let (rows, remarks) = try Read.read(Array("年份,n\n2018,5\n2019,6\n合计,11\n平均,5.5\n".utf8))
    #expect(rows.map(\.value) == [5, 6])
    #expect(
      remarks.contains("“合计” in line 4 left out") && remarks.contains("“平均” in line 5 left out"))
  }

  // MARK: Headers

  @Test func `a title as wide as the table is no header`() throws {
    let text = "表3 固定资产投资,单位：亿元\n月份,累计值\n2021年2月,50\n2021年3月,90\n2021年4月,120\n"
    #expect(try Read.rows(text).map(\.value) == [25, 25, 40, 30])
    #expect(
      refusal("表1 工业,单位：%\n月份,累计增长\n2022年3月,5\n2022年4月,4\n")
        .contains("growth of sums from the beginning of the year"))
    let (_, remarks) = try Read.read(Array("2020年,企业情况\n年份,企业数\n2018,1\n2019,2\n".utf8))
    #expect(remarks.contains("dates from “年份”, values from “企业数”"))
  }

  @Test(arguments: [
    "地区,2019,,2020,\n,产值,利润,产值,利润\n福田,1,2,3,4\n",
    ",企业数,,产值,\n年份,总数,新增,总数,新增\n2019,1,2,3,4\n2020,1,2,3,4\n",
    "月份,总产值,\n,本月,累计\n2022年1月,10,10\n2022年2月,12,22\n",
  ])
  func `two rows of names are refused`(text: String) {
    #expect(refusal(text).contains("lines 1 and 2 both name columns"))
  }

  // MARK: Growth

  @Test(arguments: [
    "高增长企业占比(%)", "stock exchange listed firms (%)", "momentum index (%)",
    "share of climate change projects (%)", "高新技术企业增长极企业占比(%)", "climate change (%)",
    "unemployment rate change in region (%)", "新增企业同比增长数(%)",
  ])
  func `a share whose name holds a word of growth is none`(name: String) throws {
    #expect(try Read.rows("年份,\(name)\n2018,12\n2019,13\n2020,15\n").map(\.value) == [12, 13, 15])
  }

  @Test(arguments: [
    "GDP growth (annual %)", "growth rate of firms (%)", "sales y/y (%)", "YoY %",
    "annual change (%)",
    "社会消费品零售总额_同比增长(%)", "人口自然增长率%", "价格涨幅(%)",
  ])
  func `a word of growth at the end or alone is growth`(name: String) throws {
    #expect(try Read.rows("年份,\(name)\n2018,10\n2019,10\n").map(\.value) == [100, 110, 121])
  }

  @Test(arguments: ["GDP指数(上年=100)", "CPI（上年=100）同比(%)", "CPI (previous year = 100)"])
  func `an index whose base is the year before is growth`(name: String) throws {
    #expect(try Read.rows("年份,\(name)\n2018,110\n2019,95\n").map(\.value) == [100, 110, 104.5])
  }

  @Test func `an index of one base is levels, and a rate without its unit is refused`() throws {
    #expect(try Read.rows("年份,GDP指数(2015=100)\n2018,110\n2019,95\n").map(\.value) == [110, 95])
    let text = "年份,GDP增速\n2018,6.7\n2019,6\n"
    #expect(refusal(text).contains("say --cells growth for percent, --cells levels"))
    #expect(try Read.rows(text, cells: .levels).map(\.value) == [6.7, 6])
  }

  @Test(arguments: [
    (
      "年份,增长(%)\n2018,5\n2019,约8\n",
      "a.csv:3: “增长(%)” has “约8”, which is not a number; write the number alone, or leave the cell empty"
    ),
    (
      "年份,GDP同比(%)\n2020,4\n2021,5\n2022,持平\n",
      "a.csv:4: “GDP同比(%)” has “持平”, which is not a number; write 0"
    ),
    (
      "月份,本年累计\n2022-01,10\n2022-02,约21\n2022-03,30\n",
      "a.csv:3: “本年累计” has “约21”, which is not a number; write the number alone, or leave the cell empty"
    ),
    (
      "月份,本年累计\n2022-01,10\n2022-02,21\n2022-02,25\n",
      "a.csv: 2022-02 stands in two rows of “本年累计”, lines 3 and 4; keep one of them"
    ),
    (
      "年份,增长(%)\n2019,5\n2020,6\n2020,6.1\n",
      "a.csv: 2020 stands in two rows of “增长(%)”, lines 3 and 4; keep one of them"
    ),
  ])
  func `no cell of what is computed from all is passed over`(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  // MARK: Series

  @Test(arguments: [
    "序号,地区,年份,n\n1,A,2019,1\n2,A,2020,2\n3,B,2019,3\n4,B,2020,4\n",
    "id,region,year,n\n0,A,2019,1\n1,A,2020,2\n2,B,2019,3\n3,B,2020,4\n",
    "序号,地区,2019,2020\n1,A,1,2\n2,B,3,4\n", "地区,年份,n\nA,2019,1\n,2020,2\nB,2019,3\n,2020,4\n",
    "地区,年份,n,备注\nA,2019,1,\nA,2020,2,初步\nB,2019,3,\nB,2020,4,初步\n",
    "flag,geo,year,n\n,A,2019,1\np,A,2020,2\n,B,2019,3\np,B,2020,4\n",
    "区划代码,地区,年份,n\n1,A,2019,1\n1,A,2020,2\n2,B,2019,3\n2,B,2020,4\n",
  ])
  func `series are named by names`(text: String) throws {
    #expect(try groups(text) == ["A": [1, 2], "B": [3, 4]])
  }

  @Test func `the fewest columns name the series`() throws {
    let text = """
      DATAFLOW,LAST UPDATE,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
      X,02/05/24,EUR,DE,2019,1,
      X,02/05/24,EUR,DE,2020,2,p
      X,02/05/24,NR,DE,2019,3,
      X,02/05/24,NR,DE,2020,4,p
      X,02/05/24,EUR,FR,2019,5,
      X,02/05/24,EUR,FR,2020,6,p
      """
    #expect(try groups(text) == ["DE, EUR": [1, 2], "DE, NR": [3, 4], "FR, EUR": [5, 6]])
    #expect(
      try groups("指标,单位,2019,2020\nGDP,亿元,1,2\nGDP,%,3,4\n人口,万人,5,6\n").keys.sorted()
        == ["GDP, %", "GDP, 亿元", "人口, 万人"])
  }

  @Test func `a unit that changes within a series is refused`() {
    #expect(
      refusal("指标,单位,年份,n\nGDP,亿元,2019,8000\nGDP,万亿元,2020,1.1\n")
        .contains("a.csv:3: the row is in “万亿元”, and those of the same series above in “亿元”"))
    #expect(
      refusal("单位：亿元,\n年份,产值\n2018,8000\n2019,1.1万亿\n").contains("counts in “亿元”"))
    #expect(refusal("年份,产值\n,亿元\n2018,8000\n2019,1.1万\n").contains("counts in “亿元”"))
  }

  @Test(arguments: [
    ("指标,2019,2020\n一、企业,,\n合计,1,2\n二、专利,,\n合计,3,4\n", "lines 3 and 5 are both called “合计”"),
    ("item,2019年,2020年,2020\nfirms,1,2,3\n", "columns “2020年” and “2020” are the same date"),
    (
      "year,n\n2014,1\n2015,x\n2016,(D)\n2017,c\n",
      "a.csv:3: column “n” has “x”, which is not a number, nor a word"
    ),
    ("地区,1月,2月\n福田,1,2\n", "a.csv:1: the year of “1月” is missing"),
    ("<html><table><tr><td>年份</td></tr>", "is a web page"),
    ("[{\"year\":2019,\"n\":1}]", "is JSON"),
  ])
  func `what cannot be read says what to do`(text: String, words: String) {
    #expect(refusal(text).contains(words))
  }

  // MARK: Calendars and quarters

  private static let months: [Double] = [1, 2, 13, 14].map { 2020 + $0 / 12 }

  @Test(arguments: [
    "月份,2020年,2021年\n1月,1,3\n2月,2,4\n", "month,2020,2021\nJan,1,3\nFeb,2,4\n",
    "月份,2020,2021\n1,1,3\n2,2,4\n合计,3,7\n", "月份,2020,2021\n1月,1,3\n2月,2,4\n全年,3,7\n",
    "月份,2020年,2021年\n1月,1,3\n1-2月,3,7\n",
  ])
  func `years across and months down are one series`(text: String) throws {
    let rows = try Read.rows(text).sorted { $0.time < $1.time }
    #expect(rows.map(\.value) == [1, 2, 3, 4])
    #expect(zip(rows, Self.months).allSatisfy { abs($0.time - $1) < 1e-9 })
  }

  @Test(arguments: [
    "季度,2020,2021\n一季度,1,5\n二季度,2,6\n三季度,3,7\n四季度,4,8\n",
    "年份,1季度,上半年,前三季度,全年\n2020,1,3,6,10\n2021,5,11,18,26\n",
    "季度,n\n2020-1,1\n2020-2,2\n2020-3,3\n2020-4,4\n2021-1,5\n2021-2,6\n2021-3,7\n2021-4,8\n",
    "季度,n\n202001,1\n202002,2\n202003,3\n202004,4\n202101,5\n202102,6\n202103,7\n202104,8\n",
    "年份,季度,n\n2020,1季度,1\n,2季度,2\n,3季度,3\n,4季度,4\n2021,1季度,5\n,2季度,6\n,3季度,7\n,4季度,8\n",
  ])
  func `quarters are quarters`(text: String) throws {
    let rows = try Read.rows(text).sorted { $0.time < $1.time }
    #expect(rows.map(\.value) == [1, 2, 3, 4, 5, 6, 7, 8])
    let ends: [Double] = (1...8).map { 2020 + Double($0) / 4 }
    #expect(rows.map(\.time) == ends)
  }

  @Test(arguments: [
    "月份,零售\n2022年1-2月,200\n2022年3月,110\n2022年4月,120\n",
    "年份,月份,零售\n2022,1-2,200\n2022,1-3,310\n2022,1-4,430\n",
    "年份,1-2月,1-3月,1-4月\n2022,200,310,430\n",
  ])
  func `January and February together are halves`(text: String) throws {
    #expect(try Read.rows(text).map(\.value) == [100, 100, 110, 120])
  }

  @Test(arguments: [
    "时间,产值\n2021年,100\n2022年,110\n2023年1-6月,60\n", "指标,2021年,2022年,2023年1-6月\n产值,100,110,60\n",
    "时间,产值\n2022年上半年,50\n2022年,110\n2023年上半年,60\n2023年,120\n",
    "月份,产值累计值\n2021年12月,100\n2022年12月,110\n2023年6月,60\n",
  ])
  func `parts of years among whole ones are refused`(text: String) {
    #expect(refusal(text).contains("leave out the parts of years"))
  }
}
