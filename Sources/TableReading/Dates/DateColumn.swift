internal import Quantities
internal import Tables
internal import Wording

/// A column of dates as numbers of years, and the form in which it writes them.
public struct DateColumn: Sendable {
  /// The dates in years.
  public let coordinates: [Double]
  /// How they are written; nil for numbers, years as numbers among them.
  public let form: DateForm?
  /// The dates as our own files write them, 2018-Q4; empty for numbers.
  let plainTexts: [String]

  /// Reads a column of dates.
  ///
  /// Numbers are taken as they are, but six digits as months (201812) and eight as days where all
  /// of them are such. Years, quarters, months and days are read in the usual forms; a day stands
  /// for its month.
  ///
  /// - Parameters:
  ///   - texts: the cells.
  ///   - name: the name of the column.
  ///   - file: the name that messages give.
  ///   - line: the line of a cell.
  /// - Throws: ``LayoutError`` where a cell is no date, or dates are of several kinds or have two
  ///   readings.
  public init(
    _ texts: [String], name: String, file: String, line: (Int) -> Int
  ) throws(LayoutError) {
    if let numbers = try Self.numbers(texts, name, file, line) {
      (coordinates, form, plainTexts) = (numbers, nil, [])
      return
    }
    let dates = try Self.dates(texts, name, file, line)
    plainTexts = dates.map(\.period.description)
    coordinates = dates.map(\.period.coordinate)
    form = dates.isEmpty ? nil : DateForm(texts, dates)
  }

  /// Whether numbers that were read straight from a table may be something else than years or
  /// numbers, so that their texts must be looked at.
  static public func mayBeDates(_ numbers: [Double]) -> Bool {
    guard let first = numbers.first else { return false }
    if first > 9999 { return true }
    if hasNegativeYear(numbers) { return true }
    // 2018.1 may be January, 2018.08333 is not.
    return (1500...2300).contains(first)
      && numbers.contains { $0 != $0.rounded() }
      && numbers.allSatisfy { abs($0 * 100 - ($0 * 100).rounded()) < 1e-6 }
  }

  /// Whether a number is a year but for its sign, among years that have none.
  private static func hasNegativeYear(_ numbers: [Double]) -> Bool {
    numbers.contains(where: isNegativeYear) && numbers.contains { (1500...2300).contains($0) }
  }

  private static func isNegativeYear(_ number: Double) -> Bool { (1500...2300).contains(-number) }

  /// The dates of a column that are not numbers; all of one kind.
  static func dates(
    _ texts: [String], _ name: String, _ file: String, _ line: (Int) -> Int
  ) throws(LayoutError) -> [TableDate] {
    let dayFirst = try dayFirst(texts, name, file)
    try checkSplitYears(texts, name, file)
    var dates: [TableDate] = []
    dates.reserveCapacity(texts.count)
    for (row, text) in texts.enumerated() {
      guard let date = TableDate(text, dayFirst: dayFirst) else {
        throw notADate(text, name, file, line(row))
      }
      if let first = dates.first, first.kind != date.kind {
        throw LayoutError(
          "\(file):\(line(row)): column “\(name)” has “\(text)” where “\(texts[0])” stands above; "
            + "keep years, quarters, months or days, one of them in a column",
          "\(file):\(line(row))：列“\(name)”中“\(text)”与前面的“\(texts[0])”种类不同；"
            + "一列中请只保留年、季度、月或日之一")
      }
      dates.append(date)
    }
    try checkWeeks(dates, texts, name, file)
    return dates
  }

  /// Days of every week, several of which fall in one month.
  private static func checkWeeks(
    _ dates: [TableDate], _ texts: [String], _ name: String, _ file: String
  ) throws(LayoutError) {
    guard dates.count > 2, dates.allSatisfy({ $0.kind == .day }) else { return }
    let gaps = zip(dates, dates.dropFirst()).filter { earlier, later in
      earlier.period == later.period && abs((later.day ?? 0) - (earlier.day ?? 0)) == 7
    }
    guard 2 * gaps.count > dates.count - 1 || gaps.count > 1 && dates.count < 5 else { return }
    throw LayoutError(
      "\(file): column “\(name)” has a day of every week (“\(texts[0])”), and weeks are no step; add them "
        + "up to months, or keep the last one of each",
      "\(file)：列“\(name)”为每周一个日期（“\(texts[0])”），而不支持以周为步长；请汇总为月，或每月只保留最后一个")
  }

  /// The numbers of a column that holds nothing else; nil where they are dates.
  private static func numbers(
    _ texts: [String], _ name: String, _ file: String, _ line: (Int) -> Int
  ) throws(LayoutError) -> [Double]? {
    var numbers: [Double] = []
    numbers.reserveCapacity(texts.count)
    for text in texts {
      guard let number = DecimalNumber.parse(text) else { return nil }
      numbers.append(number)
    }
    guard mayBeDates(numbers) else { return numbers }
    if hasNegativeYear(numbers), let row = numbers.firstIndex(where: isNegativeYear) {
      throw notADate(texts[row], name, file, line(row))
    }
    let areLong = texts.allSatisfy { [6, 8].contains($0.utf8.count) && TableDate($0) != nil }
    if areLong { return nil }
    try checkPoints(texts, numbers, name, file)
    return numbers
  }

  /// 2018.1, 2018.2 may be months or tenths of a year.
  private static func checkPoints(
    _ texts: [String], _ numbers: [Double], _ name: String, _ file: String
  ) throws(LayoutError) {
    var month: String?
    for (text, number) in zip(texts, numbers) where number != number.rounded() {
      guard TableDate.years.contains(Int(max(0, min(number, 1e6)))) else { return }
      let fraction = text.split(separator: ".").last.map(String.init) ?? ""
      guard fraction.count <= 2, let part = Int(fraction), (1...12).contains(part) else { return }
      if !["5", "25", "75", "50"].contains(fraction) { month = month ?? text }
    }
    guard let month else { return }
    throw LayoutError(
      "\(file): column “\(name)” has “\(month)”, which may be a month or a part of a year; "
        + "write months as 2018-01, parts of a year with more digits (2018.083)",
      "\(file)：列“\(name)”中的“\(month)”可能是月份，也可能是年的小数；月份请写 2018-01，小数请多写几位（2018.083）")
  }

  /// 5/6/2018: which is the day must be seen in some cell of the column.
  private static func dayFirst(
    _ texts: [String], _ name: String, _ file: String
  ) throws(LayoutError) -> Bool? {
    guard let first = texts.first(where: TableDate.mayExchange) else { return nil }
    let said = Set(texts.compactMap(TableDate.isDayFirst))
    guard said.count == 1 else {
      throw LayoutError(
        "\(file): column “\(name)” has “\(first)”, whose day and month cannot be told apart; "
          + "write 2018-06-30",
        "\(file)：列“\(name)”中的“\(first)”分不清日和月；请写 2018-06-30")
    }
    return said.first
  }

  /// Whether 2009-10, 2010-11, 2011-12 may be months or the years 2009/10 and so on.
  static package func areSplitYears(_ texts: [String]) -> Bool {
    // One date alone is a month, as everywhere.
    guard texts.contains(where: { $0 != texts[0] }) else { return false }
    return texts.allSatisfy { text in
      let parts = text.split { "-/–".contains($0) }
      guard parts.count == 2, parts[0].count == 4, parts[1].count == 2, let year = Int(parts[0]),
        let next = Int(parts[1])
      else { return false }
      return next == (year + 1) % 100
    }
  }

  /// Sees to it that dates are no pairs that may be months or years.
  static func checkSplitYears(
    _ texts: [String], _ name: String, _ file: String
  ) throws(LayoutError) {
    guard areSplitYears(texts) else { return }
    throw LayoutError(
      "\(file): column “\(name)” has “\(texts[0])”, which may be a month or a year that begins in one and "
        + "ends in the next; write the year in which it ends",
      "\(file)：列“\(name)”中的“\(texts[0])”可能是月份，也可能是跨年度；请写其结束的年份")
  }
}
