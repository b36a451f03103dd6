public import Scenarios
public import Simulation
internal import Tables

/// The answers of a run as JSON: the rows of `targets.csv` as objects.
public enum TargetsJSON {
  /// An array with an object for each case, target and deadline.
  ///
  /// - Parameters:
  ///   - compiled: what was run.
  ///   - summary: what came out.
  /// - Returns: the bytes of the document.
  public static func bytes(_ compiled: CompiledScenario, _ summary: RunSummary) -> [UInt8] {
    let objects = TargetRow.rows(compiled, summary).map { row in
      let members = [
        ("case", JSONText.quoted(row.caseName)),
        ("target", JSONText.quoted(row.target)),
        ("indicator", JSONText.quoted(row.indicator)),
        ("statement", JSONText.quoted(row.statement)),
        ("deadline", JSONText.quoted(row.deadline)),
        ("threshold", number(row.threshold)),
        ("unit", JSONText.quoted(row.unit)),
        ("attainment", number(row.attainment.estimate)),
        ("standard_error", number(row.attainment.standardError)),
        ("low95", number(row.attainment.wilson95.lowerBound)),
        ("high95", number(row.attainment.wilson95.upperBound)),
        ("shortfall", number(row.shortfall)),
        ("median_first_period", row.medianFirstPeriod.map(JSONText.quoted) ?? "null"),
        ("never_reached", number(row.neverReached)),
        ("required_growth", number(row.requiredGrowth)),
        ("achieved_growth", number(row.achievedGrowth)),
        ("reference_class", number(row.referenceClass)),
        ("label", row.remarks.label.map(JSONText.quoted) ?? "null"),
        ("source", row.remarks.source.map(JSONText.quoted) ?? "null"),
        ("median", number(row.outlook?.median)),
        ("p10", number(row.outlook?.p10)),
        ("p90", number(row.outlook?.p90)),
        ("failed", "\(row.failed)"),
      ]
      return "  {" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
    return Array(("[\n" + objects.joined(separator: ",\n") + "\n]\n").utf8)
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return DecimalNumber.text(value)
  }
}
