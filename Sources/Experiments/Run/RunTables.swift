internal import Plans
internal import Results
internal import Simulation
internal import Statistics
public import Tables

/// The tables of a run, each column stated once.
extension Run: Tabular {
  /// `targets.csv`, `bands.csv`, `fits.csv`, and what there is of `promises.csv`, `plan.csv`, `pace.csv`, `stages.csv`
  /// and `limits.csv`.
  public var tables: [TableFile] {
    let groups = GroupRow.rows(compiled.plan, summary)
    let pace = findings.pace.contains { $0.gap == nil } ? PaceRow.rows(findings.pace) : []
    let stages = StageRow.rows(compiled, summary)
    let limits = LimitRow.rows(compiled, summary)
    return [
      TableFile("targets.csv", TargetRow.table, TargetRow.rows(compiled, summary)),
      TableFile("bands.csv", BandRow.table, BandRow.rows(compiled, summary)),
      TableFile("fits.csv", FitRow.table, FitRow.rows(compiled)),
    ] + PromiseRow.tables(compiled.scenario)
      + (groups.isEmpty ? [] : [TableFile("plan.csv", GroupRow.table, groups)])
      + (pace.isEmpty ? [] : [TableFile("pace.csv", PaceRow.table, pace)])
      + (stages.isEmpty ? [] : [TableFile("stages.csv", StageRow.table, stages)])
      + (limits.isEmpty ? [] : [TableFile("limits.csv", LimitRow.table, limits)])
  }

  /// Whether paths were kept, which `paths.csv` is for.
  public var hasPaths: Bool { summary.cases.contains { !$0.kept.isEmpty } }

  /// The bytes that are handed to the file at a time.
  private static let pieceSize = 1 << 20

  /// `paths.csv`, which may be large: labels stand ready, and what is written is handed on in pieces.
  func writePaths(to file: inout AtomicFile) throws(FileError) {
    let plan = compiled.plan
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
            // A failed path has no number there.
            csv.field(value.isFinite ? value : .nan)
            csv.endRow()
          }
        }
        if csv.byteCount >= Run.pieceSize { try file.write(csv.drain()) }
      }
    }
    try file.write(csv.drain())
  }
}
