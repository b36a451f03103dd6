/// What values that came tell of numbers that each path drew once: paths that came near take over, brought nearer.
///
/// The nearest paths are kept, the fewer of them the more the values tell, and the numbers of each are moved along a
/// straight line by what its values are still away from those that came. Where enough paths came to these very values,
/// they are kept as they are. Numbers of which the values tell next to nothing stay those of their own path.
///
/// Source: Beaumont, Zhang and Balding (2002), *Genetics* 162, 2025–2035, section 2; the values are made independent of
/// each other, one after the other, by the modified Gram–Schmidt process.
struct NearestPaths {
  /// For each path the path whose numbers it takes: itself where it came near enough.
  let sources: [Int]
  /// How many paths came near enough.
  let kept: Int
  /// The numbers that are learnt, as standard normal scores by path; nil for those that are not.
  let learnt: [[Double]?]

  /// At least this share of paths is kept, where no more have the very values.
  private static let leastShare = 0.1
  /// Of a number of which the values tell less than this share of its variance nothing is learnt.
  private static let leastTold = 0.01

  /// Learns from values; nil where they tell nothing.
  ///
  /// - Parameters:
  ///   - drawn: the numbers that paths drew, as standard normal scores, by number and path.
  ///   - values: what was to come of each path, by value and path, finite.
  ///   - observed: within which range each value came.
  init?(drawn: [[Double]], values: [[Double]], observed: [ClosedRange<Double>]) {
    let paths = values.first?.count ?? 0
    let all = LinearParts(values, over: Array(0..<paths))
    let told = drawn.map { all.explained(of: $0) }
    let floor = NearestPaths.leastTold + 2 * Double(values.count) / Double(max(1, paths))
    let share = max(NearestPaths.leastShare, 1 - (told.max() ?? 0))
    guard paths > values.count + 1, told.contains(where: { $0 > floor }) else { return nil }

    let missing = zip(values, observed).map { column, range in
      // Nothing is learnt from a value beyond those of all paths that the farthest of these does not tell.
      let range = range.clamped(to: (column.min() ?? 0)...(column.max() ?? 0))
      return column.map { min(max($0, range.lowerBound), range.upperBound) - $0 }
    }
    let spreads = all.spreads
    var distances = [Double](repeating: 0, count: paths)
    for (column, spread) in zip(missing, spreads) where spread > 0 {
      for path in 0..<paths { distances[path] += (column[path] / spread) * (column[path] / spread) }
    }
    let exact = distances.count { $0 == 0 }
    guard exact < paths else { return nil }
    let isEnough = Double(exact) >= NearestPaths.leastShare * Double(paths)
    kept = isEnough ? exact : Int((share * Double(paths)).rounded(.up))
    let near = (0..<paths).sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(kept)
      .sorted()

    var sources = Array(0..<paths)
    let far = Set(sources).subtracting(near).sorted()
    for (rank, path) in far.enumerated() { sources[path] = near[rank * near.count / far.count] }
    self.sources = sources

    let local = LinearParts(values, over: near)
    let steps = local.rotated(missing)
    learnt = zip(drawn, told).map { own, told in
      guard told > floor else { return nil }
      let range = (own.min() ?? 0)...(own.max() ?? 0)
      let slopes = local.slopes(of: own)
      return sources.map { source in
        var value = own[source]
        for (slope, column) in zip(slopes, steps) { value += slope * column[source] }
        return min(max(value, range.lowerBound), range.upperBound)
      }
    }
  }
}

/// Columns as sums of columns that are independent of each other on some paths.
private struct LinearParts {
  private let paths: [Int]
  /// The independent columns over these paths, each with mean 0.
  private var parts: [[Double]] = []
  private var squares: [Double] = []
  /// For each column the weights of the parts before it.
  private var weights: [[Double]] = []
  /// The standard deviation of each column.
  private(set) var spreads: [Double] = []

  /// What is left of the square of a column that is nothing but rounding.
  private static let rounding = 1e-18

  init(_ columns: [[Double]], over paths: [Int]) {
    self.paths = paths
    for column in columns {
      var rest = LinearParts.centred(paths.map { column[$0] })
      let whole = LinearParts.product(rest, rest)
      var own: [Double] = []
      for (part, square) in zip(parts, squares) {
        let weight = square > 0 ? LinearParts.product(rest, part) / square : 0
        for i in rest.indices { rest[i] -= weight * part[i] }
        own.append(weight)
      }
      let square = LinearParts.product(rest, rest)
      parts.append(rest)
      spreads.append((whole / Double(max(1, paths.count))).squareRoot())
      squares.append(square > whole * LinearParts.rounding ? square : 0)
      weights.append(own)
    }
  }

  /// By how much a number rises with each part.
  func slopes(of number: [Double]) -> [Double] {
    let own = LinearParts.centred(paths.map { number[$0] })
    return zip(parts, squares).map { $1 > 0 ? LinearParts.product(own, $0) / $1 : 0 }
  }

  /// The share of the variance of a number that the columns explain.
  func explained(of number: [Double]) -> Double {
    let own = LinearParts.centred(paths.map { number[$0] })
    let whole = LinearParts.product(own, own)
    guard whole > 0 else { return 0 }
    return zip(slopes(of: number), squares).reduce(0) { $0 + $1.0 * $1.0 * $1.1 } / whole
  }

  /// Changes of columns, of all paths, as changes of the parts.
  func rotated(_ changes: [[Double]]) -> [[Double]] {
    var rotated: [[Double]] = []
    for (column, own) in zip(changes, weights) {
      var rest = column
      for (part, weight) in zip(rotated, own) {
        for i in rest.indices { rest[i] -= weight * part[i] }
      }
      rotated.append(rest)
    }
    return rotated
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.map { $0 - mean }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
