internal import CVector
internal import Lanes
internal import Random

extension CompiledLoops {
  package static func fillUniforms(
    _ column: inout MutableSpan<Double>, key: SIMD2<UInt32>, firstPath: UInt64, step: UInt32,
    draw: UInt32
  ) {
    let out = Column(writing: &column)
    var i = 0
    if firstPath & 1 == 1, out.count > 0 {
      out[0] = StreamKey.uniform(key, path: firstPath, step: step, draw: draw)
      i = 1
    }
    // Each lane is a pair of paths: one block of the cipher gives two numbers.
    let words = (UInt64(key.x), UInt64(key.y))
    let lanes = Words8(vector: wm_iota())
    while i &+ 16 <= out.count {
      let pair = Words8((firstPath &+ UInt64(i)) >> 1) &+ lanes
      var block = Philox4x32.Lane(
        pair & 0xFFFF_FFFF, pair &>> 32, Words8(UInt64(step)), Words8(UInt64(draw)), key: words)
      for _ in 0..<Philox4x32.rounds { block.round() }
      let even = StreamKey.unit(Doubles8.self, low: block.c0, high: block.c1)
      let odd = StreamKey.unit(Doubles8.self, low: block.c2, high: block.c3)
      out.store(Doubles8(vector: wm_interleave_low(even.vector, odd.vector)), i)
      out.store(Doubles8(vector: wm_interleave_high(even.vector, odd.vector)), i &+ 8)
      i &+= 16
    }
    while i < out.count {
      out[i] = StreamKey.uniform(key, path: firstPath &+ UInt64(i), step: step, draw: draw)
      i &+= 1
    }
  }
}
