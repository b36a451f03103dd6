public import Results
internal import Simulation
internal import Statistics
internal import Tables

/// `quantiles.csv`: a row for each point, case and level, which is an indicator in a period.
public struct LevelTable: PointTable, Sendable {
  private var csv: CSVWriter
  private let cases: [CSVLabel]
  private let levels: [(indicator: CSVLabel, period: CSVLabel)]
  private let plan: SweepPlan

  /// Begins with the header.
  public init(_ plan: SweepPlan) {
    self.plan = plan
    var csv = CSVWriter(
      columns: ["point"] + plan.variables + ["case", "indicator", "period"]
        + BandSummary.percents.map { "p\($0)" })
    cases = plan.cases.map { csv.label($0) }
    levels = plan.levels.map { (csv.label($0.indicator), csv.label($0.period)) }
    self.csv = csv
  }

  /// Appends the rows of a point.
  public mutating func add(_ total: PointResult) {
    let periods = zip(plan.variables, total.values).map { plan.period($1, of: $0) }
    let orders = BandSummary.percents.map { Double($0) / 100 }
    for (name, histograms) in zip(cases, total.levels) {
      for (place, histogram) in histograms.enumerated() where place < levels.count {
        csv.field(total.point)
        for (value, period) in zip(total.values, periods) {
          if let period { csv.field(period) } else { csv.field(value) }
        }
        csv.field(name)
        csv.field(levels[place].indicator)
        csv.field(levels[place].period)
        for value in histogram.quantiles(orders) {
          csv.field(plan.levels[place].isInteger ? value.rounded() : value)
        }
        csv.endRow()
      }
    }
  }

  /// The number of bytes that wait to be drained.
  public var byteCount: Int { csv.byteCount }

  /// Hands over what was written since the last call.
  public mutating func drain() -> [UInt8] { csv.drain() }
}
