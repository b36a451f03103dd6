internal import SpecialFunctions

/// What values that came tell of numbers that each path drew once: paths that came near take over, brought nearer.
///
/// Paths that came to these very values are kept where there are enough of them, else the nearest, whose numbers are moved
/// along a straight line by what their values are still away from those that came. Numbers that are distributed among the
/// kept paths as among all of them stay those of their own path: of these the values tell nothing.
///
/// Source: Beaumont, Zhang and Balding (2002), *Genetics* 162, 2025–2035, section 2; the values are made independent of
/// each other, one after the other, by the modified Gram–Schmidt process.
struct NearestPaths {
  /// How many paths are kept.
  let kept: Int
  /// How far the path that came nearest to all values is from the farthest of them, in standard deviations.
  let missed: Double
  /// The uniform numbers that are learnt, by path; nil for those that are not.
  let learnt: [[Double]?]

  /// So many paths with the very values are enough to know by them alone.
  private static let leastExact = 200
  /// At least so many paths are kept, and this share of all, where there are not enough with the very values.
  private static let least = 500
  private static let leastShare = 0.02
  /// Kolmogorov's distance, times the root of the number of paths, that one number in a hundred exceeds by chance.
  private static let critical = 1.63

  /// Learns from values; nil where they tell nothing.
  ///
  /// - Parameters:
  ///   - uniforms: the numbers that paths drew, by number and path, in (0, 1).
  ///   - values: what was to come of each path, by value and path, finite.
  ///   - observed: within which range each value came.
  init?(uniforms: [[Double]], values: [[Double]], observed: [ClosedRange<Double>]) {
    let paths = values.first?.count ?? 0
    let missing = zip(values, observed).map { column, range in
      // A value beyond those of all paths tells what the farthest of these tells.
      let range = range.clamped(to: (column.min() ?? 0)...(column.max() ?? 0))
      return column.map { min(max($0, range.lowerBound), range.upperBound) - $0 }
    }
    var distances = [Double](repeating: 0, count: paths)
    var farthest = distances
    for (column, value) in zip(missing, values) {
      let spread = LinearParts.spread(of: value)
      guard spread > 0 else { continue }
      for path in 0..<paths {
        let own = abs(column[path] / spread)
        distances[path] += own * own
        farthest[path] = max(farthest[path], own)
      }
    }
    missed = farthest.min() ?? 0
    let exact = distances.count { $0 == 0 }
    guard exact < paths else { return nil }
    kept =
      exact >= NearestPaths.leastExact
      ? exact
      : min(
        paths,
        max(
          NearestPaths.least, 20 * values.count,
          Int(bounded: NearestPaths.leastShare * Double(paths))))
    let near = (0..<paths).sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(kept)
      .sorted()
    let rest = 1 - Double(kept) / Double(paths)
    let limit = NearestPaths.critical * (rest / Double(kept)).squareRoot()
    let isTold = uniforms.map { own in
      NearestPaths.distanceFromUniform(near.map { own[$0] }) > limit
    }
    guard isTold.contains(true) else { return nil }

    var sources = Array(0..<paths)
    var isNear = [Bool](repeating: false, count: paths)
    for path in near { isNear[path] = true }
    for path in 0..<paths where !isNear[path] {
      // Multiples of the golden section are spread evenly, however many paths are asked for.
      let turn = Double(path) * 0.618_033_988_749_894_9
      sources[path] = near[min(kept - 1, Int(bounded: (turn - turn.rounded(.down)) * Double(kept)))]
    }
    let local = LinearParts(values, over: near)
    let steps = local.rotated(missing, at: near)
    learnt = zip(uniforms, isTold).map { own, isTold in
      guard isTold else { return nil }
      let scores = near.map { StandardNormal.quantile(own[$0]) }
      let slopes = local.slopes(of: scores)
      let range = (scores.min() ?? 0)...(scores.max() ?? 0)
      var moved: [Int: Double] = [:]
      for (place, path) in near.enumerated() {
        let step = zip(slopes, steps).reduce(0) { $0 + $1.0 * $1.1[place] }
        // What is not moved stays to the bit.
        moved[path] =
          step == 0
          ? own[path]
          : StandardNormal.uniform(
            min(max(scores[place] + step, range.lowerBound), range.upperBound))
      }
      return sources.map { moved[$0] ?? own[$0] }
    }
  }

  /// Kolmogorov's distance of numbers from the uniform law.
  private static func distanceFromUniform(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    return numbers.sorted().enumerated().reduce(0) { most, item in
      max(
        most, item.element - Double(item.offset) / count,
        Double(item.offset + 1) / count - item.element)
    }
  }
}

/// Columns as sums of columns that are independent of each other on some paths.
private struct LinearParts {
  /// The independent columns over these paths, each with mean 0.
  private var parts: [[Double]] = []
  private var squares: [Double] = []
  /// For each column the weights of the parts before it.
  private var weights: [[Double]] = []

  /// What is left of the square of a column that is nothing but rounding.
  private static let rounding = 1e-18

  init(_ columns: [[Double]], over paths: [Int]) {
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
      squares.append(square > whole * LinearParts.rounding ? square : 0)
      weights.append(own)
    }
  }

  /// By how much a number, by these paths, rises with each part.
  func slopes(of number: [Double]) -> [Double] {
    let own = LinearParts.centred(number)
    return zip(parts, squares).map { $1 > 0 ? LinearParts.product(own, $0) / $1 : 0 }
  }

  /// Changes of columns as changes of the parts, of these paths.
  func rotated(_ changes: [[Double]], at paths: [Int]) -> [[Double]] {
    var rotated: [[Double]] = []
    for (column, own) in zip(changes, weights) {
      var rest = paths.map { column[$0] }
      for (part, weight) in zip(rotated, own) {
        for i in rest.indices { rest[i] -= weight * part[i] }
      }
      rotated.append(rest)
    }
    return rotated
  }

  /// The standard deviation of a column.
  static func spread(of column: [Double]) -> Double {
    let rest = centred(column)
    return (product(rest, rest) / Double(max(1, column.count))).squareRoot()
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.map { $0 - mean }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
