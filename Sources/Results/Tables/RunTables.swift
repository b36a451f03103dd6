internal import GrowthCurves
internal import LinearAlgebra
public import Plans
public import Scenarios
public import Simulation
internal import SpecialFunctions
internal import Statistics
public import Tables

/// The CSV files of a run, by name.
public enum RunTables {
  /// The names of all files that may be written.
  package static let fileNames = [
    "targets.csv", "bands.csv", "fits.csv", "plan.csv", "pace.csv", "paths.csv",
  ]

  /// Writes the files: UTF-8, LF, a header, one fact a row, shortest round-trip numbers.
  ///
  /// - Parameters:
  ///   - compiled: what was run.
  ///   - summary: what came out.
  ///   - folder: where they go; `plan.csv` only with two or more targets,
  ///     `paths.csv` only where paths were kept.
  /// - Throws: ``FileError``.
  public static func write(
    _ compiled: CompiledScenario, _ summary: RunSummary, to folder: inout OutputFolder
  ) throws(FileError) {
    try folder.add("targets.csv", targets(compiled, summary))
    try folder.add("bands.csv", bands(compiled.plan, summary))
    try folder.add("fits.csv", fits(compiled))
    if hasPlan(summary) { try folder.add("plan.csv", plan(compiled.plan, summary)) }
    guard summary.cases.contains(where: { !$0.kept.isEmpty }) else { return }
    try folder.add("paths.csv") { (file) throws(FileError) in
      try writePaths(compiled.plan, summary, to: &file)
    }
  }

  /// `targets.csv`.
  ///
  /// - Parameters:
  ///   - compiled: what was run.
  ///   - summary: what came out.
  /// - Returns: the bytes of the file.
  public static func targets(_ compiled: CompiledScenario, _ summary: RunSummary) -> [UInt8] {
    var csv = CSVWriter(columns: [
      "case", "target", "indicator", "statement", "deadline", "threshold", "unit", "attainment",
      "standard_error", "low95", "high95", "shortfall", "median_first_period", "never_reached",
      "required_growth", "achieved_growth", "reference_class", "label", "source",
      "median", "p10", "p90", "failed",
    ])
    for row in TargetRow.rows(compiled, summary) {
      csv.field(row.caseName)
      csv.field(row.target)
      csv.field(row.indicator)
      csv.field(row.statement)
      csv.field(row.deadline)
      csv.field(row.threshold ?? .nan)
      csv.field(row.unit)
      csv.field(row.attainment.estimate)
      csv.field(row.attainment.standardError)
      csv.field(row.attainment.wilson95.lowerBound)
      csv.field(row.attainment.wilson95.upperBound)
      csv.field(row.shortfall ?? .nan)
      csv.field(row.medianFirstPeriod ?? "")
      csv.field(row.neverReached)
      csv.field(row.requiredGrowth ?? .nan)
      csv.field(row.achievedGrowth ?? .nan)
      csv.field(row.referenceClass ?? .nan)
      csv.field(row.remarks.label ?? "")
      csv.field(row.remarks.source ?? "")
      csv.field(row.outlook?.median ?? .nan)
      csv.field(row.outlook?.p10 ?? .nan)
      csv.field(row.outlook?.p90 ?? .nan)
      csv.field(row.failed)
      csv.endRow()
    }
    return csv.drain()
  }

  /// Whether there are two or more targets, whose attainment together `plan.csv` is about.
  ///
  /// - Parameter summary: what came out.
  /// - Returns: whether the file is written.
  public static func hasPlan(_ summary: RunSummary) -> Bool {
    summary.cases[0].groups.contains { $0.group.members.count > 1 }
  }

  /// `plan.csv`.
  ///
  /// - Parameters:
  ///   - plan: what was run.
  ///   - summary: what came out.
  /// - Returns: the bytes of the file.
  public static func plan(_ plan: SimulationPlan, _ summary: RunSummary) -> [UInt8] {
    var csv = CSVWriter(columns: [
      "case", "plan", "statistic", "target", "value", "standard_error",
    ])
    for row in GroupRow.rows(plan, summary) {
      csv.field(row.caseName)
      csv.field(row.plan)
      csv.field(row.statistic)
      csv.field(row.target)
      csv.field(row.value)
      csv.field(row.standardError)
      csv.endRow()
    }
    return csv.drain()
  }

  /// `bands.csv`.
  ///
  /// - Parameters:
  ///   - plan: what was run.
  ///   - summary: what came out.
  /// - Returns: the bytes of the file.
  package static func bands(_ plan: SimulationPlan, _ summary: RunSummary) -> [UInt8] {
    let quantiles = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]
    var csv = CSVWriter(columns: [
      "case", "indicator", "unit", "period", "mean", "sd", "p5", "p10", "p25", "p50", "p75", "p90",
      "p95",
    ])
    for (casePlan, caseSummary) in zip(plan.cases, summary.cases) {
      for (indicator, bands) in zip(plan.indicators, caseSummary.bands) {
        for (step, band) in bands.enumerated() {
          guard let band else { continue }
          csv.field(casePlan.name)
          csv.field(indicator.name)
          csv.field(indicator.unit)
          csv.field("\(plan.grid.period(step))")
          func level(_ value: Double) {
            guard indicator.isDate, let month = plan.grid.month(at: value) else {
              return csv.field(value)
            }
            csv.field("\(month)")
          }
          // The mean of some paths is no estimate of one that is infinite.
          if indicator.hasMean {
            level(band.moments.mean)
            csv.field(band.moments.standardDeviation)
          } else {
            csv.field("")
            csv.field("")
          }
          for q in quantiles { level(band.quantile(q, isInteger: indicator.isInteger)) }
          csv.endRow()
        }
      }
    }
    return csv.drain()
  }

  /// The number of draws that the quantiles of parameters rest on.
  private static let parameterDraws = 4096

  private static func fits(_ compiled: CompiledScenario) -> [UInt8] {
    var csv = CSVWriter(columns: [
      "indicator", "model", "weight", "parameter", "estimate", "standard_error", "p5", "p50",
      "p95", "grade", "termination",
    ])
    let simulator = Simulator(compiled.plan)
    for note in compiled.growth {
      let samples = simulator.samples(
        of: note.parameters.map(\.node), inCase: 0, paths: parameterDraws)
      for (parameter, values) in zip(note.parameters, samples) {
        guard let estimates = parameter.estimates(values) else { continue }
        csv.field(note.indicator)
        csv.field(note.model)
        csv.field(note.weight)
        csv.field(parameter.name)
        for value in estimates { csv.field(DecimalDigits.rounded(value)) }
        csv.field(note.grade)
        csv.field(note.termination)
        csv.endRow()
      }
    }
    return csv.drain()
  }

  /// The bytes that are handed to the file at a time.
  private static let pieceSize = 1 << 20

  private static func writePaths(
    _ plan: SimulationPlan, _ summary: RunSummary, to file: inout AtomicFile
  ) throws(FileError) {
    var csv = CSVWriter(columns: ["case", "path", "period", "indicator", "value"])
    let periods = (0..<plan.grid.count).map { csv.label("\(plan.grid.period($0))") }
    let indicators = plan.indicators.map { csv.label($0.name) }
    // By indicator, then period.
    var values: [Double] = []
    for (casePlan, caseSummary) in zip(plan.cases, summary.cases) {
      let name = csv.label(casePlan.name)
      for path in caseSummary.kept {
        values.removeAll(keepingCapacity: true)
        for row in path.values { values += row }
        for step in periods.indices {
          for indicator in indicators.indices {
            let value = values[indicator * periods.count + step]
            guard !value.isNaN else { continue }
            csv.field(name)
            csv.field(Int(path.path))
            csv.field(periods[step])
            csv.field(indicators[indicator])
            csv.field(value)
            csv.endRow()
          }
        }
        if csv.byteCount >= pieceSize { try file.write(csv.drain()) }
      }
    }
    try file.write(csv.drain())
  }
}

extension BandSummary {
  /// A quantile; a whole number for counts.
  ///
  /// - Parameters:
  ///   - q: between 0 and 1.
  ///   - isInteger: whether the indicator counts things.
  /// - Returns: the quantile.
  public func quantile(_ q: Double, isInteger: Bool) -> Double {
    let value = histogram.quantile(q)
    return isInteger ? value.rounded() : value
  }
}

extension GrowthParameter {
  /// Mean, standard deviation and the 5, 50 and 95 % quantiles: of the posterior where there is one,
  /// otherwise of draws.
  fileprivate func estimates(_ draws: [Double]) -> [Double]? {
    if let summary {
      return [
        summary.mean, summary.standardDeviation, summary.p5, summary.median, summary.p95,
      ]
    }
    var moments = Moments()
    moments.add(draws.span)
    let sorted = draws.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    return [moments.mean, moments.standardDeviation]
      + [0.05, 0.50, 0.95].map { SortedQuantile.quantile($0, of: sorted) }
  }
}
