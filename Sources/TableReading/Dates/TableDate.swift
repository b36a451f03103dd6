internal import Quantities

/// A date in a cell: a year, a quarter, a month, a day, or the months of a year up to one.
struct TableDate: Hashable {
  /// What a date names.
  enum Kind: Hashable {
    case year, quarter, month, day
    /// The year from its beginning to the end of a month: `2023年1-6月`.
    case yearToDate
  }

  /// What it names.
  let kind: Kind
  /// The period; of a day its month, of a year to date its last month.
  let period: Period
  /// The day of the month.
  let day: Int?
  /// Whether the day stands before its month.
  let isDayFirst: Bool

  private init(_ kind: Kind, _ period: Period, day: Int? = nil, isDayFirst: Bool = false) {
    (self.kind, self.period, self.day, self.isDayFirst) = (kind, period, day, isDayFirst)
  }

  /// Reads a date.
  ///
  /// - Parameters:
  ///   - text: the cell.
  ///   - dayFirst: whether 5/6/2018 is the fifth of June; nil where that is not known, and it is no
  ///     date then.
  init?(_ text: String, dayFirst: Bool? = nil) {
    guard text.utf8.count <= 40, let pieces = Pieces(text) else { return nil }
    let (year, numbers) = (pieces.year, pieces.numbers)
    func through(_ month: Int) -> TableDate? {
      guard (1...12).contains(month) else { return nil }
      return TableDate(.yearToDate, Period(year: year, month: month))
    }
    func on(_ month: Int, _ day: Int, isDayFirst: Bool = false) -> TableDate? {
      guard (1...12).contains(month), day >= 1 else { return nil }
      let period = Period(year: year, month: month)
      guard day <= Self.days(in: period) else { return nil }
      return TableDate(.day, period, day: day, isDayFirst: isDayFirst)
    }
    let found: TableDate?
    switch pieces.shape {
    case "Y年d-d月", "Y年d-d月份", "Y-d-d月", "NN", "Y年d-d月累计", "N-N,Y", "N-NY", "YN-N", "Y-N-N":
      found = numbers[0] == 1 ? through(numbers[1]) : nil
    case "Y年d月累计", "Y年前d个月", "Y年前d月", "Y前d个月": found = through(numbers[0])
    case "Y年d-d季度", "Y年d-d季":
      found = numbers[0] == 1 && numbers[1] <= 4 ? through(3 * numbers[1]) : nil
    case "Y年前d季度", "Y前d季度": found = numbers[0] <= 4 ? through(3 * numbers[0]) : nil
    case "Y年上半年", "Y上半年": found = through(6)
    case "Y年全年", "Y全年", "Y年d-d月全年": found = through(12)
    case "Y-d-d", "Y/d/d", "Y.d.d", "Y年d月d日", "Y年d月d号", "E", "Y-N-d", "YNd":
      found = on(numbers[0], numbers[1])
    case "Nd,Y", "NdY": found = on(numbers[0], numbers[1])
    case "dNY", "dN,Y", "d-N-Y", "d.NY", "d/N/Y":
      found = on(numbers[1], numbers[0], isDayFirst: true)
    case "d.d.Y": found = on(numbers[1], numbers[0], isDayFirst: true)
    case "d/d/Y", "d-d-Y":
      found = dayFirst.flatMap {
        $0
          ? on(numbers[1], numbers[0], isDayFirst: true) : on(numbers[0], numbers[1])
      }
    case "Y[yrY]": found = TableDate(.year, Period(year: year))
    default:
      guard let period = try? Period(pieces.text) else { return nil }
      found = TableDate(
        period.step == .year ? .year : period.step == .quarter ? .quarter : .month, period)
    }
    guard let found, Self.years.contains(found.period.year) else { return nil }
    self = found
  }

  /// Years that a table may be about.
  static let years = 1500...2300

  /// Whether 13/6/2018 or 6/13/2018 says which of its numbers is the day.
  static func isDayFirst(_ text: String) -> Bool? {
    guard let pieces = Pieces(text), ["d/d/Y", "d-d-Y"].contains(pieces.shape) else { return nil }
    return pieces.numbers[0] > 12 ? true : pieces.numbers[1] > 12 ? false : nil
  }

  /// Whether a text is two small numbers and a year, so that day and month may be exchanged.
  static func mayExchange(_ text: String) -> Bool {
    Pieces(text).map { ["d/d/Y", "d-d-Y"].contains($0.shape) } ?? false
  }

  /// The days of a month.
  static func days(in month: Period) -> Int {
    let year = month.year
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month.index == 1 ? (isLeap ? 29 : 28) : [3, 5, 8, 10].contains(month.index) ? 30 : 31
  }
}

/// A text as a sequence of letters: Y and E numbers of four and eight digits, d of one or two, N
/// the name of a month; signs and words stand for themselves.
private struct Pieces {
  let text: String
  private(set) var shape = ""
  private(set) var year = 0
  private(set) var numbers: [Int] = []

  init?(_ written: String) {
    text = Pieces.withoutTime(written.halfWidth)
    let letters = Array(text.lowercased())
    var years: [Int] = []
    var position = 0
    while position < letters.count {
      let letter = letters[position]
      let start = position
      if letter.isASCII, letter.isNumber {
        while position < letters.count, letters[position].isASCII, letters[position].isNumber {
          position += 1
        }
        let digits = String(letters[start..<position])
        guard digits.count <= 8, let value = Int(digits) else { return nil }
        switch digits.count {
        case 1, 2:
          shape += "d"
          numbers.append(value)
        case 4:
          shape += "Y"
          years.append(value)
        case 6:
          shape += "S"
          years.append(value / 100)
        case 8:
          shape += "E"
          years.append(value / 10_000)
          numbers += [value / 100 % 100, value % 100]
        default: return nil
        }
        continue
      }
      if letter.isASCII, letter.isLetter {
        while position < letters.count, letters[position].isASCII, letters[position].isLetter {
          position += 1
        }
        let word = String(letters[start..<position])
        if let month = MonthNames.number(of: word) {
          shape += "N"
          numbers.append(month)
        } else {
          // A d that is written is none of one or two digits.
          shape += word.contains("d") ? "(\(word))" : word
        }
        continue
      }
      position += 1
      if let numeral = Pieces.numerals[letter] {
        shape += "d"
        numbers.append(numeral)
      } else if "-—–−~～至到‐‑".contains(letter) {
        shape += "-"
      } else if !letter.isWhitespace {
        shape.append(letter)
      }
    }
    // 二〇二三年 has its digits one by one; the reader of periods knows it.
    guard let year = years.first ?? (shape.hasPrefix("dddd") ? 0 : nil),
      years.allSatisfy({ $0 == year })
    else { return nil }
    self.year = year
  }

  private static let numerals: [Character: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "〇": 0, "零": 0,
  ]

  /// A date without the time of its day: `2018-12-31T00:00:00`, `2018/12/31 0:00`.
  private static func withoutTime(_ text: String) -> String {
    guard text.contains(":"),
      let cut = text.firstIndex(where: { $0 == "T" || $0 == " " }),
      text[cut...].dropFirst().allSatisfy({ $0.isNumber || ":.+-zZ ".contains($0) })
    else { return text }
    return String(text[..<cut])
  }
}

/// The months in English.
enum MonthNames {
  static let long = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The number of a month, by its name or the first letters of it, in any case.
  static func number(of word: String) -> Int? {
    let word = word.lowercased()
    return long.firstIndex { name in
      let name = name.lowercased()
      return word == name || word == name.prefix(3) || word == "sept" && name == "september"
    }.map { $0 + 1 }
  }
}
