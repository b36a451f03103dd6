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
    ("2022-Q5", "'2022-Q5' is not a date: quarter 5 is outside 1 to 4"),
    (
      "2022-6",
      "'2022-6' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
    (
      "２０２２",
      "'２０２２' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
    ("", "'' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"),
    (
      "2022-06-30",
      "'2022-06-30' is not a date; write a year (2022), a quarter (2022-Q3) or a month (2022-06)"
    ),
  ])
  func `a text that is no period is refused in words`(text: String, message: String) {
    #expect {
      try Period(text)
    } throws: {
      "\($0)" == message
    }
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
