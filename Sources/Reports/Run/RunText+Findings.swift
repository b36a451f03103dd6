internal import Experiments
internal import GrowthCurves
internal import Plans
internal import Scenarios
internal import Simulation
internal import Statistics
internal import Tables
internal import Wording

// What is said beside the probabilities.
extension RunText {
  var breakEvenLines: [String] {
    run.findings.breakEven.map { finding in
      let level = PlainNumber.whole(finding.level, language)
      let parts = finding.ceilings.map { family, answer in
        let name = ModelWords.phrase(family.rawValue)(language)
        switch answer {
        case .needs(let curve):
          let ceiling = PlainNumber.text(curve.level / curve.share, language)
          return Phrase("\(name) \(ceiling)", "\(name)为 \(ceiling)")(language)
        case .alreadyReached:
          return Phrase("\(name) none, for it is reached already", "\(name)已达到")(language)
        case .outOfReach(let greatest):
          let most = PlainNumber.text(greatest, language)
          return Phrase(
            "\(name) reaches at most \(most)", "\(name)最多 \(most)")(language)
        }
      }
      let isOutOfReach = finding.ceilings.allSatisfy { Self.isOutOfReach($0.answer) }
      return isOutOfReach
        ? Phrase(
          "\(names.target(finding.target)): curves just through the observations, without shocks, do not reach "
            + "\(level) under any ceiling: " + parts.joined(separator: ", "),
          "\(names.target(finding.target))：仅由观测值外推、不计波动的曲线，上限再高也达不到 \(level)："
            + parts.joined(separator: "，"))(language)
        : Phrase(
          "\(names.target(finding.target)): the least ceiling for \(level): "
            + parts.joined(separator: ", "),
          "\(names.target(finding.target))：达到 \(level) 所需的最低上限：" + parts.joined(separator: "，"))(
            language)
    }
  }

  private static func isOutOfReach(_ answer: BreakEvenCeiling) -> Bool {
    if case .outOfReach = answer { true } else { false }
  }

  var familyLines: [String] {
    run.findings.families.map { finding in
      let parts = finding.attainments.map {
        "\(ModelWords.phrase($0.model)(language)) \(PlainNumber.headline($0.attainment, withError: false))"
      }
      let line = Phrase(
        "\(names.target(finding.target)) by growth model: " + parts.joined(separator: ", "),
        "\(names.target(finding.target))，按增长模型：" + parts.joined(separator: "，"))(language)
      guard !finding.borrowed.isEmpty else { return line }
      let names = finding.borrowed.map { ModelWords.phrase($0)(language) }
        .joined(separator: Phrase(", ", "、")(language))
      let factor = PlainNumber.text(FamilyFinding.ceilingLaw.median)
      return line
        + Phrase(
          " (\(names): the file has no ceiling; borrowed: lognormal around \(factor) times the "
            + "highest observation)",
          "（\(names)：文件未给出上限；借用：以最高观测值的 \(factor) 倍为中位数的对数正态分布）")(language)
    }
  }

  /// Which class of series answered, and what the others would say.
  var kindLines: [String] {
    run.findings.kinds.map { finding in
      let parts = finding.others.map {
        "\(ModelWords.phrase($0.kind.rawValue)(language)) \(PlainNumber.headline($0.attainment, withError: false))"
      }.joined(separator: Phrase(", ", "、")(language))
      let kind = ModelWords.phrase(finding.kind.rawValue)(language)
      return Phrase(
        "\(names.target(finding.target)): answered by the past of other series, as \(kind); others would say: "
          + "\(parts) (`growth: {model: auto, like: …}` names another)",
        "\(names.target(finding.target))：依据其他序列的历史，按 \(kind) 作答；按其他类别：\(parts)"
          + "（可用 `growth: {model: auto, like: …}` 指定）")(language)
    }
  }

  /// The levels to keep, targets with the same periods in one table.
  var paceItems: [Document.Item] {
    let found = run.findings.pace.filter { $0.gap == nil }
    let targets = Dictionary(
      run.compiled.plan.targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var items: [Document.Item] = []
    var tables: [(periods: [String], table: TextTable)] = []
    for finding in found {
      let levels = finding.thinned
      let periods = levels.map(\.period)
      let row =
        [names.target(finding.target) + stretch(of: targets[finding.target])]
        + levels.map { $0.level.map { PlainNumber.text($0, language) } ?? "–" }
      if let place = tables.firstIndex(where: { $0.periods == periods }) {
        tables[place].table.add(row)
      } else {
        var table = TextTable(
          [say("target", "目标")] + periods, [.left] + periods.map { _ in .right })
        table.add(row)
        tables.append((periods, table))
      }
    }
    if let share = found.first.map({ PlainNumber.percent($0.probability, digits: 0) }) {
      items.append(
        .sentence(
          say(
            "Of the paths that stand at these levels at the end of a period \(share) meet the target (–: no level on the "
              + "paths makes it so; what a report of such a level would teach is in `waymark track`):",
            "各期末处于下列水平的路径，有 \(share) 实现目标（–：没有这样的水平；若实际报出这些数值，预测会随之修正，见 `waymark track`）：")))
    }
    return items + tables.map { .table($0.table) }
      + [PaceFinding.Gap.fewPaths, .everyLevel, .noLevel].compactMap { gap in
        let without = run.findings.pace.filter { $0.gap == gap }
        return without.isEmpty ? nil : .sentence(paceGap(gap, without))
      }
  }

  /// Of what the levels of a target are, where that is not what it looks at: a sum or mean of several periods.
  private func stretch(of target: TargetPlan?) -> String {
    guard case .indicator(_, let measure, _)? = target?.statement, measure.rule != .last else {
      return ""
    }
    return switch run.compiled.plan.grid.step {
    case .year: say(" (values of one year)", "（单年值）")
    case .quarter: say(" (values of one quarter)", "（单季值）")
    case .month: say(" (values of one month)", "（单月值）")
    }
  }

  /// Why some targets have no pace.
  private func paceGap(_ gap: PaceFinding.Gap, _ findings: [PaceFinding]) -> String {
    let share = PlainNumber.percent(findings[0].probability, digits: 0)
    let targets = findings.map { names.target($0.target) }.joined(separator: say(", ", "、"))
    return switch gap {
    case .fewPaths:
      Phrase(
        "\(targets): no pace, for it takes 1,000 paths or more",
        "\(targets)：路径不足 1,000 条，无法给出进度")(language)
    case .everyLevel:
      Phrase(
        "\(targets): no pace to keep, for every level seen on the paths leaves \(share) or more",
        "\(targets)：各路径的任何水平都使概率达到 \(share) 以上，无需给出进度")(language)
    case .noLevel:
      Phrase(
        "\(targets): no pace, for no level seen on the paths makes it \(share)",
        "\(targets)：各路径的水平均不足以使概率恰为 \(share)，无法给出进度")(language)
    }
  }

  var failureLines: [String] {
    zip(run.compiled.plan.cases, run.summary.cases).flatMap { plan, summary in
      summary.failures.indicators.indices.compactMap {
        failureLine($0, plan.name, summary.failures)
      }
    }
  }

  private func failureLine(
    _ index: Int, _ caseName: String, _ failures: PathFailures
  ) -> String? {
    let failure = failures.indicators[index]
    guard failure.count > 0, let step = failure.firstStep, let path = failure.example else {
      return nil
    }
    let plan = run.compiled.plan
    let name = plan.indicators[index].name
    let period = plan.grid.period(step)
    let source = run.compiled.scenario.indicators.first { $0.name == name }
    let cause: String
    if failure.asFirst == 0 {
      cause = Phrase("; it follows from what it reads", "；由其所读取的指标引起")(language)
    } else if let text = source?.expression {
      cause = ": \(text.text)"
    } else {
      cause = ""
    }
    let (count, paths) = (failure.count, run.summary.paths)
    return Phrase(
      "\(caseName): \(name) is not a finite number on \(count) of \(paths) paths, first in "
        + "\(period) (path \(path))\(cause); its targets are missed there",
      "\(caseName)：\(name) 在 \(paths) 条路径中的 \(count) 条上不是有限数，最早在 \(period)"
        + "（路径 \(path)）\(cause)；这些路径上其目标按未达成计")(language)
  }
}

extension PaceFinding {
  /// At most twelve levels: those of years where periods are shorter, the last one always.
  fileprivate var thinned: [(period: String, level: Double?)] {
    let yearly = levels.indices.filter {
      (firstInYear + $0 + 1) % periodsPerYear == 0 || $0 == levels.count - 1
    }
    let every = (yearly.count + 11) / 12
    return yearly.reversed().enumerated().filter { $0.offset % max(1, every) == 0 }
      .map { levels[$0.element] }.reversed()
  }
}
