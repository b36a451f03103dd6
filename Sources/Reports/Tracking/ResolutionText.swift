internal import Experiments
internal import Tables
internal import Wording

/// How good past probabilities were, in words and tables.
struct ResolutionText {
  private let resolution: Resolution
  private let language: Language

  init(_ resolution: Resolution, _ language: Language) {
    self.resolution = resolution
    self.language = language
  }

  private func say(_ english: String, _ chinese: String) -> String {
    Phrase(english, chinese)(language)
  }

  private func score(_ value: Double) -> String { DecimalNumber.fixed(value, digits: 3) }

  /// The section.
  var section: Document.Section {
    let heading = say("How good the probabilities were", "概率的准确程度")
    guard let brier = resolution.brier, let ofShare = resolution.brierOfShare else {
      return Document.Section(
        heading,
        [
          .sentence(
            say(
              "No deadline of \(PlainNumber.count(resolution.open, "target")) has been observed with probabilities in the log before it: there is nothing to score yet.",
              "\(resolution.open) 个目标的期限均尚无观测值，或此前没有记录概率：尚无可评分的内容。"))
        ])
    }
    let count = resolution.forecasts.count
    let isEnough = resolution.targets >= Resolution.fewTargets
    let beside =
      isEnough
      ? say(
        "; who always says the share that came true has \(score(ofShare))",
        "；始终报实现比例者为 \(score(ofShare))") : ""
    var items: [Document.Item] = [
      .sentence(
        say(
          "\(PlainNumber.count(resolution.targets, "target")) with an outcome, \(count) \(count == 1 ? "probability" : "probabilities"), Brier score \(score(brier)) (0 is perfect\(beside)).",
          "已有结果的目标 \(resolution.targets) 个，概率 \(count) 个，Brier 评分 \(score(brier))（0 为最佳\(beside)）。")
      )
    ]
    if !isEnough {
      items.append(
        .detail(
          say(
            "\(Resolution.fewTargets) targets or more are needed before a score says anything about the forecasts: one outcome less moves it by as much as all skill.",
            "目标少于 \(Resolution.fewTargets) 个时，评分说明不了预测的好坏：多一个或少一个结果，影响就与全部技巧相当。")))
    } else if let parts = resolution.parts {
      items.append(
        .detail(
          say(
            "of it: \(score(parts.reliability)) because what was said differs from what came true, less \(score(parts.resolution)) because forecasts told targets apart, of \(score(parts.uncertainty)) that the outcomes hold",
            "其中：所报与实际之差 \(score(parts.reliability))，区分各目标之能减去 \(score(parts.resolution))，结果本身的不确定 \(score(parts.uncertainty))"
          )))
    }
    items.append(
      .table(
        table(say("probability", "概率"), resolution.calibration) { group in
          PlainNumber.percent(group.low, digits: 0) + "–"
            + PlainNumber.percent(group.high, digits: 0)
        }))
    items.append(
      .table(
        table(say("years before the deadline", "距期限年数"), resolution.byLead) { group in
          group.high.isFinite
            ? PlainNumber.text(group.low) + "–" + PlainNumber.text(group.high)
            : say("\(PlainNumber.text(group.low)) or more", "\(PlainNumber.text(group.low)) 以上")
        }))
    return Document.Section(heading, items)
  }

  private func table(
    _ title: String, _ groups: [Resolution.Group], _ range: (Resolution.Group) -> String
  ) -> TextTable {
    var table = TextTable(
      [
        title, say("probabilities", "概率个数"), say("said", "所报"), say("came true", "实现"),
        say("Brier", "Brier"),
      ], [.left, .right, .right, .right, .right])
    for group in groups {
      table.add([
        range(group), "\(group.count)", PlainNumber.percent(group.probability, digits: 0),
        PlainNumber.percent(group.share, digits: 0), score(group.score),
      ])
    }
    return table
  }
}
