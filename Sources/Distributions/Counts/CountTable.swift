/// The distribution function of one law on a run of values, and a guide for its inversion.
///
/// The guide (Chen and Asau 1974) holds for each of n equal parts of (0, 1) the first index that
/// can be the answer, so a look-up costs about one comparison for any number of values.
struct CountTable {
  /// F at each value, the last one 1.
  private let cumulative: [Double]
  private let guide: [Int]

  /// Creates the table.
  ///
  /// - Parameter cumulative: not decreasing, not empty; the last value is taken for 1.
  init(cumulative: [Double]) {
    precondition(!cumulative.isEmpty, "a table of no values")
    var sums = cumulative
    sums[sums.count - 1] = 1
    let parts = sums.count
    var first = [Int](repeating: 0, count: parts)
    var index = 0
    for part in 0..<parts {
      let bound = Double(part) / Double(parts)
      while sums[index] < bound { index += 1 }
      first[part] = index
    }
    self.cumulative = sums
    guide = first
  }

  /// The smallest index at which F is at least `u`, for u in [0, 1].
  func index(of u: Double) -> Int {
    let part = min(guide.count - 1, Int(u * Double(guide.count)))
    var index = guide[part]
    // Rounding of u times the count may have skipped one part.
    while index > 0, cumulative[index - 1] >= u { index -= 1 }
    while cumulative[index] < u { index += 1 }
    return index
  }
}

extension CountTable {
  /// The smallest index at which a non-decreasing list that ends in 1 is at least `p`.
  static func firstIndex(of p: Double, in cumulative: [Double]) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < p { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension CountLaw {
  /// Tables are made where the law has at most about this many likely values.
  private static var widest: Double { 400 }

  /// The table of the law, or nil if it is too wide for one.
  ///
  /// Whether it is depends on the law alone, never on how many numbers are drawn.
  var table: CountTable? {
    let reach = 40 + mean + 40 * variance.squareRoot()
    guard variance > 0, reach < Self.widest else { return nil }
    var sums: [Double] = []
    sums.reserveCapacity(Int(reach) + 1)
    var mass = self.mass(0)
    var k = 0.0
    sums.append(mass)
    // What lies beyond such masses is far below the spacing of the uniforms.
    while k < largest, k < mean || mass > 1e-20 {
      mass *= growth(after: k)
      k += 1
      sums.append(mass)
    }
    // The lower half is added up from below and the upper one from above, for the sake of tails.
    var (tail, index) = (0.0, sums.count - 1)
    while index >= 0, tail + sums[index] < 0.5 {
      let mass = sums[index]
      sums[index] = 1 - tail
      tail += mass
      index -= 1
    }
    var sum = 0.0
    for lower in 0..<(index + 1) {
      sum += sums[lower]
      sums[lower] = min(sum, 1 - tail)
    }
    return CountTable(cumulative: sums)
  }

  /// Turns uniform numbers into counts by the table, if the law has one.
  ///
  /// - Parameter u: uniform numbers in (0, 1).
  /// - Returns: whether it was done.
  func fillByTable(_ u: inout MutableSpan<Double>) -> Bool {
    guard let table else { return false }
    for i in u.indices { u[i] = Double(table.index(of: u[i])) }
    return true
  }
}
