internal import Quantities

/// How many of one unit another one is, as tables name them.
enum UnitFactor {
  /// The number of units of a column that one unit of a cell is.
  ///
  /// - Parameters:
  ///   - own: the unit of a cell, without its magnitude, which is in the number.
  ///   - base: the unit of the column.
  /// - Returns: nil where they measure different things, or nobody knows what they measure.
  static func of(_ own: String, to base: String) -> Double? {
    if own == base { return 1 }
    let parser = UnitParser()
    // What is counted in 万标准箱 may be called 标准箱 in the cell.
    let magnitude = HeaderWords.magnitude(of: base)
    if !magnitude.isEmpty, base.dropFirst(magnitude.count).drop(while: { $0 == " " }) == own {
      return UnitParser.magnitude(of: magnitude).map { 1 / $0 }
    }
    guard let from = try? parser.unit(own), let to = try? parser.unit(base),
      from.isCompatible(with: to)
    else { return nil }
    // Percent and things that are counted have no dimension, and are not each other.
    guard from.dimension != .none || from.labels.isEmpty == to.labels.isEmpty else { return nil }
    return from.scale.convert(1, to: to.scale)
  }
}
