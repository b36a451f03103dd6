internal import Kernels
internal import SpecialFunctions

/// The shapes from which a curve's search may start, at the dates of a series: the grid of
/// ``StartSearch`` once for all series with the same dates.
struct ShapeTable<Curve: LaneCurve & CurveForm> {
  /// The dates, as they stand in the calendar.
  let dates: [Double]
  /// The dates as the shapes count them.
  private let times: [Double]

  /// The families of neighbouring shapes.
  private let grid: [[SIMD4<Double>]]
  /// The places of families in a row of shapes, a multiple of eight.
  private let width: Int
  /// F of each shape at each date; families side by side.
  private let fractions: [Double]
  /// The sum of F² of each shape.
  private let squares: [Double]
  /// Infinite for a shape that falls, for one that rises, and for a place without a shape.
  private let againstFall: [Double]
  private let againstRise: [Double]
  private let againstNone: [Double]

  // What is known of the series at hand.
  private var products: [Double]
  private var left: [Double]
  private var places: [Double]
  private var valleys: [(squares: Double, family: Int)] = []

  /// The shapes at some dates, of which there are at least two different ones.
  init(dates: [Double], shift: Double) {
    let times = dates.map { $0 - shift }
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    let grid = Curve.startingShapes(over: first...last)
    let length = grid.map(\.count).max() ?? 0
    let width = (grid.count + 7) & ~7
    let count = length * width
    func shape(_ place: Int) -> SIMD4<Double>? {
      let (family, number) = (place % width, place / width)
      return family < grid.count && number < grid[family].count ? grid[family][number] : nil
    }
    let shapes = (0..<count).map(shape)
    // The dates of the observations, and behind them the two that decide the direction.
    var column: [Double] = []
    column.reserveCapacity((times.count + 2) * count)
    for date in times + [first, last] {
      for shape in shapes { column.append(shape.map { min(700, $0[1] * ($0[2] - date)) } ?? 0) }
    }
    var arguments = column.mutableSpan
    Curve.takeFractions(&arguments)
    let end = times.count * count
    let rises = (0..<count).map { column[end + count + $0] - column[end + $0] }
    var squares = [Double](repeating: 0, count: count)
    for i in 0..<end { squares[i % count] += column[i] * column[i] }
    func penalties(_ isPossible: (Double) -> Bool) -> [Double] {
      (0..<count).map { shapes[$0] != nil && isPossible(rises[$0]) ? 0 : .infinity }
    }
    self.dates = dates
    self.times = times
    self.grid = grid
    self.width = width
    self.squares = squares
    fractions = Array(column[..<end])
    againstFall = penalties { $0 >= 0 }
    againstRise = penalties { $0 <= 0 }
    againstNone = penalties { _ in true }
    products = [Double](repeating: 0, count: count)
    left = [Double](repeating: 0, count: width)
    places = left
  }

  /// Finds the best starts of a series, best first, as ``StartSearch`` does.
  ///
  /// - Parameters:
  ///   - observed: one value for each date.
  ///   - count: how many at most.
  ///   - starts: receives ceiling, rate and midpoint of each.
  mutating func findStarts(
    _ observed: [Double], _ count: Int, _ starts: inout [SIMD4<Double>]
  ) {
    starts.removeAll(keepingCapacity: true)
    let trend = trend(of: observed)
    compare(observed, trend > 0 ? againstFall : trend < 0 ? againstRise : againstNone)
    // A curve that can only rise still has a best approximation to a fall.
    if trend != 0, left.allSatisfy({ $0 == .infinity }) { compare(observed, againstNone) }
    valleys.removeAll(keepingCapacity: true)
    for i in grid.indices {
      guard left[i] < .infinity, i == 0 || left[i] <= left[i - 1],
        i == grid.count - 1 || left[i] < left[i + 1]
      else { continue }
      valleys.append((left[i], i))
    }
    valleys.sort { $0.squares < $1.squares }
    // A valley far above the lowest one does not lead lower.
    for valley in valleys.prefix(count) where valley.squares <= 30 * valleys[0].squares {
      let number = Int(places[valley.family])
      let place = number * width + valley.family
      var lanes = grid[valley.family][number]
      lanes[0] = products[place] / squares[place]
      starts.append(lanes)
    }
  }

  private mutating func compare(_ observed: [Double], _ penalties: [Double]) {
    let (fractions, squares) = (fractions, squares)
    Self.compare(fractions, squares, penalties, observed, &products, &left, &places)
  }

  private static func compare(
    _ fractions: [Double], _ squares: [Double], _ penalties: [Double], _ observed: [Double],
    _ products: inout [Double], _ left: inout [Double], _ places: inout [Double]
  ) {
    var products = products.mutableSpan
    var left = left.mutableSpan
    var places = places.mutableSpan
    Vectors.compareShapes(
      fractions.span, squares: squares.span, penalties: penalties.span, values: observed.span,
      products: &products, left: &left, places: &places)
  }

  /// The sign of the trend, or 0 when it is weak: then either may fit.
  private func trend(of observed: [Double]) -> Double {
    let n = Double(observed.count)
    var (sumX, sumY) = (0.0, 0.0)
    for i in times.indices {
      sumX += times[i]
      sumY += observed[i]
    }
    let (middle, mean) = (sumX / n, sumY / n)
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for i in times.indices {
      let (x, y) = (times[i] - middle, observed[i] - mean)
      xx += x * x
      xy += x * y
      yy += y * y
    }
    return xy * xy > 0.1 * xx * yy ? xy : 0
  }
}
