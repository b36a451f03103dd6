internal import CVector
internal import Lanes
internal import SpecialFunctions

extension CompiledLoops {
  package static func replaceByNormals(_ column: inout MutableSpan<Double>) {
    let u = Column(writing: &column)
    var start = u.count / 8 &* 8
    replaceVectorsByNormals(u, from: 0, to: start)
    while start < u.count {
      u[start] = StandardNormal.quantile(u[start])
      start &+= 1
    }
  }
}

/// A whole number of vectors.
func replaceVectorsByNormals(_ u: Column, from start: Int, to end: Int) {
  var chunk = start
  while chunk < end {
    replaceChunk(u, from: chunk, to: min(chunk &+ 128, end))
    chunk &+= 128
  }
}

/// A whole number of vectors, at most 128 numbers: a byte tells a place.
private func replaceChunk(_ u: Column, from start: Int, to end: Int) {
  var placeStorage = InlineArray<136, UInt8>(repeating: 0)
  var tailStorage = InlineArray<128, Double>(repeating: 0.05)
  var placeSpan = placeStorage.mutableSpan
  var tailSpan = tailStorage.mutableSpan
  let tailPlaces = Places(writing: &placeSpan)
  let tails = Column(writing: &tailSpan)

  var count = 0
  var i = start
  while i < end {
    let p = u.vector(i)
    let q = p - 0.5
    let isTail = !(q.magnitudes <= Doubles8(StandardNormal.centralHalfWidth))
    let bits = isTail.bits
    // The place in the chunk is added to all eight bytes at once; none exceeds 255.
    let offset = UInt64(i &- start) &* 0x0101_0101_0101_0101
    tailPlaces.store(wm_places(bits) &+ offset, at: count)
    count &+= bits.nonzeroBitCount
    i &+= 8
  }
  for k in 0..<count { tails[k] = u[start &+ tailPlaces[k]] }
  i = start
  while i < end {
    u.store(StandardNormal.centralQuantile(u.vector(i) - 0.5), i)
    i &+= 8
  }

  var k = 0
  while k < count {
    let p = tails.vector(k)
    let isLower = p < 0.5
    let smaller = Doubles8.choose(isLower, p, 1 - p)
    let size = (-Elementary.logarithm(smaller)).squareRoots
    let ratio = StandardNormal.tailRatio(size - 1.6)
    if (size <= 5).isEverywhere {
      tails.store(Doubles8.choose(isLower, -ratio, ratio), k)
    } else {
      // Probabilities below 10⁻¹¹ of either end, and what is no probability.
      for lane in k..<(k &+ 8) { tails[lane] = StandardNormal.quantile(tails[lane]) }
    }
    k &+= 8
  }
  for k in 0..<count { u[start &+ tailPlaces[k]] = tails[k] }
}
