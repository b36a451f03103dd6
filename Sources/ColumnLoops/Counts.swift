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
    return eachChunk(column) { normals, start, i in
      let mu = means.vector(start &+ i)
      let uniform = column.vector(start &+ i)
      let isSmall = (0 <= mu) & (mu < Doubles8(limit))
      let isLarge = (Doubles8(limit) <= mu) & (mu <= 1e15)
      var count = Doubles8(Double.nan)
      if isSmall.bits != 0 {
        // Lanes of other means are searched for nothing at a mean of 0.
        let safe = Doubles8.choose(isSmall, mu, 0)
        let found = CountSearch.sequential(
          uniform, of: PoissonGrowth(mean: safe), first: Elementary.exponential(-safe))
        count = Doubles8.choose(isSmall, found, count)
      }
      if isLarge.bits != 0 {
        let inverse = 1 / mu
        let sd = mu.squareRoots
        let expansion = CountExpansion(
          normal: normals.vector(column, start, i), mean: mu, sd: sd, skewness: sd * inverse,
          inverseVariance: inverse)
        count = Doubles8.choose(isLarge, expansion.count(upTo: Doubles8(Double.infinity)), count)
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
    var known = RareChance(of: Doubles8(0.5))
    return eachChunk(column) { normals, start, i in
      let uniform = column.vector(start &+ i)
      let (size, success) = (n.vector(start &+ i), p.vector(start &+ i))
      let failure = 1 - success
      let isLaw = isCount(size) & (1 <= size) & (0 < success) & (success < 1)
      let variance = size * success * failure
      let inverse = 1 / variance
      let difference = failure - success
      let square = difference * difference
      let isNormal =
        (Doubles8(limit) <= variance)
        & (Doubles8.choose(square < 1, 1, square) * inverse
          <= Doubles8(CountExpansion<Doubles8>.largestSkew))
      let isRare = isLaw & !isNormal
      let isExpanded = isLaw & isNormal
      // No trial, or no chance of success.
      let isNone =
        ((size == 0) & (0 <= success) & (success <= 1)) | ((success == 0) & isCount(size))
      var count = Doubles8.choose(isNone, 0, Doubles8(Double.nan))
      if isRare.bits != 0 {
        if !(success == known.success).isEverywhere { known = RareChance(of: success) }
        let trials = Doubles8.choose(isRare, size, 0)
        let law = BinomialGrowth(trials: trials, success: known.chance, odds: known.odds)
        let found = CountSearch.sequential(
          Doubles8.choose(known.isMirrored, nextUp(1 - uniform), uniform), of: law,
          first: Elementary.exponential(trials * known.logarithm))
        count = Doubles8.choose(
          isRare, Doubles8.choose(known.isMirrored, trials - found, found), count)
      }
      if isExpanded.bits != 0 {
        let root = variance.squareRoots
        let expansion = CountExpansion(
          normal: normals.vector(column, start, i), mean: size * success, sd: root,
          skewness: difference / root, inverseVariance: inverse)
        count = Doubles8.choose(isExpanded, expansion.count(upTo: size), count)
      }
      return count
    }
  }
}

/// What the search needs of the rarer of success and failure: of n − m successes, m is the smallest number
/// with P(failures ≤ m) > 1 − u.
private struct RareChance {
  let success: Doubles8
  let isMirrored: Mask8
  /// The rarer probability.
  let chance: Doubles8
  let odds: Doubles8
  /// The logarithm of the other probability.
  let logarithm: Doubles8

  @inline(always)
  init(of success: Doubles8) {
    self.success = success
    let failure = 1 - success
    isMirrored = !(success <= 0.5)
    chance = Doubles8.choose(isMirrored, failure, success)
    odds = chance / Doubles8.choose(isMirrored, success, failure)
    logarithm = Elementary.logarithmOfOnePlus(-chance)
  }
}

/// Goes through a column in chunks of 256; a rest that is no whole vector is left to the laws.
@inline(always)
private func eachChunk(
  _ column: Column, _ count: (inout ChunkNormals, _ start: Int, _ i: Int) -> Doubles8
) -> Bool {
  var undecided: UInt32 = 0
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
      let u = column.vector(start &+ i)
      let found = count(&normals, start, i)
      let isDecided = (found == found) & (0 < u) & (u < 1)
      undecided |= (!isDecided).bits
      let mark = Doubles8.choose(u < 0, Doubles8(-Double.nan), -u.magnitudes)
      out.store(Doubles8.choose(isDecided, found, mark), i)
      i &+= 8
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
    undecided = 1
    start &+= 1
  }
  return undecided != 0
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
  mutating func vector(_ u: Column, _ start: Int, _ i: Int) -> Doubles8 {
    if !isKnown { compute(u, start) }
    var span = values.mutableSpan
    return Column(writing: &span).vector(i)
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
private func nextUp(_ x: Doubles8) -> Doubles8 { Doubles8(bits: x.bits &+ 1) }

/// Whether numbers can be numbers of trials.
@inline(always)
private func isCount(_ n: Doubles8) -> Mask8 {
  (0 <= n) & (n <= 1e15) & (n == Elementary.floor(n))
}
