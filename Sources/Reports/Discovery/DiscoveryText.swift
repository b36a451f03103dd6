public import Experiments
internal import Sensitivity
internal import Tables
public import Wording

/// A scenario discovery as text for a terminal: the box, what it is worth, and the way to it.
public struct DiscoveryText: Documented {
  let found: DiscoveredBox
  let language: Language

  /// The boxes that the second table shows at most, beside the chosen one.
  private static let mostBoxes = 12
  /// The factors that are named of a box of the second table.
  private static let mostNames = 3

  /// Prepares the text of a discovery.
  public init(_ found: DiscoveredBox, language: Language = .en) {
    self.found = found
    self.language = language
  }

  /// The whole answer.
  public var document: Document {
    let answer =
      found.isAnswer
      ? [Document.Section(sentences: worth), conditions] : [Document.Section(sentences: noBox)]
    return Document(
      title: heading, language: language,
      answer + [
        Document.Section(charts.map { .chart($0) }), trajectory,
        Document.Section(sentences: notes),
      ])
  }

  // MARK: The box

  private var heading: String {
    let paths = PlainNumber.whole(Double(found.paths))
    let base = PlainNumber.percent(found.baseRate)
    let tail = "\(paths) \(Phrase("paths, seed", "条路径，随机种子")(language)) \(found.seed)"
    return found.seeksSuccess
      ? Phrase(
        "Where \(found.target) is met: case \(found.caseName), \(tail); it is met on \(base)",
        "\(found.target) 在何处达成：方案 \(found.caseName)，\(tail)；达成率 \(base)")(language)
      : Phrase(
        "Where \(found.target) fails: case \(found.caseName), \(tail); it fails on \(base)",
        "\(found.target) 在何处落空：方案 \(found.caseName)，\(tail)；落空率 \(base)")(language)
  }

  private var worth: [String] {
    let box = found.box
    let (density, base) = (PlainNumber.percent(box.density), PlainNumber.percent(found.baseRate))
    let (coverage, mass) = (PlainNumber.percent(box.coverage), PlainNumber.percent(box.mass))
    let unseen = found.stability.density
    let low = PlainNumber.percent(unseen.range95.lowerBound)
    let high = PlainNumber.percent(unseen.range95.upperBound)
    let mean = PlainNumber.percent(unseen.mean)
    let reach = PlainNumber.percent(found.stability.coverage.mean)
    let halves = found.stability.halves
    let (event, events) =
      found.seeksSuccess
      ? (Phrase("is met", "达成"), Phrase("the paths that meet it", "达成的路径"))
      : (Phrase("fails", "落空"), Phrase("the failures", "落空的路径"))
    return [
      Phrase(
        "In the box it \(event(.en)) on \(density) of the paths (density; everywhere \(base)).",
        "框内\(event(.zh))率为 \(density)（密度；全体为 \(base)）。")(language),
      Phrase(
        "The box holds \(coverage) of \(events(.en)) (coverage) and \(mass) of all paths (mass).",
        "框内包含\(events(.zh))的 \(coverage)（覆盖率），占全部路径的 \(mass)（质量）。")(language),
      Phrase(
        "On paths that the search did not see, \(halves) times: density \(mean) (\(low) to \(high)), coverage \(reach).",
        "在搜索未见过的路径上（\(halves) 次）：密度 \(mean)（\(low) 至 \(high)），覆盖率 \(reach)。")(language),
    ]
  }

  private var conditions: Document.Section {
    guard !found.box.restrictions.isEmpty else {
      return Document.Section(
        sentences: [
          Phrase(
            "This box has no conditions: it is the whole sample.", "此框没有条件：即全部样本。")(language)
        ])
    }
    var table = TextTable(
      [
        Phrase("condition", "条件")(language), Phrase("on the paths", "样本范围")(language),
        Phrase("quasi-p", "拟 p 值")(language), Phrase("comes back", "重现")(language),
      ], [.left, .right, .right, .right])
    for condition in found.conditions {
      let factor = condition.factor
      let range = factor.range
      table.add([
        "\(factor.name) \(words(condition.limit, factor))",
        FactorNumber.text(from: range.lowerBound, to: range.upperBound, of: factor),
        FactorNumber.pValue(condition.quasiP) + (condition.isSignificant ? "  " : " *"),
        PlainNumber.percent(condition.recurrence, digits: 0),
      ])
    }
    return Document.Section([.table(table)])
  }

  private func words(_ limit: BoxRestriction.Limit, _ factor: DiscoveredBox.Factor) -> String {
    func number(_ value: Double, isUpper: Bool = false) -> String {
      if let period = factor.period(value, isUpper: isUpper) { return period }
      let text = FactorNumber.text(value, in: factor.range)
      return factor.unit.map { "\(text) \($0)" } ?? text
    }
    return switch limit {
    case .atLeast(let low): "≥ \(number(low))"
    case .atMost(let high): "≤ \(number(high, isUpper: true))"
    case .among(let levels):
      Phrase("is", "为")(language) + " "
        + levels.map { number($0) }.joined(separator: Phrase(" or ", " 或 ")(language))
    }
  }

  private var noBox: [String] {
    let density = PlainNumber.percent(found.stability.density.mean)
    let base = PlainNumber.percent(found.baseRate)
    var lines = [
      Phrase(
        "No box: on paths that the search did not see, its best box is as good as no denser than all paths "
          + "(\(density), everywhere \(base)).",
        "未发现框：在搜索未见过的路径上，最佳框并不比其余更密（\(density)，全体 \(base)）。")(language)
    ]
    if found.hasNoise {
      lines.append(
        Phrase(
          "No limits of the factors below tell such paths apart: what decides is the noise of the process, "
            + "or something without an order, such as which curve is drawn. `waymark sensitivity` divides it.",
          "下列因素的任何界限都无法区分这些路径：起决定作用的是过程噪声，"
            + "或无次序之物（如抽到哪条曲线）。`waymark sensitivity` 可分解其份额。")(language))
    }
    let names = found.factors.map(\.name).joined(separator: ", ")
    lines.append(Phrase("Factors: \(names)", "因素：\(names)")(language))
    return lines
  }

  // MARK: The way to it

  private var trajectory: Document.Section {
    var table = TextTable(
      [
        "", Phrase("box", "框")(language), Phrase("mass", "质量")(language),
        Phrase("coverage", "覆盖率")(language), Phrase("density", "密度")(language),
        Phrase("restricted", "受限因素")(language),
      ], [.left, .right, .right, .right, .right, .left], indent: 1)
    for number in shownBoxes {
      let box = found.trajectory.boxes[number]
      table.add([
        number == found.chosen && found.isAnswer ? ">" : "", "\(number)",
        PlainNumber.percent(box.mass), PlainNumber.percent(box.coverage),
        PlainNumber.percent(box.density),
        restricted(box),
      ])
    }
    let count = found.trajectory.boxes.count
    return Document.Section(
      Phrase(
        "The way of the search, \(shownBoxes.count) of \(count) boxes (--box N takes another):",
        "搜索过程，\(count) 个框中的 \(shownBoxes.count) 个（--box N 可另选）：")(language),
      [.table(table)])
  }

  /// The factors that a box restricts, of many the first few.
  private func restricted(_ box: ScenarioBox) -> String {
    let names = box.restrictedFactors.map { found.factors[$0].name }
    let shown = names.prefix(DiscoveryText.mostNames).joined(separator: ", ")
    return names.count > DiscoveryText.mostNames
      ? "\(shown) +\(names.count - DiscoveryText.mostNames)" : shown
  }

  /// Boxes at even distances, with the first, the chosen and the last.
  private var shownBoxes: [Int] {
    let last = found.trajectory.boxes.count - 1
    let steps = min(DiscoveryText.mostBoxes - 1, last)
    let even = steps == 0 ? [0] : (0...steps).map { $0 * last / steps }
    return Set(even + [found.chosen]).sorted()
  }

  // MARK: What to know

  private var notes: [String] {
    var lines: [String] = []
    if found.isAnswer {
      if found.conditions.contains(where: { !$0.isSignificant }) {
        lines.append(
          Phrase(
            "* Not significant (quasi-p above \(DecimalNumber.text(DiscoveredBox.significance))): the box does as well without it.",
            "* 不显著（拟 p 值大于 \(DecimalNumber.text(DiscoveredBox.significance))）：去掉该条件，框也不逊色。")(
              language))
      }
      if !found.isConfirmed {
        lines.append(
          Phrase(
            "Unseen paths do not bear this box out: take it for chance.", "未见过的路径不支持此框：应视为偶然。")(
              language))
      } else if found.isSlight {
        lines.append(
          Phrase(
            "The box is hardly denser than the rest: what decides lies mostly outside these factors.",
            "框内仅略密于其余：起决定作用的大多在这些因素之外。")(language))
      }
    }
    lines.append(rule)
    if found.factors.contains(where: \.isVaried) {
      let names = found.factors.filter(\.isVaried).map(\.name).joined(separator: ", ")
      lines.append(
        Phrase(
          "Drawn evenly over its range on each path, so the shares hold for such settings only: \(names).",
          "在范围内均匀抽取、逐路径不同，故各份额仅对此类设定成立：\(names)。")(language))
    }
    if !found.idle.isEmpty {
      let names = found.idle.joined(separator: ", ")
      lines.append(
        Phrase(
          "The target does not depend on \(names).", "目标与 \(names) 无关。")(language))
    }
    lines += found.notes.map { $0(language) + Phrase(".", "。")(language) }
    return lines
  }

  private var rule: String {
    let least = PlainNumber.percent(found.leastMass)
    return found.isAskedFor
      ? Phrase(
        "The box is the one that was asked for; none has less than \(least) of the paths.",
        "框按所要求选取；各框不少于 \(least) 的路径。")(language)
      : Phrase(
        "The box is the one whose coverage is furthest above its mass; none has less than \(least) of the paths.",
        "选取覆盖率超出质量最多的框；各框不少于 \(least) 的路径。")(language)
  }
}

/// Numbers of a factor as people read them, as exact as the factor's range asks for.
enum FactorNumber {
  /// A number to about a thousandth of a range; thousands are not set apart, since it may be a year.
  static func text(_ value: Double, in range: ClosedRange<Double>) -> String {
    guard value.isFinite else { return "–" }
    let spread = range.upperBound - range.lowerBound
    guard spread > 0, spread.isFinite else { return DecimalNumber.text(value) }
    var scale = 1.0
    while scale < 1e12, spread * scale < 500 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return DecimalNumber.text(rounded)
  }

  /// From one number of a factor to another, with its unit; dates as periods.
  static func text(
    from low: Double, to high: Double, of factor: DiscoveredBox.Factor
  ) -> String {
    let ends = [low, high].map { factor.period($0) ?? text($0, in: factor.range) }
    let unit = factor.period(low) == nil ? factor.unit?.saidAsUnit : nil
    return ends.joined(separator: " – ") + (unit.map { " \($0)" } ?? "")
  }

  /// A quasi-p-value; very small ones as a bound.
  static func pValue(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : DecimalNumber.fixed(value, digits: 3)
  }
}
