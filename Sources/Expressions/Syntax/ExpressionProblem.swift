public import Distributions
public import Quantities
public import Wording

/// The ways in which an expression can be wrong.
public enum ExpressionProblem: Hashable, Sendable {
  // What the parser finds.
  case empty
  case tooLong(characters: Int, limit: Int)
  case tooDeep(limit: Int)
  case unexpected(found: Phrase, expected: Phrase)
  case unreadableCharacter(character: String, advice: Phrase?)
  case unreadableNumber(text: String, advice: Phrase)
  case chainedComparison
  case unclosed(bracket: String, column: Int)
  case range(low: String, high: String)

  // What the checker finds.
  case unknownName(name: String, nearest: String?)
  case unknownFunction(name: String, nearest: String?)
  case missingArguments(name: String)
  case wrongArguments(function: String, usage: String, found: String)
  case unitMismatch(found: Phrase, expected: Phrase)
  case operandMismatch(operation: Phrase, left: Phrase, right: Phrase)
  case needsPureNumber(function: Phrase, found: Phrase)
  case nameAfterNumber(name: String)
  case quantity(QuantityError)
  case unclearMagnitude(UnclearMagnitude)
  case unclearNumber(text: String, units: [String], isNumber: Bool)
  case law(DistributionError)
  case lawArgument(law: String, reason: Phrase)
  case notFinite(text: String, value: Phrase)
  case notAnIndicator(name: String)
  case notAMilestone(name: String)
  case badLag(text: String)
  // What families and parts of wholes ask for.
  case noFamily(function: String)
  case severalFamilies(first: String, second: String)
  case otherPeriods(what: Phrase)
  case noPrices(function: String)
  case countsTwice(part: String, whole: String, sum: String)
  case notAllowed(what: Phrase)
  // What is wrong in time.
  case notADate(text: String, found: Phrase, example: String)
  case dateAsNumber(of: Phrase)
  case numberBesideDate(text: String)
  case sumOfDates
  case numberAgainstDate(number: String)
  case durationWithoutUnit(text: String, isNumber: Bool)
  case percentageAsRate(advice: Phrase)
  case percentageOfThings(text: String)
  case shareOfNothing(text: String, found: Phrase, expected: Unit)
  case totalWithoutTime(text: String)
}

extension ExpressionProblem {
  /// Whether it is about what something measures, and may follow from another problem.
  package var isOfMeasure: Bool {
    switch self {
    case .unitMismatch, .shareOfNothing, .operandMismatch, .needsPureNumber, .notADate,
      .dateAsNumber,
      .numberBesideDate, .numberAgainstDate, .durationWithoutUnit, .sumOfDates:
      true
    default: false
    }
  }
}

extension ExpressionProblem: CustomStringConvertible {
  /// The sentence in English.
  public var description: String { phrase.english }

  /// The sentence for people.
  public var phrase: Phrase {
    switch self {
    case .empty:
      Phrase("the expression is empty", "表达式为空")
    case .tooLong(let characters, let limit):
      Phrase(
        "the expression has \(characters) characters; at most \(limit) are allowed",
        "表达式有 \(characters) 个字符，至多允许 \(limit) 个")
    case .tooDeep(let limit):
      Phrase("the expression is nested more than \(limit) deep", "表达式嵌套超过 \(limit) 层")
    case .unexpected(let found, let expected):
      Phrase(
        "expected \(expected.english), found \(found.english)",
        "应为\(expected.chinese)，实为\(found.chinese)")
    case .unreadableCharacter(let character, let advice):
      Phrase("unexpected character '\(character)'", "意外的字符 '\(character)'")
        + (advice.map { .semicolon + $0 } ?? Phrase(""))
    case .unreadableNumber(let text, let advice):
      Phrase(
        "'\(text)' is not a number; \(advice.english)",
        "'\(text)' 不是数字；\(advice.chinese)")
    case .chainedComparison:
      Phrase(
        "comparisons cannot be chained; write if(a < b, b < c, 0) for a < b < c",
        "比较不能连写；a < b < c 请写 if(a < b, b < c, 0)")
    case .unclosed(let bracket, let column):
      Phrase(
        "'\(bracket)' at column \(column) is never closed",
        "第 \(column) 列的 '\(bracket)' 没有闭合")
    case .range(let low, let high):
      Phrase(
        "between \(low) and \(high)? write between: [\(low), \(high)] in a target, "
          + "uniform(\(low), \(high)) for a law, and blanks around a minus",
        "是指 \(low) 与 \(high) 之间？目标中请写 between: [\(low), \(high)]，分布请写 uniform(\(low), \(high))，减号两侧请加空格"
      )
    case .unknownName(let name, let nearest):
      Phrase("unknown name '\(name)'", "未知的名称 '\(name)'") + Self.suggestion(nearest)
    case .unknownFunction(let name, let nearest):
      Phrase("unknown function or law '\(name)'", "未知的函数或分布 '\(name)'")
        + Self.suggestion(nearest)
    case .missingArguments(let name):
      Phrase(
        "'\(name)' is a function; it needs its arguments in parentheses",
        "'\(name)' 是函数，须在圆括号中写出参数")
    case .wrongArguments(let function, let usage, let found):
      Phrase(
        "\(function) is written \(usage); found \(found)",
        "\(function) 的写法为 \(usage.replacing(" or ", with: " 或 "))；实为 \(found)")
    case .unitMismatch(let found, let expected):
      Phrase(
        "expected \(expected.english), found \(found.english)",
        "应为\(expected.chinese)，实为\(found.chinese)")
    case .operandMismatch(let operation, let left, let right):
      Phrase(
        "\(operation.english) of different things: \(left.english) and \(right.english)",
        "\(operation.chinese)所涉的量不同：一为\(left.chinese)，一为\(right.chinese)")
    case .needsPureNumber(let function, let found):
      Phrase(
        "\(function.english) needs a number without a unit, found \(found.english)",
        "\(function.chinese) 须为没有单位的数字，实为\(found.chinese)")
    case .nameAfterNumber(let name):
      Phrase(
        "'\(name)' is not a unit; to multiply by it write * \(name)",
        "'\(name)' 不是单位；若要相乘，请写 * \(name)")
    case .quantity(let error):
      error.phrase
    case .unclearMagnitude(let unclear):
      unclear.phrase
    case .unclearNumber(let text, let units, let isNumber):
      if units.count == 1 {
        Phrase(
          "'\(text)' beside \(units[0]) may be so many \(units[0]) or a plain number; write "
            + (isNumber
              ? "\(text) \(units[0]), or \(Self.inPercent(text) ?? "the whole as 100 %")"
              : "(\(text)) * 1 \(units[0]), or (\(text)) * 100 %"),
          "'\(text)' 与 \(units[0]) 并列，可能以 \(units[0]) 计，也可能是纯数；请写 "
            + (isNumber
              ? "\(text) \(units[0])，\(Self.inPercent(text).map { "或 " + $0 } ?? "整体请写 100 %")"
              : "(\(text)) * 1 \(units[0])，或 (\(text)) * 100 %"))
      } else {
        Phrase(
          "'\(text)' may be in \(units[0]) or in \(units[1]); write its unit"
            + (isNumber ? "" : ", as in (\(text)) * 1 \(units[1])"),
          "'\(text)' 可能以 \(units[0]) 计，也可能以 \(units[1]) 计；请写出单位"
            + (isNumber ? "" : "，如 (\(text)) * 1 \(units[1])"))
      }
    case .law(let error):
      error.phrase
    case .lawArgument(let law, let reason):
      Phrase(law) + .colon + reason
    case .notFinite(let text, let value):
      Phrase(
        "'\(text)' is \(value.english), not a finite number",
        "'\(text)' 是\(value.chinese)，不是有限数")
    case .notAnIndicator(let name):
      Phrase(
        "lag needs the name of an indicator, found '\(name)'",
        "lag 须有指标名称，实为 '\(name)'")
    case .notAMilestone(let name):
      Phrase(
        "date needs the name of a milestone, found '\(name)'",
        "date 须有里程碑名称，实为 '\(name)'")
    case .badLag(let text):
      Phrase(
        "lag needs a whole number of periods, at least 1, found '\(text)'",
        "lag 须有整数期数，至少为 1，实为 '\(text)'")
    case .noFamily(let function):
      Phrase(
        "\(function) goes over the members of a family or region, and none is named; write it as in "
          + "\(function)(park.output)",
        "\(function) 对家族或区域的成员求值，此处没有写出；请写成 \(function)(park.output)")
    case .severalFamilies(let first, let second):
      Phrase(
        "'\(first)' and '\(second)' are not of one family or region; give each its own function",
        "'\(first)' 与 '\(second)' 不属于同一家族或区域；请各用一个函数")
    case .noPrices(let function):
      Phrase(
        "\(function) needs to know how prices rise; write `money: {inflation: 2 %, base: 2020}`",
        "\(function) 须知价格如何上涨；请写 `money: {inflation: 2 %, base: 2020}`")
    case .otherPeriods(let what):
      Phrase(
        "\(what.english) goes by the periods of its file, and the grid has others; set `time.step` to "
          + "that of the file",
        "\(what.chinese)按其所在文件的时期计，而网格的时期不同；请将 `time.step` 设为该文件的步长")
    case .countsTwice(let part, let whole, let sum):
      Phrase(
        "'\(part)' is part of '\(whole)': adding them counts it twice; write \(sum), which counts it "
          + "once, or gross_sum(…) if twice is meant",
        "'\(part)' 是 '\(whole)' 的一部分：相加会重复计算；请写 \(sum)（只计一次），若确要重复计算，请写 gross_sum(…)")
    case .notAllowed(let what):
      Phrase("\(what.english) cannot stand here", "此处不能有\(what.chinese)")
    case .notADate(let text, let found, let example):
      Phrase(
        "a date stands here, and '\(text)' is \(found.english); write a date, or a date and a stretch of "
          + "time, as in 2022 + \(example)",
        "此处应为日期，而 '\(text)' 是\(found.chinese)；请写日期，或日期加时间长度，如 2022 + \(example)")
    case .dateAsNumber(let function):
      Phrase(
        "\(function.english) needs a number, found a date; the difference of two dates is a time",
        "\(function.chinese) 须为数字，实为日期；两个日期之差是时间长度")
    case .numberBesideDate(let text):
      Phrase(
        "'\(text)' beside a date is no stretch of time; write its unit, as in 8 months or 2 years",
        "日期旁的 '\(text)' 不是时间长度；请写出单位，如 8 months 或 2 years")
    case .sumOfDates:
      Phrase(
        "two dates cannot be added; add a stretch of time, as in 2022 + 30 months",
        "两个日期不能相加；请加时间长度，如 2022 + 30 months")
    case .numberAgainstDate(let number):
      Phrase(
        "'\(number)' is a number and cannot be compared with a date; compare dates with dates, or "
          + "write year >= 2024",
        "'\(number)' 是数字，不能与日期比较；请用日期比较日期，或写 year >= 2024")
    case .durationWithoutUnit(let text, true):
      Phrase(
        "'\(text)' has no unit of time; write it, as in \(text) months or \(text) years",
        "'\(text)' 没有时间单位；请写出，如 \(text) months 或 \(text) years")
    case .durationWithoutUnit(let text, false):
      Phrase(
        "'\(text)' has no unit of time; give its own numbers one, or write (\(text)) * 1 month or "
          + "(\(text)) * 1 year",
        "'\(text)' 没有时间单位；请给其中的数字加上单位，或写 (\(text)) * 1 month 或 (\(text)) * 1 year")
    case .totalWithoutTime(let text):
      Phrase(
        "'\(text)' is a total without its time, and no history with one length of period tells it; "
          + "write it, as in \(text) / year",
        "'\(text)' 是没有时间的总量，也没有等长时期的历史数据可供推断；请写出，如 \(text) / year")
    case .percentageAsRate(let advice):
      Phrase(
        "the rate is the curve's parameter per year, no percentage; \(advice.english)",
        "rate 是曲线的每年参数，不是百分比；\(advice.chinese)")
    case .shareOfNothing(let text, let found, let unit):
      Phrase(
        "expected \(unit.phrase.english), found \(found.english); write the amount, or the share of what, "
          + "as in \(text) * 400 \(unit.symbol)",
        "应为\(unit.phrase.chinese)，实为\(found.chinese)；请写数量，或写明是何者的份额，如 \(text) * 400 \(unit.symbol)")
    case .percentageOfThings(let text) where Self.growth(in: text) != nil:
      Phrase(
        "'\(text)' is a share of each year, and things are counted here; write how many, or, if the growth is "
          + "the target, `growth_of_at_least: \(Self.growth(in: text) ?? text)`",
        "'\(text)' 是每年的份额，而此处为计数；请写数量；若目标是增速，请写 "
          + "`growth_of_at_least: \(Self.growth(in: text) ?? text)`")
    case .percentageOfThings(let text):
      Phrase(
        "'\(text)' is a share, and things are counted here; write how many, or the share of what, as in "
          + "\(text) * 400",
        "'\(text)' 是份额，而此处为计数；请写数量，或写明是何者的份额，如 \(text) * 400")
    }
  }

  /// The `10% a year` of `10% a year * 400`; nil for a share of no time.
  private static func growth(in text: String) -> String? {
    var share = text.prefix { $0 != "*" }
    while share.last == " " { share.removeLast() }
    guard share.contains("%"), share.last != "%", !share.contains("(") else { return nil }
    return String(share)
  }

  /// A plain number in percent, 500 % for 5; nil for 1, which is the whole, and what is no number alone.
  private static func inPercent(_ text: String) -> String? {
    guard let number = Double(text.replacing("_", with: "")), number != 1 else { return nil }
    return BesidePercentage.inPercent(number)
  }

  private static func suggestion(_ nearest: String?) -> Phrase {
    nearest.map { Phrase("; did you mean '\($0)'?", "；是否应为 '\($0)'？") } ?? Phrase("")
  }
}
