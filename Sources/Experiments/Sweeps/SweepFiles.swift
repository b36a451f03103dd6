internal import Results
internal import Tables

/// The files of a sweep beside its ledger.
enum SweepFiles {
  static let table = "points.csv"
  static let manifest = "sweep.json"

  /// Writes the files whole.
  static func add(
    _ plan: SweepPlan, _ ledgers: [ExperimentLedger], paths: Int, to folder: inout OutputFolder
  ) throws {
    var file = try AtomicFile(at: PathParts.join(folder.path, table))
    try SweepTable.stream(plan, ledgers) { try file.write($0) }
    try folder.add(file)
    try folder.add(manifest, plan.manifest(paths: paths))
  }
}
