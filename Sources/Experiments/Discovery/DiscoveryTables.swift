internal import Results
internal import Sensitivity
public import Tables

extension DiscoveredBox: Tabular {
  /// `discover.csv`, a row for each restriction of the box, none where there is no box to speak of;
  /// `trajectory.csv`, a row for each box of the search, the whole sample first.
  public var tables: [TableFile] {
    [
      TableFile("discover.csv", conditionTable, isAnswer ? conditions : []),
      TableFile("trajectory.csv", trajectoryTable, Array(trajectory.boxes.indices)),
    ]
  }

  private var conditionTable: RowTable<Condition> {
    [
      .text("target") { _ in target },
      .text("case") { _ in caseName },
      .text("event") { _ in seeksSuccess ? "met" : "failed" },
      .integer("box") { _ in chosen },
      .text("factor") { $0.factor.name },
      .cell("low") { condition in
        guard case .atLeast(let low) = condition.limit else { return .nothing }
        return cell(low, condition.factor)
      },
      .cell("high") { condition in
        guard case .atMost(let high) = condition.limit else { return .nothing }
        return cell(high, condition.factor, isUpper: true)
      },
      .text("levels") { condition in
        guard case .among(let levels) = condition.limit else { return nil }
        return levels.map { condition.factor.period($0) ?? DecimalNumber.text($0) }
          .joined(separator: " ")
      },
      .number("quasi_p") { $0.quasiP },
      .number("recurrence") { $0.recurrence },
      .number("density") { _ in box.density },
      .number("coverage") { _ in box.coverage },
      .number("mass") { _ in box.mass },
      .number("base_rate") { _ in baseRate },
      .number("unseen_density") { _ in stability.density.mean },
      .number("unseen_density_low95") { _ in stability.density.range95.lowerBound },
      .number("unseen_density_high95") { _ in stability.density.range95.upperBound },
      .number("unseen_coverage") { _ in stability.coverage.mean },
    ]
  }

  private func cell(_ value: Double, _ factor: Factor, isUpper: Bool = false) -> Cell {
    factor.period(value, isUpper: isUpper).map { .text($0) } ?? .number(value)
  }

  private var trajectoryTable: RowTable<Int> {
    let boxes = trajectory.boxes
    return [
      .integer("box") { $0 },
      .integer("rows") { boxes[$0].rows },
      .number("mass") { boxes[$0].mass },
      .number("coverage") { boxes[$0].coverage },
      .number("density") { boxes[$0].density },
      .text("restricted") { number in
        boxes[number].restrictedFactors.map { factors[$0].name }.joined(separator: " ")
      },
      .integer("chosen") { $0 == chosen ? 1 : 0 },
    ]
  }
}
