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
    let exponents = PowerChunk(repeating: exponent)
    var start = 0
    while start < column.count {
      raise(&column, from: start, by: exponents.span)
      start += exponents.count
    }
  }

  /// Replaces every x of a column by x to the power in the same row of `exponents`.
  ///
  /// - Precondition: the two have the same length.
  package static func pow(_ column: inout MutableSpan<Double>, exponents: Span<Double>) {
    precondition(
      column.count == exponents.count,
      "\(column.count) bases but \(exponents.count) exponents")
    var start = 0
    while start < column.count {
      let end = min(start + powerChunk, column.count)
      raise(&column, from: start, by: exponents.extracting(start..<end))
      start = end
    }
  }

  private static var powerChunk: Int { 64 }
  private typealias PowerChunk = InlineArray<64, Double>

  /// Raises a chunk of a column: the ordinary powers in one pass without branches, then the rare
  /// edges one by one.
  private static func raise(
    _ column: inout MutableSpan<Double>, from start: Int, by exponents: Span<Double>
  ) {
    let count = min(exponents.count, column.count - start)
    var storage = PowerChunk(repeating: 1)
    var powers = storage.mutableSpan
    for i in 0..<count { powers[i] = powerOfPositive(column[start &+ i], exponents[i]) }
    for i in 0..<count {
      let x = column[start &+ i]
      let isOrdinary = hasOrdinaryPower(x, exponents[i])
      column[start &+ i] = isOrdinary ? powers[i] : pow(x, exponents[i])
    }
  }
}
