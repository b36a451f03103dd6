/// Where the rows of indicators lie in a memory: for each indicator a row per step.
struct RowPlaces {
  /// Where the first row begins.
  let first: Int
  let steps: Int
  /// The numbers of a row.
  let width: Int

  /// Where the row of an indicator in a step begins.
  func place(_ indicator: Int, _ step: Int) -> Int {
    precondition(0..<steps ~= step, "step \(step) of \(steps)")
    return first + (indicator * steps + step) * width
  }

  /// Where the rows of so many indicators end.
  func end(indicators: Int) -> Int { first + indicators * steps * width }
}
