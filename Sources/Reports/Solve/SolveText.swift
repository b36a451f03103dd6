public import Experiments
internal import Results
internal import Scenarios
internal import Statistics
internal import Tables
public import Wording

/// What it takes, in sentences for planners.
public struct SolveText: Documented {
  let solve: Solve
  let language: Language

  /// Prepares the text of an answer.
  public init(_ solve: Solve, language: Language = .en) {
    self.solve = solve
    self.language = language
  }

  /// The whole answer.
  public var document: Document {
    let answer =
      switch solve.kind {
      case .lever: Document.Section(sentences: solve.rows.flatMap(sentences))
      case .frontier: frontier
      case .cheapestMix: Document.Section(sentences: mix)
      }
    return Document(
      title: solve.scenario.title, language: language,
      [
        Document.Section(sentences: heading), answer,
        Document.Section(charts.map { .chart($0) }),
        Document.Section(sentences: solve.failedPaths > 0 ? [failures] : []),
      ])
  }

  // MARK: Parts

  private var heading: [String] {
    let paths = PlainNumber.whole(Double(solve.paths))
    let phrase = Phrase(
      "case \(solve.caseName), \(PlainNumber.count(solve.paths, "path")), seed \(solve.seed)",
      "情景 \(solve.caseName)，\(paths) 条路径，随机种子 \(solve.seed)")
    var lines = [phrase(language)]
    if solve.target.hasPrefix(solve.request.target + "@") {
      lines.append(
        Phrase(
          "\(solve.request.target) has several deadlines: the last is taken, \(solve.target)",
          "\(solve.request.target) 有多个期限：取最后一个，\(solve.target)")(language))
    }
    return lines
  }

  private var failures: String {
    Phrase(
      "With some of the settings tried, up to \(solve.failedPaths) of \(solve.paths) paths have a "
        + "value that is not a finite number; they count as misses.",
      "在部分尝试的设定下，\(solve.paths) 条路径中最多有 \(solve.failedPaths) 条出现非有限数值，按未达成计。")(language)
  }

  var target: String {
    let name = solve.target.split(separator: "@").first.map(String.init) ?? solve.target
    guard let target = solve.scenario.targets.first(where: { $0.name == name }) else {
      return solve.target
    }
    let deadline = solve.target.split(separator: "@").dropFirst().first.map(String.init)
    return Phrase(
      "\(solve.target) (\(TargetPhrase.phrase(target, deadline: deadline).english))",
      "\(solve.target)（\(TargetPhrase.phrase(target, deadline: deadline).chinese)）")(language)
  }

  var wanted: String {
    PlainNumber.percent(
      solve.request.probability, digits: PlainNumber.decimals(of: solve.request.probability * 100))
  }

  /// The most there is, which is less than a bound where no path meets the target.
  private func most(_ share: Proportion) -> String {
    share.successes == 0
      ? PlainNumber.probability(share) : "at most " + PlainNumber.probability(share)
  }

  private func range(_ lever: String) -> String {
    guard let varied = solve.request.varied.first(where: { $0.variable.name == lever }) else {
      return ""
    }
    let (low, high) = (number(varied.low, lever), number(varied.high, lever))
    return Phrase(" within \(low) to \(high)", "（\(low) 至 \(high)）")(language)
  }

  /// A lever value in the form of its lever: a date, a number, or a number of months.
  func number(_ value: Double, _ lever: String) -> String {
    solve.period(value, of: lever) ?? DecimalNumber.text(value) + unit(of: lever)
  }

  /// The unit of a lever behind a blank; empty where its values are plain numbers or dates.
  func unit(of lever: String) -> String {
    let unit = solve.unit(of: lever)
    return unit.isEmpty ? solve.scenario.saidUnit(ofLever: lever).map { " \($0)" } ?? "" : unit
  }

  /// A lever value with as many digits as its interval bears, or as a date.
  func value(_ value: Double, _ row: SolveRow) -> String {
    if let period = solve.period(value, of: row.lever) { return period }
    let unit = unit(of: row.lever)
    let width = row.high95 - row.low95
    let hasStep = solve.scenario.levers.contains { $0.name == row.lever && $0.step != nil }
    guard width > 0, width.isFinite, !hasStep else { return number(value, row.lever) }
    // An interval as narrow as rounding bears no digits of its own.
    let digits = min(PlainNumber.digits(forWidth: width), 6)
    let text = DecimalNumber.fixed(value, digits: digits)
    return (digits < 6 ? text : DecimalNumber.text(DecimalNumber.parse(text) ?? value)) + unit
  }

  private func interval(_ row: SolveRow) -> String {
    switch (row.low95.isNaN, row.high95.isNaN) {
    case (true, true): return ""
    case (false, true):
      return Phrase(
        " (95 %: from \(value(row.low95, row)))", "（95 %：\(value(row.low95, row)) 以上）")(language)
    case (true, false):
      return Phrase(
        " (95 %: up to \(value(row.high95, row)))", "（95 %：\(value(row.high95, row)) 以下）")(language)
    case (false, false)
    where row.low95 == row.high95 || value(row.low95, row) == value(row.high95, row):
      return Phrase(" (95 %: no other value)", "（95 %：别无他值）")(language)
    case (false, false):
      let (low, high) = (value(row.low95, row), value(row.high95, row))
      return Phrase(" (95 %: \(low) to \(high))", "（95 %：\(low) 至 \(high)）")(language)
    }
  }

  private func sentences(_ row: SolveRow) -> [String] {
    [sentence(row)] + remarks(row)
  }

  func sentence(_ row: SolveRow) -> String {
    let verified = PlainNumber.probability(row.verified)
    let attained = PlainNumber.probability(row.attained)
    switch row.status {
    case .found, .notConfirmed:
      let value = value(row.value, row)
      let check = Phrase(
        row.status == .found
          ? "verified with fresh random numbers: \(verified)"
          : "NOT confirmed: fresh random numbers give \(verified), those of the search \(attained)",
        row.status == .found
          ? "用新随机数检验：\(verified)" : "未获证实：新随机数得 \(verified)，搜索所用随机数得 \(attained)")
      let bounds = bounds(row, value)
      return Phrase(
        "\(row.lever) must be \(bounds.english) "
          + "for \(target) to be met with a probability of \(wanted); \(check.english)",
        "要使 \(target)以 \(wanted) 的概率达成，\(row.lever) \(bounds.chinese)；\(check.chinese)")(
          language)
    case .alreadyReached:
      return Phrase(
        "\(target) is met with a probability of \(wanted) already at \(row.lever) = "
          + "\(value(row.value, row)), the end of the range: \(attained); with fresh random numbers "
          + verified,
        "\(row.lever) 为区间端点 \(value(row.value, row)) 时，\(target)达成概率已达 \(wanted)："
          + "\(attained)；用新随机数检验：\(verified)")(language)
    case .outOfReach:
      return Phrase(
        "\(target) cannot be met with a probability of \(wanted) by "
          + "\(row.lever)\(range(row.lever)): \(most(row.attained)), at \(row.lever) = "
          + "\(value(row.value, row)); with fresh random numbers \(verified)",
        "\(row.lever)\(range(row.lever))无法使 \(target)以 \(wanted) 的概率达成：最多 \(attained)，"
          + "此时 \(row.lever) = \(value(row.value, row))；用新随机数检验：\(verified)")(language)
    }
  }

  /// What a lever must be: at least so much, or between two values where more is too much.
  private func bounds(_ row: SolveRow, _ value: String) -> Phrase {
    let near = value + interval(row)
    let far = certainEnd(row)
    if far == row.value { return Phrase(near, "须为 \(near)") }
    let other = far.map { self.value($0, row) }
    return Phrase(
      "\(row.isAtLeast ? "at least" : "at most") \(near)"
        + (other.map { " and \(row.isAtLeast ? "at most" : "at least") \($0)" } ?? ""),
      "\(row.isAtLeast ? "至少" : "至多")须为 \(near)"
        + (other.map { "，\(row.isAtLeast ? "至多" : "至少")为 \($0)" } ?? ""))
  }

  /// The last value that will do, where more is too much beyond chance.
  private func certainEnd(_ row: SolveRow) -> Double? {
    row.farEnd.flatMap { $0.isCertain ? $0.value : nil }
  }

  private func farRemark(_ row: SolveRow) -> String? {
    certainEnd(row).map { far in
      let end = value(far, row)
      return row.isAtLeast
        ? Phrase("at most \(end)", "至多 \(end)")(language)
        : Phrase("at least \(end)", "至少 \(end)")(language)
    }
  }

  private func remarks(_ row: SolveRow) -> [String] {
    var remarks: [String] = []
    if row.status == .alreadyReached, let far = certainEnd(row) {
      let end = value(far, row)
      remarks.append(
        Phrase(
          "Beyond \(row.lever) = \(end) it is met less often than that.",
          "\(row.lever) 越过 \(end) 后，达成概率低于此值。")(language))
    }
    if !row.hasInfluence {
      remarks.append(
        Phrase(
          "\(row.lever) changes this target on no path.", "\(row.lever) 对该目标没有任何影响。")(language))
    }
    if row.hasInfluence, row.status == .outOfReach, !(row.low95.isNaN && row.high95.isNaN) {
      remarks.append(
        Phrase(
          "It may just be within reach\(interval(row)): more paths would tell.",
          "也可能刚好可达\(interval(row))：增加路径数可判明。")(language))
    }
    // What the answer says itself is not said again.
    let known = certainEnd(row) == nil ? nil : row.farEnd?.bracket
    let others = row.otherCrossings.filter { !(known?.contains($0) ?? false) }
    if !others.isEmpty {
      let places = others.map {
        solve.period($0, of: row.lever) ?? PlainNumber.text($0, language)
          + unit(of: row.lever)
      }.joined(separator: ", ")
      remarks.append(
        Phrase(
          "The probability does not rise or fall throughout: it also passes \(wanted) near "
            + "\(row.lever) = \(places). The answer is the place nearest to the present setting.",
          "概率并非单调变化：在 \(row.lever) = \(places) 附近也经过 \(wanted)。答案取最接近现有设定之处。")(
            language))
    }
    return remarks
  }

  // MARK: Several levers

  private func bound(_ isAtLeast: Bool) -> String {
    Phrase(isAtLeast ? "at least" : "at most", isAtLeast ? "至少" : "至多")(language)
  }

  /// The interval for a table.
  private func shortInterval(_ row: SolveRow) -> String {
    switch (row.low95.isNaN, row.high95.isNaN) {
    case (true, true): "–"
    case (false, true):
      Phrase("from \(value(row.low95, row))", "\(value(row.low95, row)) 以上")(language)
    case (true, false):
      Phrase("up to \(value(row.high95, row))", "\(value(row.high95, row)) 以下")(language)
    case (false, false): "\(value(row.low95, row)) – \(value(row.high95, row))"
    }
  }

  private var frontier: Document.Section {
    let levers = solve.request.varied.map(\.variable.name)
    guard levers.count == 2 else { return Document.Section([]) }
    let directions = Set(solve.rows.filter(\.isBound).map(\.isAtLeast))
    // One direction stands in the header; of two, each stands with its value.
    let common = directions.count == 1 ? directions.first : nil
    var table = TextTable(
      [
        levers[0], levers[1] + (common.map { " " + bound($0) } ?? ""),
        Phrase("95 % range", "95 % 区间")(language),
        Phrase("verified", "检验")(language), Phrase("remark", "说明")(language),
      ], [.right, .right, .right, .right, .left])
    for row in solve.rows {
      let isOut = row.status == .outOfReach
      let remark =
        switch row.status {
        case .found:
          farRemark(row)
            ?? (row.otherCrossings.isEmpty ? "" : Phrase("not the only place", "不止一处")(language))
        case .alreadyReached:
          [Phrase("already reached", "已达到")(language), farRemark(row)].compactMap { $0 }
            .joined(separator: Phrase(", ", "，")(language))
        case .outOfReach:
          Phrase(
            "out of reach: \(most(row.attained))", "不可达：最多 \(PlainNumber.probability(row.attained))"
          )(
            language)
        case .notConfirmed: Phrase("not confirmed", "未获证实")(language)
        }
      let prefix = directions.count > 1 ? bound(row.isAtLeast) + " " : ""
      table.add([
        number(row.others[0].value, levers[0]),
        isOut ? "–" : prefix + value(row.value, row), isOut ? "–" : shortInterval(row),
        PlainNumber.probability(row.verified), remark,
      ])
    }
    let title = Phrase(
      "What \(target) takes for a probability of \(wanted)",
      "\(target)以 \(wanted) 的概率达成所需")
    return Document.Section(title(language), [.table(table)])
  }

  private var mix: [String] {
    guard let cost = solve.cost, let row = solve.rows.last else { return [] }
    let levers = solve.rows.map { row in
      "\(row.lever) = \(number(row.value, row.lever))"
    }.joined(separator: ", ")
    let price = solve.request.cost ?? ""
    guard cost.value.isFinite else {
      return [
        Phrase(
          "\(target) cannot be met with a probability of \(wanted) by these levers: "
            + "\(most(row.attained)), at \(levers); with fresh random numbers "
            + PlainNumber.probability(row.verified),
          "这些手段无法使 \(target)以 \(wanted) 的概率达成：最多 \(PlainNumber.probability(row.attained))，此时 \(levers)；"
            + "用新随机数检验：\(PlainNumber.probability(row.verified))")(language)
      ]
    }
    let (low, high) = (
      PlainNumber.text(cost.low95, language), PlainNumber.text(cost.high95, language)
    )
    let interval =
      cost.high95.isFinite
      ? Phrase("95 %: \(low) to \(high)", "95 %：\(low) 至 \(high)")
      : Phrase("95 %: from \(low)", "95 %：\(low) 以上")
    var lines = [
      Phrase(
        "The cheapest mix for \(target) to be met with a probability of \(wanted): \(levers); "
          + "\(price) = \(PlainNumber.text(cost.value, language)) (\(interval.english)); "
          + (row.status == .notConfirmed
            ? "NOT confirmed: fresh random numbers give \(PlainNumber.probability(row.verified))"
            : "verified with fresh random numbers: \(PlainNumber.probability(row.verified))"),
        "使 \(target)以 \(wanted) 的概率达成的最省组合：\(levers)；\(price) = "
          + "\(PlainNumber.text(cost.value, language))（\(interval.chinese)）；"
          + (row.status == .notConfirmed
            ? "未获证实：新随机数得 \(PlainNumber.probability(row.verified))"
            : "用新随机数检验：\(PlainNumber.probability(row.verified))"))(
          language)
    ]
    lines.append(
      Phrase(
        "A mix that was chosen for its cost looks a little better on the numbers it was chosen by; "
          + "the fresh ones count.",
        "按成本选出的组合在所用随机数上会略显有利，应以新随机数的结果为准。")(language))
    return lines
  }
}

extension PlainNumber {
  /// The decimals that show two digits of a width.
  static func digits(forWidth width: Double) -> Int {
    var (digits, unit) = (0, width)
    while unit < 10, digits < 12 {
      unit *= 10
      digits += 1
    }
    return digits
  }

  /// The decimals with which a number is written, at most six.
  static func decimals(of value: Double) -> Int {
    var (digits, scaled) = (0, value)
    while digits < 6, abs(scaled - scaled.rounded()) > 1e-9 {
      scaled *= 10
      digits += 1
    }
    return digits
  }
}
