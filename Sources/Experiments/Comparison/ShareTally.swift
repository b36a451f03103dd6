internal import Statistics

/// The counts from which the shares of parts are computed: whole numbers, chunk of paths by chunk.
struct ShareTally {
  /// The paths counted so far.
  private(set) var paths = 0
  /// For each set and row the paths that meet the target.
  private(set) var met: [[Int]]
  /// For each row the paths that meet it both with no parts and with all.
  private(set) var metByBoth: [Int]
  /// For each row and part the sum over paths of the square of Σ c v.
  private var squares: [[Double]]
  private let weights: CoalitionWeights
  private let players: Int

  init(_ weights: CoalitionWeights, rows: Int) {
    self.weights = weights
    players = weights.sets[0].count
    met = Array(repeating: [Int](repeating: 0, count: rows), count: weights.sets.count)
    metByBoth = [Int](repeating: 0, count: rows)
    squares = Array(repeating: [Double](repeating: 0, count: players), count: rows)
  }

  /// Adds a chunk of paths.
  ///
  /// - Parameters:
  ///   - count: how many paths.
  ///   - outcomes: for a set by its number, 1 or 0 for each row and path.
  mutating func add(paths count: Int, outcomes: (Int) -> [[Int32]]) {
    let rows = metByBoth.count
    var values = Array(
      repeating: Array(repeating: [Int32](repeating: 0, count: count), count: players), count: rows)
    var first: [[Int32]] = []
    for set in weights.sets.indices {
      let columns = outcomes(set)
      if set == 0 { first = columns }
      for row in 0..<rows {
        met[set][row] += Int(columns[row].reduce(0, +))
        for player in 0..<players where weights.factors[set][player] != 0 {
          ShareTally.add(
            columns[row], times: weights.factors[set][player], to: &values[row][player])
        }
        if set == weights.sets.count - 1 {
          metByBoth[row] += ShareTally.both(first[row], columns[row])
        }
      }
    }
    for row in 0..<rows {
      for player in 0..<players {
        squares[row][player] += ShareTally.sumOfSquares(values[row][player])
      }
    }
    paths += count
  }

  /// The share of a part in the difference of a row, with its standard error: from the paths, and
  /// where orders are drawn also from the spread of their pairs.
  func share(of player: Int, row: Int) -> (value: Double, error: Double) {
    var sum = 0
    for set in weights.sets.indices { sum += Int(weights.factors[set][player]) * met[set][row] }
    let (n, d) = (Double(paths), Double(weights.denominator))
    let value = Double(sum) / (n * d)
    let mean = Double(sum) / n
    var variance = max(0, squares[row][player] / n - mean * mean) / (n * d * d)
    if weights.pairs.count > 1 {
      let each = weights.pairs.map { pair in
        Double(
          pair.filter { $0.player == player }
            .reduce(0) { $0 + met[$1.after][row] - met[$1.before][row] }) / (2 * n)
      }
      let spread = each.reduce(0) { $0 + ($1 - value) * ($1 - value) }
      variance += spread / Double(each.count * (each.count - 1))
    }
    return (value, variance.squareRoot())
  }

  /// The row with all parts, against that with none.
  func pair(_ row: Int) -> PairedDifference {
    PairedDifference(
      n: paths, both: metByBoth[row],
      onlyFirst: met[weights.sets.count - 1][row] - metByBoth[row],
      onlySecond: met[0][row] - metByBoth[row])
  }

  private static func add(_ column: [Int32], times factor: Int32, to sum: inout [Int32]) {
    for i in sum.indices { sum[i] += factor * column[i] }
  }

  private static func both(_ a: [Int32], _ b: [Int32]) -> Int {
    var count = 0
    for i in a.indices { count += Int(a[i] & b[i]) }
    return count
  }

  private static func sumOfSquares(_ column: [Int32]) -> Double {
    var sum = 0.0
    for i in column.indices { sum += Double(column[i]) * Double(column[i]) }
    return sum
  }
}
