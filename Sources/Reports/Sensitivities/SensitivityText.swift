public import Experiments
internal import Tables
public import Wording

/// A sensitivity analysis as text for a terminal: the factors, the most important one first.
public struct SensitivityText: Documented {
  let table: SensitivityTable
  let language: Language

  /// Prepares the text of an analysis.
  public init(_ table: SensitivityTable, language: Language = .en) {
    self.table = table
    self.language = language
  }

  /// The whole answer.
  public var document: Document {
    Document(
      title: heading, language: language,
      [
        Document.Section(chart.map { [.chart($0)] } ?? []), Document.Section([.table(rows)]),
        Document.Section(
          sentences: explanation + ownWords + [method]
            + table.notes.map { $0(language) + Phrase(".", "。")(language) }),
      ])
  }

  /// One number of a row: its heading, the column of the estimate, and whether an interval follows.
  private struct Cell {
    let heading: Phrase
    let column: String
    var hasInterval = true
  }

  private var heading: String {
    Phrase("What decides \(table.output)", "什么决定 \(table.output)")(language)
  }

  /// How it was found.
  private var method: String {
    let paths = PlainNumber.whole(Double(table.paths))
    return Phrase(
      "Explained: \(table.measure); method \(table.method.rawValue), "
        + PlainNumber.count(table.paths, "path") + ".",
      "所解释的量：\(Phrase.ofMeasure(table.measure)(language))；方法 \(table.method.rawValue)，\(paths) 条路径。"
    )(language)
  }

  private var cells: [Cell] {
    switch table.method {
    case .sobol:
      [
        Cell(heading: Phrase("alone", "单独"), column: "first"),
        Cell(heading: Phrase("with all it acts with", "含交互"), column: "total"),
      ]
    case .morris:
      [
        Cell(heading: Phrase("mean size of effect", "平均效应大小"), column: "mu_star"),
        Cell(heading: Phrase("mean effect", "平均效应"), column: "mu"),
        Cell(heading: Phrase("spread", "离散"), column: "sigma", hasInterval: false),
      ]
    case .givenData:
      [
        Cell(heading: Phrase("alone", "单独"), column: "first"),
        Cell(heading: Phrase("shift (delta)", "分布变化 delta"), column: "delta"),
        Cell(heading: Phrase("hits against misses", "达标与未达标"), column: "ks", hasInterval: false),
      ]
    case .prcc:
      [
        Cell(heading: Phrase("partial rank correlation", "偏秩相关"), column: "prcc"),
        Cell(heading: Phrase("rank correlation", "秩相关"), column: "spearman"),
      ]
    case .nextStatistic:
      [
        Cell(heading: Phrase("doubt that goes", "消除的不确定性"), column: "share"),
        Cell(heading: Phrase("expected shift", "预期变化"), column: "shift"),
      ]
    }
  }

  private var rows: TextTable {
    var text = TextTable(
      [Phrase("factor", "因素")(language)]
        + cells.flatMap { [$0.heading(language)] + ($0.hasInterval ? ["95 %"] : []) },
      [.left]
        + cells.flatMap { $0.hasInterval ? [TextTable.Alignment.right, .left] : [.right] })
    for row in table.ranked(by: table.method.rankingColumn) {
      text.add(
        [row.factor]
          + cells.flatMap { cell in
            [number(row, cell.column)]
              + (cell.hasInterval
                ? [
                  "\(number(row, cell.column + "_low95")) … \(number(row, cell.column + "_high95"))"
                ] : [])
          })
    }
    return text
  }

  private func number(_ row: SensitivityTable.Row, _ column: String) -> String {
    guard let place = table.columns.firstIndex(of: column), row.values[place].isFinite else {
      return "–"
    }
    let value = row.values[place]
    // Shares need no more than three digits; effects have the unit of the output.
    return table.method == .morris ? PlainNumber.text(value) : DecimalNumber.fixed(value, digits: 3)
  }

  /// What factors are that are no words of the file.
  private var ownWords: [String] {
    let words = [
      (".growth.path", Phrase("how growth goes on from here", "今后怎样增长")),
      (".growth.growth", Phrase("the pace at the last observation", "最后观测时的增速")),
      (".growth.level", Phrase("the error of the last observation", "最后观测值的误差")),
    ].filter { word in table.rows.contains { $0.factor.hasSuffix(word.0) } }
    guard !words.isEmpty else { return [] }
    let list = words.map { "\($0.0.dropFirst()): \($0.1.english)" }.joined(separator: "; ")
    let chinese = words.map { "\($0.0.dropFirst())：\($0.1.chinese)" }.joined(separator: "；")
    return [Phrase(list + ".", chinese + "。")(language)]
  }

  private var explanation: [String] {
    let phrase =
      switch table.method {
      case .sobol:
        Phrase(
          "Alone: the share of the variance that goes when the factor is known. With all it acts with: "
            + "the share that stays when everything else is known.",
          "单独：已知该因素时方差减少的份额。含交互：已知其余全部因素时剩下的份额。")
      case .morris:
        Phrase(
          "Effects are changes of the output over the whole range of a factor; a spread as large as the "
            + "mean size says that the effect depends on where the factors are.",
          "效应是因素走完整个范围时输出的变化；离散与平均大小相当，说明效应取决于各因素的位置。")
      case .givenData:
        Phrase(
          "Alone: the share of the variance that goes when the factor is known. Shift: how far knowing "
            + "it moves the law of the output (0 not at all, 1 wholly).",
          "单独：已知该因素时方差减少的份额。分布变化：已知它使输出分布移动多少（0 不动，1 完全）。")
      case .prcc:
        Phrase(
          "Above 0 more of the factor helps, below 0 it hinders, all others held.",
          "大于 0 表示其他因素不变时该因素越大越有利，小于 0 则不利。")
      case .nextStatistic:
        Phrase(
          "Doubt that goes: the share of the variance that is expected to go when the number is known.\n"
            + "Expected shift: by how much the answer is expected to move.\n"
            + "A statistic is the indicator's own value, without error of measurement, in the first period "
            + "after its last observation in which it is uncertain.",
          "消除的不确定性：得知该数字后预期减少的方差份额。预期变化：答案预期移动多少。\n"
            + "统计数字指该指标自身的值（不含测量误差），取最后一次观测之后它尚不确定的第一个时期。")
      }
    return phrase(language).split(separator: "\n").map(String.init)
  }
}

extension Phrase {
  /// The scale of what is explained.
  fileprivate static func ofMeasure(_ measure: String) -> Phrase {
    switch measure {
    case "met or not": Phrase(measure, "达标与否")
    case "logit of attainment": Phrase(measure, "达成概率的对数几率")
    case "value": Phrase(measure, "数值")
    case "mean value": Phrase(measure, "平均值")
    case "how near the target is": Phrase(measure, "离目标多近")
    default: Phrase(measure, measure)
    }
  }
}
