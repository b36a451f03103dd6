internal import Quantities

/// What headers say of their columns.
enum HeaderWords {
  /// Whether a column of this name holds dates.
  static func isTime(_ name: String) -> Bool {
    let word = folded(name)
    return times.contains(word) || times.contains { $0.count > 1 && word == $0 + "s" }
  }

  /// Whether a column of this name holds numbers that are names.
  static func isCode(_ name: String) -> Bool {
    let word = folded(name)
    return isRowNumber(name) || word == "code" || word.hasSuffix(" code")
      || ["代码", "编码", "编号", "区划码"].contains(where: word.hasSuffix)
  }

  /// Whether a column of this name counts the rows, so that it names no series.
  static func isRowNumber(_ name: String) -> Bool { rowNumbers.contains(folded(name)) }

  /// Whether a column of this name holds remarks on single values.
  static func isFlag(_ name: String) -> Bool {
    let word = folded(name)
    return flags.contains(word) || word.hasSuffix(" flag") || word.hasSuffix(" flags")
      || word.hasPrefix("flag ") || word.hasSuffix("备注")
  }

  /// Whether a column of this name holds quarters.
  static func isQuarter(_ name: String) -> Bool {
    ["quarter", "quarters", "qtr", "q", "季度", "季"].contains(folded(name))
  }

  /// Whether a text stands for the sum or the mean of the rows above.
  static func isTotal(_ text: String) -> Bool {
    totals.contains(text.lowercased().filter { !$0.isWhitespace && $0 != ":" && $0 != "：" })
  }

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

  /// The part of a name in brackets at its end, which is mostly its unit.
  static func unit(of name: String) -> String? {
    for (open, close) in [("(", ")"), ("（", "）"), ("[", "]")] {
      guard name.hasSuffix(close), let start = name.lastIndex(of: Character(open)) else { continue }
      return String(name[name.index(after: start)...].dropLast())
    }
    return nil
  }

  /// The unit that a name says its values are in: `产值(万元)`, `length (km)`, `产值/亿元`, `增速%`; nil
  /// where what stands there is no unit that is known.
  static func knownUnit(of name: String) -> String? {
    if let text = unit(of: name) { return isKnown(text) ? text : nil }
    if let sign = name.last, "%％‰".contains(sign) { return String(sign) }
    guard let cut = name.lastIndex(where: { "/_／".contains($0) }), cut > name.startIndex else {
      return nil
    }
    let text = String(name[name.index(after: cut)...])
    // m/m is growth, and GDP/人 one of each.
    guard let known = try? UnitParser().unit(text), known.dimension != .none || known.scale != .one,
      known.dimension != .time, text.count > 1 || !(text.first?.isASCII ?? true)
    else { return nil }
    return text
  }

  /// Whether a text is a unit of values: a known one, or anything counted in 万 or the like.
  static func isKnown(_ text: String) -> Bool {
    guard let first = text.first, !(first.isASCII && first.isNumber) else { return false }
    if let unit = try? UnitParser().unit(text) { return unit.dimension != .time }
    return !magnitude(of: text).isEmpty
  }

  /// The magnitude with which a Chinese unit begins: 万 of 万标准箱; empty without one.
  static func magnitude(of unit: String) -> String {
    for length in [2, 1] where unit.count > length {
      let word = String(unit.prefix(length))
      if !(word.first?.isASCII ?? true), UnitParser.isMagnitude(word) { return word }
    }
    let word = unit.prefix { !$0.isWhitespace }
    return UnitParser.isMagnitude(String(word)) ? String(word) : ""
  }

  /// Whether a column of this name tells the units of the values in its rows.
  static func isUnitColumn(_ name: String) -> Bool {
    ["unit", "units", "单位", "计量单位", "unit of measure"].contains(folded(name))
  }

  /// Whether the cells of a row below the names are units: at least one that is known, and no name
  /// of a column of dates.
  static func areUnits(_ cells: [String]) -> Bool {
    cells.contains(where: isUnit) && !cells.contains { isTime($0) && !isUnit($0) }
  }

  /// Whether a cell is a unit alone, perhaps in brackets: `亿元`, `(%)`, `单位：万元`.
  static func isUnit(_ cell: String) -> Bool {
    let text = saidUnit(cell) ?? unit(of: cell) ?? cell
    return text.first.map { !($0.isASCII && $0.isNumber) } ?? false && UnitParser().knows(text)
  }

  /// The unit of `单位：亿元` and `unit: bn yuan`.
  static func saidUnit(_ cell: String) -> String? {
    for word in ["计量单位", "单位", "units", "unit"] {
      guard let place = cell.lowercased().firstRange(of: word) else { continue }
      let rest = cell[place.upperBound...].drop { $0.isWhitespace }
      guard let colon = rest.first, ":：".contains(colon) else { continue }
      let text = rest.dropFirst().drop { $0.isWhitespace }
      let unit = text.prefix { !")）]】,，;；。".contains($0) }
      if !unit.isEmpty { return unit.trimmingBlanks }
    }
    return nil
  }

  /// A text without blanks at its ends.
  static func trimmed(_ text: String) -> String { text[...].trimmingBlanks }

  static func folded(_ name: String) -> String {
    name.lowercased().replacing("_", with: " ").replacing("-", with: " ")
  }

  private static let times: Set<String> = [
    "year", "yr", "time", "date", "month", "quarter", "period", "t", "ds", "day", "week", "age",
    "time period", "ref date", "observation date", "年", "年份", "年度", "时间", "日期", "月", "月份", "季度",
    "季", "期", "期间", "统计时间", "统计期", "年月", "时期", "jahr", "année", "año", "jahre",
  ]
  private static let parts: Set<String> = ["month", "quarter", "mon", "qtr", "月", "月份", "季度", "季"]
  private static let rowNumbers: Set<String> = [
    "id", "no", "no.", "nr", "nr.", "#", "row", "index", "序号", "序", "行号", "编号",
  ]
  private static let flags: Set<String> = [
    "flag", "flags", "note", "notes", "remark", "remarks", "comment", "comments", "footnote",
    "footnotes", "status", "obs status", "obs flag", "conf status", "source", "last update", "备注",
    "注",
    "说明", "附注", "数据状态", "状态", "来源", "数据来源", "更新时间",
  ]
  private static let totals: Set<String> = [
    "合计", "总计", "共计", "累计", "平均", "平均值", "均值", "年均", "小计", "total", "sum", "average",
    "mean", "avg", "grandtotal",
  ]
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
