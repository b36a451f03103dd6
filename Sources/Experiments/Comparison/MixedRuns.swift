internal import Plans
internal import Simulation

/// Several plans as parts of cases, each part once: most parts of a scenario are the same in most
/// mixtures of it with another one.
struct MixedRuns {
  /// What came of a part: for each target and deadline 1 where it is met.
  struct Outcomes {
    let met: [[UInt8]]
  }

  /// The parts that differ.
  private(set) var parts: [CasePart] = []
  /// For each plan and case how the rows come from parts.
  private var cases: [[CaseRows]] = []

  /// The columns that are kept of all parts.
  var columns: Int { parts.reduce(0) { $0 + $1.outputs.count } }

  /// How the rows of a case come from parts.
  private struct CaseRows {
    /// For each row what must be met; nil where nothing can.
    let rows: [Requirement?]
  }

  /// What must be met on a path: a column of a part, or as many of several as a rule asks for.
  private indirect enum Requirement {
    case column(part: Int, column: Int)
    case joint(JointRule, [Requirement])
  }

  /// Takes plans apart.
  ///
  /// - Parameters:
  ///   - plans: the plans, the graph of each the beginning of that of the last.
  ///   - names: the names of the cases that count.
  ///   - rows: the names of the targets at their deadlines that count.
  init(_ plans: [SimulationPlan], cases names: [String], rows: [String]) {
    var places: [CasePart.Meaning: Int] = [:]
    for plan in plans {
      let all = AttainmentRow.all(plan)
      let found = rows.compactMap { name in all.first { $0.name == name } }
      cases.append(
        names.compactMap { name in plan.cases.firstIndex { $0.name == name } }.map { index in
          var columns: [Int: (part: Int, first: Int)] = [:]
          for part in CaseParts.parts(of: plan, inCase: index) {
            let place = places[part.meaning] ?? parts.count
            if place == parts.count {
              places[part.meaning] = place
              parts.append(part)
            }
            var first = 0
            for target in part.targets {
              columns[target] = (place, first)
              first += plan.targets[target].deadlines.count
            }
          }
          return CaseRows(rows: found.map { MixedRuns.requirement(of: $0, plan, columns) })
        })
    }
  }

  /// What must be met for a row: its own column, or the last ones of those that a joint target joins.
  private static func requirement(
    of row: AttainmentRow, _ plan: SimulationPlan, _ columns: [Int: (part: Int, first: Int)]
  ) -> Requirement? {
    let target = plan.targets[row.target]
    guard case .joint(let rule, let members) = target.statement else {
      return columns[row.target].map {
        .column(part: $0.part, column: $0.first + row.deadline)
      }
    }
    guard row.deadline == target.deadlines.count - 1 else { return nil }
    var all: [Requirement] = []
    for member in members {
      let last = plan.targets[member].deadlines.count - 1
      let own = AttainmentRow(name: plan.targets[member].name, target: member, deadline: last)
      guard let found = requirement(of: own, plan, columns) else { return nil }
      all.append(found)
    }
    return .joint(rule, all)
  }

  /// Simulates some paths of a part; nil if `progress` said to stop.
  static func outcomes(
    of part: CasePart, _ paths: Range<Int>, options: Simulator.Options,
    progress: @escaping @Sendable (Int) -> Bool
  ) -> Outcomes? {
    let values = Simulator(part.plan).outputs(
      part.outputs, of: UInt64(paths.lowerBound)..<UInt64(paths.upperBound), options: options,
      progress: progress)
    return values.map { Outcomes(met: $0[0].map { column in column.map { $0 == 1 ? 1 : 0 } }) }
  }

  /// 1 or 0 for each case and row, and path, of a plan.
  func columns(ofPlan plan: Int, _ outcomes: [Outcomes], paths: Int) -> [[Int32]] {
    cases[plan].flatMap { item in
      item.rows.map { row in
        guard let row else { return [Int32](repeating: 0, count: paths) }
        return MixedRuns.met(row, outcomes, paths: paths)
      }
    }
  }

  /// 1 on the paths on which what is required is met.
  private static func met(
    _ required: Requirement, _ outcomes: [Outcomes], paths: Int
  ) -> [Int32] {
    switch required {
    case .column(let part, let column): return outcomes[part].met[column].map { Int32($0) }
    case .joint(let rule, let members):
      var number = [Int32](repeating: 0, count: paths)
      for member in members { add(met(member, outcomes, paths: paths), to: &number) }
      return number.map { rule.isMet(by: Int($0), of: members.count) ? 1 : 0 }
    }
  }

  private static func add(_ column: [Int32], to number: inout [Int32]) {
    for i in number.indices { number[i] += column[i] }
  }
}

extension CasePart {
  /// What is kept of each path: each target at its deadlines.
  fileprivate var outputs: [PathOutput] {
    plan.targets.enumerated().flatMap { number, target in
      target.deadlines.indices.map { PathOutput.isMet(target: number, deadline: $0) }
    }
  }
}
