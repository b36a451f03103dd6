internal import Results
public import Tables

/// The CSV files of a study of robustness.
extension RobustnessStudy {
  /// `robustness.csv`: a row for each alternative and state.
  public var attainmentsCSV: [UInt8] {
    var csv = CSVWriter(columns: [
      "alternative", "state", "attainment", "standard_error", "regret",
    ])
    for (number, alternative) in alternatives.enumerated() {
      for (state, name) in states.enumerated() {
        let share = attainments[number][state]
        csv.field(alternative)
        csv.field(name)
        csv.field(share.estimate)
        csv.field(share.standardError)
        csv.field(regrets[number][state])
        csv.endRow()
      }
    }
    return csv.drain()
  }

  /// `robustness_criteria.csv`: a row for each alternative and criterion.
  public var criteriaCSV: [UInt8] {
    var csv = CSVWriter(columns: ["alternative", "criterion", "value", "rank"])
    for (number, alternative) in alternatives.enumerated() {
      for criterion in criteria {
        csv.field(alternative)
        csv.field(criterion.name)
        csv.field(criterion.values[number])
        csv.field(criterion.ranks[number])
        csv.endRow()
      }
    }
    return csv.drain()
  }

  /// Writes both files, or none.
  ///
  /// - Parameter folder: where they go; made if it is not there.
  /// - Throws: ``FileError``.
  public func write(to folder: String) throws(FileError) {
    var output = try OutputFolder(folder)
    try output.add("robustness.csv", attainmentsCSV)
    try output.add("robustness_criteria.csv", criteriaCSV)
    try output.commit()
  }
}
