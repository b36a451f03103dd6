/// A posterior of at most six parameters, each on the whole real line.
///
/// A point is a `SIMD8`; lanes from ``dimension`` on are zero. Scales are rough: what one would call
/// a small step in that parameter.
package protocol PosteriorDensity: Sendable {
  /// How many parameters there are, 1 to 6.
  var dimension: Int { get }
  /// Where the search for modes begins, best guess first.
  var starts: [SIMD8<Double>] { get }
  /// The rough size of each parameter's uncertainty.
  var scales: SIMD8<Double> { get }
  /// The logarithm of the density, up to a constant; −∞ where it is zero.
  func logDensity(at x: SIMD8<Double>) -> Double
}

/// A density seen in units of its scales, in which everything is of the order of one.
struct ScaledDensity<Density: PosteriorDensity>: PosteriorDensity {
  let density: Density
  private let factors: SIMD8<Double>

  init(density: Density) {
    self.density = density
    factors = density.scales
  }

  var dimension: Int { density.dimension }
  var scales: SIMD8<Double> { SIMD8(repeating: 1) }
  var starts: [SIMD8<Double>] { density.starts.map { $0 / factors } }

  func logDensity(at x: SIMD8<Double>) -> Double {
    let value = density.logDensity(at: x * factors)
    return value.isNaN ? -.infinity : value
  }
}
