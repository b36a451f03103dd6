internal import SpecialFunctions

/// The rows of a sample in classes of neighbouring values.
struct ValueClasses {
  /// How many classes there are.
  let count: Int
  /// For each row its class, smallest values first.
  let classOfRow: [UInt8]
  /// Rows in each class.
  let sizes: [Int]
  /// Whether the classes are ranges, of which neighbours resemble each other; otherwise each
  /// class is one value.
  let areRanges: Bool

  /// How many classes a sample of n rows is cut into:
  /// min(⌈n^(2/(7 + tanh((1500 − n)/500)))⌉, 48).
  ///
  /// Source: Plischke, Borgonovo and Smith, *Global sensitivity measures from given data* (2013),
  /// as their programs and SALib have it.
  static func defaultCount(rows: Int) -> Int {
    let n = Double(rows)
    let exponent = 2 / (7 + Elementary.tanh((1_500 - n) / 500))
    return min(Int(Elementary.pow(n, exponent).rounded(.up)), 48)
  }

  /// Cuts a column in classes of about the same number of rows; equal values are never parted.
  ///
  /// Where there are at most `limit` different values, each is a class of its own.
  ///
  /// - Parameters:
  ///   - column: the values in rising order.
  ///   - limit: the largest number of classes, up to 256.
  init(_ column: SortedColumn, limit: Int) {
    precondition(limit >= 1 && limit <= 256, "\(limit) classes")
    let n = column.values.count
    var distinct = 0
    column.forEachTie { _ in distinct += 1 }
    let areRanges = distinct > limit

    var classOfRow = [UInt8](repeating: 0, count: n)
    var sizes: [Int] = []
    var next = 0
    column.forEachTie { range in
      // A class ends where the rows up to here have filled its share.
      let startsClass =
        !areRanges || sizes.isEmpty || range.lowerBound * limit >= next * n
      if startsClass {
        sizes.append(0)
        next = range.lowerBound * limit / n + 1
      }
      sizes[sizes.count - 1] += range.count
      let number = UInt8(sizes.count - 1)
      for i in range { classOfRow[Int(column.rows[i])] = number }
    }
    count = sizes.count
    self.classOfRow = classOfRow
    self.sizes = sizes
    self.areRanges = areRanges
  }
}
