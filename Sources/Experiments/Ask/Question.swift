internal import Forecasting
internal import Quantities
internal import Scenarios
internal import Tables
public import Wording

/// A question without a file: observations and a target, as in "120@2015 405@2020 800@2025", perhaps
/// with units: "82 km@2019 110 km@2020 250 km@2025".
public struct Question: Hashable, Sendable {
  /// A value at a date.
  public struct Point: Hashable, Sendable {
    /// The value as a file writes it, with its unit.
    public let value: String
    /// The number in it.
    let number: String
    /// What stands before the date.
    var written: String
    /// The date as files write it.
    public let date: String
    /// The unit as written; empty where it has none.
    var unit = ""
    /// The bound that a word makes of it, as in `at most 800` and `800以下`; only a target has one.
    var bound: WrittenAmount.Hedge?
    /// Whether a magnitude stands alone in it, as in `1.2 万`.
    var hasMagnitude = false
    /// What it says of growth instead of a level; only a target does.
    var growth: GrowthText?
    /// Whether it is a percentage.
    var isShare = false
    /// Whether it is a percentage or so many percent a year.
    var isPercentage = false

    /// What it says, with the word that makes a bound of it.
    var stated: String { bound == nil ? value : written }
  }

  /// What was observed, in order of time.
  public let observations: [Point]
  /// What is promised.
  public let target: Point
  /// The unit that the points are written in, of the first that has one; nil where none has.
  let unit: String?

  /// Reads a question: the last point is the target.
  ///
  /// - Parameters:
  ///   - text: points `value@date` between blanks or commas, two at least.
  ///   - own: the unit of all points, where it is known beside them.
  /// - Throws: ``Unreadable``.
  public init(_ text: String, unit own: String? = nil) throws(Unreadable) {
    var points: [Point] = []
    var unclear: String?
    // A blank may stand between a number and its unit: a point ends behind its date.
    var waiting: [Substring] = []
    for word in Question.separated(text.halfWidth).split(separator: " ") {
      waiting.append(word)
      guard word.contains("@") else { continue }
      let point = try Question.point(waiting.joined(separator: " "))
      points.append(point)
      if point.unit.isEmpty, point.hasMagnitude { unclear = waiting.joined(separator: " ") }
      waiting = []
    }
    let units = points.map(\.unit).filter { !$0.isEmpty }
    if let unclear, let unit = units.first {
      throw Unreadable(
        text: unclear,
        problem: Phrase(
          "leaves open what it counts, and others are in \(unit)", "没有写明单位，而其他数值以 \(unit) 计"))
    }
    guard waiting.isEmpty else {
      throw Unreadable(
        text: waiting.joined(separator: " "),
        problem: Phrase("is not of the form value@date", "不是 value@date 的形式"))
    }
    unit = units.first
    try Question.check(points, own ?? "")
    guard points.count >= 2, let last = points.last else {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "has fewer than two points: observations and, last, the target",
          "少于两个点：观测值，最后为目标"))
    }
    let periods = points.compactMap { try? Period($0.date) }
    guard zip(periods, periods.dropFirst()).allSatisfy(<) else {
      throw Unreadable(text: text, problem: Phrase("has dates that do not increase", "的日期没有递增"))
    }
    observations = Array(points.dropLast())
    target = last
  }

  /// The points with blanks between them: a comma in front of the @ belongs to a number.
  private static func separated(_ text: String) -> String {
    var isDate = false
    return String(
      text.map { letter in
        if letter == "@" { isDate = true }
        let isBetween = ";、\n".contains(letter) || letter == "," && isDate
        if isBetween || letter == " " { isDate = false }
        return isBetween ? " " : letter
      })
  }

  /// Refuses points that are not of one kind: percentages beside numbers, growth or a bound that is no
  /// target.
  private static func check(_ points: [Point], _ own: String) throws(Unreadable) {
    let levels = points.filter { $0.growth == nil }
    if let bound = points.dropLast().first(where: { $0.bound != nil }) {
      throw Unreadable(
        text: "\(bound.written)@\(bound.date)",
        problem: Phrase(
          "makes a bound of what was observed, which only the last point, the target, may; write the number",
          "是观测值的界限，只有最后一个点（目标）可以这样写；请写数值"))
    }
    if let growth = points.dropLast().first(where: { $0.growth != nil }) {
      throw Unreadable(
        text: "\(growth.written)@\(growth.date)",
        problem: Phrase(
          "says growth, which only the last point, the target, may",
          "写的是增长，只有最后一个点（目标）可以这样写"))
    }
    try checkWords(points, own)
    try checkPercentages(levels)
    if let last = points.last, case .share? = last.growth, levels.contains(where: \.isShare) {
      throw Unreadable(
        text: "\(last.written)@\(last.date)",
        problem: Phrase(
          "may add to a percentage or multiply it; write the level to reach",
          "可指百分点，也可指幅度；请写要达到的水平"))
    }
  }

  /// Refuses words behind the target's number that are no unit: neither one that everybody knows, nor one
  /// of the observations, nor the name of things.
  ///
  /// `800 less`, `3x more` and `+200 a year` ask for something else than a level.
  private static func checkWords(_ points: [Point], _ own: String) throws(Unreadable) {
    guard let last = points.last, !last.unit.isEmpty else { return }
    let others = (points.dropLast().map(\.unit) + [own]).compactMap {
      try? UnitParser().declaredUnit($0)
    }
    let isIncrease = if case .increase? = last.growth { true } else { false }
    // A level of 800 `a year` would be a pace; only what is added has nothing before its time.
    let isTimeAlone = ["a ", "an "].contains { last.unit.hasPrefix($0) }
    let words = last.unit
    let known =
      isTimeAlone && !isIncrease
      ? nil : try? UnitParser(labels: Set(others.flatMap(\.labels))).unit(words)
    let things =
      others.allSatisfy { $0.labels.isEmpty } && Self.mayBeThings(words)
      ? try? UnitParser().declaredUnit(words) : nil
    guard let unit = known ?? things else {
      throw Unreadable(
        text: "\(last.written)@\(last.date)",
        problem: Phrase(
          "has '\(last.unit)' behind its number, which is no unit that the others have; write the number "
            + "alone, \"at most 800\", growth as \"+50%\" or \"2x\", or the unit at the observations too",
          "的数字后有“\(last.unit)”，而其他点没有这个单位；请只写数字，或写 \"800以下\"，增长写 \"+50%\" 或 \"2倍\"，"
            + "或在观测值后也写上该单位"))
    }
    if isIncrease, unit.dimension[.time] < 0, others.allSatisfy({ $0.dimension[.time] >= 0 }) {
      throw Unreadable(
        text: "\(last.written)@\(last.date)",
        problem: Phrase(
          "is so much in each year; write how much more it is in all by then, without the time",
          "是每年的增量；请写到那时共增加多少，不写时间"))
    }
  }

  /// Whether words may name things that are counted: not those of comparisons, growth, shares and times.
  private static func mayBeThings(_ words: String) -> Bool {
    let english = words.lowercased().split { !$0.isLetter || !$0.isASCII }
    return words.allSatisfy { $0.isLetter || $0 == " " || $0 == "-" }
      && english.allSatisfy { $0.count > 1 && !Self.wordsOfMeasure.contains(String($0)) }
      && !words.contains { Self.charactersOfMeasure.contains($0) }
  }

  private static let charactersOfMeasure: Set<Character> = Set(
    "以之内外下上大小多少余几增长减升降比左右约近超过不低高均每倍成翻共总累计达到至年月季日")
  private static let wordsOfMeasure: Set<String> = [
    "about", "above", "additional", "again", "all", "altogether", "an", "annual", "annually", "any",
    "approximately", "approx", "around", "as", "at", "below", "between", "by", "cent", "day",
    "days",
    "decline", "decrease", "double", "each", "every", "exactly", "extra", "fall", "fewer", "fold",
    "from", "further", "greater", "growth", "half", "higher", "in", "increase", "just", "least",
    "less", "lower", "max", "maximum", "min", "minimum", "month", "monthly", "months", "more",
    "most",
    "nearly", "no", "not", "of", "only", "or", "over", "per", "percent", "percentage", "pct",
    "plus",
    "points", "quarter", "quarterly", "quarters", "rise", "roughly", "so", "some", "than", "the",
    "time", "times", "to", "together", "tops", "total", "triple", "twice", "under", "up", "within",
    "year", "yearly", "years", "down",
  ]

  /// Refuses percentages beside numbers that are none.
  private static func checkPercentages(_ levels: [Point]) throws(Unreadable) {
    let shares = levels.filter(\.isPercentage)
    guard let share = shares.first,
      let other = levels.first(where: { !$0.isPercentage })
    else { return }
    if shares.count == 1, share == levels.last {
      throw Unreadable(
        text: "\(share.written)@\(share.date)",
        problem: Phrase(
          "is a percentage, and others are not; growth by so much is "
            + "\"+\(share.value)@\(share.date)\"",
          "是百分比，而其他数值不是；若指增长幅度，请写 \"+\(share.value)@\(share.date)\""))
    }
    // 0.5 among percentages is 50 %.
    let part = DecimalNumber.parse(other.number).flatMap { $0 <= 1 ? $0 : nil }
    let percent = part.map { DecimalNumber.text(($0 * 1e6).rounded() / 1e4) }
    throw Unreadable(
      text: "\(other.written)@\(other.date)",
      problem: percent.map {
        Phrase(
          "is no percentage, and others are; write \"\($0)%@\(other.date)\"",
          "不是百分比，而其他数值是；请写 \"\($0)%@\(other.date)\"")
      }
        ?? Phrase(
          "is no percentage, and others are; write all of them as percentages, or none",
          "不是百分比，而其他数值是；请全部写成百分比，或都不写"))
  }

  /// Refuses what does not count what a kind counts.
  ///
  /// - Parameter kind: one of ``kinds``.
  /// - Throws: ``Unreadable``.
  public func check(kind: String) throws(Unreadable) {
    guard kind != "output", let share = observations.first(where: \.isPercentage) else { return }
    throw Unreadable(
      text: "\(share.written)@\(share.date)",
      problem: Phrase(
        "is a percentage, and --kind \(kind) counts things; write how many there are, or leave "
          + "--kind out for a share",
        "是百分比，而 --kind \(kind) 计的是个体数；请写个数，若为比率请去掉 --kind"))
  }

  /// Reads one point, its unit without a magnitude that stands alone.
  static func point(_ text: String) throws(Unreadable) -> Point {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Unreadable(
        text: text, problem: Phrase("is not of the form value@date", "不是 value@date 的形式"))
    }
    let written = parts[0].filter { $0 != "_" && $0 != "," }.split(separator: " ")
      .joined(separator: " ").replacing("per cent", with: "percent")
    let date: String
    do {
      date = try Period(parts[1]).description
    } catch {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "has a date that cannot be read (\(error))", "的日期无法识别（\(error.phrase.chinese)）"))
    }
    if let bounded = try bounded(written, text, date) { return bounded }
    if let growth = GrowthText(written) {
      let unit = if case .increase(_, _, let unit) = growth { unit } else { "" }
      return Point(
        value: written, number: growth.name, written: written, date: date, unit: unit,
        growth: growth)
    }
    guard let constant = ConstantText(written), constant.value.isFinite else {
      throw Unreadable(
        text: text, problem: Phrase("has not one number before the @", "在 @ 之前不是一个数字"))
    }
    guard constant.value > 0 else {
      throw Unreadable(text: text, problem: Phrase("is not a positive number", "不是正数"))
    }
    guard !constant.unit.isEmpty else {
      // 1万2千 and 一万二千 are numbers of nothing else here.
      let number = constant.magnitude == nil ? written : DecimalNumber.text(constant.value)
      return Point(
        value: number, number: number, written: written, date: date,
        hasMagnitude: constant.magnitude != nil)
    }
    do {
      let unit = try UnitParser().declaredUnit(constant.unit)
      let number = DecimalNumber.text(constant.value)
      // A percentage stays one; `1.2 万` is a number.
      guard unit.dimension.isNone, unit.labels.isEmpty, !unit.isShare else {
        return Point(
          value: written, number: number, written: written, date: date, unit: constant.unit,
          isShare: unit.isShare, isPercentage: unit.isPercentage)
      }
      let value = DecimalNumber.text(unit.scale.convert(constant.value, to: .one))
      return Point(value: value, number: value, written: written, date: date, hasMagnitude: true)
    } catch {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "has a unit that cannot be read (\(error))", "的单位无法识别（\(error.phrase.chinese)）"))
    }
  }

  /// The point of which a word makes a bound, as in `at most 800`, `800以下` and `3倍以上`; nil where none
  /// does.
  ///
  /// - Throws: ``Unreadable`` where the word leaves open what is asked.
  private static func bounded(
    _ written: String, _ text: String, _ date: String
  ) throws(Unreadable) -> Point? {
    let hedges =
      WrittenAmount.hedges(in: written) + (WrittenAmount.remainder(in: written).map { [$0] } ?? [])
    guard
      let (hedge, word, rest) = hedges.first(where: {
        GrowthText($0.rest) != nil || ConstantText($0.rest) != nil
      })
    else { return nil }
    var point = try point("\(rest)@\(date)")
    // Up to 800 may be the level to reach.
    guard ![.nearly, .about].contains(hedge), word != "up to",
      point.bound == nil || point.bound == hedge
    else {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "has '\(word)' beside its number, which leaves open what is asked; write \"\(rest)@\(date)\", or "
            + "of the target \"at most \(rest)@\(date)\"",
          "的数字旁有“\(word)”，所问不明；请写 \"\(rest)@\(date)\"，目标也可写 \"至多\(rest)@\(date)\""))
    }
    guard point.growth == nil || hedge == .atLeast else {
      throw Unreadable(
        text: text,
        problem: Phrase(
          "asks with '\(word)' for growth, of which a question may ask for at least so much; write "
            + "\"\(rest)@\(date)\"",
          "以“\(word)”限定增长，而提问只能问至少增长多少；请写 \"\(rest)@\(date)\""))
    }
    point.bound = hedge
    point.written = written
    return point
  }

  /// What a question may be about: the kinds of indicator, and whole things by their names.
  public static let kinds =
    ["count", "output", ForecastKind.patents.rawValue]
    + ForecastKind.plainNames.filter { $0.kind == .count || $0.kind == .rollout }.map(\.name)

  /// The step of the dates: that of the shortest of them.
  var step: TimeStep {
    (observations + [target]).compactMap { try? Period($0.date).step }
      .max { $0.perYear < $1.perYear } ?? .year
  }

  /// What the target asks for, as the keys of a file.
  var condition: [(key: String, value: String)] {
    func quoted(_ value: String) -> String { unit == nil ? value : "\"\(value)\"" }
    switch target.growth {
    case nil:
      return [((target.bound ?? .atLeast).rawValue, quoted(target.value))]
    case .factor(let factor): return [("growth_of_at_least", DecimalNumber.text(factor))]
    case .share(let share): return [("growth_of_at_least", DecimalNumber.text(1 + share))]
    case .rate(let rate): return [("growth_of_at_least", "\"\(rate)\"")]
    case .increase(let amount, _, _):
      // Of a flow totals of equal length are compared.
      let last = observations.last.flatMap { try? Period($0.date).last(on: step) }
      let date = (try? Period(target.date))?.step == step ? last?.description : nil
      return [
        ("increase_of_at_least", quoted(amount)),
        ("since", date ?? observations[observations.count - 1].date),
      ]
    }
  }

  /// Whether it is about percentages none of which passes 100 %, though growth may.
  public var areShares: Bool {
    observations.allSatisfy(\.isShare)
      && (observations + [target]).allSatisfy {
        $0.growth != nil || (ConstantText($0.value)?.value ?? .infinity) <= 100
      }
  }

  /// Whether all levels are whole numbers without a unit.
  public var areWhole: Bool {
    unit == nil
      && (observations + [target]).filter({ $0.growth == nil }).allSatisfy {
        DecimalNumber.parse($0.number).map { $0 == $0.rounded() } ?? false
      }
  }

  /// The scenario file that answers the question.
  ///
  /// - Parameters:
  ///   - kind: one of ``kinds``.
  ///   - ceiling: the ceiling as a file writes it, which the forecast then keeps below.
  ///   - paths: the number of paths.
  ///   - seed: the seed.
  ///   - language: the language of its title and names.
  /// - Returns: the text of the file.
  public func scenario(
    kind: String, ceiling: String?, paths: Int, seed: UInt64, language: Language = .en
  ) -> String {
    let first = observations[0].date
    func quoted(_ value: String) -> String { self.unit == nil ? value : "\"\(value)\"" }
    let history = observations.map { "\($0.date): \($0.value)" }.joined(separator: ", ")
    let past = observations.map { "\(DateWords.phrase($0.date).chinese) \($0.value)" }
    let reaches = target.growth == nil && target.bound == nil ? "达到 " : " "
    let title = Phrase(
      "\(target.stated) in \(target.date) after \(history)",
      "由 \(past.joined(separator: "、"))，到 \(DateWords.phrase(target.date).chinese)\(reaches)\(target.stated)"
    )(
      language)
    // Names key random numbers, so they are the same in every language; labels are for people.
    let (quantity, goal) =
      language == .en ? ("", "") : ("\n    label: 数量", "label: 目标, ")
    let values = observations.map { "\($0.date): \(quoted($0.value))" }.joined(separator: ", ")
    // A unit per time says that it is a flow.
    let isRate = self.unit.flatMap { try? UnitParser().declaredUnit($0) }?.dimension[.time] ?? 0 < 0
    let measure = kind == "output" && !isRate ? "\n    measure: stock" : ""
    let unit = self.unit.map { "\n    unit: \"\($0)\"" } ?? ""
    let isNamed = kind != "count" && kind != "output"
    let stated =
      (isNamed ? ["like: \(kind)"] : []) + (ceiling.map { ["ceiling: \"\($0)\""] } ?? [])
    let model =
      stated.isEmpty ? "auto" : "{model: auto, \(stated.joined(separator: ", "))}"
    let condition = condition.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    let points =
      observations.map { "\($0.value)@\($0.date)" } + ["\(target.stated)@\(target.date)"]
    return """
      # Written by: waymark ask \(ShellWord.quoted(points.joined(separator: " ")))
      waymark: 1
      scenario: "\(title)"
      time: {start: \(first), end: \(target.date), step: \(step)}
      indicators:
        quantity:
          kind: \(isNamed ? "count" : kind)\(quantity)\(measure)\(unit)
          history: {\(values)}
          growth: \(model)
      targets:
        target: {\(goal)of: quantity, \(condition), in: \(target.date)}
      simulation: {paths: \(paths), seed: \(seed)}

      """
  }

  /// A question that cannot be read.
  public struct Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
    let text: String
    let problem: Phrase

    /// The sentence in English.
    public var description: String { phrase.english }

    /// The sentence for people.
    public var phrase: Phrase {
      Phrase(
        "'\(text)' \(problem.english); write for example \"120@2015 405@2020 800@2025\", or "
          + "\"82 km@2019 110 km@2020 250 km@2025\"",
        "'\(text)' \(problem.chinese)；请写如 \"120@2015 405@2020 800@2025\"，或 \"82 km@2019 110 km@2020 250 km@2025\""
      )
    }
  }
}
