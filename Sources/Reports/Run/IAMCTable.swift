internal import Experiments
internal import Plans
internal import Results
internal import Simulation
internal import Tables

/// A run in the format of the Integrated Assessment Modeling Consortium, which pyam reads: a row for
/// each variable, a column for each year.
///
/// The model is the program, the scenario a case, the region what the file is about. A variable is a
/// quantile of an indicator, `firms|p50`, what was observed of it, or the probability of a target in the
/// year of its deadline. On a grid of quarters or months a column `subannual` names the part of the year.
enum IAMCTable {
  static func csv(_ run: Run, _ rows: [TargetRow]) -> [UInt8] {
    let grid = run.compiled.plan.grid
    var series: [Key: [Int: Double]] = [:]
    var order: [Key] = []
    var years: Set<Int> = []
    func add(_ key: Key, _ year: Int, _ value: Double) {
      guard value.isFinite else { return }
      if series[key] == nil { order.append(key) }
      series[key, default: [:]][year] = value
      years.insert(year)
    }
    func part(_ period: String) -> (year: Int, part: String)? {
      let parts = period.split(separator: "-")
      guard let year = parts.first.flatMap({ Int($0) }) else { return nil }
      return (year, grid.stepsPerYear == 1 ? "" : parts.count > 1 ? String(parts[1]) : "Year")
    }
    for (casePlan, summary) in zip(run.compiled.plan.cases, run.summary.cases) {
      for (place, bands) in zip(run.compiled.plan.indicators, summary.bands)
      where !place.isAuxiliary && !place.isDate {
        for seen in ObservedValue.all(of: place.name, in: run.compiled) {
          guard let date = part(seen.period) else { continue }
          add(
            Key(casePlan.name, "\(place.name)|observed", place.unit, date.part), date.year,
            seen.value)
        }
        for (step, band) in bands.enumerated() {
          guard let band, let date = part("\(grid.period(step))") else { continue }
          let quantiles = band.quantiles(isInteger: place.isInteger)
          for (percent, value) in zip(BandSummary.percents, quantiles) {
            add(
              Key(casePlan.name, "\(place.name)|p\(percent)", place.unit, date.part), date.year,
              value)
          }
        }
      }
      for row in rows where row.caseName == casePlan.name {
        guard let date = part(row.lastPeriod) else { continue }
        add(
          Key(casePlan.name, "\(row.target)|probability", "", date.part), date.year,
          row.attainment.estimate)
      }
    }
    return csv(run.compiled.scenario.title, order, series, years.sorted(), grid.stepsPerYear > 1)
  }

  private struct Key: Hashable {
    let scenario, variable, unit, part: String

    init(_ scenario: String, _ variable: String, _ unit: String, _ part: String) {
      self.scenario = scenario
      self.variable = variable
      self.unit = unit
      self.part = part
    }
  }

  private static func csv(
    _ region: String, _ order: [Key], _ series: [Key: [Int: Double]], _ years: [Int],
    _ hasParts: Bool
  ) -> [UInt8] {
    var csv = CSVWriter(
      columns: ["model", "scenario", "region", "variable", "unit"]
        + (hasParts ? ["subannual"] : []) + years.map { "\($0)" })
    for key in order {
      csv.field(RunFolder.iamcModel(RunManifest.version))
      csv.field(key.scenario)
      csv.field(region)
      csv.field(key.variable)
      csv.field(key.unit)
      if hasParts { csv.field(key.part) }
      for year in years {
        if let value = series[key]?[year] { csv.field(value) } else { csv.field("") }
      }
      csv.endRow()
    }
    return csv.drain()
  }
}

extension RunText {
  /// The run in the format that pyam reads.
  public var iamc: [UInt8] { IAMCTable.csv(run, rows) }
}
