public import Experiments
internal import Statistics
internal import Tables
public import Wording

/// A study of robustness as text for a terminal: the criteria, then the probabilities by state.
public struct RobustnessText: Documented {
  let study: RobustnessStudy
  let language: Language

  /// The table of states has columns for so many alternatives.
  private static let mostColumns = 8

  /// Prepares the text of a study.
  public init(_ study: RobustnessStudy, language: Language = .en) {
    self.study = study
    self.language = language
  }

  /// The whole answer.
  public var document: Document {
    Document(
      title: heading, language: language,
      [
        Document.Section(criteria), Document.Section([.chart(chart)]),
        Document.Section([.table(states)]),
        Document.Section(sentences: notes),
      ])
  }

  private var heading: String {
    let paths = PlainNumber.whole(Double(study.paths))
    let (count, states) = (study.alternatives.count, study.states.count)
    return Phrase(
      "Robustness of \(study.target.name): \(PlainNumber.count(count, "alternative")) in "
        + "\(PlainNumber.count(states, "state")) of the world, "
        + "\(PlainNumber.count(study.paths, "path")) each, seed \(study.seed)",
      "\(study.target.name) 的稳健性：\(count) 个备选方案，\(states) 种情形，各 \(paths) 条路径，随机种子 "
        + "\(study.seed)")(language)
  }

  /// The best number of each criterion has a star.
  private var criteria: [Document.Item] {
    let names = study.criteria.map { Phrase.ofCriterion($0.name, study.threshold)(language) }
    var table = TextTable(
      [Phrase("alternative", "备选方案")(language)] + names,
      [.left] + names.map { _ in .right })
    for (number, alternative) in study.alternatives.enumerated() {
      table.add(
        [alternative]
          + study.criteria.map { criterion in
            PlainNumber.percent(criterion.values[number])
              + (criterion.ranks[number] == 1 ? " *" : "  ")
          })
    }
    let star = Phrase(
      "* best by this criterion; regret: points behind the best alternative of a state",
      "* 按该准则最优；后悔值：与该情形下最优方案相差的百分点")
    return [.table(table), .detail(star(language))]
  }

  private var states: TextTable {
    let shown = study.alternatives.indices.prefix(RobustnessText.mostColumns)
    var table = TextTable(
      [Phrase("state of the world", "情形")(language)] + shown.map { study.alternatives[$0] },
      [.left] + shown.map { _ in .right })
    for (state, name) in study.states.enumerated() {
      table.add(
        [Phrase.ofState(name)(language)]
          + shown.map { number in
            let share = study.attainments[number][state]
            let isBest = study.regrets[number][state] == 0
            return PlainNumber.shortProbability(share) + (isBest ? " *" : "  ")
          })
    }
    return table
  }

  /// A share that is 0 or 1 on the paths has no standard error, but it is no certainty: the width of
  /// its interval stands for it.
  private func error(_ share: Proportion) -> Double {
    guard share.successes == 0 || share.successes == share.trials else {
      return share.standardError
    }
    return share.wilson95.upperBound - share.wilson95.lowerBound
  }

  private var notes: [String] {
    let errors = study.attainments.joined().map(error)
    let error = DecimalNumber.fixed((errors.max() ?? 0) * 100, digits: 2)
    var lines = [
      Phrase(
        "Monte-Carlo error of a probability: at most \(error) points",
        "概率的蒙特卡洛误差：至多 \(error) 个百分点")(language)
    ]
    if !study.unchanged.isEmpty {
      let names = study.unchanged.map(Phrase.ofState).joined(.comma)
      lines.append(
        Phrase(
          "Changes no path, left out: \(names.english)", "不改变任何路径而略去：\(names.chinese)")(
            language))
    }
    if !study.impossible.isEmpty {
      let names = study.impossible.map(Phrase.ofState).joined(.comma)
      lines.append(
        Phrase("Not possible here: \(names.english)", "此处不适用：\(names.chinese)")(language))
    }
    return lines
  }
}

extension Phrase {
  /// The states that have no name from the file.
  static func ofState(_ name: String) -> Phrase {
    switch name {
    case "as stated": Phrase(name, "按文件")
    case "independent": Phrase(name, "相互独立")
    default: Phrase(name, name.replacing(": volatility x", with: "：波动率 ×"))
    }
  }

  fileprivate static func ofCriterion(_ name: String, _ threshold: Double) -> Phrase {
    switch name {
    case "as_stated": Phrase("as stated", "按文件")
    case "mean": Phrase("mean", "平均")
    case "maximin": Phrase("worst", "最差")
    case "maximal_regret": Phrase("largest regret", "最大后悔值")
    case "regret_90": Phrase("90 % regret", "90 % 后悔值")
    case "mean_regret": Phrase("mean regret", "平均后悔值")
    case "satisficing":
      Phrase(
        "states ≥ \(PlainNumber.percent(threshold, digits: 0))",
        "达到 \(PlainNumber.percent(threshold, digits: 0)) 的情形")
    default: Phrase("best, any weights", "任意权重下最优")
    }
  }
}
