internal import CVector
internal import Formulas
internal import Lanes
internal import Random

extension CompiledLoops {
  package static func fillInnovations(
    _ column: inout MutableSpan<Double>, key: SIMD2<UInt32>, firstPath: UInt64, step: UInt32,
    draw: UInt32
  ) {
    let out = Column(writing: &column)
    var i = 0
    while i < out.count, (firstPath &+ UInt64(i)) & 3 != 0 {
      out[i] = single(key, firstPath &+ UInt64(i), step, draw)
      i &+= 1
    }
    // Each lane is four paths: one block of the cipher gives four numbers.
    let words = (UInt64(key.x), UInt64(key.y))
    let lanes = Words8(vector: wm_iota())
    while i &+ 32 <= out.count {
      let start = i
      let end = min(start &+ 128, start &+ (out.count &- start) / 32 &* 32)
      while i < end {
        let four = Words8((firstPath &+ UInt64(i)) >> 2) &+ lanes
        var block = Philox4x32.Lane(
          four & 0xFFFF_FFFF, four &>> 32, Words8(UInt64(step)), Words8(UInt64(draw)), key: words)
        for _ in 0..<Philox4x32.rounds { block.round() }
        let (a, b, c, d) = (
          centered(block.c0), centered(block.c1), centered(block.c2), centered(block.c3)
        )
        let (even, odd) = (wm_interleave_low(a, c), wm_interleave_low(b, d))
        out.store(Doubles8(vector: wm_interleave_low(even, odd)), i)
        out.store(Doubles8(vector: wm_interleave_high(even, odd)), i &+ 8)
        let (evenHigh, oddHigh) = (wm_interleave_high(a, c), wm_interleave_high(b, d))
        out.store(Doubles8(vector: wm_interleave_low(evenHigh, oddHigh)), i &+ 16)
        out.store(Doubles8(vector: wm_interleave_high(evenHigh, oddHigh)), i &+ 24)
        i &+= 32
      }
      replaceChunk(out, from: start, to: end, by: InnovationForm.self)
    }
    while i < out.count {
      out[i] = single(key, firstPath &+ UInt64(i), step, draw)
      i &+= 1
    }
  }
}

@inline(always)
private func centered(_ word: Words8) -> wm_f64 {
  Formula.centered(Doubles8.self, word: word).vector
}

private func single(
  _ key: SIMD2<UInt32>, _ path: UInt64, _ step: UInt32, _ draw: UInt32
) -> Double {
  let word = StreamKey.word(key, path: path, step: step, draw: draw)
  return Formula.innovation(Formula.centered(Double.self, word: UInt64(word)))
}

/// Innovations of u − ½.
private enum InnovationForm: QuantileForm {
  static var halfWidth: Double { Formula.innovationHalfWidth }
  static var anyOuter: Double { 0.49 }
  @inline(always) static func centered(_ q: Doubles8) -> Doubles8 { q }
  @inline(always) static func central(_ q: Doubles8) -> Doubles8 { Formula.centralInnovation(q) }
  @inline(always) static func replaceOuter(_ tails: Column, _ k: Int) {
    tails.store(Formula.outerInnovation(tails.vector(k)), k)
  }
}
