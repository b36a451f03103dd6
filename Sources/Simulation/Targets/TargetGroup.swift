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

  /// Some targets with the members of joint ones, their members, and so on.
  ///
  /// - Parameter indices: targets.
  /// - Returns: these, and all that they are made of.
  package func withMembers(_ indices: Set<Int>) -> Set<Int> {
    var found = indices
    var waiting = Array(indices)
    while let index = waiting.popLast() {
      guard case .all(let members) = targets[index].statement else { continue }
      for member in members where found.insert(member).inserted { waiting.append(member) }
    }
    return found
  }

  /// The places of groups in an order in which each comes after the joint targets among its members.
  func orderOfGroups(_ groups: [TargetGroup]) -> [Int] {
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
