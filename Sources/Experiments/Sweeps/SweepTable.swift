public import Results
internal import Statistics
internal import Tables

/// `points.csv`: a row for each point, case and target; a value that is a date stands as its period.
public struct SweepTable: PointTable, Sendable {
  private var csv: CSVWriter
  private let cases: [CSVLabel]
  private let rows: [CSVLabel]
  private let plan: SweepPlan

  private static let firstColumn = "point"
  private static let lastColumns = [
    "case", "target", "attainment", "standard_error", "difference", "difference_error", "paths",
    "failed",
  ]

  /// The columns that hold texts.
  public static let texts: Set<String> = ["case", "target"]

  /// The names that no varied column can have.
  static let ownColumns = [firstColumn] + lastColumns

  /// Begins with the header.
  public init(_ plan: SweepPlan) {
    self.plan = plan
    var csv = CSVWriter(
      columns: [SweepTable.firstColumn] + plan.variables + SweepTable.lastColumns)
    cases = plan.cases.map { csv.label($0) }
    rows = plan.rows.map { csv.label($0) }
    self.csv = csv
  }

  /// Appends the rows of a point.
  public mutating func add(_ total: PointResult) {
    let periods = zip(plan.variables, total.values).map { plan.period($1, of: $0) }
    for (name, counts) in zip(cases, total.counts) {
      for (row, counts) in zip(rows, counts) {
        csv.field(total.point)
        for (value, period) in zip(total.values, periods) {
          if let period { csv.field(period) } else { csv.field(value) }
        }
        csv.field(name)
        csv.field(row)
        csv.field(counts.attainment.estimate)
        csv.field(counts.attainment.standardError)
        csv.field(counts.difference.difference)
        csv.field(counts.difference.standardError)
        csv.field(counts.paths)
        csv.field(counts.failed)
        csv.endRow()
      }
    }
  }

  /// The number of bytes that wait to be drained.
  public var byteCount: Int { csv.byteCount }

  /// Hands over what was written since the last call.
  public mutating func drain() -> [UInt8] { csv.drain() }
}
