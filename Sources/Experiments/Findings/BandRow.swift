internal import Plans
package import Scenarios
package import Simulation
internal import Statistics
package import Tables

/// One row of `bands.csv`: the distribution of an indicator in a period.
package struct BandRow: Sendable {
  let caseName: String
  let indicator: IndicatorPlan
  let period: String
  /// Nothing where the row is an observation.
  let band: BandSummary?
  let observed: Double?
  /// Of the orders of ``BandSummary/percents``; nothing where the row is an observation.
  let quantiles: [Double]?
  let grid: TimeGrid

  /// The columns of the file.
  package static let table = RowTable<BandRow>(
    [
      .text("case") { $0.caseName },
      .text("indicator") { $0.indicator.name },
      .text("unit") { $0.indicator.unit },
      .text("period") { $0.period },
      // The mean of some paths is no estimate of one that is infinite.
      .cell("mean") { $0.indicator.hasMean ? $0.level($0.band?.moments.mean) : .nothing },
      .number("sd") { $0.deviation },
    ]
      + zip(BandSummary.percents, BandSummary.percents.indices).map { percent, place in
        .cell("p\(percent)") { $0.level($0.quantiles?[place]) }
      } + [.number("observed") { $0.observed }])

  /// All rows of a run, by case, indicator and period: first what was observed, then what is simulated.
  package static func rows(_ compiled: CompiledScenario, _ summary: RunSummary) -> [BandRow] {
    let plan = compiled.plan
    var rows: [BandRow] = []
    for (casePlan, caseSummary) in zip(plan.cases, summary.cases) {
      for (indicator, bands) in zip(plan.indicators, caseSummary.bands) where !indicator.isAuxiliary
      {
        for seen in ObservedValue.all(of: indicator.name, in: compiled) {
          rows.append(
            BandRow(
              caseName: casePlan.name, indicator: indicator, period: seen.period, band: nil,
              observed: seen.value, quantiles: nil, grid: plan.grid))
        }
        for (step, band) in bands.enumerated() {
          guard let band else { continue }
          rows.append(
            BandRow(
              caseName: casePlan.name, indicator: indicator, period: "\(plan.grid.period(step))",
              band: band, observed: nil,
              quantiles: band.quantiles(isInteger: indicator.isInteger), grid: plan.grid))
        }
      }
    }
    return rows
  }

  /// The standard deviation; nothing where there is none, or where squares are beyond the largest number.
  private var deviation: Double? {
    guard indicator.hasMean, let sd = band?.moments.standardDeviation else { return nil }
    return sd.isFinite ? sd : nil
  }

  /// A value of the indicator: a number, or the month of a date.
  private func level(_ value: Double?) -> Cell {
    guard let value else { return .nothing }
    guard indicator.isDate, let month = grid.month(at: value) else { return .number(value) }
    return .text("\(month)")
  }
}

extension BandSummary {
  /// The orders of the quantiles that files have, in percent.
  package static let percents = [5, 10, 25, 50, 75, 90, 95]

  /// The quantiles that files have; whole numbers for counts.
  package func quantiles(isInteger: Bool) -> [Double] {
    quantiles(BandSummary.percents.map { Double($0) / 100 }, isInteger: isInteger)
  }

  /// Quantiles of rising orders; whole numbers for counts.
  package func quantiles(_ orders: [Double], isInteger: Bool) -> [Double] {
    let values = histogram.quantiles(orders)
    return isInteger ? values.map { $0.rounded() } : values
  }

  /// A quantile; a whole number for counts.
  package func quantile(_ q: Double, isInteger: Bool) -> Double {
    quantiles([q], isInteger: isInteger)[0]
  }
}
