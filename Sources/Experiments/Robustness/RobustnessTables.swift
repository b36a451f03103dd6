internal import Results
public import Tables

extension RobustnessStudy: Tabular {
  /// `robustness.csv`, a row for each alternative and state; `robustness_criteria.csv`, a row for each
  /// alternative and criterion.
  public var tables: [TableFile] {
    [
      TableFile("robustness.csv", attainmentTable, places(in: states)),
      TableFile("robustness_criteria.csv", criterionTable, places(in: criteria)),
    ]
  }

  private typealias Place = (alternative: Int, column: Int)

  private func places<Element>(in columns: [Element]) -> [Place] {
    alternatives.indices.flatMap { number in columns.indices.map { (number, $0) } }
  }

  private var attainmentTable: RowTable<Place> {
    [
      .text("alternative") { alternatives[$0.alternative] },
      .text("state") { states[$0.column] },
      .number("attainment") { attainments[$0.alternative][$0.column].estimate },
      .number("standard_error") { attainments[$0.alternative][$0.column].standardError },
      .number("regret") { regrets[$0.alternative][$0.column] },
    ]
  }

  private var criterionTable: RowTable<Place> {
    [
      .text("alternative") { alternatives[$0.alternative] },
      .text("criterion") { criteria[$0.column].name },
      .number("value") { criteria[$0.column].values[$0.alternative] },
      .integer("rank") { criteria[$0.column].ranks[$0.alternative] },
    ]
  }
}
