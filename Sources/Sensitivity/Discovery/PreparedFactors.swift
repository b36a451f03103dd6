/// The factors of a sample with what a search for boxes needs to know of them.
struct PreparedFactors {
  let values: [[Double]]
  let kinds: [FactorKind]
  let rows: Int
  /// For each factor that has an order its rows, smallest value first; otherwise empty.
  let order: [[Int32]]
  /// For each factor that is not continuous its distinct values in rising order; otherwise empty.
  let levels: [[Double]]
  /// For each categorical factor the level of each row; otherwise empty.
  let levelOfRow: [[Int32]]
  /// The ends of the sample.
  let minima: [Double]
  let maxima: [Double]

  init(_ values: [[Double]], kinds: [FactorKind]?) throws(SensitivityError) {
    let rows = values.first?.count ?? 0
    precondition(kinds == nil || kinds?.count == values.count, "kinds for other factors")
    for (factor, column) in values.enumerated() {
      precondition(column.count == rows, "\(column.count) rows, not \(rows)")
      if let row = column.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(factor: factor, row: row)
      }
    }
    let kinds = kinds ?? values.map(FactorKind.guessed)
    self.init(
      values: values, kinds: kinds,
      order: zip(values, kinds).map { column, kind in
        kind == .categorical ? [] : SortedColumn(column).rows
      })
  }

  /// The factors of some of the rows, without sorting again.
  ///
  /// - Returns: the factors of the rows that are taken.
  func filtered(_ isKept: [Bool]) -> PreparedFactors {
    var newNumber = [Int32](repeating: -1, count: rows)
    var next: Int32 = 0
    for row in 0..<rows where isKept[row] {
      newNumber[row] = next
      next += 1
    }
    return PreparedFactors(
      values: values.map { column in
        var kept: [Double] = []
        kept.reserveCapacity(Int(next))
        for row in 0..<rows where isKept[row] { kept.append(column[row]) }
        return kept
      },
      kinds: kinds,
      order: order.map { list in
        var kept: [Int32] = []
        kept.reserveCapacity(list.count / 2)
        for row in list where isKept[Int(row)] { kept.append(newNumber[Int(row)]) }
        return kept
      })
  }

  private init(values: [[Double]], kinds: [FactorKind], order: [[Int32]]) {
    self.values = values
    self.kinds = kinds
    self.order = order
    rows = values.first?.count ?? 0
    minima = values.map { $0.reduce(.infinity, min) }
    maxima = values.map { $0.reduce(-.infinity, max) }
    let levels = zip(values, kinds).map { column, kind in
      kind == .continuous ? [] : PreparedFactors.distinct(column)
    }
    self.levels = levels
    levelOfRow = values.indices.map { factor in
      guard kinds[factor] == .categorical else { return [] }
      return values[factor].map { value in
        Int32(levels[factor].partitioningIndex { $0 >= value })
      }
    }
  }

  /// The distinct values in rising order.
  static func distinct(_ column: [Double]) -> [Double] {
    var result: [Double] = []
    for value in column.sorted() where value != result.last { result.append(value) }
    return result
  }
}

extension Array {
  /// The first index at which a condition holds that, once true, stays true; the count if nowhere.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
