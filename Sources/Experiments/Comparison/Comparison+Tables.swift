public import Tables

extension Comparison: Tabular {
  /// `compare.csv`, the shares, one a row; `changes.csv`, every place at which the two differ.
  public var tables: [TableFile] {
    let shares = rows.flatMap { row in
      // A target that nothing could move has a row without a component.
      row.shares.isEmpty
        ? [ShareRow(row: row, component: nil, share: 0, error: 0)]
        : row.shares.map {
          ShareRow(row: row, component: $0.name, share: $0.value, error: $0.error)
        }
    }
    return [
      TableFile("compare.csv", ShareRow.table, shares),
      TableFile(
        "changes.csv",
        [
          .text("path") { $0.path },
          .text("before") { $0.before },
          .text("after") { $0.after },
          .text("component") { $0.component?.name },
        ], changes),
    ]
  }
}

/// One row of `compare.csv`.
private struct ShareRow: Sendable {
  let row: ComparisonRow
  let component: String?
  let share: Double
  let error: Double

  static let table: RowTable<ShareRow> = [
    .text("case") { $0.row.caseName },
    .text("target") { $0.row.target },
    .text("component") { $0.component },
    .number("before") { $0.row.before.estimate },
    .number("after") { $0.row.after.estimate },
    .number("share") { $0.share },
    .number("share_error") { $0.error },
    .number("difference") { $0.row.difference },
    .number("difference_error") { $0.row.differenceError },
  ]
}
