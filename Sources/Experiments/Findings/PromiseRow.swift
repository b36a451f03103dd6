internal import Scenarios
internal import Tables

/// One row of `promises.csv`: a promise without a quantity.
///
/// They have a file of their own, so that every row of `targets.csv` has a probability.
struct PromiseRow: Sendable {
  private let promise: Promise

  private static let table: RowTable<PromiseRow> = [
    .text("promise") { $0.promise.name },
    .text("indicator") { $0.promise.subject?.indicator },
    .text("deadline") { $0.promise.deadlineText },
    .text("problem") { $0.promise.problem.english },
    .text("advice") { $0.promise.advice.english },
    .text("proxies") { $0.promise.proxies.map(\.name).joined(separator: " ") },
    .text("quote") { $0.promise.remarks.quote },
    .text("document") { $0.promise.remarks.document },
    .text("document_date") { $0.promise.remarks.date },
    .text("label") { $0.promise.remarks.label },
    .text("source") { $0.promise.remarks.source },
    .text("note") { $0.promise.remarks.note },
  ]

  /// The file; none where every promise has a quantity.
  static func tables(_ scenario: Scenario) -> [TableFile] {
    let rows = scenario.promises.map { PromiseRow(promise: $0) }
    return rows.isEmpty ? [] : [TableFile("promises.csv", table, rows)]
  }
}
