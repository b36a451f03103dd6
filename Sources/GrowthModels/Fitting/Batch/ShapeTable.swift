internal import SpecialFunctions

/// The shapes from which a curve's search may start, at the dates of a series: the grid of
/// ``StartSearch`` once for all series with the same dates.
struct ShapeTable<Curve: LaneCurve & CurveForm> {
  /// The dates, as they stand in the calendar.
  let dates: [Double]
  /// The dates as the shapes count them.
  private let times: [Double]

  private let shapes: [SIMD4<Double>]
  /// Where each row of neighbouring shapes begins, and the end of the last.
  private let rows: [Int]
  /// F at each date, a row of shapes for each.
  private var fractions: [Double]
  /// The sum of F² and the rise from the first date to the last, for each shape.
  private var squares: [Double]
  private var rises: [Double]

  /// The shapes at some dates, of which there are at least two different ones.
  init(dates: [Double], shift: Double) {
    let times = dates.map { $0 - shift }
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    let grid = Curve.startingShapes(over: first...last)
    self.dates = dates
    self.times = times
    shapes = grid.flatMap { $0 }
    rows = grid.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    let count = shapes.count
    // The dates of the observations, and behind them the two that decide the direction.
    let extended = times + [first, last]
    var arguments: [Double] = []
    arguments.reserveCapacity(extended.count * count)
    for date in extended {
      for shape in shapes { arguments.append(min(700, shape[1] * (shape[2] - date))) }
    }
    var column = arguments.mutableSpan
    Curve.takeFractions(&column)
    let end = times.count * count
    rises = (0..<count).map { arguments[end + count + $0] - arguments[end + $0] }
    squares = [Double](repeating: 0, count: count)
    for i in 0..<end { squares[i % count] += arguments[i] * arguments[i] }
    fractions = Array(arguments[..<end])
  }

  /// The best starts of a series, best first, as ``StartSearch`` finds them.
  ///
  /// - Parameters:
  ///   - observed: one value for each date.
  ///   - count: how many at most.
  /// - Returns: ceiling, rate and midpoint of each.
  func starts(_ observed: [Double], _ count: Int) -> [SIMD4<Double>] {
    let products = products(with: observed)
    let total = observed.reduce(0) { $0 + $1 * $1 }
    var found = lowest(products, total, direction: trend(of: observed))
    if !found.contains(where: { $0.squares.isFinite }) {
      found = lowest(products, total, direction: 0)
    }
    var valleys: [(squares: Double, place: Int)] = []
    for i in found.indices {
      guard found[i].squares.isFinite,
        i == 0 || found[i].squares <= found[i - 1].squares,
        i == found.count - 1 || found[i].squares < found[i + 1].squares
      else { continue }
      valleys.append(found[i])
    }
    valleys.sort { $0.squares < $1.squares }
    guard let least = valleys.first?.squares else { return [] }
    return valleys.prefix(count).filter { $0.squares <= 30 * least }.map { valley in
      var lanes = shapes[valley.place]
      lanes[0] = products[valley.place] / squares[valley.place]
      return lanes
    }
  }

  /// The sum of F y over the dates, for each shape.
  private func products(with observed: [Double]) -> [Double] {
    let count = shapes.count
    var sums = [Double](repeating: 0, count: count)
    var totals = sums.mutableSpan
    for (i, y) in observed.enumerated() {
      let row = fractions.span.extracting((i * count)..<((i + 1) * count))
      for j in totals.indices { totals[j] += row[j] * y }
    }
    return sums
  }

  /// The best of each row of shapes that go with a direction.
  private func lowest(
    _ products: [Double], _ total: Double, direction: Double
  ) -> [(squares: Double, place: Int)] {
    (1..<rows.count).map { row in
      var best = (squares: Double.infinity, place: rows[row - 1])
      for j in rows[row - 1]..<rows[row] where rises[j] * direction >= 0 {
        let left = total - products[j] * products[j] / squares[j]
        guard left.isFinite, max(left, 1e-15 * total) < best.squares else { continue }
        best = (max(left, 1e-15 * total), j)
      }
      return best
    }
  }

  /// The sign of the trend, or 0 when it is weak: then either may fit.
  private func trend(of observed: [Double]) -> Double {
    let n = Double(observed.count)
    let (middle, mean) = (times.reduce(0, +) / n, observed.reduce(0, +) / n)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (time, value) in zip(times, observed) {
      let (x, y) = (time - middle, value - mean)
      xx += x * x
      xy += x * y
      yy += y * y
    }
    return xy * xy > 0.1 * xx * yy ? xy : 0
  }
}
