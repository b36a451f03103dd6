internal import Formulas
internal import Lanes
internal import SpecialFunctions

// Uniform numbers become counts in place. A lane whose law itself has to decide keeps its uniform number
// with a minus sign; what is no uniform number becomes NaN with one.

extension CompiledLoops {
  package static func replaceByPoisson(
    _ u: inout MutableSpan<Double>, mean: Span<Double>, limit: Double
  ) -> Bool {
    precondition(mean.count == u.count, "\(mean.count) means for \(u.count) numbers")
    let (column, means) = (Column(writing: &u), Column(reading: mean))
    return eachChunk(column) { normals, place in
      let mu = place.numbers(means)
      let uniform = place.numbers(column)
      let isSmall = (0 <= mu) & (mu < Pair(limit))
      let isLarge = (Pair(limit) <= mu) & (mu <= 1e15)
      var count = Pair(Double.nan)
      if isAnywhere(isSmall) {
        // Lanes of other means are searched for nothing at a mean of 0.
        let safe = Pair.choose(isSmall, mu, 0)
        let found = CountSearch.sequential(
          uniform, of: PoissonGrowth(mean: safe), first: Formula.exponential(-safe))
        count = Pair.choose(isSmall, found, count)
      }
      if isAnywhere(isLarge) {
        let inverse = 1 / mu
        let sd = mu.squareRoots
        let expansion = CountExpansion(
          normal: normals.numbers(column, place), mean: mu, sd: sd, skewness: sd * inverse,
          inverseVariance: inverse)
        count = Pair.choose(isLarge, expansion.count(upTo: Pair(Double.infinity)), count)
      }
      return count
    }
  }

  package static func replaceByBinomial(
    _ u: inout MutableSpan<Double>, trials: Span<Double>, probability: Span<Double>, limit: Double
  ) -> Bool {
    precondition(
      trials.count == u.count && probability.count == u.count,
      "\(trials.count) trials, \(probability.count) probabilities for \(u.count) numbers")
    let column = Column(writing: &u)
    let (n, p) = (Column(reading: trials), Column(reading: probability))
    // Probabilities are often the same for many paths: what follows from them is kept.
    var known = RareChance(of: Pair(0.5))
    return eachChunk(column) { normals, place in
      let uniform = place.numbers(column)
      let (size, success) = (place.numbers(n), place.numbers(p))
      let failure = 1 - success
      let isLaw = isCount(size) & (1 <= size) & (0 < success) & (success < 1)
      let variance = size * success * failure
      let inverse = 1 / variance
      let difference = failure - success
      let square = difference * difference
      let isNormal =
        (Pair(limit) <= variance)
        & (Pair.choose(square < 1, 1, square) * inverse <= Pair(CountExpansion<Pair>.largestSkew))
      let isRare = isLaw & !isNormal
      let isExpanded = isLaw & isNormal
      // No trial, or no chance of success.
      let isNone =
        ((size == 0) & (0 <= success) & (success <= 1)) | ((success == 0) & isCount(size))
      var count = Pair.choose(isNone, 0, Pair(Double.nan))
      if isAnywhere(isRare) {
        if !(success == known.success).isEverywhere { known = RareChance(of: success) }
        let trials = Pair.choose(isRare, size, 0)
        let law = BinomialGrowth(trials: trials, success: known.chance, odds: known.odds)
        let found = CountSearch.sequential(
          Pair.choose(known.isMirrored, nextUp(1 - uniform), uniform), of: law,
          first: Formula.exponential(trials * known.logarithm))
        count = Pair.choose(isRare, Pair.choose(known.isMirrored, trials - found, found), count)
      }
      if isAnywhere(isExpanded) {
        let root = variance.squareRoots
        let expansion = CountExpansion(
          normal: normals.numbers(column, place), mean: size * success, sd: root,
          skewness: difference / root, inverseVariance: inverse)
        count = Pair.choose(isExpanded, expansion.count(upTo: size), count)
      }
      return count
    }
  }
}

/// Sixteen numbers: a search waits for itself, and two go on at once.
private typealias Pair = LanePair<Doubles8>

/// What the search needs of the rarer of success and failure: of n − m successes, m is the smallest number
/// with P(failures ≤ m) > 1 − u.
private struct RareChance {
  let success: Pair
  let isMirrored: Pair.Mask
  /// The rarer probability.
  let chance: Pair
  let odds: Pair
  /// The logarithm of the other probability.
  let logarithm: Pair

  @inline(always)
  init(of success: Pair) {
    self.success = success
    let failure = 1 - success
    isMirrored = !(success <= 0.5)
    chance = Pair.choose(isMirrored, failure, success)
    odds = chance / Pair.choose(isMirrored, success, failure)
    logarithm = Formula.logarithmOfOnePlus(-chance)
  }
}

/// Where two vectors of a chunk begin; the second one is the first again where there is none.
private struct PairPlace {
  let start, low, high: Int

  @inline(always)
  func numbers(_ column: Column) -> Pair {
    Pair(column.vector(start &+ low), column.vector(start &+ high))
  }

  @inline(always)
  func store(_ numbers: Pair, _ chunk: Column) {
    chunk.store(numbers.low, low)
    chunk.store(numbers.high, high)
  }
}

/// Goes through a column in chunks of 256; a rest that is no whole vector is left to the laws.
@inline(always)
private func eachChunk(
  _ column: Column, _ count: (inout ChunkNormals, _ place: PairPlace) -> Pair
) -> Bool {
  var hasUndecided = false
  var start = 0
  var normals = ChunkNormals()
  while start &+ 8 <= column.count {
    let end = min(start &+ 256, start &+ (column.count &- start) / 8 &* 8)
    normals.forget(end &- start)
    // Counts are written behind the loop that may still ask for the normals of the chunk.
    var counts = InlineArray<256, Double>(repeating: 0)
    var span = counts.mutableSpan
    let out = Column(writing: &span)
    var i = 0
    while start &+ i < end {
      let isLast = start &+ i &+ 16 > end
      let place = PairPlace(start: start, low: i, high: isLast ? i : i &+ 8)
      let u = place.numbers(column)
      let found = count(&normals, place)
      let isDecided = (found == found) & (0 < u) & (u < 1)
      hasUndecided = hasUndecided || !isDecided.isEverywhere
      let mark = Pair.choose(u < 0, Pair(-Double.nan), -u.magnitudes)
      place.store(Pair.choose(isDecided, found, mark), out)
      i &+= 16
    }
    i = 0
    while start &+ i < end {
      column.store(out.vector(i), start &+ i)
      i &+= 8
    }
    start = end
  }
  while start < column.count {
    column[start] = column[start] < 0 ? -Double.nan : -column[start].magnitude
    hasUndecided = true
    start &+= 1
  }
  return hasUndecided
}

/// The standard normal quantiles of a chunk, computed when the first is asked for.
private struct ChunkNormals: ~Copyable {
  private var values = InlineArray<256, Double>(repeating: 0.5)
  private var size = 0
  private var isKnown = false

  @inline(always)
  mutating func forget(_ size: Int) {
    self.size = size
    isKnown = false
  }

  @inline(always)
  mutating func numbers(_ u: Column, _ place: PairPlace) -> Pair {
    if !isKnown { compute(u, place.start) }
    var span = values.mutableSpan
    let own = Column(writing: &span)
    return Pair(own.vector(place.low), own.vector(place.high))
  }

  @inline(never)
  private mutating func compute(_ u: Column, _ start: Int) {
    var span = values.mutableSpan
    let own = Column(writing: &span)
    var i = 0
    while i < size {
      own.store(u.vector(start &+ i), i)
      i &+= 8
    }
    replaceVectorsByNormals(own, from: 0, to: size)
    isKnown = true
  }
}

/// The next larger numbers of positive ones.
@inline(always)
private func nextUp(_ x: Pair) -> Pair { Pair(bits: x.bits &+ 1) }

/// Whether a condition holds in a lane.
@inline(always)
private func isAnywhere(_ condition: Pair.Mask) -> Bool { !(!condition).isEverywhere }

/// Whether numbers can be numbers of trials.
@inline(always)
private func isCount(_ n: Pair) -> Pair.Mask {
  (0 <= n) & (n <= 1e15) & (n == Formula.floor(n))
}
