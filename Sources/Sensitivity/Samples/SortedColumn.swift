/// The values of a column in rising order, with the rows they came from.
struct SortedColumn {
  /// The values, smallest first; −0 has become 0.
  let values: [Double]
  /// For each of them its row; equals keep the order of their rows.
  let rows: [Int32]

  /// Sorts finite numbers by their bits, eleven at a time.
  ///
  /// Source: Knuth, *The Art of Computer Programming*, vol. 3 (1998), algorithm 5.2.5R.
  init(_ column: [Double]) {
    let count = column.count
    precondition(count <= Int32.max, "\(count) rows")
    let digits = 6
    let size = 2_048
    var keys = column.map(SortedColumn.key)
    var rows = (0..<Int32(count)).map { $0 }
    var counts = [Int](repeating: 0, count: digits * size)
    for key in keys {
      var rest = key
      for digit in 0..<digits {
        counts[digit * size + Int(rest & 2_047)] += 1
        rest >>= 11
      }
    }
    var otherKeys = [UInt64](repeating: 0, count: count)
    var otherRows = [Int32](repeating: 0, count: count)
    for digit in 0..<digits {
      let all = digit * size..<(digit + 1) * size
      // A digit that is the same in all keys sorts nothing.
      if counts[all].contains(count) { continue }
      var sum = 0
      for slot in all {
        let own = counts[slot]
        counts[slot] = sum
        sum += own
      }
      let shift = UInt64(11 * digit)
      for i in 0..<count {
        let key = keys[i]
        let slot = digit * size + Int(key >> shift & 2_047)
        let place = counts[slot]
        counts[slot] = place + 1
        otherKeys[place] = key
        otherRows[place] = rows[i]
      }
      swap(&keys, &otherKeys)
      swap(&rows, &otherRows)
    }
    values = keys.map(SortedColumn.value)
    self.rows = rows
  }

  /// Whole numbers in the order of the numbers they stand for.
  private static func key(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  private static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  /// The ranks by row, from 1, equals sharing the mean of theirs.
  var ranks: [Double] {
    var ranks = [Double](repeating: 0, count: rows.count)
    forEachTie { range in
      let rank = Double(range.lowerBound + range.upperBound + 1) / 2
      for i in range { ranks[Int(rows[i])] = rank }
    }
    return ranks
  }

  /// Visits every group of equal values, smallest first.
  func forEachTie(_ visit: (Range<Int>) -> Void) {
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count && values[end] == values[start] { end += 1 }
      visit(start..<end)
      start = end
    }
  }
}

extension FactorSample {
  /// Refuses what is no finite number.
  func requireFinite() throws(SensitivityError) {
    for (factor, column) in factors.enumerated() {
      if let row = column.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(factor: factor, row: row)
      }
    }
    if let row = output.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(factor: nil, row: row)
    }
  }
}
