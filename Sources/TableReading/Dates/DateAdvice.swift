internal import Quantities
internal import Tables
internal import Wording

extension DateColumn {
  /// What stands in a cell instead of a date.
  static func notADate(
    _ text: String, _ name: String, _ file: String, _ line: Int
  ) -> LayoutError {
    let shown = text.isEmpty ? "an empty cell" : "“\(text)”"
    let zh = text.isEmpty ? "空单元格" : "“\(text)”"
    let advice = DateAdvice.of(text)
    return LayoutError(
      "\(file):\(line): column “\(name)” has \(shown), which is not a date; \(advice.english)",
      "\(file):\(line)：列“\(name)”中的\(zh)不是日期；\(advice.chinese)")
  }
}

/// What to write instead of a text that was meant as a date.
enum DateAdvice {
  /// The advice, to be put behind a semicolon.
  static func of(_ text: String) -> Phrase {
    if let number = DecimalNumber.parse(text), (20_000...80_000).contains(number) {
      return Phrase(
        "it may be a day as Excel counts them: format the column as dates before you save it",
        "可能是 Excel 的日期序号：请先把该列设为日期格式再保存")
    }
    return marked(text) ?? calendar(text) ?? period(text)
      ?? Phrase(
        "write a year (2022), a quarter (2022-Q3), a month (2022-06) or a day (2022-06-30)",
        "请写年（2022）、季度（2022-Q3）、月（2022-06）或日（2022-06-30）")
  }

  /// No date has more characters, blanks and marks in it among them.
  private static let longestDate = 40

  /// A date with marks about it: `*2022`, `2019年(初步)`, `2021 (est.)`, `2021P`.
  private static func marked(_ text: String) -> Phrase? {
    let first = text.drop { $0.isPunctuation || $0.isSymbol || $0.isWhitespace }
    let head = first.prefix(longestDate)
    let found = ([head.endIndex] + head.indices.reversed()).lazy.map { String(first[..<$0]) }.first
    { part in
      TableDate(part) != nil && part.last?.isWhitespace == false
    }
    guard let found, found.count < text.count else { return nil }
    let rest = text.dropFirst(text.distance(from: text.startIndex, to: first.startIndex))
      .dropFirst(found.count)
    // What goes on in words or digits may be another date: 2020-I, 2020H1.
    let trimmed = rest.drop { $0.isWhitespace }
    let isLetter = rest.count == 1 && (rest.first?.isLetter ?? false)
    let isMark = trimmed.allSatisfy { !$0.isLetter && !$0.isNumber && !"-/".contains($0) }
    guard isLetter || isMark || "([（【".contains(trimmed.first ?? " ") else { return nil }
    let marks = rest.lowercased()
    // 2025E and 2025F are expected and forecast.
    if ["e", "f"].contains(marks) || forecasts.contains(where: marks.contains) {
      return Phrase(
        "what was expected is no observation: leave “\(text)” out",
        "预期的数并非观测值：请删去“\(text)”")
    }
    return Phrase("write “\(found)” alone", "请只写“\(found)”")
  }

  /// What marks a value that has not come yet.
  private static let forecasts = [
    "预计", "预测", "预期", "预算", "计划", "规划", "目标", "forecast", "projected", "projection", "expected",
    "planned", "target", "budget", "(e)", "(f)", "（e）", "（f）",
  ]

  /// Years of other calendars, weeks, and months without a year.
  private static func calendar(_ text: String) -> Phrase? {
    let lower = text.halfWidth.lowercased()
    if lower.hasPrefix("fy") {
      return Phrase(
        "write the year in which the fiscal year ends, as in 2018", "请写财政年度结束的年份，如 2018")
    }
    let digits = lower.prefix { $0.isASCII && $0.isNumber }
    if let year = Int(digits), (60...199).contains(year), lower.dropFirst(digits.count).first == "年"
    {
      return Phrase(
        "counted from 1912 it is \(year + 1911): write that", "若为民国纪年，请写 \(year + 1911)")
    }
    if lower.contains("week") || lower.contains("周") || lower.contains("-w") {
      return Phrase(
        "weeks are no step: add them up to months", "不支持以周为步长：请汇总为月")
    }
    if !text.isEmpty, let date = PartOfYear.joined("2022", text).flatMap({ TableDate($0) }),
      date.kind != .day, Int(text) == nil
    {
      return Phrase("its year is missing: write 2022-06", "缺少年份：请写 2022年6月")
    }
    if text.contains(where: \.isLetter), text.count(where: \.isNumber) < 4,
      text.contains(where: \.isNumber)
    {
      return Phrase("write the year with all four digits, as in 2022-06", "年份请写四位，如 2022-06")
    }
    return nil
  }

  /// Half years, days and what else a period is not.
  private static func period(_ text: String) -> Phrase? {
    guard !text.isEmpty else { return nil }
    do throws(QuantityError) {
      _ = try Period(text)
      return nil
    } catch .otherDate(_, let found, let what) {
      return Phrase("it is ", "它是") + found + .semicolon + what
    } catch {
      return nil
    }
  }
}
