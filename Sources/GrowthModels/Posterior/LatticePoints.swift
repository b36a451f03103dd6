internal import Random

/// A randomly shifted rank-1 lattice of 2ᵐ points in the unit cube: uⱼ = frac(j z / 2ᵐ + shift).
///
/// The shift comes from a stream, so the points depend on nothing but seed and name.
///
/// Source: the generating vector of Cools, Kuo and Nuyens, *Constructing embedded lattice rules for
/// multivariate integration*, SIAM Journal on Scientific Computing 28:2162 (2006), for 2¹⁰ to 2²⁰
/// points.
struct LatticePoints: Sendable {
  private static let generator: [UInt64] = [
    1, 182_667, 469_891, 498_753, 110_745, 446_979, 250_185, 118_627,
  ]

  let count: Int
  let shift: SIMD8<Double>

  /// - Parameters:
  ///   - count: a power of two.
  ///   - key: where the shift comes from.
  ///   - round: which of several lattices under this key.
  init(count: Int, key: StreamKey, round: Int) {
    precondition(count & (count - 1) == 0, "\(count) points, which is no power of two")
    self.count = count
    var shift = SIMD8<Double>.zero
    for k in 0..<8 {
      shift[k] = key.uniform(path: UInt64(k), step: UInt32(round))
    }
    self.shift = shift
  }

  /// The point of that number, each lane strictly between 0 and 1.
  subscript(_ j: Int) -> SIMD8<Double> {
    var u = shift
    let mask = UInt64(count - 1)
    let width = 1 / Double(count)
    for k in 0..<8 {
      let index = (UInt64(j) &* LatticePoints.generator[k]) & mask
      u[k] += Double(index) * width
      if u[k] >= 1 { u[k] -= 1 }
      u[k] = min(max(u[k], 0x1p-54), 1 - 0x1p-53)
    }
    return u
  }
}
