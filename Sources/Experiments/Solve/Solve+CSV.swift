internal import Scenarios
internal import Statistics
public import Tables

extension Solve {
  /// The rows of `solve.csv`: a frontier and a mix have a column more for each other lever, a mix its
  /// cost.
  public var csv: [UInt8] {
    var columns = [
      "target", "lever", "probability", "value", "low95", "high95", "attained", "verified",
      "status", "bound", "attained_error", "verified_error", "nearest", "also_near", "case",
    ]
    let levers = request.varied.map(\.name)
    switch kind {
    case .lever: break
    case .frontier: columns += levers.dropLast()
    case .cheapestMix: columns += levers + ["cost", "cost_low95", "cost_high95"]
    }
    var csv = CSVWriter(columns: columns)
    for row in rows {
      csv.field(target)
      csv.field(row.lever)
      csv.field(request.probability)
      field(row.status == .outOfReach ? .nan : row.value, row.lever, &csv)
      field(row.low95, row.lever, &csv)
      field(row.high95, row.lever, &csv)
      csv.field(row.attained.estimate)
      csv.field(row.verified.estimate)
      csv.field(row.status.rawValue)
      csv.field(row.isBound ? row.isAtLeast ? "at least" : "at most" : "")
      csv.field(row.attained.standardError)
      csv.field(row.verified.standardError)
      field(row.status == .outOfReach ? row.value : .nan, row.lever, &csv)
      csv.field(
        row.otherCrossings.map { period($0, of: row.lever) ?? DecimalNumber.text($0) }
          .joined(separator: ";"))
      csv.field(caseName)
      if kind == .frontier { for other in row.others { field(other.value, other.name, &csv) } }
      if kind == .cheapestMix {
        for lever in levers {
          field(row.others.first { $0.name == lever }?.value ?? row.value, lever, &csv)
        }
        csv.field(cost.map { $0.value.isFinite ? $0.value : .nan } ?? .nan)
        csv.field(cost?.low95 ?? .nan)
        csv.field(cost?.high95 ?? .nan)
      }
      csv.endRow()
    }
    return csv.drain()
  }

  /// A lever value: a number, or the period of a date.
  private func field(_ value: Double, _ lever: String, _ csv: inout CSVWriter) {
    if let period = period(value, of: lever) { csv.field(period) } else { csv.field(value) }
  }

  /// Writes `solve.csv`.
  ///
  /// - Parameter folder: where it goes; made if it is not there.
  /// - Throws: ``FileError``.
  public func write(to folder: String) throws(FileError) {
    var output = try OutputFolder(folder)
    try output.add("solve.csv", csv)
    try output.commit()
  }
}
