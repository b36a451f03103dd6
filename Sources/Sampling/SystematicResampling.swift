/// Systematic resampling: rows of equal weight from weighted draws, by one uniform number.
package enum SystematicResampling {
  /// Which draw each row takes.
  ///
  /// The draws are taken in the order of a column, so the rows increase in it: a uniform number that
  /// picks a row picks a value that grows with the number.
  ///
  /// - Parameters:
  ///   - weights: of the draws; they add up to 1.
  ///   - column: what the rows shall increase in.
  ///   - count: how many rows.
  ///   - u: in (0, 1).
  /// - Returns: for each row the index of a draw.
  package static func rows(
    weights: [Double], sortedBy column: [Double], count: Int, u: Double
  ) -> [Int] {
    let order = weights.indices.filter { weights[$0] > 0 }.sorted {
      column[$0] == column[$1] ? $0 < $1 : column[$0] < column[$1]
    }
    var rows: [Int] = []
    rows.reserveCapacity(count)
    var sum = 0.0
    let total = order.reduce(0) { $0 + weights[$1] }
    for index in order {
      sum += weights[index]
      while rows.count < count, (Double(rows.count) + u) / Double(count) * total < sum {
        rows.append(index)
      }
    }
    while rows.count < count, let last = order.last { rows.append(last) }
    return rows
  }
}
