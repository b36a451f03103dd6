internal import Quantities

extension Variable {
  /// The number that somebody typed with a unit or a percent sign, in the unit of the variable.
  ///
  /// - Parameter text: as in `18 months` or `5 %`.
  /// - Returns: nil where it is no such number, or of another dimension.
  package func number(_ text: String) -> Double? {
    guard let constant = ConstantText(text), constant.magnitude == nil else { return nil }
    guard !constant.unit.isEmpty else { return constant.value }
    guard let written = try? UnitParser(labels: Set(unit?.labels ?? [])).unit(constant.unit),
      !written.isOnlyMagnitude,
      let value = try? written.convert(constant.value, to: unit ?? .one), value.isFinite
    else { return nil }
    return value
  }
}
