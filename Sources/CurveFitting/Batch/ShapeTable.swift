internal import Columns
internal import GrowthCurves
internal import SpecialFunctions

/// The shapes from which a curve's search may start, at the dates of a series: the grid of
/// ``StartSearch`` once for all series with the same dates.
struct ShapeTable<Curve: LaneCurve & CurveForm> {
  /// The dates, counted from one near them.
  let times: [Double]

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
  init(times: [Double]) {
    let (first, last) = (times.min() ?? 0, times.max() ?? 0)
    let grid = Curve.startingShapes(over: first...last)
    let length = grid.reduce(0) { max($0, $1.count) }
    let width = (grid.count + 7) & ~7
    let count = length * width
    // Places without a shape keep a rate of 0.
    var rates = [Double](repeating: 0, count: count)
    var midpoints = rates
    var absence = [Double](repeating: .infinity, count: count)
    for (family, shapes) in grid.enumerated() {
      for (number, shape) in shapes.enumerated() {
        let place = number * width + family
        rates[place] = shape[1]
        midpoints[place] = shape[2]
        absence[place] = 0
      }
    }
    // The dates of the observations, and behind them the two that decide the direction.
    var column = [Double](repeating: 0, count: (times.count + 2) * count)
    Self.fillFractions(&column, times + [first, last], rates, midpoints)
    let end = times.count * count
    (squares, againstFall, againstRise) = Self.summaries(column, end: end, absence)
    column.removeLast(column.count - end)
    fractions = column
    againstNone = absence
    self.times = times
    self.grid = grid
    self.width = width
    products = [Double](repeating: 0, count: count)
    left = [Double](repeating: 0, count: width)
    places = left
  }

  /// F of all shapes at each date.
  private static func fillFractions(
    _ column: inout [Double], _ times: [Double], _ rates: [Double], _ midpoints: [Double]
  ) {
    var fractions = column.mutableSpan
    let (rates, midpoints) = (rates.span, midpoints.span)
    var start = 0
    for time in times {
      for i in rates.indices { fractions[start &+ i] = rates[i] * (time - midpoints[i]) }
      start += rates.count
    }
    Curve.takeFractions(&fractions)
  }

  /// The sums of F² up to `end`, and what speaks against shapes that fall or rise from the first date
  /// behind it to the second.
  private static func summaries(
    _ column: [Double], end: Int, _ absence: [Double]
  ) -> (squares: [Double], againstFall: [Double], againstRise: [Double]) {
    var squares = [Double](repeating: 0, count: absence.count)
    var (againstFall, againstRise) = (absence, absence)
    var sums = squares.mutableSpan
    let fractions = column.span
    for start in stride(from: 0, to: end, by: absence.count) {
      for i in sums.indices {
        let fraction = fractions[start &+ i]
        sums[i] += fraction * fraction
      }
    }
    for i in absence.indices {
      let rise = column[end + absence.count + i] - column[end + i]
      if !(rise >= 0) { againstFall[i] = .infinity }
      if !(rise <= 0) { againstRise[i] = .infinity }
    }
    return (squares, againstFall, againstRise)
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
    loops.compareShapes(
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
