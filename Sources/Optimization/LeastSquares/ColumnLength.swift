/// Lengths of columns whose squares a number cannot hold, as those of exp(0.2 · 2015).
package enum ColumnLength {
  /// A power of two that brings a column near 1; 1 where its squares can be held as they are.
  ///
  /// Multiplying by it is exact, so digits stay as they were.
  ///
  /// - Parameter greatest: the greatest magnitude in the column.
  /// - Returns: the factor.
  package static func factor(greatest: Double) -> Double {
    guard greatest > 0, greatest.isFinite, !(0x1p-450...0x1p450).contains(greatest) else {
      return 1
    }
    let exponent = min(max(-Int(greatest.exponent), -1000), 1000)
    return Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// The length of a column by way of such a factor.
  package static func of(_ column: some Sequence<Double>) -> Double {
    let factor = factor(greatest: column.reduce(0) { max($0, abs($1)) })
    let squares = column.reduce(0.0) { sum, x in sum + (x * factor) * (x * factor) }
    return squares.squareRoot() / factor
  }
}
