internal import Random
internal import SpecialFunctions

/// A randomly shifted Kronecker lattice in the unit cube: uⱼ = frac(shift + j α), αₖ = φ^(−k), where
/// φ is the positive root of φ^(d + 1) = φ + 1, the golden ratio for one dimension.
///
/// The shift comes from a stream, so the points depend on nothing but seed and name.
///
/// Source: Roberts, *The unreasonable effectiveness of quasirandom sequences* (2018); for Kronecker
/// lattices, Niederreiter, *Random Number Generation and Quasi-Monte Carlo Methods* (1992), chapter 3.
struct LatticePoints: Sendable {
  private let shift: SIMD8<Double>
  private let steps: SIMD8<Double>

  /// - Parameters:
  ///   - dimensions: d, at most 8; coordinates beyond are the shift's.
  ///   - key: where the shift comes from.
  ///   - round: which of several lattices under this key.
  init(dimensions: Int, key: StreamKey, round: Int) {
    precondition((1...8).contains(dimensions), "\(dimensions) dimensions, not 1 to 8")
    var shift = SIMD8<Double>.zero
    for k in 0..<8 { shift[k] = key.uniform(path: UInt64(k), step: UInt32(round)) }
    self.shift = shift
    var root = 1.5
    for _ in 0..<80 { root = Elementary.pow(1 + root, 1 / Double(dimensions + 1)) }
    var steps = SIMD8<Double>.zero
    var power = 1.0
    for k in 0..<dimensions {
      power /= root
      steps[k] = power
    }
    self.steps = steps
  }

  /// The point of that number, each lane strictly between 0 and 1.
  subscript(_ j: Int) -> SIMD8<Double> {
    let u = shift + Double(j) * steps
    let fraction = u - u.rounded(.down)
    return fraction.clamped(
      lowerBound: SIMD8(repeating: 0x1p-54), upperBound: SIMD8(repeating: 1 - 0x1p-53))
  }
}
