import Quantities
import Testing

@Suite struct PeriodTests {
  @Test(arguments: ["2022", "2022-Q3", "2022-06", "2022-12", "0001", "2000-Q1"])
  func `a period prints as it is read`(text: String) throws {
    #expect(try Period(text).description == text)
  }

  @Test(arguments: [
    ("22", "'22' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"),
    ("2022-13", "'2022-13' is not a date: month 13 is outside 01 to 12"),
    ("2022-00", "'2022-00' is not a date: month 00 is outside 01 to 12"),
    (
      "d-2022",
      "'d-2022' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
    (
      "2022年D月",
      "'2022年D月' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
    ("2022-Q5", "'2022-Q5' is not a date: quarter 5 is outside 1 to 4"),
    ("", "'' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"),
    ("2022-06-30", "'2022-06-30' is a day; write the month 2022-06 or the year 2022"),
    (
      "2022-06-30T12:00",
      "'2022-06-30T12:00' is a day; write the month 2022-06 or the year 2022"
    ),
    (
      "2022-d-dte",
      "'2022-d-dte' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
    ("2022/6/30", "'2022/6/30' is a day; write the month 2022-06 or the year 2022"),
    ("20220630", "'20220630' is a day; write the month 2022-06 or the year 2022"),
    ("2022年6月30日", "'2022年6月30日' is a day; write the month 2022-06 or the year 2022"),
    ("30th June 2022", "'30th June 2022' is a day; write the month 2022-06 or the year 2022"),
    ("June 30, 2022", "'June 30, 2022' is a day; write the month 2022-06 or the year 2022"),
    (
      "2026-H1",
      "'2026-H1' is half a year; write its end, 2026-Q2 or 2026-06, for a stock; for a total give both "
        + "quarters, 2026-Q1 and 2026-Q2, or the year"
    ),
    (
      "H2 2026",
      "'H2 2026' is half a year; write its end, 2026-Q4 or 2026-12, for a stock; for a total give both "
        + "quarters, 2026-Q3 and 2026-Q4, or the year"
    ),
    (
      "2026年上半年",
      "'2026年上半年' is half a year; write its end, 2026-Q2 or 2026-06, for a stock; for a total give both "
        + "quarters, 2026-Q1 and 2026-Q2, or the year"
    ),
    ("十四五", "'十四五' is the five years from 2021 to 2025; write 2025 for their end"),
    ("“十五五”期间", "'“十五五”期间' is the five years from 2026 to 2030; write 2030 for their end"),
    (
      "2027年底",
      "'2027年底' is a part of a year; write the year 2027, or where periods are shorter 2027-12"
    ),
    (
      "2027.06",
      "'2027.06' is a month or a part of a year; write a month as 2027-06, with a hyphen"
    ),
    ("27年", "'27年' is a year of two digits; write all four, as in 2027"),
    ("2027-2030", "'2027-2030' is two years; write one of them"),
    ("201813", "'201813' is not a date: month 13 is outside 01 to 12"),
    ("2027年13月", "'2027年13月' is not a date: month 13 is outside 01 to 12"),
    (
      "5/6/2027",
      "'5/6/2027' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
  ])
  func `a text that is no period is refused in words`(text: String, message: String) {
    #expect {
      try Period(text)
    } throws: {
      "\($0)" == message
    }
  }

  @Test(arguments: [
    ("2027年", "2027"), ("2027 年", "2027"), ("２０２７", "2027"), ("二〇二七年", "2027"), ("2027年度", "2027"),
    ("2027年6月", "2027-06"), ("2027年06月", "2027-06"), ("2027年十二月", "2027-12"),
    ("2027年6月份", "2027-06"), ("2027/06", "2027-06"), ("2027/6", "2027-06"), ("2027-6", "2027-06"),
    ("2027－06", "2027-06"), ("06/2027", "2027-06"), ("Jun 2027", "2027-06"),
    ("June 2027", "2027-06"),
    ("june, 2027", "2027-06"), ("Sept. 2027", "2027-09"), ("2027 May", "2027-05"),
    ("2027-Jun", "2027-06"), ("201806", "2018-06"), ("2018M06", "2018-06"), ("2018Q4", "2018-Q4"),
    ("2018 q4", "2018-Q4"), ("Q4 2018", "2018-Q4"), ("4Q2018", "2018-Q4"), ("2018年4季度", "2018-Q4"),
    ("2018年第四季度", "2018-Q4"), ("2018年四季度", "2018-Q4"),
  ])
  func `a date is read as people write it and printed as files do`(
    text: String, period: String
  ) throws {
    #expect(try Period(text).description == period)
  }

  @Test func `a period stands at its end`() throws {
    #expect(try Period("2022").coordinate == 2022)
    #expect(try Period("2022-06").coordinate == 2022.5)
    #expect(try Period("2022-12").coordinate == 2023)
    #expect(try Period("2022-Q2").coordinate == 2022.5)
    #expect(try Period("2022-Q4").coordinate == 2023)
  }

  @Test func `a month stands before the end of its year on a grid of years`() throws {
    #expect(try Period("2022-12").coordinate(on: .year) == Period("2022").coordinate)
    #expect(try Period("2022-06").coordinate(on: .year) == 2021.5)
    #expect(try Period("2022").coordinate(on: .month) == Period("2022-12").coordinate)
  }

  @Test func `a year on a finer grid is its last period`() throws {
    #expect(try Period("2022").last(on: .month) == Period("2022-12"))
    #expect(try Period("2022").first(on: .quarter) == Period("2022-Q1"))
    #expect(try Period("2022-Q2").last(on: .month) == Period("2022-06"))
    #expect(throws: QuantityError.finerThanGrid(date: "2022-06", step: .year)) {
      try Period("2022-06").last(on: .year)
    }
  }

  @Test func `counting periods crosses years both ways`() throws {
    let start = try Period("2020-11")
    #expect(start.advanced(by: 3) == (try Period("2021-02")))
    #expect(start.advanced(by: -11) == (try Period("2019-12")))
    #expect(try Period("2021-02") - start == 3)
    for step in -30...30 {
      let period = start.advanced(by: step)
      #expect(try Period(period.description) == period)
      #expect(period - start == step)
    }
    #expect(try Period("2021") < Period("2022-01"))
    #expect(try Period("2021") < Period("2021-12"))
  }
}
