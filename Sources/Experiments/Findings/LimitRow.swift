internal import Plans
package import Scenarios
package import Simulation
package import Tables

/// One row of `limits.csv`: how often a limit keeps the items of a rollout waiting in a period.
package struct LimitRow: Sendable {
  let caseName: String
  let limit: RolloutLimit
  let period: String
  let share: Double?

  /// The columns of the file.
  package static let table: RowTable<LimitRow> = [
    .text("case") { $0.caseName },
    .text("indicator") { $0.limit.indicator },
    .text("stage") { $0.limit.stage ?? "" },
    .text("limit") { $0.limit.cause.rawValue },
    .text("period") { $0.period },
    .number("share") { $0.share },
  ]

  /// All rows of a run, by case, indicator, limit and period.
  package static func rows(_ compiled: CompiledScenario, _ summary: RunSummary) -> [LimitRow] {
    RolloutFinding.all(compiled, summary).flatMap { finding in
      finding.limits.flatMap { limit in
        finding.steps.map { step in
          LimitRow(
            caseName: finding.caseName, limit: limit,
            period: "\(compiled.plan.grid.period(step))",
            share: finding.summary.share(limit.held, at: step))
        }
      }
    }
  }
}
