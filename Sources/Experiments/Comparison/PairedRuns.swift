internal import Plans
internal import Simulation

/// Runs of several plans on the same paths, chunk by chunk, so that what is kept of single paths
/// does not grow with their number.
struct PairedRuns {
  let plans: [SimulationPlan]
  /// The names of the cases that count.
  let cases: [String]
  /// The names of the targets at their deadlines that count.
  let rows: [String]
  let paths: Int
  let engine: Simulator.Options

  /// The numbers that are kept of single paths at a time.
  private static let chunkNumbers = 1 << 23

  /// The numbers of all parts that are kept of single paths at a time, one byte each.
  private static let partNumbers = 1 << 28

  /// Counts for shares.
  ///
  /// - Parameters:
  ///   - weights: the sets, one plan each, and how they enter.
  ///   - progress: called with the paths done and of all; returns whether to go on.
  /// - Returns: the counts, by case and then row.
  /// - Throws: `CancellationError`.
  func tally(
    _ weights: CoalitionWeights, progress: @escaping @Sendable (Int, Int) -> Bool
  ) throws -> ShareTally {
    let places = cases.count * rows.count
    var tally = ShareTally(weights, rows: places)
    let players = weights.sets[0].count
    let mixed = MixedRuns(plans, cases: cases, rows: rows)
    let wide = PairedRuns.chunkNumbers / max(1, places * (players + 3))
    let narrow = PairedRuns.partNumbers / max(1, mixed.columns)
    let size = max(1024, min(wide, narrow) / 1024 * 1024)
    var options = engine
    options.keptPaths = 0
    options.keepsPace = false
    let total = mixed.parts.count * paths
    var done = 0
    for start in stride(from: 0, to: paths, by: size) {
      let range = start..<min(start + size, paths)
      var outcomes: [MixedRuns.Outcomes] = []
      for part in mixed.parts {
        let before = done
        let found = MixedRuns.outcomes(of: part, range, options: options) {
          progress(before + $0, total)
        }
        guard let found else { throw CancellationError() }
        outcomes.append(found)
        done += range.count
      }
      tally.add(paths: range.count) { mixed.columns(ofPlan: $0, outcomes, paths: range.count) }
    }
    return tally
  }

  /// The paths of one plan that meet each target, by case and row.
  func counts(of plan: Int) -> [Int] {
    var options = engine
    options.keptPaths = 0
    options.keepsPace = false
    let summary = Simulator(plans[plan]).run(paths: paths, options: options)
    return caseIndices(plan).flatMap { index in
      found(plan).map { summary.cases[index].targets[$0.target].met[$0.deadline] }
    }
  }

  private func found(_ plan: Int) -> [AttainmentRow] {
    let all = AttainmentRow.all(plans[plan])
    return rows.compactMap { name in all.first { $0.name == name } }
  }

  private func caseIndices(_ plan: Int) -> [Int] {
    cases.compactMap { name in plans[plan].cases.firstIndex { $0.name == name } }
  }
}
