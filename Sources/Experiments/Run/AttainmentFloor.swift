internal import Plans
internal import Quantities
internal import Simulation
public import Statistics

/// The least probability that somebody asks of targets.
public struct AttainmentFloor: Hashable, Sendable {
  /// The target, of which the last deadline counts, `target@2026`, or the name of a group such as
  /// `all targets`; nil for every target of the scenario at its last deadline.
  public let target: String?
  /// The least probability.
  public let share: Double

  /// A least probability of a target, or of all.
  public init(target: String?, share: Double) {
    self.target = target
    self.share = share
  }
}

/// A target whose probability is below what was asked of it.
public struct AttainmentGap: Hashable, Sendable {
  /// The case in which it was looked at.
  public let caseName: String
  /// The name of the target, as it was asked for.
  public let target: String
  /// Its probability.
  public let attainment: Proportion
  /// The least probability that was asked for.
  public let share: Double
}

/// What least probabilities are about in a plan.
struct AttainmentFloors: Sendable {
  private enum Subject: Hashable {
    case row(AttainmentRow)
    case group(TargetGroup)
  }

  /// Each thing once, in the order of the plan, with what is asked of it.
  private let asked: [(subject: Subject, name: String, share: Double)]

  /// Finds the targets; a target that is named has its own share, whatever is asked of all.
  ///
  /// - Throws: ``UnknownTarget``.
  init(_ floors: [AttainmentFloor], _ plan: SimulationPlan) throws(UnknownTarget) {
    // A file that promises nothing cannot keep its promises.
    if let floor = floors.first, plan.targets.isEmpty {
      throw UnknownTarget(name: floor.target ?? "all targets", nearest: nil, known: [])
    }
    var asked: [(subject: Subject, name: String, share: Double)] = []
    var named: Set<Int> = []
    for floor in floors {
      guard let name = floor.target else { continue }
      let group = plan.targetGroups.first { $0.target == nil && plan.name(of: $0) == name }
      if let group {
        asked.append((.group(group), name, floor.share))
      } else {
        let row = try AttainmentRow.named(name, in: plan)
        asked.append((.row(row), name, floor.share))
        named.insert(row.target)
      }
    }
    if let all = floors.last(where: { $0.target == nil }) {
      for (index, target) in plan.targets.enumerated() where !named.contains(index) {
        let row = try AttainmentRow.named(target.name, in: plan)
        asked.append((.row(row), target.name, all.share))
      }
    }
    self.asked = asked
  }

  /// What is below its least probability in a case.
  func gaps(_ summary: CaseSummary, caseName: String) -> [AttainmentGap] {
    asked.compactMap { item in
      let attainment: Proportion
      switch item.subject {
      case .row(let row): attainment = summary.targets[row.target].attainment(row.deadline)
      case .group(let group):
        guard let found = summary.groups.first(where: { $0.group == group }) else { return nil }
        attainment = found.all
      }
      guard attainment.estimate < item.share else { return nil }
      return AttainmentGap(
        caseName: caseName, target: item.name, attainment: attainment, share: item.share)
    }
  }
}
