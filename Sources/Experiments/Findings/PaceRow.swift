internal import Tables

/// One row of `pace.csv`: the level that keeps the probability of a target, at the end of a period.
struct PaceRow: Sendable {
  let finding: PaceFinding
  let period: String
  let level: Double?

  /// The columns of the file.
  static let table: RowTable<PaceRow> = [
    .text("target") { $0.finding.target },
    .text("period") { $0.period },
    .number("probability") { $0.finding.probability },
    .number("level") { $0.level },
  ]

  /// A row for each target and period up to its deadline.
  static func rows(_ findings: [PaceFinding]) -> [PaceRow] {
    findings.flatMap { finding in
      finding.levels.map { PaceRow(finding: finding, period: $0.period, level: $0.level) }
    }
  }
}
