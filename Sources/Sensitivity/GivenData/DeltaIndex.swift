internal import Random

/// How far knowing a factor shifts the whole law of the output: Borgonovo's
/// δ = ½ E ∫ |f(y) − f(y|X)| dy, from 0 for no influence to 1, from any sample.
///
/// Factor and output are cut into classes; in the table of shares p
///
///     δ = ½ Σ |pₖᵦ − pₖ pᵦ| = ½ Σ sₖᵦ (pₖᵦ − pₖ pᵦ)     with the sign s of each difference.
///
/// The absolute value turns noise into influence: put in plainly, the shares give too much, a third
/// of a small sample's δ and more. Here the signs are learnt on nine tenths of the rows (smoothed
/// over neighbouring classes) and the sum is taken over the tenth that is left, for each tenth.
/// A factor without influence then has δ = 0 on average, and a wrong sign can only make δ smaller:
/// the estimate errs low, the plain one high. What classes cannot see is lost too. The interval
/// runs from 1.96 standard errors below the estimate to 1.96 above the middle of the two, and
/// further by what the estimate loses with half as many classes.
///
/// For an output of two values δ = E |P(hit|X) − P(hit)|, since both columns of the table give the
/// same.
///
/// Source: Borgonovo, *A new uncertainty importance measure* (2007); Plischke, Borgonovo and Smith
/// (2013), equation 26, for the classes. The signs learnt apart are cross-fitting: Chernozhukov et
/// al., *Double/debiased machine learning for treatment and structural parameters* (2018), section
/// 3; the lower bound is the variational form of total variation, Sriperumbudur et al., *On the
/// empirical estimation of integral probability metrics* (2012).
enum DeltaIndex {
  private static let folds = 10

  /// The fold of each row, at random but always the same, so that no order of the rows matters.
  static func folds(rows: Int) -> [UInt8] {
    let key = StreamKey(seed: 0, name: "folds of given-data indices")
    return (0..<rows).map { UInt8(key.uniform(path: UInt64($0), step: 0) * Double(folds)) }
  }

  /// Estimates δ from classes.
  ///
  /// - Parameters:
  ///   - factor: the rows by class of the factor, at least two classes.
  ///   - output: the rows by class of the output, at least two classes.
  ///   - folds: ``folds(rows:)``.
  /// - Returns: the cross-fitted index with its error.
  static func estimate(
    factor: ValueClasses, output: ValueClasses, folds: [UInt8]
  ) -> IndexEstimate {
    let n = folds.count
    var tables = [ClassTable](
      repeating: ClassTable(factor: factor, output: output), count: Self.folds)
    var cells = [Int32](repeating: 0, count: Self.folds * factor.count * output.count)
    for row in 0..<n {
      let line = Int(folds[row]) * factor.count + Int(factor.classOfRow[row])
      cells[line * output.count + Int(output.classOfRow[row])] += 1
    }
    let size = factor.count * output.count
    for fold in tables.indices {
      tables[fold].fill(cells[fold * size..<(fold + 1) * size])
    }
    let fine = crossFitted(tables)
    let coarse = crossFitted(tables.map(\.coarsened))
    let lost = max(fine.value - coarse.value, 0)
    let reach = 1.959963984540054 * fine.error
    return IndexEstimate(
      ofShare: fine.value, standardError: fine.error, lower: fine.value - reach,
      upper: (fine.value + fine.plain) / 2 + lost + reach)
  }

  /// The sum over each fold with the signs of the others, its standard error, and the plain δ.
  private static func crossFitted(
    _ tables: [ClassTable]
  ) -> (value: Double, error: Double, plain: Double) {
    var all = tables[0]
    for table in tables.dropFirst() { all.add(table, sign: 1) }
    var sums: [Double] = []
    var squares = 0.0
    for table in tables {
      var others = all
      others.add(table, sign: -1)
      sums.append(table.sum(of: others.signs, columnShares: all))
    }
    let value = sums.reduce(0, +) / all.total
    for (sum, table) in zip(sums, tables) {
      let deviation = sum - value * table.total
      squares += deviation * deviation
    }
    // With given signs, the sum varies like a mean over rows. Signs that are learnt from noise vary
    // as much again: each row then counts twice, as one that teaches and as one that is judged.
    let folds = Double(tables.count)
    let plain = all.plainDelta
    let noise = plain > 0 ? min(max(1 - value / plain, 0), 1) : 0
    let given = all.influenceVariance(of: all.signs) / all.total * (1 + noise)
    let seen = squares * folds / (folds - 1) / (all.total * all.total)
    return (value, max(given, seen).squareRoot(), plain)
  }
}

/// How many rows lie in each class of a factor and of the output.
private struct ClassTable {
  private var lines: Int
  private var columns: Int
  private let smoothsLines: Bool
  private let smoothsColumns: Bool
  private var cells: [Double]
  private var lineSums: [Double]
  private var columnSums: [Double]
  private(set) var total = 0.0

  init(factor: ValueClasses, output: ValueClasses) {
    lines = factor.count
    columns = output.count
    smoothsLines = factor.areRanges
    smoothsColumns = output.areRanges
    cells = [Double](repeating: 0, count: lines * columns)
    lineSums = [Double](repeating: 0, count: lines)
    columnSums = [Double](repeating: 0, count: columns)
  }

  mutating func fill(_ counts: ArraySlice<Int32>) {
    for (cell, count) in counts.enumerated() {
      let value = Double(count)
      cells[cell] = value
      lineSums[cell / columns] += value
      columnSums[cell % columns] += value
      total += value
    }
  }

  mutating func add(_ other: ClassTable, sign: Double) {
    for cell in cells.indices { cells[cell] += sign * other.cells[cell] }
    for line in lineSums.indices { lineSums[line] += sign * other.lineSums[line] }
    for column in columnSums.indices { columnSums[column] += sign * other.columnSums[column] }
    total += sign * other.total
  }

  /// The table with neighbouring classes joined in pairs where classes are ranges.
  var coarsened: ClassTable {
    var coarse = self
    let (step, stride) = (smoothsLines ? 2 : 1, smoothsColumns ? 2 : 1)
    coarse.lines = (lines + step - 1) / step
    coarse.columns = (columns + stride - 1) / stride
    coarse.cells = [Double](repeating: 0, count: coarse.lines * coarse.columns)
    coarse.lineSums = [Double](repeating: 0, count: coarse.lines)
    coarse.columnSums = [Double](repeating: 0, count: coarse.columns)
    for cell in cells.indices {
      let (line, column) = (cell / columns / step, cell % columns / stride)
      coarse.cells[line * coarse.columns + column] += cells[cell]
      coarse.lineSums[line] += cells[cell]
      coarse.columnSums[column] += cells[cell]
    }
    return coarse
  }

  /// pₖᵦ − pₖ pᵦ, times the number of rows.
  private var differences: [Double] {
    cells.indices.map { cell in
      cells[cell] - lineSums[cell / columns] * columnSums[cell % columns] / total
    }
  }

  /// ½ Σ |pₖᵦ − pₖ pᵦ|.
  var plainDelta: Double {
    differences.reduce(0) { $0 + abs($1) } / (2 * total)
  }

  /// The signs of the differences after weights ¼, ½, ¼ over neighbours in both directions in
  /// which there are neighbours.
  var signs: [Double] {
    var values = differences
    if smoothsColumns {
      let old = values
      for cell in values.indices {
        let column = cell % columns
        let left = column > 0 ? old[cell - 1] : old[cell]
        let right = column < columns - 1 ? old[cell + 1] : old[cell]
        values[cell] = left + 2 * old[cell] + right
      }
    }
    if smoothsLines {
      let old = values
      for cell in values.indices {
        let above = cell >= columns ? old[cell - columns] : old[cell]
        let below = cell < columns * (lines - 1) ? old[cell + columns] : old[cell]
        values[cell] = above + 2 * old[cell] + below
      }
    }
    return values.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
  }

  /// ½ Σ s (nₖᵦ − nₖ pᵦ) over this table's rows, with the column shares of all rows.
  func sum(of signs: [Double], columnShares all: ClassTable) -> Double {
    var sum = 0.0
    for cell in cells.indices {
      let expected = lineSums[cell / columns] * all.columnSums[cell % columns] / all.total
      sum += signs[cell] * (cells[cell] - expected)
    }
    return sum / 2
  }

  /// The variance of what one row adds to ½ Σ s (pₖᵦ − pₖ pᵦ) with fixed signs.
  func influenceVariance(of signs: [Double]) -> Double {
    var lineMeans = [Double](repeating: 0, count: lines)
    var columnMeans = [Double](repeating: 0, count: columns)
    for cell in cells.indices {
      let (line, column) = (cell / columns, cell % columns)
      lineMeans[line] += signs[cell] * columnSums[column] / total
      columnMeans[column] += signs[cell] * lineSums[line] / total
    }
    var sum = 0.0
    var squares = 0.0
    for cell in cells.indices {
      let h = signs[cell] - lineMeans[cell / columns] - columnMeans[cell % columns]
      sum += cells[cell] * h
      squares += cells[cell] * h * h
    }
    let mean = sum / total
    return max(squares / total - mean * mean, 0) / 4
  }
}
