internal import Scenarios
internal import Statistics
public import Tables

extension Solve: Tabular {
  /// `solve.csv`: a frontier and a mix have a column more for each other lever, a mix its cost.
  public var tables: [TableFile] {
    let levers = request.varied.map(\.variable.name)
    let more: [Column<SolveRow>] =
      switch kind {
      case .lever: []
      case .frontier:
        levers.dropLast().map { lever in
          .cell(lever) { row in
            row.others.first { $0.name == lever }.map { cell($0.value, lever) } ?? .nothing
          }
        }
      case .cheapestMix:
        levers.map { lever in
          .cell(lever) { row in
            cell(row.others.first { $0.name == lever }?.value ?? row.value, lever)
          }
        } + [
          .number("cost") { _ in finite(cost?.value) },
          .number("cost_low95") { _ in finite(cost?.low95) },
          .number("cost_high95") { _ in finite(cost?.high95) },
        ]
      }
    return [TableFile("solve.csv", RowTable(columns + more), rows)]
  }

  private var columns: [Column<SolveRow>] {
    [
      .text("target") { _ in target },
      .text("lever") { $0.lever },
      .number("probability") { _ in request.probability },
      .cell("value") { $0.status == .outOfReach ? .nothing : cell($0.value, $0.lever) },
      .cell("low95") { cell($0.low95, $0.lever) },
      .cell("high95") { cell($0.high95, $0.lever) },
      .number("attained") { $0.attained.estimate },
      .number("verified") { $0.verified.estimate },
      .text("status") { $0.status.rawValue },
      .text("bound") { $0.isBound ? $0.isAtLeast ? "at least" : "at most" : nil },
      .number("attained_error") { $0.attained.standardError },
      .number("verified_error") { $0.verified.standardError },
      .cell("nearest") { $0.status == .outOfReach ? cell($0.value, $0.lever) : .nothing },
      .text("also_near") { row in
        row.otherCrossings.isEmpty
          ? nil
          : row.otherCrossings.map { period($0, of: row.lever) ?? DecimalNumber.text($0) }
            .joined(separator: ";")
      },
      .text("case") { _ in caseName },
    ]
  }

  /// A cost; nothing where no mix has it.
  private func finite(_ cost: Double?) -> Double? { cost.flatMap { $0.isFinite ? $0 : nil } }

  /// A lever value: a number, or the period of a date.
  private func cell(_ value: Double, _ lever: String) -> Cell {
    period(value, of: lever).map { .text($0) } ?? .number(value)
  }
}
