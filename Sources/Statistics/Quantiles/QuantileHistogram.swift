internal import Columns
internal import Lanes

/// Counts of numbers in fixed bins, from which any quantile can be read.
///
/// Every octave [2ᵉ, 2ᵉ⁺¹) is cut into 512 equal bins, so the bin of a number is the top of its
/// bit pattern; negative numbers mirror the positive ones, and |x| < 2⁻⁴⁰ has one bin at zero.
/// The bins do not depend on the numbers, so merging adds counts and is the same in any order.
///
/// A quantile differs from the exact sample quantile by less than one bin: at most |x| / 512 (0.2 %),
/// typically a hundredth of that where a bin holds many numbers, or 2⁻⁴⁰ near zero. Smallest and
/// largest numbers are kept exactly and bound the answer, so numbers that are all the same are
/// returned exactly. While all numbers are integers, quantiles at whole ranks are integers, exact
/// up to 1,024.
///
/// Memory: four bytes for each bin between the smallest and the largest bin used, at most 4.4 MB.
public struct QuantileHistogram: Sendable {
  /// How many finite numbers were added.
  public private(set) var count = 0
  /// How many infinities and NaN were offered; they enter nothing else.
  public private(set) var nonFiniteCount = 0
  /// The smallest number added; infinite while there is none.
  public private(set) var minimum = Double.infinity
  /// The largest number added; minus infinity while there is none.
  public private(set) var maximum = -Double.infinity
  /// Whether all numbers added were integers.
  public private(set) var isIntegral = true

  /// The counts of the bins from `firstBin` on.
  private var counts: [UInt32] = []
  private var firstBin = 0

  /// The memory of the bins.
  package var sizeOfBins: Int { counts.count * MemoryLayout<UInt32>.stride }

  static let binsPerOctave = 512
  /// Bits of the pattern below the bin number.
  private static var shift: UInt64 { 43 }
  /// The bin number, before the shift to 1, of 2⁻⁴⁰.
  private static var origin: Int { (1023 - 40) * 512 }

  /// Creates an empty histogram.
  public init() {}

  /// Takes over what was kept.
  init(
    count: Int, nonFiniteCount: Int, minimum: Double, maximum: Double, isIntegral: Bool,
    counts: [UInt32], firstBin: Int
  ) {
    self.count = count
    self.nonFiniteCount = nonFiniteCount
    self.minimum = minimum
    self.maximum = maximum
    self.isIntegral = isIntegral
    self.counts = counts
    self.firstBin = firstBin
  }

  /// Adds every number of a column.
  ///
  /// - Precondition: all numbers together are fewer than 2³².
  public mutating func add(_ column: Span<Double>) {
    var start = 0
    while start < column.count {
      let end = min(start + QuantileHistogram.chunk, column.count)
      addChunk(column.extracting(start..<end))
      start = end
    }
  }

  /// Adds what another histogram holds.
  ///
  /// - Precondition: all numbers together are fewer than 2³².
  public mutating func merge(_ other: QuantileHistogram) {
    nonFiniteCount += other.nonFiniteCount
    guard other.count > 0 else { return }
    addToCount(other.count)
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    isIntegral = isIntegral && other.isIntegral
    makeRoom(from: other.firstBin, to: other.firstBin + other.counts.count - 1)
    let offset = other.firstBin - firstBin
    for i in other.counts.indices { counts[offset + i] += other.counts[i] }
  }

  /// Returns the quantile of order q: the value at rank q (N − 1), counted from 0.
  ///
  /// Between two whole ranks the value is interpolated; the numbers of one bin are taken as spread
  /// evenly over it.
  ///
  /// - Parameter q: from 0 to 1.
  /// - Returns: the quantile, NaN for an empty histogram.
  /// - Precondition: q is from 0 to 1.
  public func quantile(_ q: Double) -> Double { quantiles([q])[0] }

  /// Returns the quantiles of several orders, read in one pass over the bins.
  ///
  /// - Parameter orders: from 0 to 1, none below the one before.
  /// - Returns: the quantiles, NaN for an empty histogram.
  /// - Precondition: the orders are from 0 to 1 and do not fall.
  public func quantiles(_ orders: [Double]) -> [Double] {
    var (bin, below, last) = (0, 0, 0.0)
    return orders.map { q in
      precondition(q >= last && q <= 1, "quantile of order \(q) after \(last)")
      last = q
      return quantile(q, from: &bin, below: &below)
    }
  }

  /// The quantile of an order that lies in a bin or above, where so many numbers are below the bin; both
  /// move on to the bin of the quantile.
  private func quantile(_ q: Double, from bin: inout Int, below: inout Int) -> Double {
    guard count > 0 else { return .nan }
    let rank = q * Double(count - 1)
    let lower = Int(rank)
    let fraction = rank - Double(lower)
    while below + Int(counts[bin]) <= lower {
      below += Int(counts[bin])
      bin += 1
    }
    let value = value(rank: lower - below, inBin: bin)
    guard fraction > 0 else { return value }

    var next = lower + 1 - below
    var upper = bin
    while next >= Int(counts[upper]) {
      next -= Int(counts[upper])
      upper += 1
    }
    return SortedQuantile.point(fraction, from: value, to: self.value(rank: next, inBin: upper))
  }

  // MARK: Bins

  private static let chunk = 256

  private mutating func addChunk(_ column: Span<Double>) {
    var storage = InlineArray<256, Int>(repeating: 0)
    var bins = storage.mutableSpan
    let extent = loops.findBins(column, &bins)
    guard extent.isFinite else {
      addFiniteElements(of: column)
      return
    }
    addToCount(column.count)
    // Adding zero turns −0 into 0, whose order would otherwise be left to chance.
    minimum = min(minimum, extent.smallest + 0)
    maximum = max(maximum, extent.largest + 0)
    isIntegral = isIntegral && extent.isIntegral
    makeRoom(
      from: QuantileHistogram.bin(of: extent.smallest),
      to: QuantileHistogram.bin(of: extent.largest))
    let first = firstBin
    var cells = counts.mutableSpan
    // Bounded by both lengths, the loop needs no check of either.
    for i in 0..<min(column.count, bins.count) { cells[bins[i] &- first] += 1 }
  }

  /// The rare chunk with an infinity or a NaN in it.
  private mutating func addFiniteElements(of column: Span<Double>) {
    var finite: [Double] = []
    for i in column.indices where column[i].isFinite { finite.append(column[i]) }
    nonFiniteCount += column.count - finite.count
    if !finite.isEmpty { addChunk(finite.span) }
  }

  private mutating func addToCount(_ more: Int) {
    count += more
    precondition(count <= Int(UInt32.max), "\(count) numbers in one histogram")
  }

  /// The bin of one number.
  private static func bin(of x: Double) -> Int {
    Int(truncatingIfNeeded: Int64(bitPattern: OctaveBins.number(of: x)))
  }

  /// Extends the counts so that they span two bins; grows by more than asked, so that a slow
  /// drift of the numbers does not copy the counts at every step.
  private mutating func makeRoom(from low: Int, to high: Int) {
    guard !counts.isEmpty else {
      counts = [UInt32](repeating: 0, count: high - low + 1)
      firstBin = low
      return
    }
    let last = firstBin + counts.count - 1
    guard low < firstBin || high > last else { return }
    let slack = 64
    let limit = QuantileHistogram.bin(of: .greatestFiniteMagnitude)
    let newFirst = low < firstBin ? max(low - slack, -limit) : firstBin
    let newLast = high > last ? min(high + slack, limit) : last
    var grown = [UInt32](repeating: 0, count: newLast - newFirst + 1)
    for i in counts.indices { grown[firstBin - newFirst + i] = counts[i] }
    counts = grown
    firstBin = newFirst
  }

  /// The k-th smallest number of a bin, were they spread evenly over it.
  private func value(rank k: Int, inBin index: Int) -> Double {
    let bin = firstBin + index
    guard bin != 0 else { return min(max(0, minimum), maximum) }
    let size = abs(bin) - 1 + QuantileHistogram.origin
    let inner = Double(bitPattern: UInt64(size) << QuantileHistogram.shift)
    let outer = Double(bitPattern: UInt64(size + 1) << QuantileHistogram.shift)
    let isNegative = bin < 0
    let held = Double(counts[index])
    let position = (Double(k) + 0.5) / held
    let share = isNegative ? 1 - position : position
    // The largest bin ends at infinity; its width is that of its neighbour below.
    let width = outer < .infinity ? outer - inner : inner.ulp * 0x1p43
    let spread = inner + share * width
    // Of the whole numbers of a bin the one below the place; what a narrower bin holds is its lower end.
    let magnitude = isIntegral ? spread.rounded(.down) : spread
    return min(max(isNegative ? -magnitude : magnitude, minimum), maximum)
  }
}

extension QuantileHistogram {
  /// The bins that hold numbers, in rising order: their middles and counts.
  package var nonemptyBins: [(middle: Double, count: Int)] {
    counts.indices.filter { counts[$0] > 0 }.map { index in
      (middle: middle(ofBin: firstBin + index), count: Int(counts[index]))
    }
  }

  private func middle(ofBin bin: Int) -> Double {
    guard bin != 0 else { return 0 }
    let size = UInt64(abs(bin) - 1 + QuantileHistogram.origin)
    let inner = Double(bitPattern: size << QuantileHistogram.shift)
    let middle = Double(bitPattern: inner.bitPattern | 1 << (QuantileHistogram.shift - 1))
    return bin < 0 ? -middle : middle
  }
}

extension QuantileHistogram: Equatable {
  /// Whether two histograms hold the same numbers, as far as they keep them.
  public static func == (a: QuantileHistogram, b: QuantileHistogram) -> Bool {
    a.count == b.count && a.nonFiniteCount == b.nonFiniteCount && a.minimum == b.minimum
      && a.maximum == b.maximum && a.isIntegral == b.isIntegral
      && a.occupiedBins.elementsEqual(b.occupiedBins, by: ==)
  }

  var occupiedBins: [(Int, UInt32)] {
    counts.indices.filter { counts[$0] > 0 }.map { (firstBin + $0, counts[$0]) }
  }
}
