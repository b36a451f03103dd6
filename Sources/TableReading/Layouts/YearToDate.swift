internal import Quantities
internal import Tables
internal import Wording

/// Sums from the beginning of a year as the amounts of its months or quarters.
///
/// Where January is not told apart, as in Chinese statistics, the sum of January and February is
/// divided evenly between them. A month without the one before it cannot be told and is left out.
enum YearToDate {
  /// Whether dates or the name of a series say that it counts from the beginning of the year.
  ///
  /// - Throws: ``LayoutError`` where 累计 may also mean all that there ever was.
  static func applies(
    to series: RawSeries, _ dates: [TableDate], file: String
  ) throws(LayoutError) -> Bool {
    if dates.contains(where: { $0.kind == .yearToDate }) { return true }
    guard dates.contains(where: { $0.kind == .month || $0.kind == .quarter || $0.kind == .day })
    else { return false }
    if HeaderWords.isSurelyYearToDate(series.name) { return true }
    guard HeaderWords.isAddedUp(series.name) else { return false }
    let points = zip(dates, series.values).compactMap { date, text in
      DecimalNumber.parse(text).map { (period: date.period, value: $0) }
    }.sorted { $0.period < $1.period }
    let turns = zip(points, points.dropFirst()).filter { $0.period.year < $1.period.year }
    let falls = turns.count { $0.value > $1.value }
    if !turns.isEmpty, falls == turns.count { return true }
    if !turns.isEmpty, falls == 0 { return false }
    throw LayoutError(
      "\(file): “\(series.name)” may count from the beginning of each year or from the first one; "
        + "say --cells year-to-date or --cells levels",
      "\(file)：“\(series.name)”可能是当年累计，也可能是历年累计；请用 --cells year-to-date 或 --cells levels 指明")
  }

  /// The amounts of the months or quarters.
  ///
  /// - Throws: ``LayoutError`` where a date is no month of a year.
  static func amounts(
    of series: RawSeries, _ dates: [TableDate], file: String, remarks: inout [Phrase]
  ) throws(LayoutError) -> RawSeries {
    let isToDate = dates.contains { $0.kind == .yearToDate }
    var sums: [Int: (value: Double, decimals: Int, line: Int)] = [:]
    for (place, date) in dates.enumerated() {
      guard let month = month(of: date, isToDate: isToDate) else {
        throw LayoutError(
          "\(file):\(series.lines[place]): “\(series.dates[place])” is no sum from the beginning of a "
            + "year; write the months as in 2023年1-6月",
          "\(file):\(series.lines[place])：“\(series.dates[place])”不是当年累计；请写成 2023年1-6月")
      }
      let text = series.values[place]
      guard let value = try series.number(text, series.lines[place], file) else { continue }
      if let before = sums[month] {
        throw series.twice(series.dates[place], [before.line, series.lines[place]], file)
      }
      let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
      sums[month] = (value, decimals, series.lines[place])
    }
    let months = sums.keys.sorted()
    let ofYear = Set(months.map { $0 % 12 })
    var result = series
    (result.dates, result.values, result.lines) = ([], [], [])
    let isChinese = series.dates.contains { $0.contains("年") }
    func add(_ period: Period, _ value: Double, _ decimals: Int, _ line: Int) {
      let scale = DecimalNumber.parse("1e\(decimals)") ?? 1
      result.dates.append(written(period, isChinese))
      result.values.append(DecimalNumber.text((value * scale).rounded() / scale))
      result.lines.append(line)
    }
    // One sum a year, always of the same months, is a series of years.
    if ofYear.count == 1, months.count > 1 || ofYear == [11] {
      for month in months {
        guard let sum = sums[month] else { continue }
        let period =
          ofYear == [11] ? Period(year: month / 12) : Period(step: .month, ordinal: month)
        add(period, sum.value, sum.decimals, sum.line)
      }
      remarks.append(
        Phrase("“\(series.name)”: one sum a year", "“\(series.name)”：每年一个累计值"))
      return result
    }
    let isQuarterly = ofYear.isSubset(of: [2, 5, 8, 11])
    let step = isQuarterly ? 3 : 1
    var untold: [String] = []
    var hasHalves = false
    for month in months {
      guard let sum = sums[month] else { continue }
      let period =
        isQuarterly
        ? Period(step: .quarter, ordinal: month / 3) : Period(step: .month, ordinal: month)
      let before = sums[month - step]
      if month % 12 == step - 1 {
        add(period, sum.value, sum.decimals, sum.line)
      } else if let before {
        add(period, sum.value - before.value, max(sum.decimals, before.decimals), sum.line)
      } else if month % 12 == 1 {
        hasHalves = true
        add(period.advanced(by: -1), sum.value / 2, sum.decimals + 1, sum.line)
        add(period, sum.value / 2, sum.decimals + 1, sum.line)
      } else {
        untold.append(written(period, isChinese))
      }
    }
    guard !result.dates.isEmpty else { throw nothingLeft(of: series, dates, file) }
    remarks.append(
      Phrase(
        "“\(series.name)” counts from the beginning of the year: taken apart by "
          + (isQuarterly ? "quarters" : "months"),
        "“\(series.name)”为当年累计：已拆成\(isQuarterly ? "各季度" : "各月")"))
    if hasHalves {
      remarks.append(
        Phrase(
          "January and February have half each of their sum", "1、2月各取两月合计的一半"))
    }
    if !untold.isEmpty {
      remarks.append(
        Phrase(
          "left out, for the sum before is missing: \(untold.joined(separator: ", "))",
          "缺少前一累计值而略去：\(untold.joined(separator: "、"))"))
    }
    return result
  }

  /// The month, counted from year 0, up to whose end a date counts.
  private static func month(of date: TableDate, isToDate: Bool) -> Int? {
    switch date.kind {
    case .yearToDate, .day: return date.period.ordinal
    case .month:
      guard !isToDate || date.period.index == 0 else { return nil }
      return date.period.ordinal
    case .quarter:
      guard !isToDate || date.period.index == 0 else { return nil }
      return date.period.ordinal * 3 + 2
    case .year: return isToDate ? date.period.ordinal * 12 + 11 : nil
    }
  }

  static func written(_ period: Period, _ isChinese: Bool) -> String {
    guard isChinese else { return period.description }
    switch period.step {
    case .year: return "\(period.year)年"
    case .quarter: return "\(period.year)年第\(period.index + 1)季度"
    case .month: return "\(period.year)年\(period.index + 1)月"
    }
  }
}
