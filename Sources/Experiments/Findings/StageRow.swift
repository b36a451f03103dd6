internal import Plans
package import Scenarios
package import Simulation
package import Tables

/// One row of `stages.csv`: where the items of a rollout are at the end of a period, as means over the
/// paths.
package struct StageRow: Sendable {
  let caseName: String
  let indicator: String
  let stage: String
  let period: String
  let waiting: Double?
  let working: Double?
  let passed: Double?

  /// The columns of the file.
  package static let table: RowTable<StageRow> = [
    .text("case") { $0.caseName },
    .text("indicator") { $0.indicator },
    .text("stage") { $0.stage },
    .text("period") { $0.period },
    .number("waiting") { $0.waiting },
    .number("under_way") { $0.working },
    .number("passed") { $0.passed },
  ]

  /// All rows of a run, by case, indicator, stage and period.
  package static func rows(_ compiled: CompiledScenario, _ summary: RunSummary) -> [StageRow] {
    RolloutFinding.all(compiled, summary).flatMap { finding in
      finding.summary.stages.flatMap { stage in
        finding.steps.map { step in
          StageRow(
            caseName: finding.caseName, indicator: finding.indicator, stage: stage.name,
            period: "\(compiled.plan.grid.period(step))",
            waiting: finding.summary.mean(stage.waiting, at: step),
            working: finding.summary.mean(stage.working, at: step),
            passed: finding.summary.mean(stage.passed, at: step))
        }
      }
    }
  }
}
