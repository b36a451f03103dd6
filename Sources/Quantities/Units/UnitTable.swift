internal import Wording

/// The units, magnitudes and counting words that need no declaration.
enum UnitTable {
  struct Entry {
    let names: [String]
    let dimension: Dimension
    let scale: Scale
  }

  /// Hours in a year of 365.25 days, which ties kilowatts to kilowatt hours a year.
  static let hoursPerYear = 8766.0

  private static let area = Dimension([.length: 2])
  private static let volume = Dimension([.length: 3])
  private static let energy = Dimension([.energy: 1])
  private static let power = Dimension([.energy: 1, .time: -1])

  static let entries: [Entry] = [
    Entry(
      names: ["yuan", "cny", "CNY", "rmb", "RMB", "¥", "元", "人民币", "元人民币"],
      dimension: Dimension([.yuan: 1]), scale: .one),
    Entry(
      names: ["usd", "USD", "dollar", "dollars", "$", "US$", "美元"],
      dimension: Dimension([.usd: 1]), scale: .one),
    Entry(
      names: ["eur", "EUR", "euro", "euros", "€", "欧元"], dimension: Dimension([.eur: 1]),
      scale: .one),
    Entry(
      names: ["hkd", "HKD", "HK$", "港元", "港币"], dimension: Dimension([.hkd: 1]), scale: .one),

    Entry(names: ["year", "years", "yr", "yrs", "年"], dimension: .time, scale: .one),
    Entry(
      names: ["quarter", "quarters", "季度", "季", "个季度"], dimension: .time,
      scale: Scale(1, over: 4)),
    Entry(names: ["month", "months", "月", "个月"], dimension: .time, scale: Scale(1, over: 12)),
    Entry(names: ["week", "weeks", "周"], dimension: .time, scale: Scale(28, over: 1461)),
    Entry(names: ["day", "days", "天", "日"], dimension: .time, scale: Scale(4, over: 1461)),
    Entry(
      names: ["hour", "hours", "h", "小时"], dimension: .time, scale: Scale(1, over: hoursPerYear)),

    Entry(
      names: ["m", "metre", "metres", "meter", "meters", "米"],
      dimension: Dimension([.length: 1]), scale: .one),
    Entry(
      names: ["km", "kilometre", "kilometres", "kilometer", "kilometers", "公里", "千米"],
      dimension: Dimension([.length: 1]), scale: Scale(1000)),
    Entry(
      names: ["mile", "miles"], dimension: Dimension([.length: 1]),
      scale: Scale(1_609_344, over: 1000)),
    Entry(names: ["m2", "sqm", "㎡", "平方米", "平米"], dimension: area, scale: .one),
    Entry(names: ["km2", "sqkm", "平方公里", "平方千米"], dimension: area, scale: Scale(1e6)),
    Entry(names: ["ha", "hectare", "hectares", "公顷"], dimension: area, scale: Scale(1e4)),
    Entry(names: ["mu", "亩"], dimension: area, scale: Scale(2000, over: 3)),
    Entry(names: ["m3", "立方米"], dimension: volume, scale: .one),

    Entry(
      names: ["kg", "kilogram", "kilograms", "公斤", "千克"], dimension: Dimension([.mass: 1]),
      scale: .one),
    Entry(
      names: ["t", "tonne", "tonnes", "ton", "tons", "吨"], dimension: Dimension([.mass: 1]),
      scale: Scale(1000)),

    Entry(names: ["Wh"], dimension: energy, scale: .one),
    Entry(names: ["kWh", "千瓦时", "度"], dimension: energy, scale: Scale(1e3)),
    Entry(names: ["MWh", "兆瓦时"], dimension: energy, scale: Scale(1e6)),
    Entry(names: ["GWh"], dimension: energy, scale: Scale(1e9)),
    Entry(names: ["TWh"], dimension: energy, scale: Scale(1e12)),
    Entry(names: ["W", "watt", "watts", "瓦"], dimension: power, scale: Scale(hoursPerYear)),
    Entry(
      names: ["kW", "kilowatt", "kilowatts", "千瓦"], dimension: power,
      scale: Scale(hoursPerYear * 1e3)),
    Entry(
      names: ["MW", "megawatt", "megawatts", "兆瓦"], dimension: power,
      scale: Scale(hoursPerYear * 1e6)),
    Entry(
      names: ["GW", "gigawatt", "gigawatts", "吉瓦"], dimension: power,
      scale: Scale(hoursPerYear * 1e9)),
    Entry(names: ["TW"], dimension: power, scale: Scale(hoursPerYear * 1e12)),

    Entry(names: ["%", "percent", "％"], dimension: .none, scale: Scale(1, over: 100)),
    Entry(names: ["‰", "permille"], dimension: .none, scale: Scale(1, over: 1000)),
    Entry(names: ["share", "shares", "ratio"], dimension: .none, scale: .one),
  ]

  /// What money of each kind measures.
  static let currencies: Set<Dimension> = Set(
    [.yuan, .usd, .eur, .hkd].map { Dimension([$0: 1]) })

  /// The unit that each word names.
  static let units: [String: Entry] = {
    var table: [String: Entry] = [:]
    for entry in entries { for name in entry.names { table[name] = entry } }
    return table
  }()

  /// The factor that each magnitude word stands for.
  static let magnitudes: [String: Double] = [
    "hundred": 1e2, "thousand": 1e3, "thousands": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "mn": 1e6, "mln": 1e6,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9,
    "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "trn": 1e12,
    "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7,
    "亿": 1e8, "十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12,
    "萬": 1e4, "億": 1e8, "萬億": 1e12,
  ]

  /// Words with two customary readings, and what to write.
  static let ambiguous: [String: Phrase] = [
    "M": Phrase("write 'million' or 'm' (metres)", "请写 'million' 或 'm'（米）"),
    "MM": Phrase("write 'million'", "请写 'million'"),
    "B": Phrase("write 'billion'", "请写 'billion'"),
    "b": Phrase("write 'billion'", "请写 'billion'"),
    "T": Phrase("write 'trillion' or 't' (tonnes)", "请写 'trillion' 或 't'（吨）"),
    "G": Phrase("write 'billion' or 'GW'", "请写 'billion' 或 'GW'"),
    "mil": Phrase("write 'million' or 'thousand'", "请写 'million' 或 'thousand'"),
  ]

  /// Counting words and people: labels that everybody knows.
  static let labels: Set<String> = [
    "家", "个", "座", "项", "人", "户", "件", "辆", "台", "套", "次", "只", "所", "people", "person",
    "persons",
  ]
}
