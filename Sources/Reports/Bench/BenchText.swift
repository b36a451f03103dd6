internal import Experiments
internal import Statistics
internal import Tables
package import Workloads

/// Timed runs as text for a terminal: the median of the runs of each workload.
package struct BenchText: Documented {
  private let rows: [BenchmarkRow]

  /// Prepares the text.
  package init(_ rows: [BenchmarkRow]) {
    self.rows = rows
  }

  /// One line for each workload, in the order of their first runs.
  package var document: Document {
    guard let first = rows.first else {
      return Document(title: "", language: .en, [])
    }
    var names: [String] = []
    for row in rows where !names.contains(row.workload) { names.append(row.workload) }
    var table = TextTable(
      ["workload", "size", "runs", "time", "for each", "", "memory", "statistics"],
      [.left, .left, .right, .right, .right, .left, .right, .left])
    for name in names { table.add(cells(rows.filter { $0.workload == name })) }
    let workers = "\(first.workers) worker\(first.workers == 1 ? "" : "s")"
    let title = "Standard workloads, \(first.build), \(workers), medians"
    return Document(title: title, language: .en, [Document.Section([.table(table)])])
  }

  private func cells(_ runs: [BenchmarkRow]) -> [String] {
    let seconds = SortedQuantile.median(of: runs.map(\.seconds))
    let each = SortedQuantile.median(of: runs.map(\.nanosecondsPerUnit))
    let memory = runs.map(\.peakMebibytes).max() ?? 0
    let first = runs[0]
    let size = PlainNumber.text(Double(first.size))
    let (number, unit): (String, String) =
      switch first.unit {
      case .pathPeriod:
        (
          BenchText.threeDigits(each),
          first.settings == 1
            ? "ns a path and period"
            : "ns a path and period, \(PlainNumber.text(Double(first.settings) / seconds)) points/s"
        )
      case .fit: (BenchText.threeDigits(each / 1000), "µs a fit")
      }
    let failed = runs.count { !$0.isRight }
    return [
      first.workload,
      first.unit == .fit
        ? "\(size) series"
        : size + " paths"
          + (first.settings == 1 ? "" : ", \(PlainNumber.text(Double(first.settings))) points"),
      "\(runs.count)", "\(BenchText.threeDigits(seconds * 1000)) ms", number, unit,
      "\(PlainNumber.text(memory)) MiB",
      failed == 0 ? "agree" : "\(failed) of \(runs.count) do not agree",
    ]
  }

  private static func threeDigits(_ value: Double) -> String {
    DecimalNumber.fixed(value, digits: value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)
  }
}
