internal import Tables

extension PaceFinding {
  /// `pace.csv`: a row for each target and period up to its deadline.
  static func csv(_ findings: [PaceFinding]) -> [UInt8] {
    var csv = CSVWriter(columns: ["target", "period", "probability", "level"])
    for finding in findings {
      for (period, level) in finding.levels {
        csv.field(finding.target)
        csv.field(period)
        csv.field(finding.probability)
        csv.field(level ?? .nan)
        csv.endRow()
      }
    }
    return csv.drain()
  }
}
