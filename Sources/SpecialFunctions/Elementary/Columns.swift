extension Elementary {
  /// Replaces every x of a column by eˣ.
  package static func exp(_ column: inout MutableSpan<Double>) {
    for i in column.indices { column[i] = exp(column[i]) }
  }

  /// Replaces every x of a column by eˣ − 1.
  package static func expm1(_ column: inout MutableSpan<Double>) {
    for i in column.indices { column[i] = expm1(column[i]) }
  }

  /// Replaces every x of a column by its natural logarithm.
  package static func log(_ column: inout MutableSpan<Double>) {
    for i in column.indices { column[i] = log(column[i]) }
  }

  /// Replaces every x of a column by log(1 + x).
  package static func log1p(_ column: inout MutableSpan<Double>) {
    for i in column.indices { column[i] = log1p(column[i]) }
  }

  /// Replaces every x of a column by 1 / (1 + e⁻ˣ).
  package static func logistic(_ column: inout MutableSpan<Double>) {
    for i in column.indices { column[i] = logistic(column[i]) }
  }

  /// Replaces every x of a column by x to the power `exponent`.
  package static func pow(_ column: inout MutableSpan<Double>, exponent: Double) {
    for i in column.indices { column[i] = pow(column[i], exponent) }
  }

  /// Replaces every x of a column by x to the power in the same row of `exponents`.
  ///
  /// - Precondition: the two have the same length.
  package static func pow(_ column: inout MutableSpan<Double>, exponents: Span<Double>) {
    precondition(
      column.count == exponents.count,
      "\(column.count) bases but \(exponents.count) exponents")
    for i in column.indices { column[i] = pow(column[i], exponents[i]) }
  }
}
