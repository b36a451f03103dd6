internal import Quantities
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
  ///   - request: its name, if it is given.
  /// - Throws: ``LayoutError`` where two may be it.
  init?(_ body: TableBody, _ request: DataRequest) throws(LayoutError) {
    self.body = body
    let columns = body.columns
    if let name = request.time {
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
    // Years in one column, months or quarters in the next; a year that is merged over rows stands in
    // the first of them.
    let years = named.filter { place in
      let texts = body.texts(place).filter { !$0.isEmpty }
      return !texts.isEmpty && texts.allSatisfy { TableDate($0)?.kind == .year }
    }
    if let year = years.first, years.count == 1,
      let part = columns.indices.first(where: { place in
        place != year && HeaderWords.isPart(columns[place])
          && body.texts(place).allSatisfy { PartOfYear.joined("2020", $0) != nil }
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
        "\(body.file): \(names.joined(separator: " and ")) may hold the dates; say \(request.word("time"))",
        "\(body.file)：\(names.joined(separator: "、"))都可能是日期；请用 \(request.word("time")) 指明")
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

  /// The dates as written, the parts of years joined to them.
  var dates: [String] {
    let years = body.texts(time)
    guard let part else { return areNumberedQuarters ? years.map(Self.quarter) : years }
    let parts = body.texts(part)
    let areQuarters = HeaderWords.isQuarter(body.columns[part])
    return zip(years, parts).map { year, part in
      let number = Int(part)
      if areQuarters, number != nil { return PartOfYear.joined(year, "Q\(part)") ?? part }
      return PartOfYear.joined(year, part) ?? part
    }
  }

  /// Whether the column is called quarters and has 2020-1 to 2020-4, which would be months elsewhere.
  var areNumberedQuarters: Bool {
    part == nil && Self.areNumberedQuarters(body.texts(time), name: body.columns[time])
  }

  /// Whether texts under a name are years with numbers from 1 to 4 and the name says quarters.
  static func areNumberedQuarters(_ texts: [String], name: String) -> Bool {
    guard HeaderWords.isQuarter(name), !texts.isEmpty else { return false }
    var numbers: Set<Int> = []
    for text in texts {
      guard let date = TableDate(text), date.kind == .month, date.period.index < 4,
        !text.contains("月"), !text.contains(where: { $0.isASCII && $0.isLetter })
      else { return false }
      numbers.insert(date.period.index)
    }
    return numbers.count > 1
  }

  /// `2020-1` as the first quarter of 2020.
  private static func quarter(_ text: String) -> String {
    guard let period = TableDate(text)?.period else { return text }
    return Period(year: period.year, quarter: period.index + 1).description
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
      guard Int(body.columns[place]) == nil,
        let text = PartOfYear.joined("2020", body.columns[place]),
        let kind = TableDate(text)?.kind
      else { return false }
      return kind == .month || kind == .quarter || kind == .yearToDate
    }
    return parts.count > 1 ? Self.partsAlike(parts) { body.columns[$0] } : []
  }

  /// Parts of a year that stand beside each other: months or quarters without the whole year behind
  /// them, or sums from the beginning of the year, the whole year among them.
  static func partsAlike(_ places: [Int], name: (Int) -> String) -> [Int] {
    func date(_ place: Int) -> TableDate? {
      PartOfYear.joined("2020", name(place)).flatMap { TableDate($0) }
    }
    let sums = places.filter { date($0)?.kind == .yearToDate }
    let isAddedUp = sums.contains { date($0)?.period.index != 11 }
    return isAddedUp ? places : places.filter { !sums.contains($0) }
  }

  /// The columns by whose texts rows may be told apart, names before codes: no remarks on values, no
  /// counts of the rows, and nothing that is the same or mostly empty.
  func textColumns(without values: [Int]) -> [Int] {
    let found = body.columns.indices.filter { place in
      guard place != time, place != part, !values.contains(place),
        !HeaderWords.isFlag(body.columns[place]), !HeaderWords.isRowNumber(body.columns[place])
      else { return false }
      let texts = body.texts(place)
      return 2 * texts.count { !$0.isEmpty } > texts.count && Set(texts).count > 1
        && !(HeaderWords.isCode(body.columns[place]) && Set(texts).count == texts.count)
    }
    func rank(_ place: Int) -> Int {
      HeaderWords.isUnitColumn(body.columns[place])
        ? 2 : HeaderWords.isCode(body.columns[place]) ? 1 : 0
    }
    return found.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// The fewest columns whose texts, with the date, name each row once; empty where dates alone do.
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
    var sets = columns.map { [$0] }
    for _ in 0..<min(3, columns.count) {
      if let found = sets.first(where: isUnique) { return found }
      sets = sets.flatMap { set in
        columns.drop { $0 != set.last }.dropFirst().map { set + [$0] }
      }
      if sets.count > 200 { break }
    }
    return isUnique(columns) ? columns : nil
  }

  /// The column of names, or of years beside their parts, whose cells are merged over rows, so that
  /// only the first of them says it; nil where no such reading makes each row one.
  var mergedColumn: Int? {
    func isMerged(_ place: Int) -> Bool {
      let texts = body.texts(place)
      let filled = texts.filter { !$0.isEmpty }
      return !(texts.first?.isEmpty ?? true) && filled.count < texts.count
        && 2 * filled.count <= texts.count && Set(filled).count == filled.count
    }
    if part != nil { return isMerged(time) ? time : nil }
    let dates = dates
    guard Set(dates).count < dates.count, let first = dates.first else { return nil }
    return body.columns.indices.first { place in
      guard place != time, !HeaderWords.isFlag(body.columns[place]), isMerged(place),
        body.texts(place).allSatisfy({ DecimalNumber.parse($0) == nil })
      else { return false }
      // Each name stands where the dates begin anew.
      return dates.indices.allSatisfy { (dates[$0] == first) == !body.rows[$0][place].isEmpty }
    }
  }
}
