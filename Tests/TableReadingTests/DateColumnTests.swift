import TableReading
import Testing
import Wording

@Suite struct DateColumnTests {
  private func column(_ texts: [String]) throws(LayoutError) -> DateColumn {
    try DateColumn(texts, name: "d", file: "a.csv") { $0 + 2 }
  }

  /// The next period of a series, as a forecast writes it.
  private func next(_ texts: [String], _ perYear: Double) throws -> String? {
    let dates = try column(texts)
    return try #require(dates.form).text(
      at: try #require(dates.coordinates.max()) + 1 / perYear)
  }

  @Test(arguments: [
    (["2018-Q4", "2019-Q1"], 4.0, "2019-Q2"), (["2018Q4", "2019Q1"], 4, "2019Q2"),
    (["Q4 2018", "Q1 2019"], 4, "Q2 2019"), (["2018年第4季度", "2019年第1季度"], 4, "2019年第2季度"),
    (["2018年四季度", "2019年一季度"], 4, "2019年二季度"), (["2018q4", "2019q1"], 4, "2019q2"),
    (["2019-10", "2019-12"], 12, "2020-01"), (["2018/11", "2018/12"], 12, "2019/01"),
    (["2018/8", "2018/9", "2018/12"], 12, "2019/1"), (["2018年12月", "2019年1月"], 12, "2019年2月"),
    (["2018年11月", "2018年12月"], 12, "2019年1月"), (["2018年08月", "2018年12月"], 12, "2019年01月"),
    (["201812", "201912"], 1, "202012"), (["Nov 2018", "Dec 2018"], 12, "Jan 2019"),
    (["May-2018", "June-2018"], 12, "July-2018"), (["2018M11", "2018M12"], 12, "2019M01"),
    (["2018-12-31", "2019-12-31"], 1, "2020-12-31"),
    (["2020-01-31", "2020-02-29"], 12, "2020-03-31"),
    (["2018-01-01", "2018-04-01"], 4, "2018-07-01"), (["2018/1/1", "2018/2/1"], 12, "2018/3/1"),
    (["20181231", "20191231"], 1, "20201231"), (["31.12.2018", "31.12.2019"], 1, "31.12.2020"),
    (["12/31/2018", "12/31/2019"], 1, "12/31/2020"),
    (["31/12/2018", "31/12/2019"], 1, "31/12/2020"),
    (["2018年12月31日", "2019年12月31日"], 1, "2020年12月31日"),
    (["2018-12-31T00:00:00", "2019-12-31T00:00:00"], 1, "2020-12-31T00:00:00"),
    (["2018-12-30", "2019-12-31"], 1, "2020-12"), (["2018年", "2019年"], 1, "2020年"),
    (["2018 [YR2018]", "2019 [YR2019]"], 1, "2020 [YR2020]"), (["２０１８年", "２０１９年"], 1, "2020年"),
    (["二〇一八年", "二〇一九年"], 1, "2020"), (["2020年三月", "2020年四月"], 12, "2020年五月"),
    (["2020年九月", "2020年十月", "2020年十一月"], 12, "2020年十二月"),
    (["2020年十一月", "2020年十二月"], 12, "2021年一月"), (["2020年3月", "2020年四月"], 12, "2020-05"),
  ])
  func `a date ahead has the form of those before`(
    texts: [String], perYear: Double, expected: String
  ) throws {
    #expect(try next(texts, perYear) == expected)
  }

  @Test func `numbers are as they are, and six digits are months where all are`() throws {
    let years = try column(["2018", "2019"])
    #expect(years.form == nil && years.coordinates == [2018, 2019])
    #expect(try column(["2018.0833", "2018.1667"]).form == nil)
    // The ends of December 2018 and of November 2020.
    #expect(try column(["201812", "202011"]).coordinates == [2019, 2020 + 11.0 / 12])
    #expect(try column(["201813", "201912"]).form == nil)
  }

  @Test(arguments: [
    (
      ["2018.1", "2018.2", "2018.10"],
      "a.csv: column “d” has “2018.1”, which may be a month or a part of a year; write months as "
        + "2018-01, parts of a year with more digits (2018.083)"
    ),
    (
      ["05/06/2018", "07/08/2018"],
      "a.csv: column “d” has “05/06/2018”, whose day and month cannot be told apart; write 2018-06-30"
    ),
    (
      ["2009-10", "2010-11", "2011-12"],
      "a.csv: column “d” has “2009-10”, which may be a month or a year that begins in one and ends in "
        + "the next; write the year in which it ends"
    ),
    (
      ["2018-Q1", "2018"],
      "a.csv:3: column “d” has “2018” where “2018-Q1” stands above; keep years, quarters, months or "
        + "days, one of them in a column"
    ),
    (
      ["2018-Q1", "soon"],
      "a.csv:3: column “d” has “soon”, which is not a date; write a year (2022), a quarter (2022-Q3), "
        + "a month (2022-06) or a day (2022-06-30)"
    ),
    (
      ["2018-06", "2018H2"],
      "a.csv:3: column “d” has “2018H2”, which is not a date; it is half a year; write its end, 2018-Q4 "
        + "or 2018-12, for a stock; for a total give both quarters, 2018-Q3 and 2018-Q4, or the year"
    ),
    (
      ["2010", "2015.12", "2016"],
      "a.csv: column “d” has “2015.12”, which may be a month or a part of a year; write months as 2018-01, "
        + "parts of a year with more digits (2018.083)"
    ),
    (
      ["2018", "-2019"],
      "a.csv:3: column “d” has “-2019”, which is not a date; write “2019” alone"
    ),
    (
      ["2018", "*2019"],
      "a.csv:3: column “d” has “*2019”, which is not a date; write “2019” alone"
    ),
    (
      ["2020-Q1", "2020-II"],
      "a.csv:3: column “d” has “2020-II”, which is not a date; write a year (2022), a quarter (2022-Q3), "
        + "a month (2022-06) or a day (2022-06-30)"
    ),
    (
      ["2018", "2019 (est.)"],
      "a.csv:3: column “d” has “2019 (est.)”, which is not a date; write “2019” alone"
    ),
    (
      ["2018年", "2019年(初步)"],
      "a.csv:3: column “d” has “2019年(初步)”, which is not a date; write “2019年” alone"
    ),
    (
      ["2023", "2024（预计）"],
      "a.csv:3: column “d” has “2024（预计）”, which is not a date; what was expected is no observation: "
        + "leave “2024（预计）” out"
    ),
    (
      ["2024", "2025E"],
      "a.csv:3: column “d” has “2025E”, which is not a date; what was expected is no observation: leave "
        + "“2025E” out"
    ),
    (
      ["FY2018", "FY2019"],
      "a.csv:2: column “d” has “FY2018”, which is not a date; write the year in which the fiscal year "
        + "ends, as in 2018"
    ),
    (
      ["107年", "108年"],
      "a.csv:2: column “d” has “107年”, which is not a date; counted from 1912 it is 2018: write that"
    ),
    (
      ["2020-W01", "2020-W02"],
      "a.csv:2: column “d” has “2020-W01”, which is not a date; weeks are no step: add them up to months"
    ),
    (
      ["2020-01-06", "2020-01-13", "2020-01-20"],
      "a.csv: column “d” has a day of every week (“2020-01-06”), and weeks are no step; add them up to "
        + "months, or keep the last one of each"
    ),
    (
      ["1月", "2月"],
      "a.csv:2: column “d” has “1月”, which is not a date; its year is missing: write 2022-06"
    ),
    (
      ["2018-06", "43465"],
      "a.csv:3: column “d” has “43465”, which is not a date; it may be a day as Excel counts them: "
        + "format the column as dates before you save it"
    ),
  ])
  func `what has two readings or none is refused`(texts: [String], message: String) {
    let error = #expect(throws: LayoutError.self) { try column(texts) }
    #expect(error?.description == message)
    #expect(error?.phrase(.zh).contains("列“d”") ?? false)
  }

  /// Each beginning of the cell was looked at: the square of its length, an hour for 10 MB.
  @Test func `a long cell is looked at to the length of a date`() throws {
    let long = String(repeating: "x", count: 500_000)
    #expect(throws: LayoutError.self) { try column(["2018", long]) }
    let error = #expect(throws: LayoutError.self) { try column(["2018", "2019 (est.)" + long]) }
    #expect(error?.description.hasSuffix("write “2019” alone") == true)
  }
}
