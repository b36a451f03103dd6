internal import Experiments
internal import Plans
internal import Results
internal import Simulation
internal import Statistics
internal import Tables
internal import Wording

/// What holds for several targets together, in a few lines for each joint target or for all targets.
struct GroupText {
  private let plan: SimulationPlan
  private let summary: RunSummary
  private let language: Language
  private let names: Names

  /// Distributions of the number met have a line up to so many targets.
  private static let mostListed = 8

  init(_ run: Run, _ language: Language) {
    plan = run.compiled.plan
    summary = run.summary
    names = Names(run.compiled.scenario)
    self.language = language
  }

  /// What holds for all groups of two or more targets, in the reference case.
  var items: [Document.Item] {
    summary.cases[0].groups.enumerated().flatMap { number, group in
      group.group.members.count > 1 ? items(group, number) : []
    }
  }

  private func items(_ group: GroupSummary, _ number: Int) -> [Document.Item] {
    var details = [numberMet(group), obstacle(group)].compactMap(\.self)
    // A joint target has its rows in the table of cases.
    if group.group.target == nil { details += cases(number) }
    return [.sentence(allMet(group))] + details.map { .detail($0) }
  }

  private func allMet(_ group: GroupSummary) -> String {
    let count = group.group.members.count
    let all = PlainNumber.probability(group.attained)
    let product = PlainNumber.percent(group.product.value)
    let excess = group.excess
    let change = PlainNumber.points(excess.value, error: excess.standardError)
    let what = group.group.rule.sentence(of: count)
    return Phrase(
      "\(name(group)): \(what.english) with probability \(all); it would be \(product) "
        + "if they were independent (\(change) points by dependence)",
      "\(name(group))：\(what.chinese)的概率为 \(all)；若相互独立则为 \(product)（相依性带来 "
        + "\(change) 个百分点）")(language)
  }

  private func numberMet(_ group: GroupSummary) -> String {
    let count = group.group.members.count
    let mean = PlainNumber.text(group.meanNumberMet.value)
    guard count <= GroupText.mostListed else {
      let half = (count + 1) / 2
      let share = PlainNumber.percent(group.atLeast(half).estimate)
      return Phrase(
        "on average \(mean) are met, at least \(half) with \(share)",
        "平均达成 \(mean) 个，至少 \(half) 个的概率 \(share)")(language)
    }
    let shares = (0...count).map {
      (number: $0, text: PlainNumber.percent(group.exactly($0).estimate))
    }
    return Phrase(
      "number met " + shares.map { "\($0.number): \($0.text)" }.joined(separator: ", ")
        + "; on average \(mean)",
      "达成 " + shares.map { "\($0.number) 个：\($0.text)" }.joined(separator: "，")
        + "；平均 \(mean) 个")(language)
  }

  /// Which of them the probability that some are met hangs on.
  private func support(_ group: GroupSummary) -> String? {
    let falls = group.byFall.prefix(4).compactMap { member -> String? in
      guard let fall = group.fall(ifImpossible: member), fall.successes > 0 else { return nil }
      let name = names.target(plan.targets[group.group.members[member]].name)
      return name + " " + PlainNumber.points(-fall.estimate, error: fall.standardError)
    }
    guard !falls.isEmpty else { return nil }
    return Phrase(
      "points if it could not be met: " + falls.joined(separator: ", "),
      "若其无法达成（百分点）：" + falls.joined(separator: "，"))(language)
  }

  /// What one target alone keeps from being met.
  private func obstacle(_ group: GroupSummary) -> String? {
    switch group.group.rule {
    case .all: return bottleneck(group)
    case .atLeast: return support(group)
    case .no:
      let rises = group.byRise.prefix(4).filter { group.onlyMissed[$0] > 0 }.map { rise(group, $0) }
      guard !rises.isEmpty else { return nil }
      return Phrase(
        "met alone, points if it could not be met: " + rises.joined(separator: ", "),
        "仅其一达成（若其无法达成所增百分点）：" + rises.joined(separator: "，"))(language)
    }
  }

  private func bottleneck(_ group: GroupSummary) -> String {
    let bottlenecks = group.bottlenecks
    guard !bottlenecks.isEmpty else {
      return Phrase(
        "no target alone stands in the way: where one is missed, so is another",
        "没有单独的瓶颈：凡有未达成者，至少两个同时未达成")(language)
    }
    guard bottlenecks.count > 1 else {
      let first = group.group.members[bottlenecks[0]]
      let gain = points(group, bottlenecks[0])
      let rest = group.byRise.dropFirst().prefix(3).map { rise(group, $0) }
      let name = names.target(plan.targets[first].name)
      return Phrase(
        "bottleneck \(name): made certain, \(gain) points; then "
          + rest.joined(separator: ", "),
        "瓶颈 \(name)：若其必然达成，\(gain) 个百分点；其次 "
          + rest.joined(separator: "，"))(language)
    }
    let names = bottlenecks.prefix(4).map { rise(group, $0) }
    return Phrase(
      "bottleneck, points if made certain, not told apart within the error: "
        + names.joined(separator: " or "),
      "瓶颈（若其必然达成所增百分点，在误差内无法区分）：" + names.joined(separator: " 或 "))(language)
  }

  /// "patents_40 +3.9 ± 0.06": points of P(all).
  private func rise(_ group: GroupSummary, _ member: Int) -> String {
    names.target(plan.targets[group.group.members[member]].name) + " " + points(group, member)
  }

  private func points(_ group: GroupSummary, _ member: Int) -> String {
    let rise = group.rise(ifCertain: member)
    return PlainNumber.points(rise.estimate, error: rise.standardError)
  }

  private func cases(_ number: Int) -> [String] {
    let parts = summary.cases.indices.dropFirst().prefix(8).map { index in
      let group = summary.cases[index].groups[number]
      let change = group.difference
      return
        "\(names.caseName(plan.cases[index].name)) \(PlainNumber.shortProbability(group.all)) ("
        + PlainNumber.points(change.difference, error: change.standardError) + ")"
    }
    guard !parts.isEmpty else { return [] }
    return [
      Phrase(
        "all met, and points against \(names.caseName(plan.cases[0].name)): "
          + parts.joined(separator: ", "),
        "全部达成及与 \(names.caseName(plan.cases[0].name)) 之差（百分点）：" + parts.joined(separator: "，"))(
          language)
    ]
  }

  private func name(_ group: GroupSummary) -> String {
    group.group.target == nil
      ? Phrase("all targets", "所有目标")(language) : names.target(plan.name(of: group.group))
  }
}

extension JointRule {
  /// That what it asks for holds of so many targets.
  fileprivate func sentence(of count: Int) -> Phrase {
    switch self {
    case .all: Phrase("all \(count) targets are met", "\(count) 个目标全部达成")
    case .atLeast(1): Phrase("any of \(count) targets is met", "\(count) 个目标至少达成其一")
    case .atLeast(let least):
      Phrase("\(least) or more of \(count) targets are met", "\(count) 个目标至少达成 \(least) 个")
    case .no: Phrase("none of \(count) targets is met", "\(count) 个目标均不达成")
    }
  }
}
