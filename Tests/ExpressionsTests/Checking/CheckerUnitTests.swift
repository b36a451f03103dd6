import Expressions
import Quantities
import Testing
import _TestSupport

@Suite struct CheckerUnitTests {
  let scope = TestScope()

  /// Numbers by hand; exact, because the ratios of the units are whole.
  @Test(
    arguments: [
      // A bare number takes the unit of its place.
      ("10", "bn yuan", 10.0), ("2 * 3 + 1", "stations", 7), ("5", "%", 5),
      // Quantities are converted.
      ("10 bn yuan", "bn yuan", 10), ("130 亿元", "bn yuan", 13), ("14 billion yuan", "亿元", 140),
      ("10 bn yuan + 5", "bn yuan", 15), ("5 + 10 bn yuan", "亿元", 150),
      ("10 bn yuan - 20 亿元", "bn yuan", 8), ("max(1 bn yuan, 5 亿元, 2)", "bn yuan", 2),
      // The largest is the first; of equals each has the better place.
      ("rank(3, 1, 2)", nil, 1), ("rank(1, 2, 3)", nil, 3), ("rank(2, 2, 3, 2)", nil, 2),
      ("rank(1 bn yuan, 20 亿元, 5 亿元)", nil, 2), ("rank(4, 4)", nil, 1),
      ("if(2 > 1, 10 bn yuan, 5)", "bn yuan", 10), ("-(3 bn yuan)", "bn yuan", -3),
      // A magnitude without a unit counts the place's unit without its own magnitude.
      ("300 million", "yuan", 3e8), ("8 万", "stations", 80_000), ("80_000", "stations", 80_000),
      ("8 万 + 500", "stations", 80_500), ("8 万", "万家", 8), ("2 * 8 万", "万家", 16),
      ("10 bn yuan + 5 billion", "bn yuan", 15), ("1.25万亿", "亿元", 12_500),
      ("一万二千五百亿", "亿元", 12_500), ("5 万家 + 2万", "万家", 7),
      // A currency may stand before the number, full-width forms are those of the keyboard.
      ("$26.3 bn", "mn usd", 26_300), ("US$ 5 bn/year", "bn usd/year", 5), ("¥5亿", "亿元", 5),
      ("RMB 10 billion", "亿元", 100), ("２ ＊（３＋４）", nil, 14), ("５０％", nil, 0.5),
      ("99-square kilometre", "km2", 99),
      // Percentages are hundredths, and percent in a place counted in percent.
      ("5 %", "%", 5), ("5%", nil, 0.05), ("1 + 5 %", nil, 1.05),
      ("100 bn yuan * 5 %", "bn yuan", 5),
      ("16 %", "per year", 0.16), ("0.1 per year", "per year", 0.1),
      ("12 % per year", "per month", 0.01),
      ("16 % per year", "% per year", 16),
      // Rates.
      ("2700 / month", "stations/month", 2700), ("2700 / month", "stations/year", 32_400),
      ("2700 stations a month", "stations/year", 32_400),
      ("40 * 65 / month", "stations/month", 2600),
      ("2700", "stations/month", 2700), ("24 stations per year", "stations/month", 2),
      ("30 a month", "stations/year", 360), ("0.3 a year", "per year", 0.3),
      ("(20 + 20) a year", "stations/year", 40),
      // Time.
      ("2 months", "years", 2.0 / 12), ("1 year + 6 months", "months", 18),
      ("5 + 6 months", "months", 11),
      // Products of units.
      ("20_000 yuan/m2/year * 500_000 m2", "bn yuan/year", 10),
      ("10 bn yuan / (500_000 m2)", "yuan/m2", 20_000),
      ("14 bn yuan / (160_000 yuan)", nil, 87_500),
      ("(2 km)^2", "km2", 4), ("3 km * 2 km", "ha", 600), ("sqrt(16 km2)", "m", 4000),
      ("123 km2", "m2", 123e6), ("100 GW * 8766 hours", "TWh", 876.6),
      ("exp(log(5 bn yuan / (1 bn yuan)))", nil, 5), ("5000 m / (1 km)", nil, 5),
      ("10 bn yuan / 500_000 m2 / year", "yuan/m2/year", 20_000),
      ("250 bn yuan / year", "bn yuan/year", 250), ("5 % / year", "per year", 0.05),
      // Chinese numerals.
      ("一万五千亿元", "bn yuan", 1500), ("八万", "stations", 80_000), ("二十", "stations", 20),
      ("(1 + 1) years", "months", 24),
      // Digits may stand for characters: 3万5千 was 3·10⁴·5·10³.
      ("3万5千家", "stations", 35_000), ("3万5千 stations", "stations", 35_000),
      ("1亿2千万元", "亿元", 1.2), ("1万2千", "万 stations", 1.2), ("8万5千元/年", "yuan/year", 85_000),
      ("¥1亿2千万", "亿元", 1.2), ("¥1万2千/年", "yuan/year", 12_000),
      ("2 * 2千5百人 + 3万5000", "stations", 40_000),
      // So many points a year, however they are written.
      ("2 %/year", "% per year", 2), ("2 % / year", "% per year", 2), ("16 %", "% per year", 16),
      // What functions make of a ratio is one, as a power is; beside a number it is a factor.
      ("sqrt(16 km2 / (100 km2))", "%", 40), ("sqrt(3 万家 * 3 万家)", "万家", 3),
      ("100 * (1 - sqrt(16 km2 / (100 km2)))", "%", 60),
      ("exp(log(9 km / (36 km)) / 2)", "%", 50), ("40 * exp(0 % per year * 2 years)", "%", 40),
    ] as [(String, String?, Double)])
  func `a quantity is counted in the unit of its place`(
    source: String, unit: String?, expected: Double
  ) throws {
    // Functions are good to an ulp, which their arguments magnify.
    let isFunction = source.contains("exp")
    let number = try #require(try scope.number(source, in: unit))
    #expect(isFunction ? number.agrees(with: expected, within: .ulps(4)) : number == expected)
  }

  /// `1 - share` was 1 % less the share, and `few + many + 5000` 10⁴ times `many + few + 5000`.
  @Test(
    arguments: [
      ("revenue * (1 - share)", "bn yuan/year", "1"), ("1 - share", nil, "1"),
      ("0.05 + 0.1 * share", "per year", "0.05"), ("revenue / (1 + share)", "bn yuan/year", "1"),
      ("max(attraction, share)", nil, "attraction"), ("10 + 9 %", "%", "10"),
      ("share + 15 % + 4", "%", ""), ("many + few + 5000", "stations", "5000"),
      ("few + many + 5000", "stations", "5000"), ("many - 5000", "stations", "5000"),
      ("max(many, 5000)", "stations", "5000"), ("few * (many + few + 1)", nil, "1"),
      ("if(few > 3, many, 5000)", "stations", "5000"), ("2 / year", "% per year", "2 / year"),
      ("sqrt(share * share) - 1", "%", "1"),
    ])
  func `a number that may be in two units is refused`(
    source: String, unit: String?, number: String
  ) {
    let issues = scope.issues(source, in: unit)
    #expect(number.isEmpty ? issues.isEmpty : issues.contains(": '\(number)' "), "\(issues)")
  }

  @Test(
    arguments: [
      ("1 - share", "write 1 %, or the whole as 100 %"),
      ("attraction - share", "write (attraction) * 1 %, or (attraction) * 100 %"),
      ("few + many + attraction", "write its unit, as in (attraction) * 1 万 stations"),
    ])
  func `what is advised of a number in two units can be written`(
    source: String, advice: String
  ) {
    #expect(scope.issues(source).hasSuffix(advice), "\(scope.issues(source))")
    for unit in ["1 %", "100 %"] {
      #expect(scope.issues("(attraction) * \(unit) - share") == "")
    }
    #expect(scope.issues("few + many + (attraction) * 1 stations") == "")
  }

  @Test(
    arguments: [
      ("100 % - share", nil), ("revenue * (100 % - share)", "bn yuan/year"), ("share + 5", "%"),
      ("100 - share", "%"), ("max(share - 2, 0) + 1 + share", "%"), ("0 - share", "per year"),
      ("1 + 8 %", nil), ("many + 5", "万 stations"), ("few + 5000", "stations"),
      ("many + few + 5 stations", "stations"), ("few * (many - 5)", nil),
      ("max(0, many)", "stations"),
      ("revenue + 5", "bn yuan/year"), ("if(share > 50, 1, 2)", nil),
    ])
  func `a number in one unit is in that unit`(source: String, unit: String?) {
    #expect(scope.issues(source, in: unit) == "")
  }

  @Test func `dates are coordinates in years on the grid`() throws {
    #expect(try scope.number("2022-06", in: nil, step: .month) == 2022.5)
    #expect(try scope.number("2022-Q2", in: nil, step: .quarter) == 2022.5)
    #expect(try scope.number("2022-06 + 6 months", in: nil, step: .month) == 2023)
    #expect(
      scope.issues("2022-06", in: "years")
        == "column 1: expected years (a time), found a date")
    var place = scope.place("years")
    place.expectsDate = true
    var graph = ExpressionGraph()
    for (text, end) in [("2022-12", 2022.0), ("2022", 2022), ("2022 + 30 months", 2024.5)] {
      let checked = try Checker.check(text, at: place, in: scope, graph: &graph)
      #expect(graph.constant(checked.node) == end, "\(text)")
      #expect(checked.date != .none)
    }
  }

  @Test func `a name with a unit is converted like a quantity`() throws {
    var graph = ExpressionGraph()
    let checked = try Checker.check(
      "revenue / firms", at: scope.place("million yuan/year"), in: scope, graph: &graph)
    let values = graph.values { $0.index == 0 ? 130 : 600 }
    #expect(values[checked.node.index] == 130.0 / 600 * 1000)
  }

  @Test func `an expression without a place keeps its own unit`() throws {
    var graph = ExpressionGraph()
    let place = scope.place()
    let area = try Checker.check("500_000 m2 * 2", at: place, in: scope, graph: &graph)
    #expect(area.unit?.symbol == "m2")
    #expect(try Checker.check("attraction * 2", at: place, in: scope, graph: &graph).unit == nil)
    #expect(
      try Checker.check("revenue", at: place, in: scope, graph: &graph).unit?.symbol
        == "bn yuan/year")
  }

  @Test func `years cancel rates and stand beside times`() throws {
    #expect(scope.issues("exp(6 % per year * t)") == "")
    #expect(scope.issues("exp(0.31 * (year - 2021.6))") == "")
    #expect(
      scope.issues("step(from: start_year + 6 months)")
        == "column 12: 'start_year' has no unit of time; give its own numbers one, or write "
        + "(start_year) * 1 month or (start_year) * 1 year")
    #expect(scope.issues("date(nansha) + 6 months < 2026-06") == "")
    #expect(
      scope.issues("date(nansha) < year")
        == "column 16: 'year' is a number and cannot be compared with a date; compare dates with "
        + "dates, or write year >= 2024")
    #expect(scope.issues("revenue * t", in: "bn yuan") == "")
    #expect(scope.issues("revenue * (1 + 0.05 * t)", in: "bn yuan/year") == "")
    #expect(scope.issues("0.02 * (1 - firms / 1200)", in: "per year") == "")
    #expect(
      scope.issues(
        "lag(firms, 1) + (yield + 0.3 * lag(firms, 1) / 1200) * (1200 - lag(firms, 1))",
        in: "enterprises") == "")
  }

  @Test(
    arguments: [
      ("81 kilometres", "km2", "column 1: expected km2 (an area), found kilometres (a length)"),
      ("800 enterprises", "bn yuan", "column 1: expected bn yuan (yuan), found enterprises"),
      (
        "10 bn yuan", "bn yuan/year",
        "column 1: expected bn yuan/year (yuan per time), found bn yuan (yuan); write 10 bn yuan/year"
      ),
      (
        "5 %", "bn yuan",
        "column 1: expected bn yuan (yuan), found %; write the amount, or the share of what, as in "
          + "5 % * 400 bn yuan"
      ),
      (
        "1万5", "stations",
        "column 1: '1万5' is not a numeral with one reading; write it in digits, as in 15_000 亿"
      ),
      (
        "5000元2", "yuan",
        "column 5: '元2' holds a second number; write one number and its unit, as in 18 months or "
          + "15_000 yuan, or in an expression a sum, as in 1 year + 6 months"
      ),
      ("10 usd + 5 yuan", "usd", "column 10: a sum of different things: usd (usd) and yuan (yuan)"),
      (
        "revenue < 5 km", nil,
        "column 11: a comparison of different things: bn yuan/year (yuan per time) and km (a length)"
      ),
      ("exp(5 km)", nil, "column 5: exp needs a number without a unit, found km (a length)"),
      ("2^(5 km)", nil, "column 3: an exponent needs a number without a unit, found km (a length)"),
      (
        "(2 km)^0.3", nil,
        "column 1: a power that is not whole needs a number without a unit, found km (a length)"
      ),
      (
        "2万亿元", "亿元/年",
        "column 1: expected 亿元/年 (yuan per time), found 万亿元 (yuan); write 2万亿元/年"
      ),
      (
        "2万", "亿元",
        "column 1: '2万' may be 2万元 or 2万亿元; write the unit, as in 2万元, or digits for so many 亿元"
      ),
      (
        "10 bn yuan + 300 million", "bn yuan",
        "column 14: '300 million' may be 300 million yuan or 300 million bn yuan; "
          + "write the unit, as in 300 million yuan, or digits for so many bn yuan"
      ),
      (
        "(2 + 3 million) bn yuan", nil,
        "column 1: '(2 + 3 million)' may be (2 + 3 million) yuan or (2 + 3 million) bn yuan; "
          + "write the unit, as in (2 + 3 million) yuan, or digits for so many bn yuan"
      ),
      (
        "60m euro", "mn euro",
        "column 3: 'm euro' is ambiguous here; m is a metre; write `mn euro` or `million euro`"
      ),
      (
        "€60m", "mn euro",
        "column 1: 'm €' is ambiguous here; m is a metre; write `mn €` or `million €`"
      ),
      ("81-km", "km2", "column 1: expected km2 (an area), found km (a length)"),
      (
        "十四五", nil, "column 1: '十四五' is the five years from 2021 to 2025; write 2025 for their end"
      ),
      ("5 yaun", "yuan", "column 3: unknown unit 'yaun'; did you mean 'yuan'?"),
      (
        "2 attraction", nil,
        "column 3: 'attraction' is not a unit; to multiply by it write * attraction"
      ),
      ("10 M yuan", "yuan", "column 4: 'M' is ambiguous here; write 'million' or 'm' (metres)"),
      (
        "firms * 0.2", "bn yuan/year",
        "column 1: expected bn yuan/year (yuan per time), found enterprises"
      ),
      ("0.1 per year", "%", "column 1: expected %, found per year (a rate per time)"),
      (
        "ramp(from: 2020, over: 3 km)", nil,
        "column 24: expected years (a time), found km (a length)"
      ),
      (
        "一万五亿", nil,
        "column 1: '一万五亿' is not a numeral with one reading; write it in digits, as in 15_000 亿"
      ),
    ] as [(String, String?, String)])
  func `a mismatch names both units`(source: String, unit: String?, message: String) {
    #expect(scope.issues(source, in: unit) == message)
  }

  /// `firms + 10 %` was a tenth of a firm more.
  @Test(arguments: [
    "firms + 10 %", "firms - share", "max(firms, 10 %)", "if(1 > 0, 10 %, firms)",
    "(firms - share) * 2",
    "20000 enterprises + 10 %", "if(firms > 10 %, 1, 2)",
  ])
  func `a share is not added to things`(source: String) {
    #expect(scope.issues(source).contains("is a share, and things are counted here"), "\(source)")
  }

  @Test func `a share of each year is growth, and no share of anything`() {
    for text in ["10% a year", "10% a year * 400", "10 %/year"] {
      let problem = ExpressionProblem.percentageOfThings(text: text).phrase.english
      #expect(
        problem.contains("`growth_of_at_least: 10") && !problem.hasSuffix("400`"), "\(problem)")
    }
    #expect(
      ExpressionProblem.percentageOfThings(text: "10%").phrase.english.hasSuffix("as in 10% * 400"))
  }

  @Test func `a share of things and a ratio of them may be added`() {
    for source in ["firms * (1 + 10 %)", "firms + 10 % * firms", "5 % + firms / 1200", "firms + 5"]
    {
      #expect(scope.issues(source) == "", "\(source)")
    }
    var place = scope.place("stations")
    place.countsThings = true
    var graph = ExpressionGraph()
    #expect(throws: InvalidExpression.self) {
      try Checker.check("20000 + 10 %", at: place, in: scope, graph: &graph)
    }
  }

  /// `rev / reb - 1` named the unit of a ratio, 亿元/年/亿元/年.
  @Test func `a ratio is a plain number to people`() {
    #expect(
      scope.issues("revenue / revenue - 1", in: "%")
        == "column 21: '1' beside % may be so many % or a plain number; write 1 %, or the whole as 100 %"
    )
  }

  /// `8 % / 12 months` was 8/12 % a month, compounded; once in 20 years is a frequency, not all of them.
  @Test func `a share of twelve months is one of a year`() throws {
    var place = scope.place("per year")
    place.conversion = .compounding
    var graph = ExpressionGraph()
    for (text, share) in [
      ("8 % / 12 months", 0.08), ("8 % a year", 0.08), ("10 % / 6 months", 0.21),
      ("1 / 20 years", 0.05), ("2 / 10 years", 0.2),
    ] {
      let checked = try Checker.check(text, at: place, in: scope, graph: &graph)
      let found = try #require(graph.constant(checked.node))
      #expect(found.agrees(with: share, within: .ulps(32)), "\(text)")
    }
  }

  /// Powers and products outgrow the numbers, and exponents the integers: neither may trap.
  @Test(arguments: [
    "((1 TWh)^9)^9", "1 TWh" + String(repeating: " * 1 TWh", count: 40),
    "((((((1 m)^9)^9)^9)^9)^9)^9",
    "1 / ((1 TWh)^9)^9",
  ])
  func `what is made of units stays within numbers`(source: String) {
    #expect(scope.issues(source).contains("no number holds a unit"))
  }
}
