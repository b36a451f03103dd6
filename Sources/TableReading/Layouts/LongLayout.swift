internal import Tables
internal import Wording

/// A table with a row for each date, and which of its columns is what.
struct LongLayout {
  let body: TableBody
  let time: Int
  /// The column of the parts of a year beside that of years.
  let part: Int?

  /// Finds the column of dates; nil where there is none.
  ///
  /// - Parameters:
  ///   - body: the rows.
  ///   - name: its name, if it is given.
  /// - Throws: ``LayoutError`` where two may be it.
  init?(_ body: TableBody, time name: String?) throws(LayoutError) {
    self.body = body
    let columns = body.columns
    if let name {
      guard let place = columns.firstIndex(of: name) else { return nil }
      (time, part) = (place, nil)
      return
    }
    let dated = columns.indices.filter { Self.areDates(body.texts($0)) }
    let named = columns.indices.filter { HeaderWords.isTime(columns[$0]) }
    let both = named.filter(dated.contains)
    let numbered = named.filter { place in
      body.texts(place).allSatisfy { DecimalNumber.parse($0) != nil }
    }
    // Years in one column, months or quarters in the next.
    let years = both.filter { body.texts($0).allSatisfy { TableDate($0)?.kind == .year } }
    if let year = years.first, years.count == 1,
      let part = columns.indices.first(where: { place in
        place != year && HeaderWords.isPart(columns[place])
          && body.texts(place).allSatisfy { Self.joined("2020", $0) != nil }
      })
    {
      (time, self.part) = (year, part)
      return
    }
    // A column that is named so and has no dates is refused with its first cell.
    let found = [both, dated, numbered, named].first { !$0.isEmpty } ?? []
    guard let first = found.first else { return nil }
    guard found.count == 1 else {
      let names = found.map { "“\(columns[$0])”" }
      throw LayoutError(
        "\(body.file): \(names.joined(separator: " and ")) may hold the dates; say --time",
        "\(body.file)：\(names.joined(separator: "、"))都可能是日期；请用 --time 指明")
    }
    (time, part) = (first, nil)
  }

  /// Whether most cells are dates, so that those that are not are faults; numbers only if all are
  /// years.
  private static func areDates(_ texts: [String]) -> Bool {
    let sample = texts.prefix(400)
    guard !sample.isEmpty else { return false }
    let dayFirst = sample.lazy.compactMap(TableDate.isDayFirst).first ?? true
    let dates = sample.count { TableDate($0, dayFirst: dayFirst) != nil }
    let areNumbers = sample.allSatisfy { DecimalNumber.parse($0) != nil }
    return areNumbers ? dates == sample.count : 2 * dates > sample.count
  }

  /// A year and a part of it as one date; nil where the part is none.
  static func joined(_ year: String, _ part: String) -> String? {
    let year = String(year.prefix { $0.isNumber })
    if let number = Int(part), (1...12).contains(number) {
      return "\(year)-\(number < 10 ? "0" : "")\(number)"
    }
    let isChinese = part.contains { !$0.isASCII }
    for text in [
      isChinese ? "\(year)年\(part)" : "\(year)-\(part)", "\(year)\(part)", "\(part) \(year)",
    ] {
      if let date = TableDate(text), date.kind != .year { return text }
    }
    return nil
  }

  /// The dates as written, the parts of years joined to them.
  var dates: [String] {
    let years = body.texts(time)
    guard let part else { return years }
    let parts = body.texts(part)
    let areQuarters = ["quarter", "qtr", "季度", "季"].contains(body.columns[part].lowercased())
    return zip(years, parts).map { year, part in
      let number = Int(part)
      if areQuarters, number != nil { return Self.joined(year, "Q\(part)") ?? part }
      return Self.joined(year, part) ?? part
    }
  }

  /// The columns that may hold values: numbers, and not names made of digits.
  var valueColumns: [Int] {
    body.columns.indices.filter { place in
      guard place != time, place != part, !HeaderWords.isCode(body.columns[place]) else {
        return false
      }
      let texts = body.texts(place)
      let numbers = texts.count { Self.isMeantAsNumber($0) }
      let gaps = texts.count(where: NumberColumn.isMissing)
      // One cell of many that cannot be read does not make names of numbers.
      return numbers > 0 && 2 * (numbers + gaps) > texts.count
    }
  }

  /// Whether a cell is a number, or digits in a form that has none or two readings.
  private static func isMeantAsNumber(_ text: String) -> Bool {
    DecimalNumber.parse(text) != nil || WrittenNumber(text) != nil
      || NumberAdvice.of(text) != nil && TableDate(text) == nil
  }

  /// The columns that are months or quarters of the years in their rows; empty where the table is
  /// no calendar.
  var calendarColumns: [Int] {
    guard part == nil, body.texts(time).allSatisfy({ TableDate($0)?.kind == .year }) else {
      return []
    }
    let parts = valueColumns.filter { place in
      guard Int(body.columns[place]) == nil, let text = Self.joined("2020", body.columns[place]),
        let kind = TableDate(text)?.kind
      else { return false }
      return kind == .month || kind == .quarter
    }
    return parts.count > 1 ? parts : []
  }

  /// The columns by whose texts rows may be told apart.
  func textColumns(without values: [Int]) -> [Int] {
    body.columns.indices.filter { place in
      place != time && place != part && !values.contains(place)
        && body.texts(place).contains { !$0.isEmpty }
    }
  }

  /// The columns whose texts, with the date, name each row once; empty where dates alone do.
  ///
  /// - Returns: nil where no columns do.
  func groupColumns(among columns: [Int], _ dates: [String]) -> [Int]? {
    func isUnique(_ chosen: [Int]) -> Bool {
      var seen: Set<[String]> = []
      return dates.indices.allSatisfy { row in
        seen.insert([dates[row]] + chosen.map { body.rows[row][$0] }).inserted
      }
    }
    if isUnique([]) { return [] }
    return columns.first { isUnique([$0]) }.map { [$0] } ?? (isUnique(columns) ? columns : nil)
  }
}
