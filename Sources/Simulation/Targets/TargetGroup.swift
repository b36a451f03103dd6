/// Targets that are looked at together: those of a joint target, or all of a scenario's.
public struct TargetGroup: Hashable, Sendable {
  /// The index of the joint target in the plan; nil for all targets, where no joint target asks for
  /// them.
  public let target: Int?
  /// The indices of the targets in the plan.
  public let members: [Int]
}

extension SimulationPlan {
  /// The joint targets in their order, after all targets about one indicator where these are two or
  /// more and no joint target already is about them all.
  public var targetGroups: [TargetGroup] {
    var singles: [Int] = []
    var joint: [TargetGroup] = []
    for (index, target) in targets.enumerated() {
      switch target.statement {
      case .indicator: singles.append(index)
      case .all(let members): joint.append(TargetGroup(target: index, members: members))
      }
    }
    let isAsked = joint.contains { Set($0.members) == Set(singles) }
    guard singles.count >= 2, !isAsked else { return joint }
    return [TargetGroup(target: nil, members: singles)] + joint
  }
}
