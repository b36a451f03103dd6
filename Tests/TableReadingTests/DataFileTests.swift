import TableReading
import Tables
import Testing

/// What a table becomes: dates in years, values, and what is said of it.
@Suite struct DataFileTests {
  /// A row of a table that was read.
  struct Row: Equatable, CustomStringConvertible {
    let group: String
    let time: Double
    let value: Double
    var description: String { "(\(group), \(time), \(value))" }
  }

  static func read(
    _ bytes: [UInt8], time: String? = nil, value: String? = nil, cells: CellMeaning? = nil
  ) throws -> (rows: [Row], remarks: [String]) {
    var request = DataRequest()
    (request.time, request.value, request.cells) = (time, value, cells)
    let file = try DataFile(bytes, file: "a.csv", request)
    let numbers = try NumberColumn(file.table, file.value)
    let name = try #require(file.time)
    let dates = try DateColumn(try file.table.texts(name), name: name, file: "a.csv") {
      file.table.line(ofRow: $0)
    }
    let groups = try file.group.map { try file.table.texts($0) }
    let rows = dates.coordinates.indices.filter { !numbers.numbers[$0].isNaN }.map {
      Row(group: groups?[$0] ?? "", time: dates.coordinates[$0], value: numbers.numbers[$0])
    }
    return (rows, (file.remarks + numbers.remarks).map(\.english))
  }

  static func rows(_ text: String, cells: CellMeaning? = nil) throws -> [Row] {
    try read(Array(text.utf8), cells: cells).rows
  }

  private static func single(_ pairs: [(Double, Double)], group: String = "") -> [Row] {
    pairs.map { Row(group: group, time: $0.0, value: $0.1) }
  }

  // 年份,企业数 / 2018,5 / 2019,6
  private static let plain = single([(2018, 5), (2019, 6)])

  private static let tabbed = "年份\t企业数\r\n2018\t5\r\n2019\t6\r\n"
  private static let little: [UInt8] = tabbed.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  private static let big: [UInt8] = tabbed.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  /// 年份, 深圳 in GBK: the last character is outside the usual ones.
  private static let gbk: [UInt8] = [0xC4, 0xEA, 0xB7, 0xDD, 0x2C, 0xC9, 0xEE, 0xDB, 0xDA]
  private static let marked: [UInt8] = Array("\u{FEFF}year;n\n2018;5\n2019;6\n".utf8)

  private static let inGBK: [UInt8] = gbk + Array("\n2018,5\n2019,6\n".utf8)
  private static let littleEnds: [UInt8] = [0xFF, 0xFE] + little
  private static let bigEnds: [UInt8] = [0xFE, 0xFF] + big

  @Test(arguments: [
    (inGBK, "read as GBK"), (littleEnds, "read as UTF-16"), (bigEnds, "read as UTF-16"),
    (marked, "semicolons separate"),
  ])
  func `a table is read in the usual codes`(bytes: [UInt8], remark: String) throws {
    let (rows, remarks) = try Self.read(bytes)
    #expect(rows == Self.plain)
    #expect(remarks.contains(remark), "\(remarks)")
  }

  @Test(arguments: [
    ("sep=;\nyear;n\n2018;5\n2019;6\n", "semicolons separate"),
    ("year\tn\n2018\t5\n2019\t6\n", "tabs separate"),
    ("year,  n\n2018, 5\n2019, 6\n", "dates from “year”, values from “n”"),
    ("2018,5\n2019,6\n", "no header: dates come first"),
    ("全市企业数,,\n年份,企业数,备注\n2018,5,\n2019,6,预计\n,,\n注：初步核算,,\n", "header in line 2"),
    ("n,year\n5,2018\n-,2020\n6,2019\n", "“-”: missing"),
  ])
  func `a plain table is read however it is kept`(text: String, remark: String) throws {
    let (rows, remarks) = try Self.read(Array(text.utf8))
    #expect(rows.sorted { $0.time < $1.time } == Self.plain)
    #expect(remarks.contains(remark), "\(remarks)")
  }

  @Test func `years run across, in any order, between titles and notes`() throws {
    let text = """
      数据库：年度数据
      时间：最近5年
      指标,2024年,2023年,2022年
      企业单位数(万个),17.69,16.93,"15,720"
      自然增长率(‰),-0.99,-1.48,-0.60
      注：2020年起口径调整
      数据来源：国家统计局
      """
    let (rows, remarks) = try Self.read(Array(text.utf8))
    #expect(rows == Self.single([(2024, 17.69), (2023, 16.93), (2022, 15720)]))
    #expect(remarks.starts(with: ["header in line 3", "text left out in lines 1, 2, 6, 7"]))
    #expect(remarks.contains("growth beside levels is left out: “自然增长率(‰)”"))
    #expect(remarks.contains("values from row “企业单位数(万个)”"))
  }

  @Test func `the World Bank's tables are read`() throws {
    let text = """
      "Data Source","World Development Indicators",

      "Country Name","Country Code","2019","2020",
      "China","CHN",14.28,14.69,
      "France","FRA",2.73,,
      """
    let found = try Self.rows(text)
    #expect(
      found == Self.single([(2019, 14.28), (2020, 14.69)], group: "China")
        + Self.single([(2019, 2.73)], group: "France"))
  }

  @Test func `a column for each of several values, or a name for each of several series`() throws {
    #expect(
      try Self.rows("year,firms,jobs\n2020,5,50\n2021,6,60\n")
        == Self.single([(2020, 5), (2021, 6)], group: "firms")
        + Self.single([(2020, 50), (2021, 60)], group: "jobs"))
    #expect(
      try Self.rows("district,year,n\nA,2020,5\nB,2020,7\nA,2021,6\n").map(\.group)
        == ["A", "B", "A"])
  }

  @Test(arguments: [
    "年,月,值\n2023,11,5\n2023,12,6\n2024,1,7\n", "year,month,n\n2023,Nov,5\n2023,Dec,6\n2024,Jan,7\n",
    "年份,月份,值\n2023年,11月,5\n2023年,12月,6\n2024年,1月,7\n",
  ])
  func `years and their months may stand in two columns`(text: String) throws {
    #expect(
      try Self.rows(text) == Self.single([(2023 + 11.0 / 12, 5), (2024, 6), (2024 + 1.0 / 12, 7)]))
  }

  @Test(arguments: [
    "年份,11月,12月,1月\n2023,5,6,\n2024,,,7\n", "year,Jan,Nov,Dec\n2023,,5,6\n2024,7,,\n",
  ])
  func `a row for each year and a column for each month is a calendar`(text: String) throws {
    #expect(
      try Self.rows(text).sorted { $0.time < $1.time }
        == Self.single([(2023 + 11.0 / 12, 5), (2024, 6), (2024 + 1.0 / 12, 7)]))
  }

  @Test func `a row of units below the names is left out`() throws {
    #expect(
      try Self.rows("年份,企业数,产值\n,家,亿元\n2018,5,50\n2019,6,60\n").map(\.value) == [5, 6, 50, 60])
  }

  // MARK: Sums from the beginning of the year

  /// January and February 200 together, March 110, April 115.5: months of 100, 100, 110, 115.5.
  @Test(arguments: [
    "时间,投资\n2023年1-2月,200\n2023年1-3月,310\n2023年1-4月,425.5\n",
    "时间,投资\n2023年1—2月,200\n2023年1～3月,310\n2023年1至4月,425.5\n",
    "指标,2023年1-4月,2023年1-3月,2023年1-2月\n投资,425.5,310,200\n",
    "指标,2023年4月,2023年3月,2023年2月\n投资_累计值(亿元),425.5,310,200\n",
    "month,sales YTD\n2023-02,200\n2023-03,310\n2023-04,425.5\n",
    "月份,本年累计\n2023-02,200\n2023-03,310\n2023-04,425.5\n",
  ])
  func `months become months, and February alone holds two`(text: String) throws {
    let expected = Self.single([
      (2023 + 1.0 / 12, 100), (2023 + 2.0 / 12, 100), (2023.25, 110), (2023 + 4.0 / 12, 115.5),
    ])
    #expect(try Self.rows(text) == expected)
  }

  @Test func `quarters become quarters`() throws {
    let expected = Self.single([
      (2022.25, 90), (2022.5, 100), (2022.75, 105), (2023, 115), (2023.25, 100),
    ])
    #expect(
      try Self.rows(
        "时间,GDP\n2022年一季度,90\n2022年上半年,190\n2022年前三季度,295\n2022年全年,410\n2023年一季度,100\n")
        == expected)
    #expect(
      try Self.rows(
        "时间,GDP\n2022年1-3月,90\n2022年1-6月,190\n2022年1-9月,295\n2022年1-12月,410\n2023年1-3月,100\n")
        == expected)
  }

  @Test func `a month without the sum before it is left out and said`() throws {
    let (rows, remarks) = try Self.read(
      Array("月份,累计产值\n2023-11,100\n2023-12,112\n2024-01,9\n2024-02,19\n".utf8))
    #expect(rows == Self.single([(2024, 12), (2024 + 1.0 / 12, 9), (2024 + 2.0 / 12, 10)]))
    #expect(remarks.contains("left out, for the sum before is missing: 2023-11"))
  }

  @Test func `what never begins anew is added up over all years, and one year alone is not known`()
    throws
  {
    let users = "月份,累计用户\n2023-11,100\n2023-12,112\n2024-01,119\n"
    #expect(try Self.rows(users).map(\.value) == [100, 112, 119])
    let short = "月份,累计用户\n2023-11,100\n2023-12,112\n"
    let error = #expect(throws: LayoutError.self) { try Self.rows(short) }
    #expect(error?.description.contains("say --cells year-to-date or --cells levels") ?? false)
    #expect(try Self.rows(short, cells: .levels).map(\.value) == [100, 112])
    #expect(try Self.rows(short, cells: .yearToDate).map(\.value) == [12])
  }

  // MARK: Growth

  /// 108, 108 · 1.065, 108 · 1.065 · .99.
  @Test(arguments: [
    "年份,GDP增速(%)\n2019,8\n2020,6.5\n2021,-1\n", "年份,GDP同比\n2019,+8 %\n2020,+6.5%\n2021,-1%\n",
    "年份,GDP\n2019,同比增长8%\n2020,增长6.5%\n2021,同比下降1%\n",
    "指标,2021年,2020年,2019年\n人口增长率(‰),-10,65,80\n",
  ])
  func `growth is an index`(text: String) throws {
    #expect(
      try Self.rows(text)
        == Self.single([(2018, 100), (2019, 108), (2020, 115.02), (2021, 113.8698)]))
  }

  @Test func `growth over the month before is chained by months, over the year before by years`()
    throws
  {
    #expect(
      try Self.rows("月份,环比(%)\n2024-01,1\n2024-02,2\n").map(\.value) == [100, 101, 103.02])
    let quarters = "季度,同比增长(%)\n2023-Q1,4\n2023-Q2,6\n2024-Q1,7\n2024-Q2,5\n"
    #expect(
      try Self.rows(quarters) == Self.single([(2022.5, 100), (2023.5, 106), (2024.5, 111.3)]))
    #expect(throws: LayoutError.self) {
      try Self.rows("年份,增速(%)\n2019,1\n2021,2\n")
    }
    #expect(throws: LayoutError.self) {
      try Self.rows("月份,投资累计增长(%)\n2024-02,1\n2024-03,2\n")
    }
  }

  // MARK: What is refused

  @Test(arguments: [
    ("a,b\n2018,1900\n2019,1950\n", "a.csv: “a” and “b” may hold the dates; say --time"),
    (
      "year\n2018\n2019\n",
      "a.csv: has one column; separate dates and values by commas, semicolons or tabs"
    ),
    (
      "district,year,n,m\nA,2020,5,1\nB,2020,7,2\n",
      "a.csv: “n”, “m” hold numbers; choose one with --value"
    ),
    (
      "name,n\nA,5\nB,6\n",
      "a.csv: no column and no row of dates is found; name the columns with --time and --value, or "
        + "write dates as 2022, 2022-Q3 or 2022-06"
    ),
    (
      "Month,Sales\nJan-23,5\nFeb-23,6\n",
      "a.csv:2: column “Month” has “Jan-23”, which is not a date; write the year with all four digits, "
        + "as in 2022-06"
    ),
    (
      "year,n\n2015,120\n2016,125\n*2017,245\n",
      "a.csv:4: column “year” has “*2017”, which is not a date; write “2017” alone"
    ),
  ])
  func `a layout without one reading is refused with what to do`(
    text: String, message: String
  ) {
    let error = #expect(throws: LayoutError.self) { try Self.rows(text) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    "year,n\n2015,120\n2016\n2017,5\n2018,6\n", "year,n\n2015,120\n2016,1,2\n2017,5\n",
  ])
  func `no row of data is passed over`(text: String) {
    #expect(throws: TableError.self) { try Self.rows(text) }
  }

  @Test func `where dates run across, columns of dates are not named`() throws {
    let text = Array("指标,2024年,2023年\nGDP,2,1\n人口,4,3\n".utf8)
    let error = #expect(throws: LayoutError.self) {
      try Self.read(text, time: "指标", value: "2024年")
    }
    #expect(
      error?.description
        == "a.csv: dates are the columns of this table; leave out --time, and name a row with --value, "
        + "or none for all: “GDP”, “人口”")
    #expect(try Self.read(text, value: "人口").rows == Self.single([(2024, 4), (2023, 3)]))
    let other = #expect(throws: LayoutError.self) { try Self.read(text, value: "人囗") }
    #expect(other?.description.contains("the rows are “GDP”, “人口”") ?? false)
  }

  @Test(arguments: [("value", "name"), ("value", nil), ("log(value)", "name")])
  func `units that change within a series are refused where columns are named too`(
    value: String, group: String?
  ) {
    var request = DataRequest()
    (request.time, request.value, request.group) = ("year", value, group)
    let text = "year,name,value,unit\n2010,a,100,亿元\n2011,a,11,bn yuan\n"
    let error = #expect(throws: LayoutError.self) {
      try DataFile(Array(text.utf8), file: "a.csv", request)
    }
    #expect(
      error?.description
        == "a.csv:3: the row is in “bn yuan”, and those of the same series above in “亿元”; write all in one unit"
    )
  }

  @Test func `named columns have the unit of their rows`() throws {
    var request = DataRequest()
    (request.time, request.value, request.group) = ("year", "value", "name")
    func file(_ text: String) throws -> DataFile {
      try DataFile(Array(text.utf8), file: "a.csv", request)
    }
    let one = try file("year,name,value,unit\n2010,a,1,亿元\n2010,b,2,亿元\n2011,b,3,\n")
    #expect(one.unit == "亿元")
    let two = try file("year,name,value,unit\n2010,a,1,亿元\n2010,b,2,家\n")
    #expect(two.unit == nil)
    #expect(two.unit(of: "a") == "亿元" && two.unit(of: "b") == "家")
    // A column of the name that holds something else tells nothing.
    #expect(try file("year,name,value,unit\n2010,a,1,north\n2011,a,2,south\n").unit == nil)
    let error = #expect(throws: LayoutError.self) {
      try file("year,name,value,unit\n2010,a,1 万元,亿元\n")
    }
    #expect(error?.description.contains("write all in one unit") == true)
  }

  @Test func `numbers under units are values`() throws {
    #expect(
      try Self.rows("year,units\n2018,5\n2019,6\n") == Self.single([(2018, 5), (2019, 6)]))
  }

  @Test func `a character of UTF-16 that is cut is damage`() {
    let half: [UInt8] = [0x00, 0xD8]
    for (bytes, line) in [
      (Array(Self.littleEnds.dropLast(3)), 3),
      (Self.littleEnds + half, 4), (Array(Self.littleEnds.prefix(2)) + half + Self.little, 1),
    ] {
      #expect(throws: TableError.cutUTF16(file: "a.csv", line: line)) { try Self.read(bytes) }
    }
  }

  @Test func `what is no text says what to do`() {
    let workbook = #expect(throws: TableError.self) {
      try Self.read([0x50, 0x4B, 3, 4] + Array("xl/worksheets".utf8))
    }
    #expect(
      workbook?.description
        == "a.csv: is a workbook; save its sheet as CSV (UTF-8), or run "
        + "`libreoffice --headless --convert-to csv a.csv`")
    // Größe in the code of Western Europe is no Chinese.
    #expect(throws: TableError.notUTF8(file: "a.csv", line: 1, column: 8)) {
      try Self.read(Array("Jahr;Gr".utf8) + [0xF6, 0xDF] + Array("e\n2018;5\n2019;6\n".utf8))
    }
  }

  /// Found by fuzzing: a d of the text stood for a number that was not there.
  @Test(arguments: ["\n2-D", "2018年d月d日,1\n"])
  func `a letter is no digit of a date`(text: String) {
    #expect(throws: (any Error).self) { try Self.rows(text) }
  }
}
