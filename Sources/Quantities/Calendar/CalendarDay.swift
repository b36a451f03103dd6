/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable {
  /// The year, the month from 1 and the day from 1.
  public let year, month, day: Int

  /// A day; nil where the calendar has no such one.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `2026-03-31`, and the other forms that spreadsheets and people give it: `2026/3/31`,
  /// `2026.3.31`, `2026年3月31日`.
  public init?(_ text: String) {
    let numbers = text.split { !$0.isNumber }.map { Int($0) }
    let marks = text.filter { !$0.isNumber && !$0.isWhitespace }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
      ["--", "//", "..", "年月日", "年月"].contains(marks)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The end of a period, as a day.
  public init(endOf period: Period) {
    let months = 12 / period.step.perYear
    year = period.year
    month = (period.index + 1) * months
    day = Self.length(ofMonth: month, in: year)
  }

  /// The end of the day in years of the calendar: 2026-06-30 is about 2026.5.
  public var coordinate: Double {
    let length = Self.length(ofMonth: month, in: year)
    return Double(year) + (Double(month - 1) + Double(day) / Double(length)) / 12
  }

  /// The day after it; nil after the last one of the calendar.
  public var next: CalendarDay? {
    Self(year: year, month: month, day: day + 1) ?? Self(year: year, month: month + 1, day: 1)
      ?? Self(year: year + 1, month: 1, day: 1)
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}

extension CalendarDay: Comparable {
  /// Orders days by time.
  public static func < (a: CalendarDay, b: CalendarDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension CalendarDay: CustomStringConvertible {
  /// The day as ISO 8601 writes it.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
