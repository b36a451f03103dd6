/// What headers say of their columns.
enum HeaderWords {
  /// Whether a column of this name holds dates.
  static func isTime(_ name: String) -> Bool {
    let word = folded(name)
    return times.contains(word) || times.contains { $0.count > 1 && word == $0 + "s" }
  }

  /// Whether a column of this name holds numbers that are names.
  static func isCode(_ name: String) -> Bool { codes.contains(folded(name)) }

  /// Whether a column of this name holds the parts of a year beside a column of years.
  static func isPart(_ name: String) -> Bool { parts.contains(folded(name)) }

  /// Whether a name says that its values count from the beginning of the year.
  static func isSurelyYearToDate(_ name: String) -> Bool {
    let word = folded(name)
    return word.contains("累计值") || word.contains("本年累计") || word.contains("年初至")
      || word.contains("当年累计") || word.contains("year to date")
      || word.split { !$0.isLetter }.contains("ytd")
  }

  /// Whether a name says that values are added up, be it from the beginning of the year or of all.
  static func isAddedUp(_ name: String) -> Bool {
    isSurelyYearToDate(name) || name.contains("累计")
  }

  /// Whether a name says that values are rates of growth.
  static func isGrowth(_ name: String) -> Bool {
    let word = folded(name)
    return ["同比", "环比", "增长", "增速", "增幅", "growth", "yoy", "y/y", "y o y", "mom", "qoq", "change"]
      .contains { word.contains($0) }
  }

  /// Whether growth is from the period before, not from the same one a year before.
  static func isFromLastPeriod(_ name: String) -> Bool {
    let word = folded(name)
    return ["环比", "mom", "qoq", "m/m", "q/q"].contains { word.contains($0) }
  }

  /// The part of a name in brackets at its end, which is mostly its unit.
  static func unit(of name: String) -> String? {
    for (open, close) in [("(", ")"), ("（", "）"), ("[", "]")] {
      guard name.hasSuffix(close), let start = name.lastIndex(of: Character(open)) else { continue }
      return String(name[name.index(after: start)...].dropLast())
    }
    return nil
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().replacing("_", with: " ").replacing("-", with: " ")
  }

  private static let times: Set<String> = [
    "year", "yr", "time", "date", "month", "quarter", "period", "t", "ds", "day", "week", "age",
    "time period", "ref date", "observation date", "年", "年份", "年度", "时间", "日期", "月", "月份", "季度",
    "季", "期", "期间", "统计时间", "统计期", "年月", "时期", "jahr", "année", "año", "jahre",
  ]
  private static let parts: Set<String> = ["month", "quarter", "mon", "qtr", "月", "月份", "季度", "季"]
  private static let codes: Set<String> = [
    "code", "id", "no", "no.", "nr", "序号", "代码", "编号", "行政区划代码", "地区代码", "country code",
    "indicator code",
  ]
}
