internal import Quantities

/// How a table writes its dates, so that dates ahead are written alike: `2018年第4季度`, `Jun 2018`.
public struct DateForm: Hashable, Sendable {
  /// A part of a date.
  private enum Piece: Hashable {
    case text(String)
    case year
    /// The number of the month or quarter, with so many digits at least.
    case ordinal(width: Int)
    /// The number of the month or quarter as 一 to 十二.
    case numeral
    /// The name of the month, and whether it is short, and in capitals.
    case name(isShort: Bool, isUpper: Bool)
    case day(width: Int)
  }

  /// Which day of its month a date names.
  enum DayRule: Hashable {
    case last
    case number(Int)
  }

  private let step: TimeStep
  private let pieces: [Piece]
  private let dayRule: DayRule?

  /// How many periods make a year.
  public var perYear: Int { step.perYear }

  /// The form of our own files: 2018, 2018-Q4, 2018-12.
  static func plain(_ step: TimeStep) -> DateForm {
    DateForm(step: step, pieces: [], dayRule: nil)
  }

  private init(step: TimeStep, pieces: [Piece], dayRule: DayRule?) {
    (self.step, self.pieces, self.dayRule) = (step, pieces, dayRule)
  }

  /// The form in which dates are written.
  ///
  /// - Parameters:
  ///   - texts: the cells, the last of them last in time.
  ///   - dates: what they say, all of one kind.
  init(_ texts: [String], _ dates: [TableDate]) {
    let step: TimeStep =
      switch dates[0].kind {
      case .year: .year
      case .quarter: .quarter
      case .month, .day, .yearToDate: .month
      }
    var rule: DayRule?
    if dates[0].kind == .day {
      if dates.allSatisfy({ $0.day == TableDate.days(in: $0.period) }) {
        rule = .last
      } else if let day = dates[0].day, dates.allSatisfy({ $0.day == day }) {
        rule = .number(day)
      } else {
        self = .plain(.month)
        return
      }
    }
    // The form of the last date, with the digits that suit the others.
    let place = dates.indices.max { dates[$0].period < dates[$1].period } ?? 0
    let forms = [2, 1].compactMap { width in
      DateForm.pieces(of: texts[place].halfWidth, dates[place], width: width).map {
        DateForm(step: step, pieces: $0, dayRule: rule)
      }
    }
    // A form that does not write every date back would write those ahead in a wrong one.
    func agrees(_ form: DateForm) -> Bool {
      texts.indices.allSatisfy { form.text(of: dates[$0].period) == texts[$0].halfWidth }
    }
    let good = forms.filter(agrees)
    guard let best = good.first else {
      self = .plain(step)
      return
    }
    // 2018年10月 alone says nothing of its digits, and nobody writes 2018年01月 but in columns.
    self = good.count == 2 && texts[place].contains("月") ? good[1] : best
  }

  /// The parts of one date; nil where they are none that could be written again.
  private static func pieces(of text: String, _ date: TableDate, width: Int) -> [Piece]? {
    let letters = Array(text)
    var pieces: [Piece] = []
    var slots: [Piece] = []
    let ordinal = Piece.ordinal(width: width)
    switch date.kind {
    case .year: break
    case .quarter, .month: slots = [ordinal]
    case .day:
      let hasName = text.contains { $0.isASCII && $0.isLetter && $0 != "T" }
      let day = Piece.day(width: width)
      slots = hasName ? [day] : date.isDayFirst ? [day, ordinal] : [ordinal, day]
    case .yearToDate: return nil
    }
    var position = 0
    while position < letters.count {
      let start = position
      func isDigit(_ letter: Character) -> Bool { letter.isASCII && letter.isNumber }
      func isLatin(_ letter: Character) -> Bool { letter.isASCII && letter.isLetter }
      let letter = letters[position]
      if isDigit(letter) {
        while position < letters.count, isDigit(letters[position]) { position += 1 }
        switch position - start {
        case 4: pieces.append(.year)
        case 6: pieces += [.year, .ordinal(width: 2)]
        case 8: pieces += [.year, .ordinal(width: 2), .day(width: 2)]
        default:
          if slots.isEmpty {
            pieces.append(.text(String(letters[start..<position])))
          } else {
            pieces.append(slots.removeFirst())
          }
        }
      } else if isLatin(letter) {
        while position < letters.count, isLatin(letters[position]) { position += 1 }
        let word = String(letters[start..<position])
        if MonthNames.number(of: word) != nil {
          pieces.append(.name(isShort: word.count == 3, isUpper: word == word.uppercased()))
        } else {
          pieces.append(.text(word))
        }
      } else {
        while position < letters.count, numeralLetters.contains(letters[position]) { position += 1 }
        let numeral = String(letters[start..<position])
        if [.quarter, .month].contains(date.kind), !slots.isEmpty,
          numerals[date.period.index] == numeral
        {
          pieces.append(.numeral)
          slots.removeFirst()
        } else {
          position = start + 1
          pieces.append(.text(String(letter)))
        }
      }
    }
    // A year in characters is written in digits from then on.
    return pieces.contains(.year) ? pieces : nil
  }

  private static let numerals = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
  ]
  private static let numeralLetters = Set("一二三四五六七八九十")

  /// A date, from its coordinate in years as of `Period.coordinate`.
  ///
  /// - Returns: nil beyond the years 0 to 9999.
  public func text(at coordinate: Double) -> String? {
    Period(at: coordinate, on: step).map(text)
  }

  /// A period of the form's own step.
  func text(of period: Period) -> String {
    guard !pieces.isEmpty else { return period.description }
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .year: return padded(period.year, 4)
      case .ordinal(let width): return padded(period.index + 1, width)
      case .numeral: return Self.numerals[period.index]
      case .name(let isShort, let isUpper):
        let name = String(MonthNames.long[period.index].prefix(isShort ? 3 : 9))
        return isUpper ? name.uppercased() : name
      case .day(let width):
        let days = TableDate.days(in: period)
        if case .number(let day) = dayRule { return padded(min(day, days), width) }
        return padded(days, width)
      }
    }.joined()
  }
}
