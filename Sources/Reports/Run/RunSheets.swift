internal import Experiments
internal import Plans
internal import Simulation
public import Tables
internal import Wording

extension RunText {
  /// A sheet with a fan chart for each indicator of the reference case: the numbers of `bands.csv`
  /// period by period, and the heights of the bands, from which the spreadsheet draws.
  public var sheets: [Workbook.Sheet] {
    let plan = run.compiled.plan
    return plan.indicators.indices.compactMap { index in
      let place = plan.indicators[index]
      guard !place.isAuxiliary, !place.isDate else { return nil }
      return fan(index)
    }
  }

  private func fan(_ index: Int) -> Workbook.Sheet? {
    let plan = run.compiled.plan
    let place = plan.indicators[index]
    let bands = run.summary.cases[0].bands[index]
    guard bands.contains(where: { $0 != nil }) else { return nil }
    let unit = place.saidUnit.map { " (\($0))" } ?? ""
    let percents = BandSummary.percents
    let heights = zip(percents, percents.dropFirst()).map { "p\($0) to p\($1)" }
    let columns =
      [say("period", "时期"), say("observed", "观测值") + unit] + percents.map { "p\($0)" + unit }
      + [say("lower edge", "下边缘")] + heights
    // Every period from the first observation on: a spreadsheet sets rows at equal distances.
    let seen = ObservedValue.all(of: place.name, in: run.compiled).filter { $0.step != nil }
    let first = bands.firstIndex { $0 != nil } ?? 0
    let begin = min(seen.compactMap(\.step).min() ?? first, first)
    let rows = (begin..<bands.count).map { step -> [Cell] in
      let value = seen.first { $0.step == step }?.value
      let head: [Cell] = [
        .text("\(plan.grid.period(step))"), value.map { .number($0) } ?? .nothing,
      ]
      guard let band = bands[step] else {
        let quantiles = [Cell](repeating: .nothing, count: percents.count)
        // The fan opens at what is known last.
        guard step == first - 1, let value else {
          return head + quantiles + [Cell](repeating: .nothing, count: heights.count + 1)
        }
        return head + quantiles + [.number(value)] + heights.map { _ in .number(0) }
      }
      let values = band.quantiles(isInteger: place.isInteger)
      let steps = zip(values, values.dropFirst()).map { $1 - $0 }
      return head + (values + [values[0]] + steps).map { .number($0) }
    }
    let table = CellTable(columns: columns, rows: rows)
    let edge = 2 + percents.count
    // p5 to p10 and so on up to p90 to p95, with the halves about the median as one colour.
    let chart = FanSheetChart(
      place.name + unit, of: table, areas: Array(edge..<columns.count), lines: [5], dots: [1])
    return Workbook.Sheet(place.name, table, charts: [chart])
  }
}
