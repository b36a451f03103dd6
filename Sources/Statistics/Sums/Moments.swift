internal import Columns
internal import SpecialFunctions

/// Count, mean and variance of numbers that come in leaves, whatever the order of the leaves.
///
/// A leaf is a group of at most 256 consecutive paths. Its sum s and its sum of squared
/// deviations from its own mean are computed in a fixed order; across leaves everything is added
/// exactly, so that
///
///     Σ (x − mean)² = Σ (within leaves) + Σ s² / n − (Σ s)² / N
///
/// has the same bits for any order of leaves and merges, and loses nothing to cancellation.
///
/// Source: Chan, Golub and LeVeque, *Algorithms for computing the sample variance* (1983), for
/// the decomposition.
public struct Moments: Sendable, Equatable {
  /// Paths a leaf.
  public static let leafSize = 256

  /// How many finite numbers were added.
  public private(set) var count = 0
  /// How many infinities and NaN were offered; they enter nothing else.
  public private(set) var nonFiniteCount = 0

  private var total = ExactSum()
  private var within = ExactSum()
  /// Σ s² / n over the leaves.
  private var between = ExactSum()

  /// Creates the moments of nothing.
  public init() {}

  /// Adds a column of consecutive paths, cut into leaves from its first element.
  ///
  /// For the same bits under any split, let every column but the last be a multiple of
  /// ``leafSize`` long.
  public mutating func add(_ column: Span<Double>) {
    var start = 0
    while start < column.count {
      let end = min(start + Moments.leafSize, column.count)
      addLeaf(column.extracting(start..<end))
      start = end
    }
  }

  /// Adds what other moments hold.
  public mutating func merge(_ other: Moments) {
    count += other.count
    nonFiniteCount += other.nonFiniteCount
    total.merge(other.total)
    within.merge(other.within)
    between.merge(other.between)
  }

  /// The mean; NaN when nothing was added, or the sum is beyond the largest number.
  public var mean: Double {
    let sum = total.value
    return total.nonFiniteCount == 0 && sum.isFinite ? sum / Double(count) : .nan
  }

  /// The sample variance, with divisor N − 1; NaN for fewer than two numbers.
  public var variance: Double {
    guard count > 1 else { return .nan }
    guard within.nonFiniteCount + between.nonFiniteCount == 0 else { return .infinity }
    let n = Double(count)
    // (Σ s)² / N in pairs of numbers.
    let high = total.value
    var remainder = total
    remainder.add(-high)
    let low = remainder.value
    let square = high * high
    let squareLow = Elementary.productError(high, high, product: square) + 2 * high * low
    let quotient = square / n
    let back = quotient * n
    let quotientLow =
      ((square - back) - Elementary.productError(quotient, n, product: back) + squareLow) / n

    var squares = between
    squares.add(-quotient)
    squares.add(-quotientLow)
    squares.merge(within)
    return max(squares.value, 0) / (n - 1)
  }

  /// The square root of ``variance``.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The standard error of ``mean``.
  public var standardError: Double { (variance / Double(count)).squareRoot() }

  private mutating func addLeaf(_ leaf: Span<Double>) {
    let sum = loops.sum(leaf)
    guard sum.isFinite else {
      addFiniteElements(of: leaf)
      return
    }
    addLeaf(leaf, sum: sum)
  }

  private mutating func addLeaf(_ leaf: Span<Double>, sum: Double) {
    let n = Double(leaf.count)
    count += leaf.count
    total.add(sum)
    let mean = sum / n
    // The leaf's own mean is rounded; the last term takes that back.
    let deviations = loops.sums(leaf, about: mean)
    within.add(deviations.second - deviations.first * deviations.first / n)
    let square = sum * sum
    between.add(square / n)
    between.add(divisionRest(square: square, sum: sum, n: n))
  }

  /// What square / n leaves of sum² / n.
  private func divisionRest(square: Double, sum: Double, n: Double) -> Double {
    let quotient = square / n
    let back = quotient * n
    let rest = (square - back) - Elementary.productError(quotient, n, product: back)
    return (rest + Elementary.productError(sum, sum, product: square)) / n
  }

  /// The rare leaf with an infinity or a NaN in it.
  private mutating func addFiniteElements(of leaf: Span<Double>) {
    var finite: [Double] = []
    for i in leaf.indices where leaf[i].isFinite { finite.append(leaf[i]) }
    nonFiniteCount += leaf.count - finite.count
    let sum = loops.sum(finite.span)
    if !finite.isEmpty { addLeaf(finite.span, sum: sum) }
  }
}
