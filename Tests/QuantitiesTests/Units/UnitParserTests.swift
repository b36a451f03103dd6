import Quantities
import Testing
import _TestSupport

@Suite struct UnitParserTests {
  let parser = UnitParser(labels: ["stations", "enterprises", "facilities"])

  static let money = Dimension([.yuan: 1])
  static let moneyPerYear = Dimension([.yuan: 1, .time: -1])
  static let area = Dimension([.length: 2])

  /// Sizes by hand from the definitions: 1 亩 = 2000/3 m², 1 year = 12 months = 8766 hours.
  static let table: [(String, Dimension, Double, Double)] = [
    ("yuan", money, 1, 1),
    ("bn yuan/year", moneyPerYear, 1e9, 1e9),
    ("bn yuan per year", moneyPerYear, 1e9, 1e9),
    ("billion yuan a year", moneyPerYear, 1e9, 1e9),
    ("亿元", money, 1e8, 1e8),
    ("亿元/年", moneyPerYear, 1e8, 1e8),
    ("万亿元", money, 1e12, 1e12),
    ("百万元", money, 1e6, 1e6),
    ("10000 yuan", money, 1e4, 1e4),
    ("10,000 yuan", money, 1e4, 1e4),
    ("1e4 yuan", money, 1e4, 1e4),
    ("万 yuan", money, 1e4, 1e4),
    ("m2", area, 1, 1),
    ("m^2", area, 1, 1),
    ("m²", area, 1, 1),
    ("square metres", area, 1, 1),
    ("km2", area, 1e6, 1),
    ("平方公里", area, 1e6, 1),
    ("万平方米", area, 1e4, 1e4),
    ("ha", area, 1e4, 1),
    ("亩", area, 2000.0 / 3, 1),
    ("km", Dimension([.length: 1]), 1000, 1),
    ("yuan/m2/year", Dimension([.yuan: 1, .length: -2, .time: -1]), 1, 1),
    ("stations", .none, 1, 1),
    ("station", .none, 1, 1),
    ("家", .none, 1, 1),
    ("万家", .none, 1e4, 1e4),
    ("万人", .none, 1e4, 1e4),
    ("stations/month", .rate, 12, 1),
    ("stations / month", .rate, 12, 1),
    ("per year", .rate, 1, 1),
    ("1/year", .rate, 1, 1),
    ("per quarter", .rate, 4, 1),
    ("a year", .rate, 1, 1),
    ("a month", .rate, 12, 1),
    ("an hour", .rate, 8766, 1),
    ("facilities per 10,000 people", .none, 1e-4, 1),
    ("%", .none, 0.01, 1),
    ("% per year", .rate, 0.01, 1),
    ("months", .time, 1.0 / 12, 1),
    ("GW", Dimension([.energy: 1, .time: -1]), 8766e9, 1),
    ("kWh", Dimension([.energy: 1]), 1000, 1),
    ("GWh/year", Dimension([.energy: 1, .time: -1]), 1e9, 1),
    ("usd", Dimension([.usd: 1]), 1, 1),
    ("m^-2", Dimension([.length: -2]), 1, 1),
  ]

  @Test(arguments: table)
  func `a unit has the dimension and size of its definition`(
    text: String, dimension: Dimension, scale: Double, magnitude: Double
  ) throws {
    let unit = try parser.unit(text)
    #expect(unit.dimension == dimension)
    #expect(unit.scale.value == scale)
    #expect(unit.magnitude.value == magnitude)
    #expect(unit.symbol == text)
  }

  static let refused: [(String, String)] = [
    ("yaer", "unknown unit 'yaer'; did you mean 'year'?"),
    ("bn yuann", "unknown unit 'yuann'; did you mean 'yuan'?"),
    ("statoins", "unknown unit 'statoins'; did you mean 'stations'?"),
    ("wombats", "unknown unit 'wombats'"),
    ("M yuan", "'M' is ambiguous here; write 'million' or 'm' (metres)"),
    ("", "'' is not a unit: unexpected nothing"),
    (
      "年6个月",
      "'年6个月' holds a second number; write one number and its unit, as in 18 months or 15_000 yuan, or in "
        + "an expression a sum, as in 1 year + 6 months"
    ),
    (
      "per 1 500 stations",
      "'per 1 500 stations' holds a second number; write one number and its unit, as in 18 months or "
        + "15_000 yuan, or in an expression a sum, as in 1 year + 6 months"
    ),
    ("yuan/", "'yuan/' is not a unit: unexpected end"),
    ("yuan//year", "'yuan//year' is not a unit: unexpected '/'"),
    ("yuan(", "'yuan(' is not a unit: unexpected '('"),
    ("^2", "'^2' is not a unit: unexpected a power"),
    ("m^x", "'m^x' is not a unit: unexpected '^' without a whole number"),
    ("square yuan", "'square yuan' is not a unit: unexpected 'yuan' after a power word"),
  ]

  @Test(arguments: refused)
  func `a text that is no unit is refused in words`(text: String, message: String) {
    #expect {
      try parser.unit(text)
    } throws: {
      "\($0)" == message
    }
  }

  @Test func `an indicator may declare new labels but not mistype known units`() throws {
    let unit = try UnitParser().declaredUnit("charging stations")
    #expect(unit.labels == ["charging", "stations"])
    #expect(unit.dimension.isNone)
    #expect(try UnitParser().declaredUnit("high-tech enterprises").labels.count == 2)
    #expect(try UnitParser().declaredUnit("trams").labels == ["trams"])
    #expect(try UnitParser().declaredUnit("万辆车").scale.value == 1e4)
    #expect(throws: QuantityError.unknownUnit(word: "yaer", nearest: "year")) {
      try UnitParser().declaredUnit("bn yuan/yaer")
    }
    #expect(throws: QuantityError.unknownUnit(word: "mounth", nearest: "month")) {
      try UnitParser().declaredUnit("stations per mounth")
    }
  }

  @Test func `a length where an area is expected names both`() throws {
    let length = try parser.unit("kilometres")
    let area = try parser.unit("km2")
    #expect {
      try length.convert(81, to: area)
    } throws: {
      "\($0)" == "expected km2 (an area), found kilometres (a length)"
    }
  }

  /// Whole ratios cancel, so these hold to the last bit.
  static let exact: [(Double, String, String, Double)] = [
    (130, "亿元", "bn yuan", 13), (10, "bn yuan", "bn yuan", 10), (7, "%", "%", 7),
    (2700, "stations/month", "stations/year", 32400), (3, "亩", "m2", 2000),
    (1.5, "万亿元", "亿元", 15000), (6, "months", "years", 0.5), (5, "quarters", "months", 15),
    (0.1, "bn yuan", "万 yuan", 10000),
  ]

  @Test(arguments: exact)
  func `conversions with whole ratios are exact`(
    value: Double, from: String, to: String, expected: Double
  ) throws {
    #expect(try parser.unit(from).convert(value, to: parser.unit(to)) == expected)
  }

  @Test func `converting there and back is the identity within rounding`() throws {
    let units = ["bn yuan", "亿元", "万 yuan", "yuan", "trillion yuan"].compactMap {
      try? parser.unit($0)
    }
    for a in units {
      for b in units {
        let value = try b.convert(a.convert(12.345, to: b), to: a)
        #expect(value.agrees(with: 12.345, within: .fewUlps), "\(a.symbol) \(b.symbol)")
      }
    }
  }

  /// Found by fuzzing: the size of a product outgrew the numbers, and a precondition trapped.
  @Test(arguments: [
    String(repeating: "%", count: 200),
    "1 / " + Array(repeating: "TWh", count: 40).joined(separator: " / "),
    Array(repeating: "bn", count: 60).joined(separator: " ") + " yuan",
    Array(repeating: "month", count: 200).joined(separator: " "),
  ])
  func `a unit that no number holds is refused`(text: String) {
    #expect(throws: QuantityError.unitBeyondNumbers(text: text)) { try parser.unit(text) }
  }
}
