internal import Random

/// One trajectory on the levels of a grid.
struct MorrisPath: Hashable, Sendable {
  /// The factors in the order in which they move.
  let order: [Int]
  /// For each column whether it moves up.
  let movesUp: [Bool]
  /// For each column its level before the move.
  private let start: [Int]
  /// By how many levels a column moves: half of all.
  private let move: Int
  /// For each factor at which point of the trajectory it has moved.
  private let movedAt: [Int]
  /// For each column its factor.
  private let factorOf: [Int]

  /// Draws trajectory `index`.
  init(_ index: Int, columns: FactorColumns, levels: Int, key: StreamKey) {
    let move = levels / 2
    var movesUp: [Bool] = []
    var start: [Int] = []
    for column in 0..<columns.columns {
      let words = KeyedWords.pair(key, UInt64(index), index: UInt32(2 * column))
      let lower = KeyedWords.below(move, words[0])
      let up = words[1] >> 63 == 0
      movesUp.append(up)
      start.append(up ? lower : lower + move)
    }
    var order = Array(0..<columns.factors)
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      let word = KeyedWords.word(key, UInt64(index), index: UInt32(2 * last + 1))
      order.swapAt(last, KeyedWords.below(last + 1, word))
    }
    var movedAt = [Int](repeating: 0, count: order.count)
    for (place, factor) in order.enumerated() { movedAt[factor] = place + 1 }
    self.order = order
    self.movesUp = movesUp
    self.start = start
    self.move = move
    self.movedAt = movedAt
    factorOf = columns.ranges.enumerated().flatMap { factor, own in own.map { _ in factor } }
  }

  /// The level of a column at a point of the trajectory.
  func level(_ column: Int, at point: Int) -> Int {
    guard point >= movedAt[factorOf[column]] else { return start[column] }
    return movesUp[column] ? start[column] + move : start[column] - move
  }

  /// Chooses trajectories far from each other: the two farthest apart, then one after another the
  /// one with the largest sum of squared distances to those chosen.
  ///
  /// A step-by-step form, after Ruano, Ribes, Seco and Ferrer (2012), of the search of all subsets
  /// in Campolongo, Cariboni and Saltelli (2007), section 3.
  static func spread(_ candidates: [MorrisPath], count: Int) -> [MorrisPath] {
    let levels = candidates.map { $0.allLevels }
    var squares = [[Double]](
      repeating: [Double](repeating: 0, count: candidates.count), count: candidates.count)
    var best = (square: -1.0, first: 0, second: 0)
    for i in candidates.indices {
      for j in 0..<i {
        let distance = distance(levels[i], levels[j])
        let square = distance * distance
        squares[i][j] = square
        squares[j][i] = square
        if square > best.square { best = (square, j, i) }
      }
    }
    var chosen = count == 1 ? [0] : [best.first, best.second]
    while chosen.count < count {
      var next = (square: -1.0, index: 0)
      for i in candidates.indices where !chosen.contains(i) {
        let square = chosen.reduce(0) { $0 + squares[i][$1] }
        if square > next.square { next = (square, i) }
      }
      chosen.append(next.index)
    }
    return chosen.sorted().map { candidates[$0] }
  }

  /// The levels at every point of the trajectory.
  private var allLevels: [[Double]] {
    (0...order.count).map { point in
      start.indices.map { Double(level($0, at: point)) }
    }
  }

  /// Σ over pairs of points of their Euclidean distance.
  private static func distance(_ a: [[Double]], _ b: [[Double]]) -> Double {
    var sum = 0.0
    for p in a {
      for q in b {
        var square = 0.0
        for column in p.indices { square += (p[column] - q[column]) * (p[column] - q[column]) }
        sum += square.squareRoot()
      }
    }
    return sum
  }
}
