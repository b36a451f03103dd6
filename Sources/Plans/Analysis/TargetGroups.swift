/// Targets that are looked at together: those of a joint target, or all of a scenario's.
public struct TargetGroup: Hashable, Sendable {
  /// The index of the joint target in the plan; nil for all targets, where no joint target asks for
  /// them.
  public let target: Int?
  /// The indices of the targets in the plan.
  public let members: [Int]
  /// How many of them are to be met.
  public var rule = JointRule.all
}

extension SimulationPlan {
  /// The joint targets in their order, after all targets about one indicator where these are two or
  /// more and no joint target already is about them all.
  ///
  /// Informative targets are left out of all targets, and those that another one implies.
  public var targetGroups: [TargetGroup] {
    var singles: [Int] = []
    var joint: [TargetGroup] = []
    for (index, target) in targets.enumerated() {
      switch target.statement {
      case .indicator: singles.append(index)
      case .joint(let rule, let members):
        joint.append(TargetGroup(target: index, members: members, rule: rule))
      }
    }
    let stated = singles.filter { !targets[$0].isInformative }
    let alike = Dictionary(grouping: stated) { targets[$0].question }
    let implied = Set(alike.values.flatMap(implied))
    let counted = stated.filter { !implied.contains($0) }
    let whole = [Set(singles), Set(counted)]
    let isAsked = joint.contains { $0.rule == .all && whole.contains(Set($0.members)) }
    guard counted.count >= 2, !isAsked else { return joint }
    return [TargetGroup(target: nil, members: counted)] + joint
  }

  /// Those of some targets about the same number at the same dates that are met wherever another one is.
  ///
  /// That one's threshold is harder to meet. Of two that say the same, the first implies the second.
  private func implied(among alike: [Int]) -> [Int] {
    guard alike.count > 1 else { return [] }
    var found: [Int] = []
    var seen: Set<TargetCondition> = []
    var bounded: [(target: Int, low: TargetCondition.Bound, high: TargetCondition.Bound)] = []
    for target in alike {
      guard case .indicator(_, _, let condition) = targets[target].statement else { continue }
      if let (low, high) = condition.bounds {
        bounded.append((target, low, high))
      } else if !seen.insert(condition).inserted {
        found.append(target)
      }
    }
    // Whoever implies another one then comes before it, and of all before it the hardest upper bound tells.
    bounded.sort { a, b in
      a.low != b.low ? b.low < a.low : a.high != b.high ? b.high < a.high : a.target < b.target
    }
    var hardest: TargetCondition.Bound?
    for item in bounded {
      if let hardest, item.high <= hardest { found.append(item.target) }
      hardest = max(hardest ?? item.high, item.high)
    }
    return found
  }

  /// Some targets with the members of joint ones, their members, and so on.
  ///
  /// - Parameter indices: targets.
  /// - Returns: these, and all that they are made of.
  package func withMembers(_ indices: Set<Int>) -> Set<Int> {
    var found = indices
    var waiting = Array(indices)
    while let index = waiting.popLast() {
      guard case .joint(_, let members) = targets[index].statement else { continue }
      for member in members where found.insert(member).inserted { waiting.append(member) }
    }
    return found
  }

  /// The places of groups in an order in which each comes after the joint targets among its members.
  package func orderOfGroups(_ groups: [TargetGroup]) -> [Int] {
    var order: [Int] = []
    var waiting = Array(groups.indices)
    while !waiting.isEmpty {
      let open = Set(waiting.compactMap { groups[$0].target })
      let ready = waiting.filter { open.isDisjoint(with: groups[$0].members) }
      precondition(!ready.isEmpty, "joint targets in a circle: \(open.sorted())")
      order += ready
      waiting.removeAll { ready.contains($0) }
    }
    return order
  }
}

extension TargetPlan {
  /// Which number it looks at, and when; nil for a joint target.
  fileprivate var question: Question? {
    guard case .indicator(let indicator, let measure, _) = statement else { return nil }
    return Question(
      indicator: indicator, measure: measure, rules: deadlines.map(\.rule),
      indices: deadlines.map(\.index), stride: stride)
  }

  fileprivate struct Question: Hashable {
    let indicator: Int
    let measure: TargetMeasure
    let rules: [TargetDeadline.Rule]
    let indices: [Int]
    let stride: Int
  }
}

extension TargetCondition {
  /// The least and the greatest number that meet it, and whether they do themselves; nil where they
  /// are not the same on every path.
  fileprivate var bounds: (low: Bound, high: Bound)? {
    switch self {
    case .atLeast(let value): value.constant.map { (Bound($0), Bound.open) }
    case .moreThan(let value): value.constant.map { (Bound($0, isIn: false), Bound.open) }
    case .atMost(let value): value.constant.map { (Bound.open, Bound(-$0)) }
    case .lessThan(let value): value.constant.map { (Bound.open, Bound(-$0, isIn: false)) }
    case .between(let low, let high):
      if let low = low.constant, let high = high.constant {
        (Bound(low), Bound(-high))
      } else {
        nil
      }
    }
  }

  /// A least number, upper bounds as the least of the negative; below all numbers where there is none.
  ///
  /// The greater of two is harder to meet.
  fileprivate struct Bound: Comparable {
    let value: Double
    let isIn: Bool

    init(_ value: Double, isIn: Bool = true) {
      self.value = value
      self.isIn = isIn
    }

    static let open = Bound(-.infinity)

    static func < (a: Bound, b: Bound) -> Bool {
      a.value != b.value ? a.value < b.value : a.isIn && !b.isIn
    }
  }
}
