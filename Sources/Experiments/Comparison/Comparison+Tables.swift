public import Tables

extension Comparison {
  /// The shares, one a row; a target that nothing could move has one without a component.
  public var csv: [UInt8] {
    var csv = CSVWriter(columns: [
      "case", "target", "component", "before", "after", "share", "share_error", "difference",
      "difference_error",
    ])
    for row in rows {
      let shares = row.shares.map { (name: $0.name, value: $0.value, error: $0.error) }
      for share in shares.isEmpty ? [(name: "", value: 0, error: 0)] : shares {
        csv.field(row.caseName)
        csv.field(row.target)
        csv.field(share.name)
        csv.field(row.before.estimate)
        csv.field(row.after.estimate)
        csv.field(share.value)
        csv.field(share.error)
        csv.field(row.difference)
        csv.field(row.differenceError)
        csv.endRow()
      }
    }
    return csv.drain()
  }

  /// Every place at which the two differ, one a row.
  public var changesCSV: [UInt8] {
    var csv = CSVWriter(columns: ["path", "before", "after", "component"])
    for change in changes {
      csv.field(change.path)
      csv.field(change.before ?? "")
      csv.field(change.after ?? "")
      csv.field(change.component?.name ?? "")
      csv.endRow()
    }
    return csv.drain()
  }

  /// Writes `compare.csv` and `changes.csv`.
  ///
  /// - Parameter folder: where they go; made if it is not there.
  /// - Throws: ``FileError``.
  public func write(to folder: String) throws(FileError) {
    var output = try OutputFolder(folder)
    try output.add("compare.csv", csv)
    try output.add("changes.csv", changesCSV)
    try output.commit()
  }
}
