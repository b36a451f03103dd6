internal import Results
internal import Sensitivity
public import Tables

/// The CSV files of a scenario discovery.
extension DiscoveredBox {
  /// `discover.csv`: a row for each restriction of the box; none where there is no box to speak of.
  public var boxCSV: [UInt8] {
    var csv = CSVWriter(columns: [
      "target", "case", "event", "box", "factor", "low", "high", "levels", "quasi_p", "recurrence",
      "density", "coverage", "mass", "base_rate", "unseen_density", "unseen_density_low95",
      "unseen_density_high95", "unseen_coverage",
    ])
    guard isAnswer else { return csv.drain() }
    for condition in conditions {
      csv.field(target)
      csv.field(caseName)
      csv.field(seeksSuccess ? "met" : "failed")
      csv.field(chosen)
      csv.field(condition.factor.name)
      switch condition.limit {
      case .atLeast(let low):
        field(low, condition.factor, &csv)
        csv.field("")
        csv.field("")
      case .atMost(let high):
        csv.field("")
        field(high, condition.factor, isUpper: true, &csv)
        csv.field("")
      case .among(let levels):
        csv.field("")
        csv.field("")
        csv.field(
          levels.map { condition.factor.period($0) ?? DecimalNumber.text($0) }
            .joined(separator: " "))
      }
      csv.field(condition.quasiP)
      csv.field(condition.recurrence)
      csv.field(box.density)
      csv.field(box.coverage)
      csv.field(box.mass)
      csv.field(baseRate)
      csv.field(stability.density.mean)
      csv.field(stability.density.range95.lowerBound)
      csv.field(stability.density.range95.upperBound)
      csv.field(stability.coverage.mean)
      csv.endRow()
    }
    return csv.drain()
  }

  private func field(
    _ value: Double, _ factor: Factor, isUpper: Bool = false, _ csv: inout CSVWriter
  ) {
    if let period = factor.period(value, isUpper: isUpper) {
      csv.field(period)
    } else {
      csv.field(value)
    }
  }

  /// `trajectory.csv`: a row for each box of the search, the whole sample first.
  public var trajectoryCSV: [UInt8] {
    var csv = CSVWriter(columns: [
      "box", "rows", "mass", "coverage", "density", "restricted", "chosen",
    ])
    for (number, box) in trajectory.boxes.enumerated() {
      csv.field(number)
      csv.field(box.rows)
      csv.field(box.mass)
      csv.field(box.coverage)
      csv.field(box.density)
      csv.field(box.restrictedFactors.map { factors[$0].name }.joined(separator: " "))
      csv.field(number == chosen ? 1 : 0)
      csv.endRow()
    }
    return csv.drain()
  }

  /// Writes both files, or none.
  ///
  /// - Parameter folder: where they go; made if it is not there.
  /// - Throws: ``FileError``.
  public func write(to folder: String) throws(FileError) {
    var output = try OutputFolder(folder)
    try output.add("discover.csv", boxCSV)
    try output.add("trajectory.csv", trajectoryCSV)
    try output.commit()
  }
}
