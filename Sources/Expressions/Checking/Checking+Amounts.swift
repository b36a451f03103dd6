import Quantities

// What amounts may not leave open.
extension Checking {
  /// A magnitude that could count the unit or count in it.
  func unclearMagnitude(_ part: Part, in unit: Unit) -> ExpressionProblem? {
    guard case .counted(let magnitude) = part.measure,
      let unclear = UnclearMagnitude(
        tree.text(of: part.range), magnitude: magnitude, unit: unit)
    else { return nil }
    return .unclearMagnitude(unclear)
  }

  /// A value of another dimension than its place, with advice where only the time is missing.
  func mismatch(_ part: Part, expected: Unit) -> ExpressionProblem {
    if let found = part.measure.unit, part.isLiteral, !expected.dimension.isNone,
      found.isAmount(ofRate: expected)
    {
      return .quantity(
        .missingTime(
          found: found.phrase, expected: expected.phrase,
          advice: tree.text(of: part.range) + expected.timeSuffix(of: place.stepOfValue)))
    }
    if part.isPercentage, expected.dimension != .time, let unit = part.measure.unit {
      return .shareOfNothing(
        text: tree.text(of: part.range), found: unit.phrase, expected: expected)
    }
    return .unitMismatch(found: part.measure.phrase, expected: expected.phrase)
  }
}
